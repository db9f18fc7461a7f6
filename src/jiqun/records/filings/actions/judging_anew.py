"""Judging filings anew: those whose numbers follow from other rules than those in force, or all."""

from __future__ import annotations

from collections.abc import Iterator

from jiqun.records.filings.editions import rules_of
from jiqun.records.filings.models import Filing
from jiqun.records.filings.progress import JUDGED, judge
from jiqun.records.journal.actions import writing

_AT_A_TIME = 200  # rows read at once


def judge_anew(every: bool = False) -> int:
    """Work out anew how far filings are: those that were judged by other rules, or `every` one;
    how many rows are others now.

    It is worked out beside those who write. A filing that is changed meanwhile is left alone: who
    changed it has judged it.
    """
    return sum(_judge_anew(filing) for filing in _filings(every))


def _judge_anew(filing: Filing) -> bool:
    before = [getattr(filing, name) for name in JUDGED]
    judge(filing)
    found = {name: getattr(filing, name) for name in JUDGED}
    if [*found.values()] == before:
        return False
    with writing(beside_others=True):
        return bool(Filing.objects.filter(pk=filing.pk, mark=filing.mark).update(**found))


def _filings(every: bool) -> Iterator[Filing]:
    """In the order they came, those of editions that there are."""
    for edition in Filing.objects.order_by("edition").values_list("edition", flat=True).distinct():
        try:
            rules = rules_of(edition)
        except LookupError:
            continue
        rows = Filing.objects.filter(edition=edition).select_related("owner").order_by("pk")
        if not every:
            rows = rows.exclude(judged_by=rules)
        last = 0
        while page := list(rows.filter(pk__gt=last)[:_AT_A_TIME]):
            yield from page
            last = page[-1].pk
