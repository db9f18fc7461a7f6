"""Address 位置: where something stands in a form, and the one way that is written.

    total_output:2024                  the cell of a year (operator: the one cell of a field)
    green_work.chain_map               one box of a choice
    plan_targets:co2:baseline          a row of the plan, and one of its parts
    lists:standards:3:number           a row of a list 清单 by its number from 1, and a column
    places:2:photo                     the same of a table of rows 多行 within the form
    unusual_change:total_output:2024   the explanation 情况说明 of a finding: its code, then where

The same text is the tag of an answer in layouts and Word files, the key under which it is kept and
saved, the element of its input, what evidence is `for`, and the key of an explanation. What it
means is told by the form: `parse_address` alone takes such a text apart (form_addresses.py).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

LISTS = "lists"
"""The word that leads a list where it stands for itself; no field and no check is called so."""

WORDS = re.compile(r"[.:]")
"""What stands between the words of an address, also in the older spelling."""
_OWN_ROW = re.compile("other_([1-9][0-9]{0,2})")
LED = "explanations."
"""How explanations were led before they had one address with the rest."""


class Address(NamedTuple):
    """Where something stands; the parts that do not apply are empty.

    field   a field; empty for a list by itself, and for the form as a whole
    option  one box of a choice
    list    a list 清单; beside a field, the list whose rows the field counts
    row     an indicator of the plan, a row of one's own (other_1), a row the form gives, the number
            of any other row
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
        return _written(self)

    def __bool__(self) -> bool:
        return self != NOWHERE

    @property
    def period(self) -> str | None:
        """The part as a year, or as the period of a plan's figure; None where there is none."""
        return self.part or None

    @property
    def whole(self) -> Address:
        """The field or list with all that stands in it."""
        return Address(self.field, list=self.list)

    def explained(self, code: str) -> Address:
        """Where the explanation of a finding here stands."""
        return self._replace(code=code)


@lru_cache(maxsize=8192)
def _written(at: Address) -> str:
    head = f"{at.field}.{at.option}" if at.option else at.field
    if at.list and not head:
        head = LISTS
    words = (at.code, head, at.list, at.row, at.part)
    return ":".join([word for word in words if word])


NOWHERE = Address()


class UnknownAddress(LookupError):  # noqa: N818 - says what is wrong, like KeyError's kin
    """A text that names no place of the form; `said` is what it seems to name, by its first word
    as a field and the rest as a box of it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        head, *rest = WORDS.split(text, maxsplit=1)
        self.said = Address(head, "".join(rest))


@lru_cache(maxsize=8192)
def cell(field: str, period: str | None = None) -> Address:
    """The cell of a field, or of one of its years."""
    return Address(field, "", "", "", period or "")


def own_row(number: int) -> str:
    """The id of a row of one's own: other_3."""
    return f"other_{number}"


def own_number(row: str) -> int:
    """The number of a row of one's own; 0 for any other row."""
    match = _OWN_ROW.fullmatch(row)
    return int(match[1]) if match else 0


def spellings(address: Address) -> tuple[str, ...]:
    """Every way an answer that is kept was ever written, the present one first."""
    written = str(address)
    if address.code:
        return written, f"{LED}{written}"
    return written, ".".join(word for word in (address.list and LISTS, *address) if word)
