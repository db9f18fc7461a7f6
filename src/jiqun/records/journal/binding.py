"""Binding the chains: an anchor over the ends of those that grew, so that no chain can be cut short
or built anew by itself."""

from __future__ import annotations

from django.db.models import F
from django.utils import timezone

from jiqun.records.journal.actions import writing
from jiqun.records.journal.chain import START, canonical, digest_of_anchor
from jiqun.records.journal.models import Anchor, Chain, Head


def bind() -> Anchor | None:
    """The newest anchor, after a new one where chains grew since; None before the first event.

    Done by the worker each minute, and with every submission.
    """
    grown = Chain.objects.filter(count__gt=F("bound"))
    if not grown.exists():  # to look takes nobody's turn
        return Anchor.objects.order_by("-id").first()
    with writing():
        last = Anchor.objects.order_by("-id").first()
        ends = {chain.subject: str(chain) for chain in grown}
        former = None if last else Head.objects.filter(pk=1, count__gt=0).first()
        anchor = Anchor(
            id=last.id + 1 if last else 1,
            at=timezone.now(),
            ends=canonical({**ends, "": str(former)} if former else ends),
            previous=last.digest if last else START,
        )
        anchor.digest = digest_of_anchor(anchor)
        anchor.save(force_insert=True)
        grown.update(bound=F("count"))
    return anchor


def anchor_to_keep() -> str:
    """The newest anchor as number and digest (A12:…), to be kept somewhere else."""
    return str(bind() or Anchor(id=0, digest=START))
