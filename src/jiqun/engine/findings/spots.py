"""Spots: every place where a condition of a form's checks is evaluated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from jiqun.engine.answers import Answers
from jiqun.engine.definition import Address, Check, Field, Form, cell
from jiqun.engine.expressions import Expression


@dataclass(frozen=True, slots=True)
class Spot:
    """One place where a condition is evaluated; of a table of rows, once in every row of it."""

    check: Check
    condition: Expression
    at: Address
    table: Field | None = None

    def places(self, answers: Answers) -> Iterator[Address]:
        """The place, or the one of each row."""
        if self.table is None:
            yield self.at
            return
        for row in answers.row_ids(self.table):
            if not self.check.rows or row in self.check.rows:
                yield self.at._replace(row=row)


def spots(form: Form) -> tuple[Spot, ...]:
    """Every place where a condition of the form's checks is evaluated, in order."""
    return tuple(spot for check in form.checks.checks for spot in _spots(check, form))


def _spots(check: Check, form: Form) -> Iterator[Spot]:
    if check.condition is None:
        return
    fields = [form.fields[field_id] for field_id in check.fields]
    if check.rows and not any(field.columns for field in fields):
        for row in check.rows:
            yield Spot(check, check.condition, Address(form.plan_of[row].id, row=row))
        return
    for field in fields:
        if field.columns:
            yield Spot(check, check.condition, Address(field.id, part=check.column), field)
            continue
        for period in check.periods or field.cells:
            yield Spot(check, check.condition, cell(field.id, period))


@lru_cache(maxsize=64)
def error_spots(form: Form) -> Mapping[Address, tuple[Spot, ...]]:
    """The spots of the checks of level error outside tables of rows, by where they speak."""
    found: dict[Address, tuple[Spot, ...]] = {}
    for spot in spots(form):
        if spot.check.level == "error" and spot.table is None:
            found[spot.at] = (*found.get(spot.at, ()), spot)
    return found
