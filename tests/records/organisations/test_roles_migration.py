"""Memberships of before get their roles of the closed list and a day since when they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from jiqun.records.organisations.models import Membership, Office, Person
from jiqun.records.organisations.queries import person_named, roles_of

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = [("organisations", "0002_account_names")]
JOINED = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)  # the second of March in Shanghai


@pytest.fixture
def of_before() -> Iterator[MigrationExecutor]:
    """The database as it was before, and in the end as it is."""
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    executor.migrate(BEFORE)
    yield executor
    executor = MigrationExecutor(connection)
    executor.migrate(newest)


def test_roles_of_before_become_those_that_one_person_did_the_work_of(
    of_before: MigrationExecutor,
) -> None:
    apps = of_before.loader.project_state(BEFORE).apps
    office = apps.get_model("organisations", "Office").objects
    people = apps.get_model("organisations", "Person").objects
    for role in ("county", "operator", "city", "region", "admin"):
        level = "administration" if role == "admin" else role
        place = office.create(name=f"{role}单位", level=level)
        person = people.create(username=role, full_name=role, date_joined=JOINED)
        apps.get_model("organisations", "Membership").objects.create(
            person=person, office=place, role=role
        )
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    found = {}
    for role in ("county", "operator", "city", "region", "admin"):
        person = person_named(role)
        assert person and person.office_name == f"{role}单位"
        found[role] = sorted(roles_of(person))
    assert found == {
        "county": ["county_head"],
        "operator": ["operator"],
        "city": ["city_head", "city_officer"],
        "region": ["organiser", "region_head", "region_officer"],
        "admin": ["system_admin"],
    }
    assert set(Membership.objects.values_list("since", "until")) == {(date(2026, 3, 2), None)}
    assert (Office.objects.count(), Person.objects.count()) == (5, 5)
