"""A procedure 程序 as a table: the stages of a thing, and the moves between them. Rules, buttons,
what the database takes, notices and the register of events follow from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from jiqun.records.verdict import ALLOWED, Verdict, refused

LONGEST_REASON = 500  # characters

CLOCK = "clock"
"""Who makes the moves that no person makes: the system, when their time has come."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage: what it is called, and the roles that may fill in what is filled in there."""

    id: str
    label: str
    editable_by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a thing is: a stage, and the level at which it is there, where that makes one of it."""

    stage: str
    level: str = ""

    def __str__(self) -> str:
        return f"{self.stage}/{self.level}" if self.level else self.stage

    @classmethod
    def of(cls, word: str) -> Place:
        """The place of a word, as `str` writes it."""
        return cls(*word.split("/"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for when a move is made: one of the `choices`, where there are any; else a text
    of at most so many characters or, where there is none, a value that `read` makes of a text: a
    day, or a moment."""

    id: str
    label: str
    most: int = 0
    read: type[date | datetime] | None = None
    choices: tuple[str, ...] = ()

    def taken(self, text: str) -> Verdict:
        """Whether a text is what is asked for."""
        if self.choices:
            return ALLOWED if text in self.choices else refused(f"请选择{self.label}。")
        if self.read is None:
            good = 0 < len(text) <= self.most
            return ALLOWED if good else refused(f"请填写{self.label}，不超过 {self.most} 个字。")
        try:
            read = self.read.fromisoformat(text)
        except ValueError:
            return refused(f"请填写{self.label}。")
        zoned = not isinstance(read, datetime) or read.tzinfo is not None
        return ALLOWED if zoned else refused(f"请填写{self.label}。")


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A row of the table: from which places a move starts and where it ends (None: it stays), in
    which roles one makes it, the names of the conditions that must hold, and the groups of people
    who are told.

    `outcome` tells rows apart that start from one place. Where `second` names roles, `who` proposes
    the move, and another person in one of those makes it.
    """

    starts: tuple[Place, ...]
    to: Place | None
    who: frozenset[str]
    needs: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    second: frozenset[str] = frozenset()
    outcome: str = ""

    @classmethod
    def of(
        cls,
        starts: str,
        to: str,
        who: str,
        needs: str = "",
        told: str = "",
        second: str = "",
        outcome: str = "",
    ) -> MoveRow:
        """A row in words: places as "stage/level", `to` empty where the thing stays; names of each
        kind parted by blanks. Of the names only those of places are looked up, by the procedure."""
        return cls(
            tuple(Place.of(word) for word in starts.split()),
            Place.of(to) if to else None,
            frozenset(who.split()),
            tuple(needs.split()),
            tuple(told.split()),
            frozenset(second.split()),
            outcome,
        )

    @property
    def roles(self) -> frozenset[str]:
        """Those who have to do with it: who makes it, and who proposes it."""
        return self.who | self.second


@dataclass(frozen=True, slots=True)
class Move:
    """A move 办理: what it is called, the kind of event that is written, its rows, what it asks
    for, and how many characters a reason needs (0: none is asked for)."""

    id: str
    label: str
    event: str
    rows: tuple[MoveRow, ...]
    asks: tuple[Asked, ...] = ()
    reason: int = 0

    def row(self, place: Place, outcome: str = "") -> MoveRow | None:
        """The row by which it is made in a place; None where there is none."""
        rows = (row for row in self.rows if place in row.starts and row.outcome == outcome)
        return next(rows, None)

    def given(self, said: Mapping[str, str], reason: str) -> Verdict:
        """Whether all that the move asks for is there."""
        for asked in self.asks:
            if not (verdict := asked.taken(said.get(asked.id, "").strip())):
                return verdict
        length = len(reason.strip())
        if length < self.reason:
            return refused(f"请写明{self.label}的理由，不少于 {self.reason} 个字。")
        if length > LONGEST_REASON:
            return refused(f"{self.label}的理由不超过 {LONGEST_REASON} 个字。")
        return ALLOWED


class Procedure:
    """The stages by their ids, the first of which a thing begins in; the levels by theirs, with
    what they are called; and the moves by theirs.

    Raises ValueError for a table that is not closed: a stage no move leads to, a move from or to a
    stage or level there is not, a stage or a move twice, two rows for one place and outcome.
    """

    def __init__(
        self,
        stages: tuple[Stage, ...],
        moves: tuple[Move, ...],
        levels: Mapping[str, str] | None = None,
    ) -> None:
        self.stages: Mapping[str, Stage] = {stage.id: stage for stage in stages}
        self.levels: Mapping[str, str] = {"": "", **(levels or {})}
        self.moves: Mapping[str, Move] = {move.id: move for move in moves}
        self.first = stages[0]
        rows = [(m.id, start, r.outcome) for m in moves for r in m.rows for start in r.starts]
        if len(self.stages) < len(stages) or len(self.moves) < len(moves):
            raise ValueError("a stage or a move is there twice")
        if len(set(rows)) < len(rows):
            raise ValueError("two rows lead from one stage with one outcome")
        ends = {row.to for move in moves for row in move.rows if row.to is not None}
        named = ends | {start for _, start, _ in rows}
        wrong = {p.stage for p in named} - {*self.stages} | {p.level for p in named} - {
            *self.levels
        }
        left = {*self.stages} - {self.first.id} - {place.stage for place in ends}
        if wrong or left:
            raise ValueError(f"stages unknown or not reached: {sorted(wrong | left)}")

    def steps(self) -> Iterator[tuple[Place, Place]]:
        """Every step from one place to another that some move makes."""
        for row in (row for move in self.moves.values() for row in move.rows):
            if row.to is not None:
                yield from ((start, row.to) for start in row.starts)

    def label_of(self, place: Place) -> str:
        """What people call a place: 审核中（市级）."""
        label, level = self.stages[place.stage].label, self.levels[place.level]
        return f"{label}（{level}）" if level else label

    def moves_of(self, place: Place, roles: frozenset[str]) -> list[tuple[Move, MoveRow]]:
        """The moves that people of some roles make or propose in a place, in the order of the
        table; whether what they need holds is not asked."""
        rows = ((move, row) for move in self.moves.values() for row in move.rows)
        return [(m, r) for m, r in rows if place in r.starts and r.roles & roles]

    def may(self, move: Move, place: Place, roles: frozenset[str], outcome: str = "") -> Verdict:
        """Whether the table lets people of some roles make or propose a move in a place, and why
        not."""
        made = move.row(place, outcome)
        if not any(row.roles & roles for row in ((made,) if made else move.rows)):
            return refused(f"“{move.label}”不由您的岗位办理。")
        if made is None:
            now = self.label_of(place)
            return refused(f"现在是“{now}”，不能{move.label}。请刷新页面后再看。")
        return ALLOWED
