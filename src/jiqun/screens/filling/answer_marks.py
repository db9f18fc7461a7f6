"""What stands beside the answers of a desk, for the person who looks: the talk at them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from jiqun.engine import Form
from jiqun.records.talks.queries import TalkPlace
from jiqun.screens.filling.desk import Desk


@dataclass(frozen=True, slots=True)
class AnswerMarks:
    """Where threads of talk hang; None where they are not for this person, who is shown no trace of
    them."""

    talks: tuple[TalkPlace, ...] | None = None

    def open_by_section(self, form: Form) -> Mapping[str, int] | None:
        """How many threads are open, by the id of the part; those about the whole under ""."""
        if self.talks is None:
            return None
        return Counter(form.section_of(talk.at) for talk in self.talks if talk.is_open)

    @property
    def to_page(self) -> Mapping[str, object]:
        """What a page's script needs: by the key of an answer or row how many threads are open, and
        how many there are."""
        if self.talks is None:
            return {}
        opened = Counter(str(talk.at) for talk in self.talks if talk.is_open)
        every = Counter(str(talk.at) for talk in self.talks)
        return {"talks": {key: [opened[key], count] for key, count in every.items()}}


def marks_of(desk: Desk) -> AnswerMarks | None:
    """What stands beside the answers of a desk; None where nothing does."""
    return desk.seat.marks() if desk.seat.marks else None
