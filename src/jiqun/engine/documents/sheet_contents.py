"""What each sheet draws of the answers: as long as that stays, the sheet does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from operator import is_

from jiqun.engine.answers import Answer, Answers, Target
from jiqun.engine.definition import (
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
from jiqun.engine.documents.paper import Values


@dataclass(slots=True, eq=False)
class SheetContent:
    """The part of the answers that one sheet draws. Two are equal where what was filled in is the
    same objects, for equal numbers may be printed in two ways, at equal places."""

    filled: list[Answer | Target] = field(default_factory=list)
    places: list[object] = field(default_factory=list)
    """Where these stand; the rows of tables; the values nobody types, as they are printed."""

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, SheetContent)
            and self.places == other.places
            and len(self.filled) == len(other.filled)
            and all(map(is_, self.filled, other.filled))
        )


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
        if isinstance(part, Table):
            yield from _fields(part.rows)
        elif isinstance(part, Row):
            yield from _fields(part.cells)
        elif isinstance(part, Cell):
            yield from _fields(part.lines)
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
