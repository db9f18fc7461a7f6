"""Checking all invariants, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from jiqun.records.invariants import (
    of_applications,
    of_deliveries,
    of_filings,
    of_journal,
    of_notices,
    of_organisations,
    of_recommendations,
    of_talks,
    of_versions,
)
from jiqun.records.invariants.invariant import Broken, Invariant

ALL: tuple[Invariant, ...] = (
    *of_organisations.INVARIANTS,
    *of_journal.INVARIANTS,
    *of_filings.INVARIANTS,
    *of_versions.INVARIANTS,
    *of_applications.INVARIANTS,
    *of_talks.INVARIANTS,
    *of_notices.INVARIANTS,
    *of_deliveries.INVARIANTS,
    *of_recommendations.INVARIANTS,
)
"""From below to above: what is broken first is often the cause of what comes after it."""


def check_invariants() -> Iterator[Broken]:
    """What is broken, and by what; nothing where all hold. Reads everything and changes nothing;
    what others write meanwhile may be told, so a second look decides."""
    for invariant in ALL:
        for by in invariant.find():
            yield Broken(invariant, by)
