"""Reading apart: which answers of a form can be read for themselves, and the whole put together.

A change touches one answer of some two hundred. What is read in groups need not be read again for
the groups that stayed as they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jiqun.engine.answers.answers import (
    Answer,
    Answers,
    Figures,
    Leftover,
    ListRow,
    Problem,
    Target,
)
from jiqun.engine.definition import Address, Form


def reading_groups(form: Form) -> Mapping[str, str]:
    """For each field of a form the group it is read in, in the order of the form.

    A division is read together with the one it must lie in; every other field is its own group.
    Each list is a group too, and all explanations are one.
    """
    groups = {field_id: field_id for field_id in form.fields}
    for field_id, field in form.fields.items():
        if field.inside in groups:
            ours, theirs = groups[field_id], groups[field.inside]
            groups = {f: theirs if group == ours else group for f, group in groups.items()}
    return groups


def join_answers(form: Form, parts: Iterable[Answers]) -> Answers:
    """The answers of a form whose groups were read each for itself, given in their order."""
    cells: dict[Address, Answer] = {}
    rows: dict[str, tuple[str, ...]] = {}
    lists: dict[str, tuple[ListRow, ...]] = {}
    explanations: dict[str, str] = {}
    seen: dict[str, Figures] = {}
    targets: list[Target] = []
    problems: list[Problem] = []
    leftovers: list[Leftover] = []
    for part in parts:
        cells.update(part.cells)
        rows.update(part.rows)
        lists.update(part.lists)
        explanations.update(part.explanations)
        seen.update(part.seen)
        targets += part.targets
        problems += part.problems
        leftovers += part.leftovers
    return Answers(
        form,
        cells,
        rows,
        tuple(targets),
        (),
        lists,
        explanations,
        tuple(problems),
        tuple(leftovers),
        seen,
    )
