"""The one door: plain objects, as JSON gives them, become Answers of a form.

Everything that does not fit is listed as a problem and kept as a leftover; nothing raises but
input that is no mapping at all.
"""

from __future__ import annotations

from jiqun.engine.answers.answers import ENCLOSURES, Answer, Answers, Target
from jiqun.engine.answers.evidence_reading import read_evidence, read_explanations
from jiqun.engine.answers.json_reading import UnusableInput
from jiqun.engine.answers.list_reading import read_lists
from jiqun.engine.answers.problems import Notes
from jiqun.engine.answers.row_reading import read_rows
from jiqun.engine.answers.target_reading import read_targets
from jiqun.engine.definition import Address, Field, Form, cell
from jiqun.engine.kinds import (
    Trouble,
    lies_in,
    typed_text,
)

_KNOWN = ("form", "answers", "evidence", "lists", "explanations")

Cells = dict[Address, Answer]


def form_id(data: object) -> str | None:
    """The id of the form that data says it belongs to; None where it does not say."""
    name = data.get("form") if isinstance(data, dict) else None
    return name if isinstance(name, str) else None


def read_answers(form: Form, data: object) -> Answers:
    """Answers of a form from the interchange form (DOMAIN: application.json).

    A key for what is handed in with the form (`evidence`, `lists`) that is not there at all means
    that the data cannot say; one that is there and empty, that there is none. Raises UnusableInput
    where `data` is no mapping.
    """
    if not isinstance(data, dict):
        raise UnusableInput("填报数据最外层应当是一个 JSON 对象。请用导出的原文件重试。")
    notes = Notes()
    named = data.get("form")
    if named is not None and not form.is_called(named):
        notes.problem("unknown_form", named, expected=form.name)
        notes.leave(named, "form")
    cells, rows, targets = _answers(form, notes.mapping(data, "answers", "各填报项的内容"), notes)
    evidence = read_evidence(form, notes.array(data, "evidence", "佐证材料的列表"), notes)
    lists = read_lists(form, notes.mapping(data, "lists", "各清单的内容"), notes)
    explained = notes.mapping(data, "explanations", "各情况说明的内容")
    explanations = read_explanations(form, explained, notes)
    for key in data:
        if key not in _KNOWN:
            notes.problem("unknown_field", key, notes.nearest(key, _KNOWN), at=Address(key))
            notes.leave(data[key], key)
    return Answers(
        form,
        cells,
        rows,
        targets,
        evidence,
        lists,
        explanations,
        tuple(notes.problems),
        tuple(notes.leftovers),
        not_carried=frozenset(key for key in ENCLOSURES if data.get(key) is None),
    )


def _answers(
    form: Form, raw_answers: dict[str, object], notes: Notes
) -> tuple[Cells, dict[str, tuple[str, ...]], tuple[Target, ...]]:
    cells: Cells = {}
    rows: dict[str, tuple[str, ...]] = {}
    targets: tuple[Target, ...] = ()
    for field in form.fields.values():
        raw = raw_answers.get(field.id)
        if raw is None:
            continue
        if field.kind.plan:
            targets += read_targets(form, field, raw, notes)
        elif field.columns:
            rows[field.id] = read_rows(form, field, raw, cells, notes)
        elif field.kind.several:
            _choices(field, raw, cells, notes)
        elif field.periods:
            _series(field, raw, cells, notes)
        else:
            _cell(field, cell(field.id), raw, cells, notes)
    for field_id, raw in raw_answers.items():
        if field_id not in form.fields:
            hint = notes.nearest(field_id, form.fields)
            notes.problem("unknown_field", field_id, hint, at=Address(field_id))
            notes.leave(raw, "answers", field_id)
    _check_insides(form, cells, notes)
    return cells, rows, targets


def _series(field: Field, raw: object, cells: Cells, notes: Notes) -> None:
    """One answer a year."""
    if not isinstance(raw, dict):
        expected = "按年度填写的数值（" + "、".join(field.periods) + "）"
        notes.problem("wrong_shape", raw, at=Address(field.id), expected=expected)
        notes.leave(raw, "answers", field.id)
        return
    for period in field.periods:
        if period in raw:
            _cell(field, cell(field.id, period), raw[period], cells, notes)
    for period in raw:
        if period not in field.periods:
            hint = f"本栏只有{'、'.join(field.periods)}年度。"
            notes.problem("unknown_field", period, hint, at=cell(field.id, period))
            notes.leave(raw[period], "answers", field.id, period)


def _cell(field: Field, at: Address, raw: object, cells: Cells, notes: Notes) -> None:
    value = field.parse(raw)
    if value is None:
        return
    if not isinstance(value, Trouble):
        cells[at] = Answer(value)
    elif value.code == "wrong_shape":
        notes.trouble(value, at)
        notes.leave(raw, "answers", *filter(None, at))
    elif value.value is not None:
        cells[at] = Answer(value.value, "", value)
    else:
        cells[at] = Answer(None, typed_text(raw), value)


def _choices(field: Field, raw: object, cells: Cells, notes: Notes) -> None:
    """The known options are the answer; each unknown one is a problem of its own."""
    if not isinstance(raw, list):
        value = field.kind.parse(raw, field)
        if isinstance(value, Trouble):
            notes.trouble(value, Address(field.id))
            notes.leave(raw, "answers", field.id)
        return
    ids = {o.id for o in field.options}
    ticked: list[str] = []
    odd = 0
    for item in raw:
        if isinstance(item, str) and item in ids:
            if item not in ticked:
                ticked.append(item)
            continue
        value = field.kind.parse([item], field)
        if isinstance(value, Trouble):
            notes.trouble(value, Address(field.id))
        notes.leave(item, "answers", field.id, len(ticked) + odd)
        odd += 1
    value = field.kind.parse(ticked, field)
    if value is not None and not isinstance(value, Trouble):
        cells[cell(field.id)] = Answer(value)


def _check_insides(form: Form, cells: Cells, notes: Notes) -> None:
    """A division must lie inside the division another answer names, else inside the region."""
    for field in form.fields.values():
        if not field.kind.has_level:
            continue
        inner = _division(cells, field.id)
        outer = _division(cells, field.inside) if field.inside in form.fields else form.region
        if inner and outer and not lies_in(inner, outer, field.units):
            typed, name = (field.kind.show(code, field) for code in (inner, outer))
            hint = f"“{typed}”不在“{name}”之内，请核对。"
            notes.problem("not_a_division", typed, hint, at=Address(field.id))


def _division(cells: Cells, field_id: str) -> str:
    answer = cells.get(cell(field_id))
    return str(answer.value) if answer and answer.value else ""
