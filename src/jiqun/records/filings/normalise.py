"""Every value that is to be saved goes through the engine's door: here is how, for one answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal

from jiqun.engine import Form, UnusableInput, read_answers, write_answers
from jiqun.records.filings.keys import place_of, put_together, take_apart

LARGEST = 4 * 1024 * 1024  # characters of one answer as JSON; the longest lists need a quarter
_HEAD = ("direction", "indicator", "label", "unit")


def normalise(form: Form, key: str, raw: object) -> object | None:
    """The value as it is kept: in standard form, or as it was typed where it is not understood.

    None where nothing was filled in. Raises UnknownKeyError for a key the form does not have, and
    UnusableInput (Chinese) for what cannot be kept at all.
    """
    place = place_of(form, key)
    if raw is None or raw == "" or raw == [] or raw == {}:
        return None
    field = form.fields.get(place.id) if place.group == "answers" else None
    if field is not None and field.kind.plan:
        if not isinstance(raw, Mapping):
            raise UnusableInput("规划目标的一行没有读懂，没有保存。请刷新页面后重新填写这一行。")
        raw = {**raw, "indicator": place.part}
    written = write_answers(read_answers(form, put_together(form, {key: raw})))
    value = take_apart(form, written).get(key)
    if field is not None and isinstance(value, Mapping) and _is_empty_row(form, place.part, value):
        return None
    _check_keepable(value)
    return value


def as_text(value: object) -> str:
    """The one JSON text of a value; empty for none."""
    if value is None:
        return ""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    )


def from_text(text: str) -> object | None:
    """The value of a JSON text; None for an empty one."""
    value: object = json.loads(text) if text else None
    return value


def _is_empty_row(form: Form, indicator: str, row: Mapping[str, object]) -> bool:
    """A row of a given indicator without a value; one's own row is kept for its name alone."""
    named = indicator not in form.indicator_by_id and row.get("label")
    return not named and not any(value for cell, value in row.items() if cell not in _HEAD)


def _check_keepable(value: object) -> None:
    text = as_text(value)
    if len(text) > LARGEST:
        raise UnusableInput("这一处填写的内容太多，没有保存。请减少内容后重试。")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise UnusableInput("填写的内容里有不完整的字符，没有保存。请重新填写这一处。") from None


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    raise UnusableInput("填写的内容没有读懂，没有保存。请刷新页面后重新填写。")
