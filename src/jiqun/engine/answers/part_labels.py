"""Where a part of the answers stands and how it reads, for people who merge answers."""

from __future__ import annotations

import json
from dataclasses import dataclass

from jiqun.engine.answers.answers import Answers
from jiqun.engine.answers.interchange import canonical
from jiqun.engine.answers.parts import HEAD, Key, Pieces
from jiqun.engine.answers.target_reading import BASELINE
from jiqun.engine.definition import Form
from jiqun.engine.kinds import printable

TICKED, NOT_TICKED = "已勾选", "未勾选"
_KINDS = {
    "authority": "主管部门证明",
    "third_party": "第三方证明",
    "self_declaration": "自我声明",
}
_HEAD_LABELS = {"direction": "方向", "label": "名称", "unit": "单位", BASELINE: "基准值"}


@dataclass(frozen=True, slots=True)
class PartLabel:
    """The place of a piece: `group` is answers, evidence, lists, explanations, or an unknown key;
    the rest is None where it does not apply. `label` names the place in Chinese."""

    group: str
    label: str
    field: str | None = None
    option: str | None = None
    row: str | None = None
    period: str | None = None


def where(form: Form, key: Key) -> PartLabel:
    """The place of a piece."""
    if key.id is None and key.group != "evidence":
        return PartLabel(key.group, printable(key.group))
    id_ = key.id or ""
    if key.group == "answers":
        return _answer(form, key, id_)
    if key.group == "evidence":
        target, _, file = key.part.partition("\n")
        field_id, _, option = target.partition(".")
        field = form.fields.get(field_id)
        label = f"佐证材料：{field.label if field else field_id}"
        return PartLabel(key.group, label, field_id, option or None, file or None)
    if key.group == "lists":
        row_list = form.lists.get(id_)
        label = f"{row_list.label if row_list else id_}：{printable(key.part)}"
        return PartLabel(key.group, label, id_, row=key.part)
    return PartLabel(key.group, f"情况说明：{printable(id_)}", row=id_)


def _answer(form: Form, key: Key, id_: str) -> PartLabel:
    field = form.fields.get(id_)
    if field is None:
        return PartLabel(key.group, printable(id_), id_)
    if key.shape == "series":
        return PartLabel(key.group, f"{field.label} {key.part}年", id_, period=key.part)
    if key.shape == "array" and field.kind.several:
        option_id = _plain(key.part)
        option = field.option(option_id)
        label = f"{field.label}：{option.label if option else option_id}"
        return PartLabel(key.group, label, id_, option=option_id)
    if key.shape == "targets":
        indicator = form.indicator_by_id.get(key.part)
        cell = _HEAD_LABELS.get(key.cell, f"{key.cell}年")
        label = f"{field.label}：{indicator.label if indicator else key.part} {cell}"
        period = None if key.cell in HEAD else key.cell
        return PartLabel(key.group, label, id_, row=key.part, period=period)
    return PartLabel(key.group, field.label, id_)


def text_of(answers: Answers, pieces: Pieces, key: Key) -> str:
    """A piece as people read it; "" where there is none."""
    id_ = key.id or ""
    field = answers.form.fields.get(id_) if key.group == "answers" else None
    if field and field.kind.several and key.shape == "array":
        return TICKED if key in pieces else NOT_TICKED
    if key not in pieces:
        return ""
    if field and key.shape in ("value", "series"):
        shown = answers.shown(id_, key.part or None)
        if shown:
            return shown
    value = pieces[key]
    if key.shape == "targets" and key.cell == "direction":
        return answers.form.directions.get(str(value), printable(str(value)))
    if isinstance(value, dict) and key.group == "evidence" and key.part.count("\n"):
        kind = str(value.get("kind"))
        return printable(f"{value['file']}（{_KINDS.get(kind, kind)}）")
    if isinstance(value, dict) and key.group == "lists":
        return printable("；".join(str(v) for v in value.values() if v))
    return printable(value if isinstance(value, str) else canonical(value))


def _plain(part: str) -> str:
    """An array entry's name, without the quotation marks where it is a text."""
    value = json.loads(part)
    return value if isinstance(value, str) else part
