"""The places of one form: which addresses it has, what a text names, and their order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from jiqun.engine.definition.address import (
    LED,
    LISTS,
    NOWHERE,
    WORDS,
    Address,
    UnknownAddress,
    cell,
    own_number,
)
from jiqun.engine.definition.form import Field, Form
from jiqun.engine.expressions.scope import BASELINE

_NUMBER = re.compile("[1-9][0-9]{0,5}")
_CODE = re.compile("[a-z][a-z0-9_]{0,79}")


def parse_address(form: Form, text: str) -> Address:
    """The place a text names in a form, or the explanation; raises UnknownAddress.

    Understood as well is the older spelling, with a dot for every colon and `explanations.` before
    a code: Word files, the journal and pages that are still open may have it.
    """
    try:
        return parse_place(form, text)
    except UnknownAddress:
        return parse_explained(form, text)


def parse_place(form: Form, text: str) -> Address:
    """The place of an answer that a text names, and never an explanation; raises UnknownAddress."""
    address = _place(form, WORDS.split(text))
    if address is None:
        raise UnknownAddress(text)
    return address


def parse_explained(form: Form, text: str) -> Address:
    """The explanation that a text is the key of; raises UnknownAddress.

    A code alone is that of a finding on the form as a whole.
    """
    code, *words = WORDS.split(text.removeprefix(LED))
    place = _place(form, words) if words else NOWHERE
    is_code = _CODE.fullmatch(code) and code not in form.fields and code != LISTS
    if place is None or not is_code:
        raise UnknownAddress(text)
    return place.explained(code)


def kept_at(form: Form, address: Address) -> Address:
    """The answer that a place is a part of: what is kept, saved and counted as one.

    A cell is kept by itself, the boxes of a choice together, a row of the plan and a row that the
    form gives as a whole, a list and a table of added rows with all their rows.
    """
    if address.code:
        return address
    if address.list:
        return Address(list=address.list)
    field = form.fields.get(address.field)
    if field is None or not field.kind.tabular:
        return cell(address.field, address.part)
    keeps_rows = field.kind.plan or bool(field.given)
    return Address(address.field, row=address.row if keeps_rows else "")


def is_kept(form: Form, address: Address) -> bool:
    """Whether this is an answer that is kept by itself: not a part of one, nor several together."""
    if not address or address != kept_at(form, address):
        return False
    field = form.fields.get(address.field)
    if address.code or address.list or field is None:
        return bool(address.code or address.list)
    if field.kind.plan or field.given:
        return bool(address.row)
    return address.period in field.cells


def _place(form: Form, words: Sequence[str]) -> Address | None:
    """The place of words that begin with a field or with `lists`; None where there is none."""
    name, rest = words[0], words[1:]
    field = form.fields.get(name)
    if field is None:
        return _list_place(form, "", rest) if name == LISTS and rest else None
    if not rest:
        return Address(name)
    if field.kind.plan:
        return _plan_place(form, field, rest)
    if field.columns:
        return _row_place(field, rest)
    if field.rows and rest[0] == field.rows.list:
        return _list_place(form, name, rest)
    if len(rest) == 1 and rest[0] in field.periods:
        return cell(name, rest[0])
    return Address(name, rest[0]) if len(rest) == 1 and field.option(rest[0]) else None


def _list_place(form: Form, field: str, words: Sequence[str]) -> Address | None:
    name, row, part = [*words, "", ""][:3]
    row_list = form.lists.get(name)
    if row_list is None or "" in words or len(words) > 3:
        return None
    is_row = not row or _NUMBER.fullmatch(row)
    is_column = not part or any(column.id == part for column in row_list.columns)
    return Address(field, list=name, row=row, part=part) if is_row and is_column else None


def _row_place(field: Field, words: Sequence[str]) -> Address | None:
    row, part = [*words, ""][:2]
    is_row = field.given_row(row) if field.given else _NUMBER.fullmatch(row)
    fits = is_row and (not part or field.column(part)) and "" not in words and len(words) < 3
    return Address(field.id, row=row, part=part) if fits else None


def _plan_place(form: Form, field: Field, words: Sequence[str]) -> Address | None:
    row, part = [*words, ""][:2]
    is_row = field.indicator(row) or own_number(row)
    is_part = not part or part in plan_parts(form)
    fits = is_row and is_part and "" not in words and len(words) < 3
    return Address(field.id, row=row, part=part) if fits else None


def plan_periods(form: Form) -> tuple[str, ...]:
    """The parts of a plan row that are figures, from the baseline to the last year."""
    return (BASELINE, *form.plan_years)


PLAN_HEAD = ("direction", "label", "unit")
"""The parts of a plan row that say what it is."""


def plan_parts(form: Form) -> tuple[str, ...]:
    """All parts of a plan row."""
    return (*PLAN_HEAD, *plan_periods(form))


def kept_addresses(form: Form) -> Iterator[Address]:
    """The answers the form itself has, in its order: cells, given rows, lists."""
    for field in form.fields.values():
        if field.kind.plan:
            yield from (Address(field.id, row=indicator.id) for indicator in field.indicators)
        elif field.given:
            yield from (Address(field.id, row=row.id) for row in field.given)
        else:
            yield from (cell(field.id, period) for period in field.cells)
    yield from (Address(list=name) for name in form.lists)


def in_order(form: Form, addresses: Iterable[Address]) -> list[Address]:
    """Places in the order of the form; rows of one's own after the given ones, lists after the
    fields, explanations last."""
    order, fields = _places(form)

    def rank(address: Address) -> tuple[bool, int, int, int, str]:
        place = order.get(kept_at(form, address), len(order))
        at = fields.get(address.field, len(fields))
        return bool(address.code), at, place, own_number(address.row), str(address)

    return sorted(addresses, key=rank)


@lru_cache(maxsize=64)
def _places(form: Form) -> tuple[Mapping[Address, int], Mapping[str, int]]:
    """The number of each answer the form has, and of each field."""
    order = {address: n for n, address in enumerate(kept_addresses(form))}
    return order, {name: n for n, name in enumerate(form.fields)}
