"""What each sheet draws of the answers: as long as that stays, the sheet does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from operator import is_

from jiqun.engine.answers import Answer, Answers, Target
from jiqun.engine.definition import (
    Address,
    Cell,
    Form,
    Line,
    Row,
    RowsTable,
    Slot,
    Table,
    TargetsTable,
    Tick,
)
from jiqun.engine.documents.measure import stays_in_one_line
from jiqun.engine.documents.paper import Values


@dataclass(slots=True, eq=False)
class SheetContent:
    """The part of the answers that one sheet draws. Two are equal where what was filled in is the
    same objects, for equal numbers may be printed in two ways, at equal places."""

    filled: list[Answer | Target] = field(default_factory=list)
    places: list[object] = field(default_factory=list)
    """Where these stand, in the same order; the rows of tables; the values nobody types, as they
    are printed."""

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, SheetContent)
            and self.places == other.places
            and len(self.filled) == len(other.filled)
            and all(map(is_, self.filled, other.filled))
        )


@dataclass(frozen=True, slots=True, eq=False)
class RoomTaken:
    """What decides how high the content of a sheet is. Two are equal where the contents are, but
    for numbers alone in their lines: each takes one line, whatever it is."""

    form: Form
    content: SheetContent

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RoomTaken) or self.form is not other.form:
            return False
        mine, theirs = self.content, other.content
        if mine.places != theirs.places or len(mine.filled) != len(theirs.filled):
            return False
        moved = [n for n, one in enumerate(mine.filled) if one is not theirs.filled[n]]
        return all(
            _takes_one_line(self.form, mine.places[n], one)
            for n in moved
            for one in (mine.filled[n], theirs.filled[n])
        )


def _takes_one_line(form: Form, at: object, filled: Answer | Target) -> bool:
    if not isinstance(filled, Answer) or not isinstance(filled.value, Decimal):
        return False
    question = form.question(at) if isinstance(at, Address) and at in _alone(form) else None
    if question is None or not question.kind.one_line:
        return False
    return stays_in_one_line(question.kind.show(filled.value, question))


def sheet_contents(answers: Answers, values: Values) -> Mapping[str, SheetContent]:
    """What each sheet of the form draws, by its id."""
    sheets = _sheets_by_field(answers.form)
    layout = answers.form.layout
    contents = {sheet.id: SheetContent() for sheet in layout.sheets} if layout else {}
    for at, answer in answers.cells.items():
        for sheet in sheets.get(at.field, ()):
            contents[sheet].filled.append(answer)
            contents[sheet].places.append(at)
    for target in answers.targets:
        for sheet in sheets.get(target.field, ()):
            contents[sheet].filled.append(target)
            contents[sheet].places.append(target.at)
    for table, rows in answers.rows.items():
        for sheet in sheets.get(table, ()):
            contents[sheet].places.append((table, rows))
    for at, value in values.items():
        for sheet in sheets.get(at.field, ()):
            contents[sheet].places.append((at, str(value)))
    return contents


@lru_cache(maxsize=64)
def _sheets_by_field(form: Form) -> Mapping[str, tuple[str, ...]]:
    """The sheets on which an answer to each field shows."""
    sheets: dict[str, dict[str, None]] = {}
    for sheet in form.layout.sheets if form.layout else ():
        for name in _fields(sheet.blocks):
            sheets.setdefault(name, {})[sheet.id] = None
    return {name: tuple(ids) for name, ids in sheets.items()}


def _fields(content: tuple[object, ...]) -> Iterator[str]:
    """The fields that a stretch of the layout draws, or rests on."""
    for part in content:
        if isinstance(part, Table | Row | Cell):
            yield from _fields(_inner(part))
        elif isinstance(part, Line):
            yield part.hint
            yield from _fields(part.pieces)
        elif isinstance(part, Slot):
            yield part.at.field
            yield from (other.field for other in part.instead)
        elif isinstance(part, Tick):
            yield part.at.field
        elif isinstance(part, TargetsTable | RowsTable):
            yield part.field


@lru_cache(maxsize=64)
def _alone(form: Form) -> frozenset[Address]:
    """The answers that are printed alone in a line, and nowhere beside others."""
    alone: set[Address] = set()
    beside: set[Address] = set()
    styles = form.layout.styles if form.layout else {}
    for sheet in form.layout.sheets if form.layout else ():
        for line in _lines(sheet.blocks):
            slots = [piece for piece in line.pieces if isinstance(piece, Slot)]
            places = {slot.at for slot in slots}
            if len(line.pieces) > 1 or styles[line.style].rule:
                beside |= places
            alone |= places
            beside.update(other for slot in slots for other in slot.instead)
    return frozenset(alone - beside)


def _lines(content: tuple[object, ...]) -> Iterator[Line]:
    for part in content:
        if isinstance(part, Line):
            yield part
        elif isinstance(part, Table | Row | Cell):
            yield from _lines(_inner(part))


def _inner(part: Table | Row | Cell) -> tuple[object, ...]:
    if isinstance(part, Table):
        return part.rows
    return part.cells if isinstance(part, Row) else part.lines
