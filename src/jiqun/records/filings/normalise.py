"""Every value that is to be saved goes through the engine's door: here is how, for one answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal

from jiqun.engine import (
    PLAN_HEAD,
    Address,
    Form,
    UnknownAddress,
    UnusableInput,
    by_address,
    from_addresses,
    is_kept,
    own_number,
    read_answers,
    write_answers,
)

LARGEST = 4 * 1024 * 1024  # bytes of one answer as JSON; the longest lists need three quarters
_LONGEST = 200  # characters of an address, as the table of answers takes it


def normalise(form: Form, at: Address, raw: object) -> object | None:
    """The value as it is kept: in standard form, or as it was typed where it is not understood.

    None where nothing was filled in. Raises UnknownAddress for what is no answer that is kept by
    itself, and UnusableInput (Chinese) for what cannot be kept at all.
    """
    if not is_kept(form, at) or len(str(at)) > _LONGEST:
        raise UnknownAddress(str(at))
    if raw is None or raw == "" or raw == [] or raw == {}:
        return None
    is_row = bool(at.row) and not at.code
    plan = is_row and form.fields[at.field].kind.plan
    if is_row:
        if not isinstance(raw, Mapping):
            raise UnusableInput("这一行无法识别，没有保存。请刷新页面后重新填写这一行。")
        raw = {**raw, "indicator": at.row} if plan else raw
    written = write_answers(read_answers(form, from_addresses(form, {at: raw})))
    value = by_address(form, written).get(at)
    if plan and isinstance(value, Mapping) and _is_empty_row(at.row, value):
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


def _is_empty_row(indicator: str, row: Mapping[str, object]) -> bool:
    """A row of a given indicator without a value; one's own row is kept for its name alone."""
    named = own_number(indicator) and row.get("label")
    head = (*PLAN_HEAD, "indicator")
    return not named and not any(value for part, value in row.items() if part not in head)


def _check_keepable(value: object) -> None:
    try:
        size = len(as_text(value).encode("utf-8"))
    except UnicodeEncodeError:
        raise UnusableInput("填写的内容里有不完整的字符，没有保存。请重新填写这一处。") from None
    if size > LARGEST:
        raise UnusableInput("这一处填写的内容太多，没有保存。请减少内容后重试。")


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    raise UnusableInput("填写的内容无法识别，没有保存。请刷新页面后重新填写。")
