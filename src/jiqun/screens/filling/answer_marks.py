"""What stands beside the answers of a desk, for the person who looks: the talk at them; and for an
officer what their office looked at, what it asks to be corrected, and what was there before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jiqun.engine import Address, Form
from jiqun.records.talks.queries import TalkPlace
from jiqun.screens.filling.desk import Desk


@dataclass(frozen=True, slots=True)
class OfficerMarks:
    """For an officer who looks at answers now: by answer who of the office looked at it and when,
    in words; those nobody looked at, in the order of the form; by answer how many requests for
    correction are written down (None where the officer may not ask); and by answer what stood there
    before the last correction, in words."""

    done: Mapping[Address, str]
    left: tuple[Address, ...]
    requests: Mapping[str, int] | None = None
    before: Mapping[Address, str] = field(default_factory=dict)

    @property
    def to_page(self) -> Mapping[str, object]:
        """What a page's script needs."""
        officer: dict[str, object] = {
            "done": {str(at): words for at, words in self.done.items()},
            "left": [str(at) for at in self.left],
            "before": {str(at): words for at, words in self.before.items()},
        }
        return officer if self.requests is None else {**officer, "requests": dict(self.requests)}


@dataclass(frozen=True, slots=True)
class AnswerMarks:
    """Where threads of talk hang, None where they are not for this person, who is shown no trace of
    them; and what an officer has, None for anybody else."""

    talks: tuple[TalkPlace, ...] | None = None
    officer: OfficerMarks | None = None

    def open_by_section(self, form: Form) -> Mapping[str, int] | None:
        """How many threads are open, by the id of the part; those about the whole under ""."""
        if self.talks is None:
            return None
        return Counter(form.section_of(talk.at) for talk in self.talks if talk.is_open)

    @property
    def to_page(self) -> Mapping[str, object]:
        """What a page's script needs: by the key of an answer or row how many threads are open, and
        how many there are; and what an officer has."""
        found: dict[str, object] = {}
        if self.talks is not None:
            opened = Counter(str(talk.at) for talk in self.talks if talk.is_open)
            every = Counter(str(talk.at) for talk in self.talks)
            found["talks"] = {key: [opened[key], count] for key, count in every.items()}
        return found if self.officer is None else {**found, "officer": self.officer.to_page}


@dataclass(frozen=True, slots=True)
class Unseen:
    """How many answers an office has not looked at, and where the first of them is."""

    count: int
    address: str


def unseen(desk: Desk, left: Sequence[Address]) -> Unseen:
    """That, of the answers which are left."""
    return Unseen(len(left), desk.address_of(left[0]) if left else "")


def marks_of(desk: Desk) -> AnswerMarks | None:
    """What stands beside the answers of a desk; None where nothing does."""
    return desk.seat.beside() if desk.seat.beside else None
