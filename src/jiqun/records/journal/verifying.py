"""Verifying the journal: is it what was written, whole and in order?"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import DEFAULT_DB_ALIAS, transaction

from jiqun.records.journal.chain import START, digest_of
from jiqun.records.journal.models import Event, Head

MOST_TROUBLES = 50


@dataclass
class _Walk:
    """How far the walk along the chain has come, and what it found."""

    kept_count: int
    kept_digest: str
    last: int = 0
    previous: str = START
    troubles: list[str] = field(default_factory=list)


def verify(using: str = DEFAULT_DB_ALIAS, kept: str = "") -> list[str]:
    """What is wrong with the journal, in Chinese sentences; nothing if it is intact.

    Finds events edited, deleted, inserted, reordered, cut off. Whoever can write the whole database
    could build the chain anew: to find that too, hand in as `kept` the count:digest that an
    earlier verification gave and that was kept elsewhere.
    """
    count, _, digest = kept.partition(":")
    walk = _Walk(int(count or 0), digest)
    _follow(walk, using)
    # What was written meanwhile, and the end, are looked at while nobody writes.
    with transaction.atomic(using):
        head = Head.objects.using(using).select_for_update().filter(pk=1).first()
        _follow(walk, using)
    troubles = walk.troubles + _end(walk, head)
    if len(troubles) > MOST_TROUBLES:
        return [*troubles[:MOST_TROUBLES], f"问题共有 {len(troubles)} 处，以上是前 50 处。"]
    return troubles


def _follow(walk: _Walk, using: str) -> None:
    events = Event.objects.using(using).order_by("id")
    if walk.last:
        events = events.filter(id__gt=walk.last)
    for event in events.iterator(chunk_size=2000):
        walk.troubles += _gap(walk.last + 1, event.id)
        if event.previous != walk.previous:
            walk.troubles.append(
                f"第 {event.id} 条与它前面的一条接不上：中间的记录被删除、插入或调换过次序。"
            )
        if event.digest != digest_of(event):
            walk.troubles.append(
                f"第 {event.id} 条（{event.kind}，{event.subject}）的内容与其摘要不符："
                "这一条写下之后被改动过。"
            )
        if event.id == walk.kept_count and event.digest != walk.kept_digest:
            walk.troubles.append(f"第 {event.id} 条的摘要与另行保存的不同：日志被重新编造过。")
        walk.last, walk.previous = event.id, event.digest


def _gap(expected: int, number: int) -> list[str]:
    if number == expected:
        return []
    if number < expected:
        return [f"编号 {number} 不应出现：日志从第 1 条开始。"]
    last = number - 1
    which = f"第 {expected} 条" if last == expected else f"第 {expected} 条至第 {last} 条"
    return [f"缺少{which}：记录被删除。"]


def _end(walk: _Walk, head: Head | None) -> list[str]:
    troubles = []
    if head is None:
        if walk.last:
            troubles.append(f"日志有 {walk.last} 条，但登记条数和末条摘要的一行不见了。")
    elif head.count > walk.last:
        troubles.append(f"登记有 {head.count} 条，末条却是第 {walk.last} 条：末尾的记录被删除。")
    elif head.count < walk.last:
        troubles.append(f"登记有 {head.count} 条，末条却是第 {walk.last} 条：末尾插入了记录。")
    elif head.count and head.digest != walk.previous:
        troubles.append("末条的摘要与登记的不同：末尾的记录被替换过。")
    if walk.kept_count > walk.last:
        troubles.append(
            f"另行保存的记录说至少有 {walk.kept_count} 条，现在末条是第 {walk.last} 条："
            "整个数据库被换回过旧的一份。"
        )
    return troubles
