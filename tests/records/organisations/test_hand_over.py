"""Handing over what waits for somebody who leaves: to whom, by whom, and what stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from jiqun.records.journal.actions import SYSTEM
from jiqun.records.journal.models import Event
from jiqun.records.journal.queries import details_of, events_of
from jiqun.records.organisations import open_work
from jiqun.records.organisations.hand_over import hand_over
from jiqun.records.organisations.models import Membership, Office, Person
from jiqun.records.organisations.office_changes import merge_office
from jiqun.records.organisations.open_work import (
    OpenWork,
    WorkKind,
    open_work_of,
    register_work,
    roles_like,
)
from jiqun.records.organisations.posts import RoleRefusedError, end_role, grant_role
from jiqun.records.organisations.roles import COUNTY, Role, in_group
from jiqun.records.verdict import NotAllowedError

pytestmark = pytest.mark.django_db
TODAY, WHY = timezone.localdate(), "工作调动"
Make, Hire = Callable[..., Office], Callable[..., Person]
HEADS = frozenset({Role.COUNTY_HEAD})


@pytest.fixture
def held() -> Iterator[dict[str, int]]:
    """Papers by name, each with the person it waits for: a kind of work of this test."""
    papers: dict[str, int] = {}

    def move(person: Person, to: Person) -> None:
        for name in [name for name, of in papers.items() if of == person.pk]:
            papers[name] = to.pk

    def open_for(person: Person) -> list[OpenWork]:
        return [OpenWork(name, HEADS) for name, of in papers.items() if of == person.pk]

    register_work(WorkKind("papers", open_for, move))
    yield papers
    del open_work._kinds["papers"]


@pytest.fixture
def county(office: Make) -> Office:
    return office("中宁县工信局", "county", office("中卫市工信局", "city"), "640521")


@pytest.fixture
def leaver(person: Hire, county: Office, held: dict[str, int]) -> Person:
    """Somebody for whom two papers wait."""
    made = person("leaver", county)
    held.update({"答复一": made.pk, "答复二": made.pk})
    return made


@pytest.fixture
def colleague(person: Hire, county: Office) -> Person:
    return person("colleague", county)


def test_what_waits_becomes_the_colleagues_with_an_event(
    leaver: Person, colleague: Person, held: dict[str, int]
) -> None:
    head = colleague
    done = hand_over(leaver, colleague, head, f" {WHY} ")
    assert [one.words for one in done] == ["答复一", "答复二"]
    assert held == {"答复一": colleague.pk, "答复二": colleague.pk}
    assert open_work_of(leaver) == [] and len(open_work_of(colleague)) == 2
    event = events_of(f"person:{leaver.pk}").last()
    assert event and (event.kind, event.person_name) == ("work_handed_over", "colleague经办人")
    assert details_of(event) == {
        "to": colleague.pk,
        "name": "colleague经办人",
        "work": ["答复一", "答复二"],
        "reason": WHY,
    }


def test_who_has_nothing_open_hands_nothing_over(
    person: Hire, county: Office, colleague: Person
) -> None:
    idle = person("idle", county)
    before = Event.objects.count()
    assert hand_over(idle, colleague, SYSTEM, WHY) == []
    assert Event.objects.count() == before


def test_last_role_ends_only_when_nothing_waits(leaver: Person, colleague: Person) -> None:
    (post,) = leaver.posts
    for until in (None, TODAY + timedelta(days=3)):
        with pytest.raises(RoleRefusedError, match="还有2项工作没有办完：答复一；答复二"):
            end_role(post, SYSTEM, until)
    assert Membership.objects.get(pk=post.pk).until is None
    hand_over(leaver, colleague, SYSTEM, WHY)
    end_role(post, SYSTEM)
    assert Membership.objects.get(pk=post.pk).until == TODAY


def test_role_that_is_not_the_last_ends_while_work_waits(leaver: Person, county: Office) -> None:
    second = grant_role(leaver, county, Role.COUNTY_CLERK, SYSTEM)
    end_role(second, SYSTEM)
    with pytest.raises(RoleRefusedError, match="还有2项工作"):
        end_role(leaver.posts[0], SYSTEM)


def test_roles_that_end_together_are_seen_as_the_last(leaver: Person, county: Office) -> None:
    until = TODAY + timedelta(days=3)
    second = grant_role(leaver, county, Role.COUNTY_CLERK, SYSTEM)
    end_role(second, SYSTEM, until)
    end_role(leaver.posts[0], SYSTEM)  # the other is there until then
    with pytest.raises(RoleRefusedError, match="还有2项工作"):
        end_role(second, SYSTEM)


@pytest.mark.parametrize(
    ("to", "reason", "words"),
    [
        ("colleague", " ", "写明交接的理由"),
        ("leaver", WHY, "另一位账号可用的同事"),
        ("closed", WHY, "另一位账号可用的同事"),
        ("stranger", WHY, "stranger经办人不在中宁县工信局任职"),
        ("nobody", WHY, "不在中宁县工信局任职"),
        ("clerk", WHY, "没有办理“答复一”的岗位"),
    ],
)
def test_hand_over_that_cannot_be_is_refused_and_changes_nothing(
    leaver: Person,
    colleague: Person,
    county: Office,
    person: Hire,
    held: dict[str, int],
    to: str,
    reason: str,
    words: str,
) -> None:
    people = {
        "leaver": leaver,
        "colleague": colleague,
        "closed": person("closed", county),
        "stranger": person("stranger"),
        "nobody": Person.objects.create(username="nobody", full_name="无单位"),
        "clerk": person("clerk", county, "county_clerk"),
    }
    Person.objects.filter(username="closed").update(is_active=False)
    before = Event.objects.count()
    with pytest.raises(NotAllowedError, match=words):
        hand_over(leaver, people[to], SYSTEM, reason)
    assert set(held.values()) == {leaver.pk} and Event.objects.count() == before


def test_who_left_before_is_relieved_by_a_colleague_of_then(
    leaver: Person, colleague: Person, held: dict[str, int]
) -> None:
    Membership.objects.filter(person=leaver).update(until=TODAY)
    hand_over(Person.objects.get(pk=leaver.pk), colleague, SYSTEM, WHY)
    assert set(held.values()) == {colleague.pk}


def test_work_of_an_office_that_was_merged_goes_to_the_one_in_its_place(
    leaver: Person, county: Office, person: Hire, office: Make, held: dict[str, int]
) -> None:
    other = office("海原县工信局", "county", county.parent, "640522")
    head = person("head", other)
    with pytest.raises(NotAllowedError, match="不在中宁县工信局任职"):
        hand_over(leaver, head, SYSTEM, WHY)
    Membership.objects.filter(person=leaver).update(until=TODAY)
    merge_office(county, other, TODAY, WHY, SYSTEM)
    hand_over(Person.objects.get(pk=leaver.pk), head, SYSTEM, WHY)
    assert set(held.values()) == {head.pk}


def test_people_who_move_with_their_office_keep_their_work(
    leaver: Person, county: Office, office: Make, held: dict[str, int]
) -> None:
    other = office("海原县工信局", "county", county.parent, "640522")
    merge_office(county, other, TODAY, WHY, SYSTEM, people_move=True)
    assert set(held.values()) == {leaver.pk}


def test_roles_like_somebodys_are_those_of_their_groups(leaver: Person) -> None:
    assert roles_like(leaver) == in_group(COUNTY)
    assert roles_like(Person.objects.create(username="nobody")) == frozenset()
