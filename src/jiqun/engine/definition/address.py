"""Address 位置: where something stands in a form, and the one way that is written.

    total_output:2024                  the cell of a year (operator: the one cell of a field)
    green_work.chain_map               one box of a choice
    plan_targets:co2:baseline          a row of the plan, and one of its parts
    lists:standards:3:number           a row of a list 清单 by its number from 1, and a column
    unusual_change:total_output:2024   the explanation 情况说明 of a finding: its code, then where

The same text is the tag of an answer in layouts and Word files, the key under which it is kept and
saved, the element of its input, what evidence is `for`, and the key of an explanation. What it
means is told by the form: `parse_address` is the only place that takes such a text apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jiqun.engine.definition.form import Field, Form
from jiqun.engine.expressions.scope import BASELINE

LISTS = "lists"
"""The word that leads a list where it stands for itself; no field and no check is called so."""

_WORDS = re.compile(r"[.:]")
_OWN_ROW = re.compile("other_([1-9][0-9]{0,2})")
_NUMBER = re.compile("[1-9][0-9]{0,5}")
_CODE = re.compile("[a-z][a-z0-9_]*")
_LED = "explanations."  # how explanations were led before they had one address with the rest


class Address(NamedTuple):
    """Where something stands; the parts that do not apply are empty.

    field   a field; empty for a list by itself, and for the form as a whole
    option  one box of a choice
    list    a list 清单; beside a field, the list whose rows the field counts
    row     an indicator of the plan, a row of one's own (other_1), the number of a list's row
    part    the year of a cell; what a row has there: "baseline", a year, a column
    code    the finding that an explanation standing here explains
    """

    field: str = ""
    option: str = ""
    list: str = ""
    row: str = ""
    part: str = ""
    code: str = ""

    def __str__(self) -> str:
        head = f"{self.field}.{self.option}" if self.option else self.field
        if self.list and not head:
            head = LISTS
        words = (self.code, head, self.list, self.row, self.part)
        return ":".join(word for word in words if word)

    def __bool__(self) -> bool:
        return self != NOWHERE

    @property
    def period(self) -> str | None:
        """The part as a year, or as the period of a plan's figure; None where there is none."""
        return self.part or None

    @property
    def kept(self) -> Address:
        """The answer that this is a part of: what is kept, saved and counted as one.

        A cell is kept by itself, the boxes of a choice together, a row of the plan as a whole, a
        list with all its rows.
        """
        if self.code:
            return self
        if self.list:
            return Address(list=self.list)
        return Address(self.field, row=self.row) if self.row else cell(self.field, self.part)

    @property
    def whole(self) -> Address:
        """The field or list with all that stands in it."""
        return Address(self.field, list=self.list)

    def explained(self, code: str) -> Address:
        """Where the explanation of a finding here stands."""
        return self._replace(code=code)


NOWHERE = Address()


class UnknownAddress(LookupError):  # noqa: N818 - says what is wrong, like KeyError's kin
    """A text that names no place of the form; `said` is what it seems to name, by its first word
    as a field and the rest as a box of it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        head, *rest = _WORDS.split(text, maxsplit=1)
        self.said = Address(head, "".join(rest))


def cell(field: str, period: str | None = None) -> Address:
    """The cell of a field, or of one of its years."""
    return Address(field, "", "", "", period or "")


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
    address = _place(form, _WORDS.split(text))
    if address is None:
        raise UnknownAddress(text)
    return address


def parse_explained(form: Form, text: str) -> Address:
    """The explanation that a text is the key of; raises UnknownAddress.

    A code alone is that of a finding on the form as a whole.
    """
    code, *words = _WORDS.split(text.removeprefix(_LED))
    place = _place(form, words) if words else NOWHERE
    is_code = _CODE.fullmatch(code) and code not in form.fields and code != LISTS
    if place is None or not is_code:
        raise UnknownAddress(text)
    return place.explained(code)


def is_kept(form: Form, address: Address) -> bool:
    """Whether this is an answer that is kept by itself: not a part of one, nor several together."""
    if not address or address != address.kept:
        return False
    field = form.fields.get(address.field)
    if address.code or address.list or field is None:
        return bool(address.code or address.list)
    return bool(address.row) if field.kind == "targets" else address.period in field.cells


def spellings(address: Address) -> tuple[str, ...]:
    """Every way an answer that is kept was ever written, the present one first."""
    written = str(address)
    if address.code:
        return written, f"{_LED}{written}"
    return written, ".".join(word for word in (address.list and LISTS, *address) if word)


def _place(form: Form, words: Sequence[str]) -> Address | None:
    """The place of words that begin with a field or with `lists`; None where there is none."""
    name, rest = words[0], words[1:]
    field = form.fields.get(name)
    if field is None:
        return _list_place(form, "", rest) if name == LISTS and rest else None
    if not rest:
        return Address(name)
    if field.kind == "targets":
        return _plan_place(form, field, rest)
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


def _plan_place(form: Form, field: Field, words: Sequence[str]) -> Address | None:
    row, part = [*words, ""][:2]
    is_row = row in form.indicator_by_id or _OWN_ROW.fullmatch(row)
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


def own_row(number: int) -> str:
    """The id of a row of one's own: other_3."""
    return f"other_{number}"


def own_number(row: str) -> int:
    """The number of a row of one's own; 0 for any other row."""
    match = _OWN_ROW.fullmatch(row)
    return int(match[1]) if match else 0


def kept_addresses(form: Form) -> Iterator[Address]:
    """The answers the form itself has, in its order: cells, rows of given indicators, lists."""
    for field in form.fields.values():
        if field.kind == "targets":
            yield from (Address(field.id, row=indicator.id) for indicator in form.indicators)
        else:
            yield from (cell(field.id, period) for period in field.cells)
    yield from (Address(list=name) for name in form.lists)


def in_order(form: Form, addresses: Iterable[Address]) -> list[Address]:
    """Places in the order of the form; rows of one's own after the given ones, lists after the
    fields, explanations last."""
    order = {address: n for n, address in enumerate(kept_addresses(form))}
    fields = {name: n for n, name in enumerate(form.fields)}

    def rank(address: Address) -> tuple[bool, int, int, int, str]:
        place = order.get(address.kept, len(order))
        at = fields.get(address.field, len(fields))
        return bool(address.code), at, place, own_number(address.row), str(address)

    return sorted(addresses, key=rank)
