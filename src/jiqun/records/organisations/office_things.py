"""What lies at an office 单位 and is not done yet, as the records above say it, each of its own
things; and what speaks against two offices' things coming together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from jiqun.records.organisations.models import Office
from jiqun.records.verdict import ALLOWED, Verdict


@dataclass(frozen=True, slots=True)
class OfficeThing:
    """One open thing: what it is, in Chinese, and `at` which office it lies, by number: the one
    that was asked about or one below it."""

    words: str
    at: int


@dataclass(frozen=True, slots=True)
class ThingKind:
    """A kind of things: those open at an office, and whether those that lie at some offices, by
    number, may go to the offices that follow them."""

    id: str
    open_at: Callable[[Office], Sequence[OfficeThing]]
    may_go: Callable[[Office, Mapping[int, Office]], Verdict]


_kinds: dict[str, ThingKind] = {}


def register_things(kind: ThingKind) -> None:
    """Say once, at start, what of a kind lies at offices; of one id the last counts."""
    _kinds[kind.id] = kind


def open_things(office: Office) -> list[OfficeThing]:
    """All that is open at an office and below it."""
    return [thing for kind in _kinds.values() for thing in kind.open_at(office)]


def may_go(office: Office, places: Mapping[int, Office]) -> Verdict:
    """Whether what is open at an office and below it may go to the offices that follow."""
    verdicts = (kind.may_go(office, places) for kind in _kinds.values())
    return next((verdict for verdict in verdicts if not verdict), ALLOWED)
