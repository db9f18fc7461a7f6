"""The demonstration's working days: this year and the next, as far as they were published."""

from __future__ import annotations

from contextlib import suppress

from django.utils import timezone

from jiqun.records.journal.actions import SYSTEM
from jiqun.records.verdict import NotAllowedError
from jiqun.records.working_days.actions import fill_year
from jiqun.records.working_days.queries import YearUnknownError


def create_working_days() -> None:
    """Enter the years that are not there; one nobody knows yet is asked for where it counts."""
    this_year = timezone.localdate().year
    for year in (this_year, this_year + 1):
        with suppress(YearUnknownError, NotAllowedError):
            fill_year(year, SYSTEM, "demonstration")
