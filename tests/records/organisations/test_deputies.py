"""Deputies as heads name them: who may, whom, for how long; and what ends it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.records.organisations.conftest import Tree

from jiqun.records.journal.queries import details_of, events_of
from jiqun.records.organisations.account_states import lock_account
from jiqun.records.organisations.deputies import (
    deputies_of,
    deputy_choice,
    end_early,
    name_for,
)
from jiqun.records.organisations.managing import Managing
from jiqun.records.organisations.models import Membership, Office, Person
from jiqun.records.organisations.posts import RoleRefusedError, name_deputy
from jiqun.records.organisations.roles import Level, Role
from jiqun.records.verdict import NotAllowedError

pytestmark = pytest.mark.django_db
TODAY, DAY, WHY = timezone.localdate(), timedelta(days=1), "本单位只有一人"


@pytest.fixture
def sibling(tree: Tree, office: Callable[..., Office], person: Callable[..., Person]) -> Person:
    """Somebody of another county of 中卫."""
    haiyuan = office("海原县工信局", "county", tree.city, "640522")
    return person("haiyuan", haiyuan, "county_head")


def name(
    tree: Tree,
    whom: Person,
    by: str = "city",
    office: Office | None = None,
    role: str = "county_head",
    since: date | None = TODAY,
    last: date | None = TODAY + 9 * DAY,
    reason: str = WHY,
) -> None:
    name_for(tree[by], office or tree.county, whom.pk, role, since, last, reason)


def test_deputy_has_the_role_up_to_the_last_day_and_is_written_down(
    tree: Tree, sibling: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    name(tree, sibling)
    (post,) = Membership.objects.exclude(named_by=None)
    assert (post.office, post.role, post.named_by) == (tree.county, "county_head", tree.city)
    event = events_of(f"person:{sibling.pk}").last()
    assert event and event.kind == "deputy_named" and details_of(event)["reason"] == WHY
    (line,) = deputies_of(tree["city"], tree.county)
    assert (line.name, line.office) == ("haiyuan经办人", "海原县工信局")
    assert (line.since, line.last, line.state) == (TODAY, TODAY + 9 * DAY, "现任")
    assert (line.reason, line.named_by, line.ends) == (WHY, "中卫市工信局", True)
    for days, held in ((9, True), (10, False)):
        monkeypatch.setattr(timezone, "localdate", lambda *_, days=days: TODAY + days * DAY)
        posts = Person.objects.get(pk=sibling.pk).posts
        assert any(one.office == tree.county for one in posts) is held


def test_deputised_office_sees_it_and_does_not_end_it(tree: Tree, sibling: Person) -> None:
    name(tree, sibling)
    (line,) = deputies_of(tree["county"], tree.county)
    assert line.state == "现任" and not line.ends
    with pytest.raises(NotAllowedError, match="不由您管理"):
        end_early(tree["county"], tree.county, line.post, WHY)


def test_deputy_manages_nobody_in_the_other_office(tree: Tree, sibling: Person) -> None:
    name(tree, sibling)
    managing = Managing(Person.objects.get(pk=sibling.pk))
    assert managing.deeds_in(tree.county) == frozenset()
    assert not managing.levels_under(tree.county)
    assert managing.deeds_to(tree["clerk"]) == frozenset()


@pytest.mark.parametrize(
    ("by", "words"),
    [
        ("region", "由它的上级单位指定"),
        ("security", "不由您管理"),
        ("system", "不由您管理"),
        ("county", "不由您管理"),
        ("other-city", "不由您管理"),
        ("city-officer", "不由您管理"),
    ],
)
def test_only_the_head_right_above_names(tree: Tree, sibling: Person, by: str, words: str) -> None:
    with pytest.raises(NotAllowedError, match=words):
        name(tree, sibling, by)
    assert deputy_choice(tree[by], tree.county) is None
    refused = events_of(f"person:{tree[by].pk}").last()
    assert refused and refused.kind == "management_refused"


@pytest.mark.parametrize("whom", ["clerk", "city-officer", "operator", "other-county", "city"])
def test_whom_the_head_does_not_look_after_or_who_is_above_or_below_is_refused(
    tree: Tree, sibling: Person, whom: str
) -> None:
    with pytest.raises(NotAllowedError, match="请选择代办人"):
        name(tree, tree[whom])
    choice = deputy_choice(tree["city"], tree.county)
    assert choice and dict(choice.people) == {sibling.pk: "haiyuan经办人（海原县工信局）"}


def test_whose_account_is_locked_is_not_named(tree: Tree, sibling: Person) -> None:
    lock_account(sibling, tree["city"], "离岗")
    with pytest.raises(NotAllowedError, match="请选择代办人"):
        name(tree, sibling)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"role": "city_head"}, "请选择代办的岗位"),
        ({"role": "operator"}, "请选择代办的岗位"),
        ({"role": ""}, "请选择代办的岗位"),
        ({"since": None}, "请填写代办的开始日期和结束日期"),
        ({"last": None}, "请填写代办的开始日期和结束日期"),
        ({"since": TODAY - DAY}, "不能早于今天"),
        ({"last": TODAY - DAY}, "不早于开始日期"),
        ({"last": TODAY + 366 * DAY}, "不超过一年"),
        ({"reason": " "}, "请写明指定代办人的理由"),
        ({"reason": "长" * 201}, "请写明指定代办人的理由"),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_named(
    tree: Tree, sibling: Person, said: dict[str, object], words: str
) -> None:
    with pytest.raises(NotAllowedError, match=words):
        name(tree, sibling, **said)  # type: ignore[arg-type]
    assert not Membership.objects.exclude(named_by=None).exists()


def test_same_person_is_not_named_twice_at_a_time(tree: Tree, sibling: Person) -> None:
    name(tree, sibling)
    with pytest.raises(NotAllowedError, match="已经是中宁县工信局的县级负责人"):
        name(tree, sibling)
    name(tree, sibling, role="county_clerk")


@pytest.mark.parametrize("days", [0, 3])
def test_ended_early_it_is_over_from_today_on(tree: Tree, sibling: Person, days: int) -> None:
    name(tree, sibling, since=TODAY + days * DAY)
    (line,) = deputies_of(tree["city"], tree.county)
    assert line.state == ("现任" if days == 0 else "尚未开始")
    with pytest.raises(NotAllowedError, match="请写明"):
        end_early(tree["city"], tree.county, line.post, " ")
    end_early(tree["city"], tree.county, line.post, "已新任负责人")
    (line,) = deputies_of(tree["city"], tree.county)
    assert line.state == "已结束" and not line.ends
    event = events_of(f"person:{sibling.pk}").last()
    assert event and event.kind == "deputy_ended" and details_of(event)["reason"] == "已新任负责人"
    with pytest.raises(NotAllowedError, match="代办已经结束"):
        end_early(tree["city"], tree.county, line.post, WHY)
    name(tree, sibling)  # and may be named again


def test_post_that_is_no_deputys_is_not_ended_here(tree: Tree) -> None:
    post = tree["clerk"].posts[0]
    with pytest.raises(NotAllowedError, match="没有这个代办人"):
        end_early(tree["city"], tree.county, post.pk, WHY)


@pytest.mark.parametrize(
    ("whom", "place", "role"),
    [("city-officer", "county", "county_head"), ("clerk", "city", "city_head")],
)
def test_nobody_is_a_deputy_above_or_below_the_own_office(
    tree: Tree, whom: str, place: str, role: str
) -> None:
    office: Office = getattr(tree, place)
    assert office.parent and office.level in (Level.COUNTY, Level.CITY)
    with pytest.raises(RoleRefusedError, match="同一个人不能两级都办"):
        name_deputy(tree[whom], office, Role(role), office.parent, TODAY + DAY, tree["region"])
