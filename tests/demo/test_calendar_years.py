"""The demonstration knows its working days, and a second start changes nothing."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from jiqun.demo.calendar_years import create_working_days
from jiqun.records.journal.models import Event
from jiqun.records.working_days.models import WorkingYear

pytestmark = pytest.mark.django_db


def test_years_that_are_known_are_entered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: date(2024, 5, 1))
    for _ in range(2):
        create_working_days()
    assert set(WorkingYear.objects.values_list("year", flat=True)) == {2024, 2025}
    assert Event.objects.filter(kind="working_year_entered").count() == 2


def test_year_nobody_knows_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: date(2051, 5, 1))
    create_working_days()
    assert not WorkingYear.objects.exists()
