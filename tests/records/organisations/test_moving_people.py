"""Moving people: to another office with the same account, away, and roles in between."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import timezone
from tests.records.organisations.conftest import Tree

from jiqun.records.journal.queries import events_of
from jiqun.records.organisations import open_work
from jiqun.records.organisations.models import Membership, Person
from jiqun.records.organisations.moving_people import (
    give_role,
    let_go,
    move_person,
    pass_on_work,
    take_role,
)
from jiqun.records.organisations.open_work import OpenWork, WorkKind, register_work
from jiqun.records.organisations.queries import office_of, roles_of
from jiqun.records.organisations.roles import Role
from jiqun.records.verdict import NotAllowedError

pytestmark = pytest.mark.django_db
WHY = "工作调动"


@pytest.fixture
def papers() -> Iterator[dict[str, int]]:
    """Papers by name, each with the person it waits for: a kind of work of this test."""
    held: dict[str, int] = {}

    def move(person: Person, to: Person) -> None:
        held.update({name: to.pk for name, of in held.items() if of == person.pk})

    def open_for(person: Person) -> list[OpenWork]:
        roles = frozenset(Role)
        return [OpenWork(name, roles) for name, of in held.items() if of == person.pk]

    register_work(WorkKind("papers", open_for, move))
    yield held
    del open_work._kinds["papers"]


def test_clerk_moves_to_the_operator_with_the_same_account(tree: Tree) -> None:
    move_person(tree["clerk"], tree.operator, [Role.OPERATOR], tree["county"], WHY)
    clerk = tree["clerk"]
    assert office_of(clerk) == tree.operator and roles_of(clerk) == {"operator"}
    old = Membership.objects.get(person=clerk, role="county_clerk")
    assert old.until == timezone.localdate()
    kinds = [event.kind for event in events_of(f"person:{clerk.pk}")]
    assert kinds[-3:] == ["role_ended", "role_granted", "person_moved"]


def test_move_back_on_the_same_day_is_no_trouble(tree: Tree) -> None:
    move_person(tree["operator"], tree.county, [Role.COUNTY_CLERK], tree["county"], WHY)
    move_person(tree["operator"], tree.operator, [Role.OPERATOR], tree["county"], WHY)
    assert office_of(tree["operator"]) == tree.operator


@pytest.mark.parametrize(
    ("who", "by", "to", "role", "words"),
    [
        ("clerk", "county", "other_county", Role.COUNTY_CLERK, "不由您管理"),
        ("clerk", "city", "other_county", Role.COUNTY_CLERK, "不由您管理"),
        ("other-county", "city", "county", Role.COUNTY_CLERK, "不由您管理"),
        ("clerk", "clerk", "operator", Role.OPERATOR, "不能管理自己"),
        ("clerk", "county", "operator", Role.COUNTY_CLERK, "不由您任命"),
        ("clerk", "county", "county", Role.COUNTY_CLERK, "就在中宁县工信局任职"),
    ],
)
def test_move_that_is_not_the_movers_is_refused(
    tree: Tree, who: str, by: str, to: str, role: Role, words: str
) -> None:
    with pytest.raises(NotAllowedError, match=words):
        move_person(tree[who], getattr(tree, to), [role], tree[by], WHY)
    assert len(Membership.objects.filter(person=tree[who])) == 1


def test_region_head_moves_a_county_head_between_cities(tree: Tree) -> None:
    by = tree["region"]
    move_person(tree["county"], tree.other_county, [Role.COUNTY_HEAD], by, WHY)
    assert office_of(tree["county"]) == tree.other_county


def test_move_waits_for_the_hand_over(tree: Tree, papers: dict[str, int], person: object) -> None:
    clerk, county = tree["clerk"], tree["county"]
    papers["答复"] = clerk.pk
    with pytest.raises(NotAllowedError, match="还有1项工作没有办完：答复"):
        move_person(clerk, tree.operator, [Role.OPERATOR], county, WHY)
    assert office_of(tree["clerk"]) == tree.county
    pass_on_work(clerk, county, county, WHY)
    assert papers == {"答复": county.pk}
    move_person(tree["clerk"], tree.operator, [Role.OPERATOR], county, WHY)
    assert office_of(tree["clerk"]) == tree.operator


def test_work_of_another_office_is_not_passed_on(tree: Tree, papers: dict[str, int]) -> None:
    papers["答复"] = tree["clerk"].pk
    with pytest.raises(NotAllowedError, match="不由您管理"):
        pass_on_work(tree["clerk"], tree["county"], tree["other-county"], WHY)
    assert papers == {"答复": tree["clerk"].pk}


def test_who_is_let_go_has_no_role_no_work_and_no_account(
    tree: Tree, papers: dict[str, int]
) -> None:
    clerk, county = tree["clerk"], tree["county"]
    papers["答复"] = clerk.pk
    with pytest.raises(NotAllowedError, match="请选择接手的同事"):
        let_go(clerk, None, county, WHY)
    assert tree["clerk"].is_active and office_of(tree["clerk"])
    let_go(clerk, county, county, WHY)
    clerk = tree["clerk"]
    assert not clerk.is_active and office_of(clerk) is None and papers == {"答复": county.pk}
    assert events_of(f"person:{clerk.pk}").last().kind == "person_left"


def test_roles_are_given_and_ended_by_who_may(tree: Tree) -> None:
    officer, security = tree["officer"], tree["security"]
    give_role(officer, Role.ORGANISER, security)
    assert roles_of(tree["officer"]) == {"region_officer", "organiser"}
    with pytest.raises(NotAllowedError, match="已经是"):
        give_role(tree["officer"], Role.ORGANISER, security)
    with pytest.raises(NotAllowedError, match="没有“县级负责人”这个角色"):
        give_role(tree["officer"], Role.COUNTY_HEAD, security)
    with pytest.raises(NotAllowedError, match="必须由不同的人担任"):
        give_role(tree["officer"], Role.AUDIT_ADMIN, security)
    post = Membership.objects.get(person=officer, role="organiser")
    with pytest.raises(NotAllowedError, match="不由您"):
        take_role(officer, post.pk, tree["region"])
    with pytest.raises(NotAllowedError, match="没有这个岗位"):
        take_role(tree["clerk"], post.pk, security)
    take_role(officer, post.pk, security)
    assert roles_of(tree["officer"]) == {"region_officer"}
    with pytest.raises(NotAllowedError, match="已经结束"):
        take_role(officer, post.pk, security)
