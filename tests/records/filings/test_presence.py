"""Who is at a filing."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from jiqun.records.filings.actions import note_presence
from jiqun.records.filings.models import Filing
from jiqun.records.filings.presence import sweep_presence
from jiqun.records.filings.queries import people_present
from jiqun.records.organisations.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def notes(settings: Settings, tmp_path: Path) -> Path:
    settings.PRESENCE_DIR = tmp_path / "present"
    return tmp_path / "present"


def seen_before(notes: Path, seconds: float) -> None:
    """As if everybody had been seen so long ago."""
    then = time.time() - seconds
    for note in notes.glob("*/*"):
        os.utime(note, (then, then))


def test_nobody_is_at_a_filing_that_nobody_looked_at(filing: Filing) -> None:
    assert people_present(filing) == []


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


def test_seen_more_than_thirty_seconds_ago_is_gone(
    filing: Filing, clerk: Person, notes: Path
) -> None:
    note_presence(filing, clerk, "part_1")
    seen_before(notes, 31)
    assert people_present(filing) == []
    note_presence(filing, clerk, "part_1")
    assert len(people_present(filing)) == 1


def test_neither_noting_nor_looking_asks_the_database(
    filing: Filing, clerk: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        note_presence(filing, clerk, "part_1")
        people_present(filing)


def test_sweeping_keeps_those_who_are_there(
    filing: Filing, clerk: Person, operator: Person, notes: Path
) -> None:
    note_presence(filing, clerk, "part_1")
    seen_before(notes, 61)
    note_presence(filing, operator, "part_2")
    sweep_presence()
    assert [path.name for path in notes.glob("*/*")] == [str(operator.pk)]
    seen_before(notes, 61)
    sweep_presence()
    assert list(notes.iterdir()) == []
    assert people_present(filing) == []
