"""Filings of before their addresses get a public id each, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from jiqun.records.filings.models import Filing
from jiqun.records.filings.public_ids import is_id

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = [("filings", "0005_keys_are_addresses")]


@pytest.fixture
def before() -> Iterator[Any]:
    """The tables as they were before filings had public ids."""
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    yield executor.migrate(BEFORE).apps
    MigrationExecutor(connection).migrate(newest)


def test_each_filing_that_is_there_gets_an_id_of_its_own(before: Any) -> None:
    now = timezone.now()
    office = before.get_model("organisations", "Office").objects.create(name="甲局", level="county")
    for _ in range(3):
        before.get_model("filings", "Filing").objects.create(
            edition="ningxia-2026", owner=office, created_at=now, changed_at=now
        )
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    filings = list(Filing.objects.all())
    ids = {filing.public_id for filing in filings}
    assert len(ids) == 3 and all(map(is_id, ids))
    with pytest.raises(IntegrityError), transaction.atomic():
        Filing.objects.filter(pk=filings[0].pk).update(public_id=filings[1].public_id)
