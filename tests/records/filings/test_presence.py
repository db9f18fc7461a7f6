"""Who is at a filing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jiqun.records.filings.actions import note_presence
from jiqun.records.filings.models import Filing, Presence
from jiqun.records.filings.queries import people_present
from jiqun.records.organisations.models import Person

pytestmark = pytest.mark.django_db


def test_seen_people_are_present_in_their_section(
    filing: Filing, clerk: Person, operator: Person
) -> None:
    note_presence(filing, clerk, "part_1")
    note_presence(filing, operator, "part_1")
    note_presence(filing, clerk, "part_2")
    assert [(p.name, p.section) for p in people_present(filing)] == [
        ("zhongning-park经办人", "part_1"),
        ("zhongning经办人", "part_2"),
    ]


def test_seen_more_than_thirty_seconds_ago_is_gone(filing: Filing, clerk: Person) -> None:
    note_presence(filing, clerk, "part_1")
    Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=31))
    assert people_present(filing) == []


def test_seen_again_at_once_writes_nothing(filing: Filing, clerk: Person) -> None:
    note_presence(filing, clerk, "part_1")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        note_presence(filing, clerk, "part_1")
    assert [q["sql"][:6] for q in asked.captured_queries] == ["SELECT"]
