"""Offices, people and memberships, each change with its event."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError

from jiqun.records.journal.actions import SYSTEM
from jiqun.records.journal.models import Event
from jiqun.records.journal.queries import details_of, events_of
from jiqun.records.organisations import queries
from jiqun.records.organisations.actions import create_person, set_password
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.roles import Role

Make = Callable[..., Office]
Hire = Callable[..., Person]


def test_office_created_is_recorded(office: Make) -> None:
    top = office("工信厅", "region", None, "640000")
    event = events_of(f"office:{top.pk}").get()
    assert event.kind == "office_created"
    assert details_of(event) == {
        "division": "640000",
        "level": "region",
        "name": "工信厅",
        "parent": None,
    }


def test_person_created_has_office_role_and_event(person: Hire, office: Make) -> None:
    clerk = person("zhongning", office("中宁县工信局"))
    again = Person.objects.get(pk=clerk.pk)
    assert queries.office_of(again) == queries.office_named("中宁县工信局")
    assert queries.roles_of(again) == {"county_head"}
    assert again.office_name == "中宁县工信局"
    assert str(again) == "zhongning经办人"
    kinds = [event.kind for event in events_of(f"person:{clerk.pk}").order_by("id")]
    assert kinds == ["person_created", "role_granted"]


def test_password_is_never_in_the_journal(person: Hire) -> None:
    clerk = person("zhongning")
    set_password(clerk, "另一个-password", SYSTEM)
    assert clerk.check_password("另一个-password")
    assert not Event.objects.filter(details__contains="password").exists()


def test_second_person_of_a_name_is_refused_and_leaves_no_event(person: Hire, office: Make) -> None:
    person("zhongning")
    place = office("另一处")
    before = Event.objects.count()
    with pytest.raises(IntegrityError):
        create_person("zhongning", "别人", place, (Role.COUNTY_CLERK,), SYSTEM)
    assert Event.objects.count() == before


def test_person_without_password_cannot_log_in(office: Make) -> None:
    clerk = create_person("x", "某人", office("一处"), (Role.COUNTY_CLERK,), SYSTEM)
    assert not clerk.has_usable_password()


def test_person_without_membership_has_no_office_and_no_role(db: None) -> None:
    loose = Person(username="loose")
    loose.save()
    assert queries.office_of(loose) is None
    assert queries.roles_of(loose) == frozenset()
    assert loose.office_name == ""
    assert str(loose) == "loose"


def test_office_is_found_by_division_and_level(office: Make) -> None:
    county = office("中宁县工信局", "county", None, "640521")
    office("枸杞园", "operator", county, "640521")
    assert queries.office_in("640521", "county") == county
    assert queries.office_in("640521", "city") is None
