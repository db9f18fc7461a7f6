"""Lookups give what Django's own queries give, in one statement."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jiqun.records.applications.actions import start_application
from jiqun.records.applications.calls import CallTerms, open_call
from jiqun.records.applications.models import Application
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.organisations.models import Membership, Office, Person
from jiqun.records.organisations.queries import person_numbered
from jiqun.records.prepared_lookup import PreparedLookup

pytestmark = pytest.mark.django_db

HELD = PreparedLookup(Application, "public_id", "call", "filing")


@pytest.fixture
def clerk(person: Callable[..., Person], office: Callable[..., Office]) -> Person:
    county = office("中宁县工业和信息化局", "county", None, "640521")
    return person("zhongning", county, "county")


@pytest.fixture
def own(clerk: Person) -> Application:
    now = timezone.now()
    call = open_call(CallTerms("ningxia-2026", "2026年申报", now, now + timedelta(hours=1)), SYSTEM)
    return start_application(call, clerk.posts[0].office, clerk)


def _columns(row: Any) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_found_row_and_those_it_points_to_are_as_django_gives_them(own: Application) -> None:
    own = Application.objects.select_related("call", "filing").get(pk=own.pk)
    with CaptureQueriesContext(connection) as asked:
        found = HELD.find(own.public_id)
        assert found is not None
        for ours, theirs in ((found, own), (found.call, own.call), (found.filing, own.filing)):
            assert _columns(ours) == _columns(theirs)
            assert type(ours) is type(theirs) and not ours._state.adding
    assert len(asked) == 1
    assert found.call.county_close.tzinfo is not None


def test_value_that_no_row_has_finds_none(own: Application) -> None:
    assert HELD.find("0" * 32) is None
    assert HELD.find("' OR 1=1 --") is None


def test_person_comes_with_office_and_role_in_one_statement(clerk: Person) -> None:
    number = clerk.pk
    with CaptureQueriesContext(connection) as asked:
        person = person_numbered(number)
        assert person is not None
        assert person.office_name == person.posts[0].office.name != ""
    assert len(asked) == 1
    assert _columns(person) == _columns(Person.objects.get(pk=number))
    assert person.is_active is True


def test_person_without_a_membership_is_found_too(db: None) -> None:
    alone = Person.objects.create(username="alone", full_name="无单位")
    found = person_numbered(alone.pk)
    assert found == alone and found.posts == ()
    assert person_numbered(0) is None
    assert not Membership.objects.filter(person=alone).exists()
