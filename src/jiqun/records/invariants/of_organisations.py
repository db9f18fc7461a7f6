"""Invariants of offices, people and their posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import F
from django.utils import timezone

from jiqun.records.invariants.invariant import Invariant
from jiqun.records.organisations.models import (
    Membership,
    Office,
    OfficeChange,
    Person,
    Succession,
    in_force,
)
from jiqun.records.organisations.roles import ROLES, Level

_ABOVE = {Level.CITY: {Level.REGION}, Level.COUNTY: {Level.CITY, Level.REGION}}


def _offices() -> Iterator[Office]:
    return Office.objects.select_related("parent").iterator()


def _wrong_level_above() -> Iterator[str]:
    for office in _offices():
        allowed = _ABOVE.get(Level(office.level))
        if allowed and office.parent and office.parent.level not in allowed:
            yield f"office:{office.pk}"


def _circles() -> Iterator[str]:
    above = dict(Office.objects.values_list("pk", "parent_id"))
    for office in above:
        seen: set[int | None] = {office}
        at: int | None = above[office]
        while at is not None and at not in seen:
            seen.add(at)
            at = above.get(at)
        if at is not None:
            yield f"office:{office}"


def _other_names() -> Iterator[str]:
    today = timezone.localdate()
    for office in Office.objects.prefetch_related("names"):
        begun = [one for one in office.names.all() if one.since is None or one.since <= today]
        last = max(begun, key=lambda one: one.since or date.min, default=None)
        if last is None or last.name != office.name:
            yield f"office:{office.pk}"


def _codes_twice() -> Iterator[str]:
    seen: dict[tuple[str, str], int] = {}
    for office in Office.objects.filter(ended_on=None).exclude(division="").order_by("pk"):
        key = (office.division, office.level)
        if office.level in (Level.CITY, Level.COUNTY) and key in seen:
            yield f"office:{office.pk}（{office.division}）"
        seen[key] = office.pk


def _followers_differ() -> Iterator[str]:
    follows, acts = defaultdict(set), defaultdict(set)
    for one in Succession.objects.all():
        follows[one.follower_id].add(one.office_id)
        if one.acts:
            acts[one.follower_id].add(one.office_id)
    for office in Office.objects.all():
        # Who follows an office that followed others follows those too.
        if not follows[office.pk] <= set(office.follows) or not acts[office.pk] <= {
            *office.acts_for
        }:
            yield f"office:{office.pk}"
        if not set(office.acts_for) <= set(office.follows):
            yield f"office:{office.pk}"


def _followed_there() -> Iterator[str]:
    for one in Succession.objects.filter(office__ended_on=None):
        yield f"office:{one.office_id}"


def _roles_elsewhere() -> Iterator[str]:
    levels = {role.value: definition.levels for role, definition in ROLES.items()}
    for post in Membership.objects.select_related("office"):
        if post.office.level not in levels.get(post.role, ()):
            yield f"person:{post.person_id}（{post.role}）"


def _apart() -> Iterator[str]:
    by_role = {role.value: definition for role, definition in ROLES.items()}
    today = timezone.localdate()
    for person in Person.objects.prefetch_related("memberships"):
        held = [by_role[post.role] for post in in_force(person.memberships.all(), today)]
        groups = [one.group for one in held]
        for at, one in enumerate(held):
            if one.apart_from & {*groups[:at], *groups[at + 1 :]}:
                yield f"person:{person.pk}"
                break


def _two_offices() -> Iterator[str]:
    today = timezone.localdate()
    for person in Person.objects.prefetch_related("memberships"):
        own = [p for p in in_force(person.memberships.all(), today) if not p.is_deputy]
        if len({post.office_id for post in own}) > 1:
            yield f"person:{person.pk}"


def _posts_after_the_end() -> Iterator[str]:
    ended = Membership.objects.filter(office__ended_on__isnull=False)
    late = ended.filter(until=None) | ended.filter(until__gt=F("office__ended_on"))
    for post in late:
        yield f"person:{post.person_id}（office:{post.office_id}）"


def _waiting_at_the_end() -> Iterator[str]:
    for one in OfficeChange.objects.filter(closed_at=None, office__ended_on__isnull=False):
        yield f"office:{one.office_id}"


def _deputies_both_sides() -> Iterator[str]:
    today, above = timezone.localdate(), dict(Office.objects.values_list("pk", "parent_id"))
    for person in Person.objects.prefetch_related("memberships"):
        posts = in_force(person.memberships.all(), today)
        own = {post.office_id for post in posts if not post.is_deputy}
        for post in posts:
            if post.is_deputy and any(_over(above, post.office_id, one) for one in own):
                yield f"person:{person.pk}（office:{post.office_id}）"


def _over(above: Mapping[int, int | None], one: int, other: int) -> bool:
    """Whether one of two offices lies above the other."""
    for low, high in ((one, other), (other, one)):
        seen, at = {low}, above.get(low)
        while at is not None and at not in seen:
            if at == high:
                return True
            seen.add(at)
            at = above.get(at)
    return False


INVARIANTS = (
    Invariant("office_under_its_like", "市在自治区之下，县在市或自治区之下", _wrong_level_above),
    Invariant("offices_are_a_tree", "单位的上级关系不成圈", _circles),
    Invariant("office_has_its_name", "单位的名称是登记的最近一个名称", _other_names),
    Invariant("one_office_a_division", "一个行政区划在一级只有一个单位", _codes_twice),
    Invariant("followers_are_written", "承接关系与登记一致", _followers_differ),
    Invariant("followed_have_ended", "被承接的单位已经撤销", _followed_there),
    Invariant("roles_fit_their_office", "岗位只设在它应在的单位", _roles_elsewhere),
    Invariant("roles_are_apart", "不相容的岗位不在一人身上", _apart),
    Invariant("one_office_a_person", "一个人同时只在一个单位任职（代办除外）", _two_offices),
    Invariant("changes_wait_for_offices", "等待生效的变更所属的单位没有撤销", _waiting_at_the_end),
    Invariant("deputies_on_one_side", "代办人不在本人单位的上级或者下级代办", _deputies_both_sides),
    Invariant("no_posts_after_the_end", "撤销的单位没有在任的人", _posts_after_the_end),
)
