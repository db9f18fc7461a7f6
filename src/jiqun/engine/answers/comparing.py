"""Compare two sets of answers, answer by answer."""

from __future__ import annotations

from dataclasses import dataclass

from jiqun.engine.answers.answers import Answers
from jiqun.engine.answers.interchange import write_answers
from jiqun.engine.answers.part_labels import PartLabel, text_of, where
from jiqun.engine.answers.parts import take_apart


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that is not the same: where, and both texts as people read them."""

    where: PartLabel
    before: str
    after: str


def compare(before: Answers, after: Answers) -> tuple[Difference, ...]:
    """The differences between two sets of answers to one form, in the order of the form."""
    form = after.form
    old, new = take_apart(form, write_answers(before)), take_apart(form, write_answers(after))
    keys = dict.fromkeys((*new, *old))
    order = {key: n for n, key in enumerate((*form.fields, *form.lists))}
    changed = [k for k in keys if k not in old or k not in new or old[k] != new[k]]
    groups = ("answers", "evidence", "lists", "explanations")
    changed.sort(
        key=lambda k: (
            groups.index(k.group) if k.group in groups else len(groups),
            order.get(k.id or "", len(order)),
        )
    )
    return tuple(
        Difference(where(form, k), text_of(before, old, k), text_of(after, new, k)) for k in changed
    )
