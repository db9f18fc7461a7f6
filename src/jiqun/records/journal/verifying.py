"""Verifying the journal: is it what was written, whole and in order?

Three walks: along the one chain that all subjects had before, along the chain of each subject, and
along the anchors, which say how far each chain had come and where it ended then.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby

from django.db import DEFAULT_DB_ALIAS, connections

from jiqun.records.journal.chain import START, digest_of, digest_of_anchor
from jiqun.records.journal.models import Anchor, Chain, Event, Head

MOST_TROUBLES = 50
_AT_ONCE = 2000  # rows

End = tuple[int, str]
"""How many there were, and the digest of the last."""


@dataclass
class _Walk:
    """How far the walk along a chain has come, and what it found; `of` stands before the number of
    whatever is told."""

    of: str = ""
    claims: list[End] = field(default_factory=list)
    """What anchors or keepers say of the event of a number."""
    last: int = 0
    previous: str = START
    last_id: int = 0
    troubles: list[str] = field(default_factory=list)

    def step(self, number: int, event: Event | Anchor, digest: str, what: str = "") -> None:
        """Look at the next of the chain; `digest` is what it must be by its content."""
        name = self._name(number)
        self.troubles += self._gap(number)
        if event.previous != self.previous:
            self.troubles.append(
                f"{name}与它前面的一条接不上：中间的记录被删除、插入或调换过次序。"
            )
        elif event.id < self.last_id:
            self.troubles.append(f"{name}排在它前面的一条之前：记录被调换过次序。")
        if event.digest != digest:
            self.troubles.append(f"{name}{what}的内容与其摘要不符：这一条写下之后被改动过。")
        if any(count == number and kept != event.digest for count, kept in self.claims):
            self.troubles.append(f"{name}的摘要与另行保存的不同：日志被伪造过。")
        self.last, self.previous, self.last_id = number, event.digest, event.id

    def end(self, kept: End | None) -> list[str]:
        """Look at the end that is kept beside the chain, None where there is none; all troubles."""
        last = self._name(self.last)
        if kept is None:
            if self.last:
                self.troubles.append(
                    f"{self.of}日志有 {self.last} 条，但登记条数和末条摘要的一行不见了。"
                )
        elif kept[0] > self.last:
            self.troubles.append(
                f"{self.of}登记有 {kept[0]} 条，末条却是{last}：末尾的记录被删除。"
            )
        elif kept[0] < self.last:
            self.troubles.append(f"{self.of}登记有 {kept[0]} 条，末条却是{last}：末尾插入了记录。")
        elif kept[0] and kept[1] != self.previous:
            self.troubles.append(f"{last}的摘要与登记的不同：末尾的记录被替换过。")
        most = max((count for count, _ in self.claims), default=0)
        if most > self.last:
            self.troubles.append(
                f"另行保存的记录说{self.of}至少有 {most} 条，现在末条是{last}："
                "末尾的记录被删除，或整个数据库被换回过旧的一份。"
            )
        return self.troubles

    def _name(self, number: int) -> str:
        return f"{self.of}第 {number} 条"

    def _gap(self, number: int) -> list[str]:
        expected = self.last + 1
        if number == expected:
            return []
        if number < expected:
            return [f"{self.of}编号 {number} 不应出现：日志从第 1 条开始。"]
        last = number - 1
        which = f"第 {expected} 条" if last == expected else f"第 {expected} 条至第 {last} 条"
        return [f"{self.of}缺少{which}：记录被删除。"]


def verify(using: str = DEFAULT_DB_ALIAS, kept: str = "") -> list[str]:
    """What is wrong with the journal, in Chinese sentences; nothing if it is intact.

    Finds events edited, deleted, inserted, reordered, cut off, and chains that vanished. Whoever
    can write the whole database could build everything anew: to find that too, hand in as `kept`
    the anchor (A12:digest) that an earlier verification gave and that was kept elsewhere; count and
    digest of the one chain that came before (1024:digest) are understood as ever.
    """
    number, _, digest = kept.removeprefix("A").partition(":")
    claim = [(int(number), digest)] if int(number or 0) else []
    of_anchors = kept.startswith("A")
    with _standing_still(using):
        troubles, claims = _anchors(using, claim if of_anchors else [])
        former = claims.pop("", None)
        known = [*([former] if former else []), *([] if of_anchors else claim)]
        troubles = [*_one_chain(using, known), *_chains(using, claims), *troubles]
    if len(troubles) > MOST_TROUBLES:
        return [*troubles[:MOST_TROUBLES], f"问题共有 {len(troubles)} 处，以上是前 50 处。"]
    return troubles


_STILL = {"sqlite": "BEGIN", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}


@contextmanager
def _standing_still(using: str) -> Iterator[None]:
    """All is read as it was at one moment; others write on meanwhile."""
    connection = connections[using]
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(_STILL[connection.vendor])
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _one_chain(using: str, claims: list[End]) -> list[str]:
    """Along the chain that all subjects had before each had its own."""
    walk = _Walk("", claims)
    events = Event.objects.using(using).filter(number=None).order_by("id")
    for event in events.iterator(chunk_size=_AT_ONCE):
        walk.step(event.id, event, digest_of(event), f"（{event.kind}，{event.subject}）")
    head = Head.objects.using(using).filter(pk=1).first()
    return walk.end((head.count, head.digest) if head else None)


def _chains(using: str, claims: dict[str, End]) -> Iterator[str]:
    """Along the chain of each subject, and those that are only claimed."""
    ends = {c.subject: (c.count, c.digest) for c in Chain.objects.using(using).iterator()}
    events = Event.objects.using(using).exclude(number=None).order_by("subject", "number")
    walked = set()
    for subject, of_it in groupby(events.iterator(chunk_size=_AT_ONCE), lambda e: e.subject):
        walk = _walk(subject, claims)
        for event in of_it:
            walk.step(event.number or 0, event, digest_of(event), f"（{event.kind}）")
        yield from walk.end(ends.get(subject))
        walked.add(subject)
    for subject in sorted({*ends, *claims} - walked):
        yield from _walk(subject, claims).end(ends.get(subject))


def _walk(subject: str, claims: dict[str, End]) -> _Walk:
    return _Walk(f"{subject} ", [claims[subject]] if subject in claims else [])


def _anchors(using: str, kept: list[End]) -> tuple[list[str], dict[str, End]]:
    """Along the anchors; what is wrong with them, and the last end they claim of each chain."""
    walk, claims = _Walk("锚", kept), dict[str, End]()
    for anchor in Anchor.objects.using(using).order_by("id").iterator(chunk_size=_AT_ONCE):
        walk.step(anchor.id, anchor, digest_of_anchor(anchor))
        for subject, end in _ends(anchor).items():
            count, _, digest = end.partition(":")
            claims[subject] = (int(count), digest)
    # Nothing beside them says how many there are, but what was kept elsewhere.
    return walk.end((walk.last, walk.previous)), claims


def _ends(anchor: Anchor) -> dict[str, str]:
    """The ends an anchor names; none where it was changed into something else."""
    try:
        ends = json.loads(anchor.ends)
    except ValueError:
        return {}
    if not isinstance(ends, dict):
        return {}
    return {s: e for s, e in ends.items() if re.fullmatch("[0-9]{1,18}:[0-9a-f]{64}", str(e))}
