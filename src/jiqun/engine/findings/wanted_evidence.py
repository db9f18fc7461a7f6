"""What evidence 佐证材料 is wanted for under the answers there are: the one place that knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jiqun.engine.answers import Answers
from jiqun.engine.definition import Address, Field, cell

_YES = "yes"


@dataclass(frozen=True, slots=True)
class WantedEvidence:
    """An answer, or a box of one, that evidence is wanted for; and the places one of which a file
    must be for, so that it counts."""

    at: Address
    proven_by: frozenset[Address]


def wanted_evidence(field: Field, answers: Answers) -> Iterator[WantedEvidence]:
    """What of a field is to be proven: each ticked box, a 是, a figure above 0."""
    whole = Address(field.id)
    if field.evidence == "each_option":
        value = answers.value(field.id)
        ticked = value if isinstance(value, tuple) else (value,)
        for option in field.options:
            if option.id in ticked:
                box = Address(field.id, option.id)
                yield WantedEvidence(box, frozenset((box,)))
    elif field.evidence == "if_yes":
        if answers.value(field.id) == _YES:
            yield WantedEvidence(whole, frozenset((whole, Address(field.id, _YES))))
    elif field.evidence == "list_and_evidence" and (figures := figures_above(field, answers)):
        yield WantedEvidence(whole, frozenset((whole, *figures)))


def figures_above(field: Field, answers: Answers) -> dict[Address, Decimal]:
    """The figures of a field that are above 0, by where they stand."""
    figures = ((cell(field.id, p), answers.number(field.id, p)) for p in field.cells)
    return {at: figure for at, figure in figures if figure is not None and figure > 0}
