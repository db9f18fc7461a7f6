"""Where a part of the answers stands and how it reads, for people who merge answers."""

from __future__ import annotations

import json
from dataclasses import dataclass

from jiqun.engine.answers.answers import Answers
from jiqun.engine.answers.interchange import canonical
from jiqun.engine.answers.parts import Key, Pieces, head_of
from jiqun.engine.definition import (
    NOWHERE,
    Address,
    Form,
    UnknownAddress,
    cell,
    labels_of,
    parse_explained,
    parse_place,
)
from jiqun.engine.kinds import Trouble, printable

TICKED, NOT_TICKED = "已勾选", "未勾选"
_KINDS = {
    "authority": "主管部门证明",
    "third_party": "第三方证明",
    "self_declaration": "自我声明",
}


@dataclass(frozen=True, slots=True)
class PartLabel:
    """The place of a piece: `group` is answers, evidence, lists, explanations, or an unknown key;
    `at` is what of the form it belongs to, as far as the form has it. `label` says it in Chinese.
    """

    group: str
    label: str
    at: Address = NOWHERE


def where(form: Form, key: Key) -> PartLabel:
    """The place of a piece."""
    if key.id is None and key.group != "evidence":
        return PartLabel(key.group, printable(key.group))
    id_ = key.id or ""
    if key.group == "answers":
        return _answer(form, key, id_)
    if key.group == "evidence":
        at = _proven(form, key.part)
        return PartLabel(key.group, f"佐证材料：{labels_of(form).full(at)}", at)
    if key.group == "lists":
        at = Address(list=id_)
        label = labels_of(form).full(at) if id_ in form.lists else id_
        return PartLabel(key.group, f"{label}：{printable(key.part)}", at)
    return PartLabel(key.group, f"情况说明：{printable(id_)}", _explained(form, id_))


def _proven(form: Form, part: str) -> Address:
    """What the evidence of a piece is for."""
    target = part.partition("\n")[0]
    try:
        return parse_place(form, target)
    except UnknownAddress as unknown:
        return unknown.said


def _explained(form: Form, key: str) -> Address:
    try:
        return parse_explained(form, key)
    except UnknownAddress:
        return NOWHERE


def _answer(form: Form, key: Key, id_: str) -> PartLabel:
    field = form.fields.get(id_)
    if field is None:
        return PartLabel(key.group, printable(id_), Address(id_))
    at = Address(id_)
    if key.shape == "series":
        at = cell(id_, key.part)
    elif key.shape == "array" and field.kind.several:
        at = Address(id_, _plain(key.part))
    elif key.shape in ("targets", "given"):
        at = Address(id_, row=key.part, part=key.cell)
    elif key.shape == "rows":
        column = field.column(key.cell)
        words = f"{labels_of(form).full(at)}：{_shown(form, key, json.loads(key.part), True)}"
        label = column.label if column else printable(key.cell)
        return PartLabel(key.group, f"{words}的“{label}”", at)
    return PartLabel(key.group, labels_of(form).full(at), at)


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
    if field and key.shape in ("given", "rows"):
        return _shown(answers.form, key, value)
    if key.shape == "targets" and key.cell == "direction":
        directions = field.directions if field else {}
        return directions.get(str(value), printable(str(value)))
    if isinstance(value, dict) and key.group == "evidence" and key.part.count("\n"):
        kind = str(value.get("kind"))
        return printable(f"{value['file']}（{_KINDS.get(kind, kind)}）")
    if isinstance(value, dict) and key.group == "lists":
        return printable("；".join(str(v) for v in value.values() if v))
    return printable(value if isinstance(value, str) else canonical(value))


def _shown(form: Form, key: Key, value: object, of_head: bool = False) -> str:
    """What stands in a cell of a row, or in the column that names the row, as people read it."""
    field = form.fields[key.id or ""]
    column = head_of(field) if of_head else key.cell
    question = form.question(Address(field.id, row=key.part, part=column))
    read = question.parse(value) if question else None
    if question is None or read is None or isinstance(read, Trouble):
        return printable(value if isinstance(value, str) else canonical(value))
    return str(read) if read in question.words else question.kind.show(read, question)


def _plain(part: str) -> str:
    """An array entry's name, without the quotation marks where it is a text."""
    value = json.loads(part)
    return value if isinstance(value, str) else part
