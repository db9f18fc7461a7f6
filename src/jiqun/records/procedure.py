"""A procedure 程序 as a table: the stages of a thing, and the moves between them. Rules, buttons,
what the database takes, notices and the register of events follow from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jiqun.records.verdict import ALLOWED, Verdict, refused


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage: what it is called, and the roles that may fill in what is filled in there."""

    id: str
    label: str
    editable_by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for when a move is made, of at most so many characters."""

    id: str
    label: str
    most: int


@dataclass(frozen=True, slots=True)
class Move:
    """A move 办理: from which stages it starts and where it ends, in which roles one makes it, the
    names of the conditions that must hold, what it asks for, and how many characters a reason needs
    (0: none is asked for). `event` is the kind of event that is written."""

    id: str
    label: str
    starts: tuple[str, ...]
    to: str
    who: frozenset[str]
    event: str
    needs: tuple[str, ...] = ()
    asks: tuple[Asked, ...] = ()
    reason: int = 0

    def given(self, said: Mapping[str, str], reason: str) -> Verdict:
        """Whether all that the move asks for is there."""
        for asked in self.asks:
            text = said.get(asked.id, "").strip()
            if not text or len(text) > asked.most:
                return refused(f"请填写{asked.label}，不超过 {asked.most} 个字。")
        if len(reason.strip()) < self.reason:
            return refused(f"请写明{self.label}的理由，不少于 {self.reason} 个字。")
        return ALLOWED


class Procedure:
    """The stages by their ids, the first of which a thing begins in, and the moves by theirs.

    Raises ValueError for a table that is not closed: a stage no move leads to, a move from or to a
    stage there is not, a name twice.
    """

    def __init__(self, stages: tuple[Stage, ...], moves: tuple[Move, ...]) -> None:
        self.stages: Mapping[str, Stage] = {stage.id: stage for stage in stages}
        self.moves: Mapping[str, Move] = {move.id: move for move in moves}
        self.first = stages[0]
        known = {*self.stages}
        reached = {self.first.id} | {move.to for move in moves}
        named = {place for move in moves for place in (*move.starts, move.to)}
        if len(known) < len(stages) or len(self.moves) < len(moves):
            raise ValueError("a stage or a move is there twice")
        if named - known or known - reached:
            raise ValueError(
                f"stages unknown or not reached: {sorted(named - known | known - reached)}"
            )

    def steps(self) -> Iterator[tuple[str, str]]:
        """Every step from one stage to another that some move makes."""
        for move in self.moves.values():
            yield from ((start, move.to) for start in move.starts)

    def moves_of(self, stage: str, roles: frozenset[str]) -> list[Move]:
        """The moves that people of some roles make in a stage, in the order of the table; whether
        what they need holds is not asked."""
        return [m for m in self.moves.values() if stage in m.starts and m.who & roles]

    def may(self, move: Move, stage: str, roles: frozenset[str]) -> Verdict:
        """Whether the table lets people of some roles make a move in a stage, and why not."""
        if not move.who & roles:
            return refused(f"“{move.label}”不由您的岗位办理。")
        if stage not in move.starts:
            now = self.stages[stage].label
            return refused(f"现在是“{now}”，不能{move.label}。请刷新页面后再看。")
        return ALLOWED
