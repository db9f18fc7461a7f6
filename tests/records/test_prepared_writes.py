"""Written rows are those that Django's own save would have written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiqun.records.filings.models import AnswerRow, Filing
from jiqun.records.organisations.models import Office
from jiqun.records.prepared_writes import PreparedUpdate, PreparedUpsert

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 29, 12, 0, 0, 123456, tzinfo=UTC)
ROWS = PreparedUpsert(AnswerRow, ("filing", "key"), ("value", "revision", "changed_at"))
FILINGS = PreparedUpdate(Filing, ("mark", "revision", "next_part"), unless="revision")


@dataclass
class Written:
    """What is written of an answer."""

    key: str
    value: str
    revision: int
    changed_at: datetime = NOON
    changed_in: int = 1
    origin: str = "typed"
    figures: str = ""


@pytest.fixture
def filing(office: Callable[..., Office]) -> Filing:
    county = office("中宁县工业和信息化局", "county", None, "640521")
    form = {"edition": "ningxia-2026", "form": "application"}
    return Filing.objects.create(**form, owner=county, created_at=NOON, changed_at=NOON, revision=4)


def row_of(filing: Filing, written: Written) -> AnswerRow:
    return AnswerRow(filing=filing, **asdict(written))


def test_row_is_inserted_as_django_would(filing: Filing) -> None:
    written = Written("cluster_name", '"百分之 100% 的“枸杞”"', 1)
    with CaptureQueriesContext(connection) as asked:
        ROWS.write([row_of(filing, written)])
    assert len(asked) == 1
    (found,) = AnswerRow.objects.values()
    row_of(filing, Written("other", written.value, 1)).save()
    theirs = AnswerRow.objects.filter(key="other").values().get()
    assert found | {"id": 0} == theirs | {"id": 0, "key": "cluster_name"}
    assert found["value"] == written.value and found["changed_at"] == NOON
    assert found["changed_by_id"] is None


def test_row_that_stands_is_written_over_where_it_may_change(filing: Filing) -> None:
    ROWS.write([row_of(filing, Written("city", '"银川市"', 1, origin="typed"))])
    before = AnswerRow.objects.get().pk
    again = [Written("city", '"中卫市"', 2, origin="pasted"), Written("county", '"中宁县"', 1)]
    ROWS.write([row_of(filing, one) for one in again])
    city, county = AnswerRow.objects.order_by("id")
    assert (city.pk, city.value, city.revision, city.origin) == (before, '"中卫市"', 2, "typed")
    assert county.value == '"中宁县"'


def test_row_is_updated_unless_somebody_did_meanwhile(filing: Filing) -> None:
    filing.revision, filing.mark, filing.next_part, filing.filled = 5, "a" * 32, None, 99
    assert FILINGS.write(filing, before=4)
    assert not FILINGS.write(filing, before=4)
    found = Filing.objects.get(pk=filing.pk)
    assert (found.revision, found.mark, found.next_part, found.filled) == (5, "a" * 32, None, 0)
