"""Invariants of what cities recommend and send."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db.models import Q

from jiqun.records.applications.stages import RECOMMENDED, REGION_LEVEL
from jiqun.records.invariants.invariant import Invariant
from jiqun.records.journal.models import Event
from jiqun.records.recommendations.models import Batch, Ranking
from jiqun.records.versions.content import digest_of


def _changed() -> Iterator[str]:
    """What was sent is as its digest says, and nothing is kept of what was not."""
    for one in Batch.objects.all():
        kept = one.sent_at is not None and digest_of(one.content) == one.digest
        nothing = one.sent_at is None and not (one.content or one.digest)
        if not (kept or nothing):
            yield one.subject


def _untold() -> Iterator[str]:
    """Each batch that was sent is an event, and no event is of another."""
    told = set(Event.objects.filter(kind="batch_sent").values_list("subject", flat=True))
    sent = {one.subject for one in Batch.objects.filter(sent_at__isnull=False)}
    yield from sorted(told ^ sent)


def _rank_twice() -> Iterator[str]:
    """No two that a city recommends for a call have one rank."""
    recommended = Q(application__stage=RECOMMENDED) | Q(application__level=REGION_LEVEL)
    rows = Ranking.objects.filter(recommended, rank__isnull=False).values_list(
        "application__call", "application__county__parent", "rank"
    )
    for (call, city, rank), count in Counter(rows).items():
        if count > 1:
            yield f"call:{call} office:{city} {rank}"


INVARIANTS = (
    Invariant("batches_are_as_they_were_sent", "报送的推荐文书没有改动", _changed),
    Invariant("batches_are_told", "每次报送都有一条日志", _untold),
    Invariant("ranks_are_given_once", "一个市的推荐排序不重复", _rank_twice),
)
