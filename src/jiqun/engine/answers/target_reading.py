"""Read the rows of the plan targets 规划目标."""

from __future__ import annotations

from jiqun.engine.answers.answers import Answer, Target
from jiqun.engine.answers.problems import Notes
from jiqun.engine.definition import (
    PLAN_HEAD,
    Address,
    Field,
    Form,
    Indicator,
    labels_of,
    own_number,
    plan_periods,
)
from jiqun.engine.kinds import KINDS, PlainQuestion, Trouble, typed_text

_FIGURE, _TEXT = KINDS["decimal"], KINDS["text"]
_NAME_YOUR_OWN = "自行增加的指标请编号为 other_1、other_2。"
_EXPECTED_ROW = "写明“indicator”的一行目标"


def read_targets(form: Form, field: Field, raw: object, notes: Notes) -> tuple[Target, ...]:
    """The rows in the order given; rows of an unknown or repeated indicator are leftovers."""
    if not isinstance(raw, list):
        notes.problem("wrong_shape", raw, at=Address(field.id), expected="规划目标各行的列表")
        notes.leave(raw, "answers", field.id)
        return ()
    rows: dict[str, Target] = {}
    plan = labels_of(form).plan(field.id)
    for n, entry in enumerate(raw):
        row = _row(form, field, entry, rows, f"{plan}第{n + 1}行", notes)
        if row is None:
            notes.leave(entry, "answers", field.id, n)
        else:
            rows[row.indicator] = row
    return tuple(rows.values())


def _row(
    form: Form, field: Field, entry: object, rows: dict[str, Target], place: str, notes: Notes
) -> Target | None:
    if not isinstance(entry, dict) or not isinstance(entry.get("indicator"), str):
        words = {"place": place, "expected": _EXPECTED_ROW}
        notes.problem("wrong_shape", entry, at=Address(field.id), **words)
        return None
    indicator_id = entry["indicator"]
    indicator = field.indicator(indicator_id)
    if indicator is None and not own_number(indicator_id):
        known = [i.id for i in field.indicators]
        hint = notes.nearest(indicator_id, known) or _NAME_YOUR_OWN
        at = Address(field.id, indicator_id)
        notes.problem("unknown_option", indicator_id, hint, place, at=at, option=indicator_id)
        return None
    if indicator_id in rows:
        hint = "同一指标只能有一行。"
        notes.problem(
            "wrong_shape",
            indicator_id,
            hint,
            place,
            at=Address(field.id, row=indicator_id),
            expected=_EXPECTED_ROW,
        )
        return None
    head = _head(field, indicator, entry)
    if head is None:
        expected = "方向、指标名称、单位各一段文字"
        at = Address(field.id)
        notes.problem("wrong_shape", entry, place=place, at=at, expected=expected)
        return None
    direction, label, unit = head
    if direction not in field.directions:
        hint = notes.nearest(direction, field.directions)
        notes.problem(
            "unknown_option",
            direction,
            hint,
            place,
            at=Address(field.id, direction, row=indicator_id),
            option=direction,
            options="、".join(field.directions),
        )
    values = _values(form, field, indicator, entry, unit, notes)
    return Target(field.id, indicator_id, direction, label, unit, values)


def _head(
    field: Field, indicator: Indicator | None, entry: dict[str, object]
) -> tuple[str, str, str] | None:
    """Direction, label and unit; the form's own where a given indicator's row leaves them out."""
    parts = []
    for key, default in (
        ("direction", indicator.direction if indicator else field.known_direction("")),
        ("label", indicator.label if indicator else ""),
        ("unit", indicator.unit if indicator else ""),
    ):
        text = _TEXT.parse(entry.get(key), PlainQuestion(none_allowed=True))
        if text is None:
            parts.append(default)
        elif isinstance(text, str):
            parts.append(text.strip())
        else:
            return None
    return parts[0], parts[1], parts[2]


def _values(
    form: Form,
    field: Field,
    indicator: Indicator | None,
    entry: dict[str, object],
    unit: str,
    notes: Notes,
) -> dict[str, Answer]:
    question = PlainQuestion(unit=indicator.unit if indicator else unit, none_allowed=True)
    indicator_id = str(entry["indicator"])
    row = Address(field.id, row=indicator_id)
    periods = plan_periods(form)
    values = {}
    for period in periods:
        raw = entry.get(period)
        value = (indicator.kind if indicator else _FIGURE).parse(raw, question)
        if indicator is None and isinstance(value, Trouble):
            value = _TEXT.parse(raw, question)  # a target of one's own may be put in words
        if value is None:
            continue
        if not isinstance(value, Trouble):
            values[period] = Answer(value)
        elif value.code == "wrong_shape":
            notes.trouble(value, row._replace(part=period))
            notes.leave(raw, "answers", field.id, indicator_id, period)
        else:
            values[period] = Answer(None, typed_text(raw), value)
    for key in entry:
        if key not in (*periods, *PLAN_HEAD, "indicator"):
            hint = f"目标只有{'、'.join(periods)}。"
            notes.problem("unknown_field", key, hint, at=row._replace(part=key))
            notes.leave(entry[key], "answers", field.id, indicator_id, key)
    return values
