"""What pages show of offices and people: the tree of those one manages, and nobody else's."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.records.organisations.conftest import Tree

from jiqun.records.organisations.account_states import AccountState, reset_account
from jiqun.records.organisations.managed_people import (
    details_of_office,
    details_of_person,
    office_managed,
    offices_managed,
    person_managed,
)
from jiqun.records.organisations.managing import Deed
from jiqun.records.organisations.moving_people import let_go
from jiqun.records.organisations.roles import Level, Role
from jiqun.records.verdict import NotFound

pytestmark = pytest.mark.django_db


def test_city_head_sees_the_own_office_and_what_lies_under_it(tree: Tree) -> None:
    shown = [(one.name, one.depth) for one in offices_managed(tree["city"])]
    assert shown == [("中卫市工信局", 0), ("中宁县工信局", 1), ("枸杞运营中心", 2)]
    assert offices_managed(tree["clerk"]) == []


def test_people_stand_with_their_state_and_what_may_be_done(tree: Tree) -> None:
    reset_account(tree["clerk"], tree["county"], "来电", lost_factor=False)
    own = offices_managed(tree["county"])[0]
    head, clerk = own.people
    assert (head.username, head.deeds) == ("county", frozenset())
    assert (clerk.username, clerk.roles, clerk.state) == (
        "clerk",
        ("县级填报员",),
        AccountState.GIVEN,
    )
    assert clerk.secret_until and not clerk.second_factor and Deed.RESET in clerk.deeds


def test_who_was_let_go_still_stands_at_the_last_office(tree: Tree) -> None:
    let_go(tree["clerk"], None, tree["county"], "退休")
    (_, clerk) = offices_managed(tree["county"])[0].people
    assert (clerk.works, clerk.state, clerk.roles) == (False, AccountState.LOCKED, ())


def test_tree_takes_as_many_queries_for_one_office_as_for_all(tree: Tree) -> None:
    def queries(name: str) -> int:
        person = tree[name]
        person.posts  # noqa: B018 - fetched beforehand
        with CaptureQueriesContext(
            connection,
        ) as found:
            offices_managed(person)
        return len(found)

    assert queries("region") == queries("county")


def test_details_offer_what_this_manager_may_do(tree: Tree) -> None:
    details = details_of_person(tree["county"], tree["clerk"].pk)
    assert details.places == ((tree.operator.pk, "枸杞运营中心"),)
    assert details.colleagues == ((tree["county"].pk, "county经办人"),)
    assert [one.ends for one in details.held] == [True] and details.gives == ()
    details = details_of_person(tree["security"], tree["officer"].pk)
    assert Role.ORGANISER in details.gives and Role.REGION_OFFICER not in details.gives


def test_others_are_not_there(tree: Tree) -> None:
    for by, whom in (("county", "other-county"), ("clerk", "county"), ("audit", "clerk")):
        with pytest.raises(NotFound):
            person_managed(tree[by], tree[whom].pk)
    for by, place in (("county", tree.other_county), ("other-city", tree.city)):
        with pytest.raises(NotFound):
            office_managed(tree[by], place.pk)
    assert office_managed(tree["county"], tree.operator.pk)[0] == tree.operator


def test_roles_to_give_are_those_of_the_level(tree: Tree) -> None:
    details = details_of_office(tree["county"], tree.operator.pk)
    assert (details.roles, details.levels) == ((Role.OPERATOR,), ())
    details = details_of_office(tree["region"], tree.county.pk)
    assert details.roles == (Role.COUNTY_CLERK, Role.COUNTY_HEAD)
    assert details.levels == (Level.OPERATOR,)
