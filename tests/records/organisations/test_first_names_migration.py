"""Offices of before keep their name as their first one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from jiqun.records.organisations.models import OfficeName
from jiqun.records.organisations.queries import office_named

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = [("organisations", "0005_separations")]


def test_office_of_before_has_its_name_as_its_first() -> None:
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    executor.migrate(BEFORE)
    offices = executor.loader.project_state(BEFORE).apps.get_model("organisations", "Office")
    offices.objects.create(name="中宁县工信局", level="county")
    executor = MigrationExecutor(connection)
    executor.migrate(newest)
    found = office_named("中宁县工信局")
    assert found and (found.follows, found.acts_for, found.ended_on) == ([], [], None)
    (name,) = OfficeName.objects.all()
    assert (name.office, name.name, name.since) == (found, "中宁县工信局", None)
