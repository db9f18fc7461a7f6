"""Blocks: a part of the form as what stands on its page, in the order and words of the form."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from jiqun.engine import Answers, Field, RowList, Section
from jiqun.screens.widgets.grids import Targets, YearGrid, targets_of, year_grid
from jiqun.screens.widgets.lines import AnswerLine, line_of
from jiqun.screens.widgets.page_state import PageState
from jiqun.screens.widgets.tables import AddedRows, GivenRows, list_of, rows_of
from jiqun.screens.widgets.trends import all_beside

_JOINT = " · "  # parts a label that stands in two cells of the paper: the heading and the rest


@dataclass(frozen=True, slots=True)
class Heading:
    """The words over several answers."""

    text: str
    template: str = "widgets/heading.html"


Block = Heading | AnswerLine | YearGrid | Targets | AddedRows | GivenRows


def blocks_of(section: Section, standing: PageState) -> list[Block]:
    """What stands on the page of a part, from the top down."""
    return list(_blocks(section, standing))


def beside_grids(
    section: Section, answers: Answers, changed: Container[str] | None = None
) -> dict[str, str]:
    """The texts in grey beside the year grids of a part, by their keys: all of them, or those that
    depend on the `changed` fields."""
    return {
        one.key: one.text
        for _, fields in groupby(section.fields, key=_heading)
        for run in _runs(fields)
        if run[0].periods
        for one in all_beside(answers, run, changed)
    }


def _blocks(section: Section, standing: PageState) -> Iterator[Block]:
    last = _last_counted(section, standing)
    for heading, together in groupby(section.fields, key=_heading):
        fields = list(together)
        if heading:
            yield Heading(heading)
        for run in _runs(fields):
            yield from _run(section, standing, run)
        for field in fields:
            if field.id in last:
                yield list_of(standing, last[field.id])


def _runs(fields: Iterable[Field]) -> Iterator[list[Field]]:
    """Fields one after the other that stand in one grid: those with the same years."""
    for _, run in groupby(fields, key=lambda f: (f.kind.plan, bool(f.columns), f.periods)):
        yield list(run)


def _run(section: Section, standing: PageState, fields: list[Field]) -> Iterator[Block]:
    if fields[0].kind.plan:
        for field in fields:
            yield targets_of(standing, field)
    elif fields[0].columns:
        for field in fields:
            yield rows_of(standing, field)
    elif fields[0].periods:
        yield year_grid(standing, [(field, _rest(field)) for field in fields])
    else:
        for field in fields:
            yield line_of(standing, section, field, _own_words(standing, field))


def _last_counted(section: Section, standing: PageState) -> dict[str, RowList]:
    """By the last field of the part that counts the rows of a list: the list, to stand below it.

    Names that belong to a count stand between; the list comes after them.
    """
    lists = standing.answers.form.lists
    last: dict[str, str] = {}
    counted: dict[str, str] = {}
    for field in section.fields:
        if field.rows:
            last[field.rows.list] = field.id
            counted[field.id] = field.rows.list
        elif field.names_for in counted:
            last[counted[field.names_for]] = field.id
    return {field_id: lists[list_id] for list_id, field_id in last.items()}


def _heading(field: Field) -> str:
    return field.label.partition(_JOINT)[0] if _JOINT in field.label else ""


def _own_words(standing: PageState, field: Field) -> str:
    """The label beside one input; words with room for what is written in them are put plainly."""
    if field.kind.room_in_label:
        words = standing.words(field)
        return words.partition(_JOINT)[2] or words
    return _rest(field)


def _rest(field: Field) -> str:
    return field.label.partition(_JOINT)[2] or field.label
