"""Offices over time 机构变更: giving an office another name, merging it into one, splitting it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Q
from django.utils import timezone

from jiqun.records.journal.actions import Actor, record, writing
from jiqun.records.journal.queries import events_of
from jiqun.records.organisations.models import Office, OfficeName, Succession
from jiqun.records.organisations.office_things import may_go, open_things
from jiqun.records.organisations.posts import end_deputy, move_posts, posts_from
from jiqun.records.verdict import NotAllowedError, refused

LONGEST_REASON = 200  # characters
_LONGEST = 100


def refuse_taken_name(name: str, office: Office | None = None) -> None:
    """Raise NotAllowedError for a name that another office has or is to have; inside `writing`."""
    there = Office.objects.filter(Q(name=name) | Q(next_name=name), ended_on__isnull=True)
    for one in there:
        if one == office:
            continue
        if name in (one.name, one.next_name):
            raise NotAllowedError(refused(f"已经有名为“{name}”的单位，请核对名称。"))
        # It has had its next name for a while: what stands in its row is free.
        _call(one, one.name)


def rename_office(
    office: Office, name: str, since: date, reason: str, by: Actor, source: str = "web"
) -> None:
    """Give an office another name from a day on; one of the future takes effect by itself.

    What was written before keeps the name of then. Raises NotAllowedError for a name that is empty,
    its own or another's, a day not after the last change, an office that ended, and no reason.
    """
    name = name.strip()
    with writing():
        held = _there(office, reason, since)
        last = held.names.filter(since__isnull=False).order_by("since").last()
        # One name at a time may wait for its day.
        if last and last.since and (since <= last.since or last.since > timezone.localdate()):
            raise NotAllowedError(
                refused(f"{held.name}已经登记从{_said(last.since)}起改名，请在这以后再办理。")
            )
        if not name or name == held.name or len(name) > _LONGEST:
            raise NotAllowedError(refused(f"请填写与现在不同的单位全称，不超过 {_LONGEST} 个字。"))
        refuse_taken_name(name, held)
        details = {
            "before": held.name,
            "name": name,
            "since": since.isoformat(),
            "reason": reason.strip(),
        }
        if since <= timezone.localdate():
            _call(held, name)
        else:
            _call(held, held.name, name, since)
        OfficeName.objects.create(office=held, name=name, since=since)
        record("office_renamed", f"office:{held.pk}", by, details=details, source=source)
    office.refresh_from_db()


def take_back_name(office: Office, by: Actor, reason: str, source: str = "web") -> None:
    """Give up the name that an office was to have from a day to come. Raises NotAllowedError where
    there is none, where its day has come, and without a reason."""
    with writing():
        held = Office.objects.get(pk=office.pk)
        if held.next_since is None or held.next_since <= timezone.localdate():
            raise NotAllowedError(refused(f"{held.name}没有将要生效的名称，或者它已经生效。"))
        check_reason(reason)
        details = {
            "change": "rename",
            "name": held.next_name,
            "on": held.next_since.isoformat(),
            "reason": reason.strip(),
        }
        held.names.filter(since=held.next_since).delete()
        _call(held, held.name)
        record("office_change_taken_back", f"office:{held.pk}", by, details=details, source=source)
    office.refresh_from_db()


def merge_office(
    office: Office,
    into: Office,
    on: date,
    reason: str,
    by: Actor,
    people_move: bool = False,
    source: str = "web",
) -> None:
    """End an office on a day; the other acts in its place from then on, and has under it what was
    under this one. `people_move`: who works there does so in the other, in the same roles.

    Raises NotAllowedError for a day to come, offices that ended or are of another level, no reason,
    while somebody has a role there that did not end, and where something open at the one may not
    come together with what is open at the other; RoleRefusedError for a role that somebody may not
    have in the other.
    """
    with writing():
        held, (follower,) = _to_end(office, (into,), on, reason)
        places = dict.fromkeys((held.pk, *_numbers_below(held)), follower)
        check_things(held, places)
        if people_move:
            move_posts(held, follower, on, by, source)
        _end(held, on, {follower: True})
        below = held.children.all()
        details = {
            "into": follower.pk,
            "on": on.isoformat(),
            "below": [one.pk for one in below],
            "reason": reason.strip(),
        }
        below.update(parent=follower)
        record("office_merged", f"office:{held.pk}", by, details=details, source=source)
    for one in (office, into):
        one.refresh_from_db()


def split_office(
    office: Office,
    into: Collection[Office],
    on: date,
    reason: str,
    by: Actor,
    below: Mapping[Office, Office] | None = None,
    source: str = "web",
    people: Mapping[int, Office] | None = None,
    acts: Office | None = None,
) -> None:
    """End an office on a day; several follow it: they see what its things were, and none acts in
    its place but `acts`, where one is named. `below` says of each office under it under which of
    them it is from then on, `people` of those who work there, by number, in which of them they do.

    Raises NotAllowedError as `merge_office` does, and for fewer than two followers, where `below`
    does not name just the offices under it, and where something is open at it that nobody is to go
    on with.
    """
    places, moves = dict(below or {}), dict(people or {})
    with writing():
        held, followers = _to_end(office, tuple(into), on, reason)
        if len(set(followers)) < 2:
            raise NotAllowedError(refused("拆分后至少有两个单位承接；只有一个的，请办理合并。"))
        if {*places} != {*held.children.all()} or not {*places.values()} <= {*followers}:
            raise NotAllowedError(
                refused(f"请逐一指明{held.name}的下级单位归哪一个承接单位管理，不多也不少。")
            )
        if acts is not None and acts not in followers:
            raise NotAllowedError(refused(f"{acts.name}不在承接{held.name}的单位里。"))
        if acts is None and any(thing.at == held.pk for thing in open_things(held)):
            raise NotAllowedError(
                refused(f"{held.name}还有没有办结的申报，请选择由哪一个承接单位继续办理。")
            )
        own = {held.pk: acts} if acts else {}
        check_things(held, own | {child.pk: to for child, to in places.items()})
        if not {*moves.values()} <= {*followers}:
            raise NotAllowedError(refused(f"{held.name}的人员只能转入承接它的单位。"))
        for follower in followers:
            going = {person for person, to in moves.items() if to == follower}
            move_posts(held, follower, on, by, source, only=going)
        for post in posts_from(held, on):
            if post.is_deputy:
                end_deputy(post, by, reason.strip(), source)
        _end(held, on, {one: one == acts for one in followers})
        for child, parent in places.items():
            Office.objects.filter(pk=child.pk).update(parent=parent)
        details = {
            "into": [one.pk for one in followers],
            "on": on.isoformat(),
            "below": {str(child.pk): parent.pk for child, parent in places.items()},
            "acts": acts.pk if acts else None,
            "reason": reason.strip(),
        }
        record("office_split", f"office:{held.pk}", by, details=details, source=source)
    for one in (office, *into, *places):
        one.refresh_from_db()


def _call(office: Office, name: str, next_name: str = "", since: date | None = None) -> None:
    office.name, office.next_name, office.next_since = name, next_name, since
    office.save(update_fields=["name", "next_name", "next_since"])


def check_reason(reason: str) -> None:
    """Raise NotAllowedError for a change without a reason, or with one that is a treatise."""
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        raise NotAllowedError(
            refused(f"请写明变更的理由，例如批准变更的文件，不超过 {LONGEST_REASON} 个字。")
        )


def check_things(office: Office, places: Mapping[int, Office]) -> None:
    """Raise NotAllowedError where what is open at an office may not go where it would."""
    verdict = may_go(office, places)
    if not verdict:
        raise NotAllowedError(verdict)


def _numbers_below(office: Office) -> list[int]:
    return list(office.children.values_list("pk", flat=True))


def _there(office: Office, reason: str, on: date) -> Office:
    """The office as it is now, if it has not ended, a reason is given, and nothing was written down
    of it after the day of the change."""
    check_reason(reason)
    held = Office.objects.get(pk=office.pk)
    if held.ended_on is not None:
        raise NotAllowedError(refused(f"{held.name}已于{_said(held.ended_on)}撤销，不能再变更。"))
    last = events_of(f"office:{held.pk}").order_by("-id").first()
    written = timezone.localtime(last.at).date() if last else on
    if on < min(written, timezone.localdate()):
        raise NotAllowedError(
            refused(
                f"{_said(on)}早于{held.name}最近一次登记的变动（{_said(written)}）。"
                "请填写那一天或者以后的日期。"
            )
        )
    return held


def _to_end(
    office: Office, into: tuple[Office, ...], on: date, reason: str
) -> tuple[Office, tuple[Office, ...]]:
    """The office that is to end and those that follow it, as they are now."""
    if on > timezone.localdate():
        raise NotAllowedError(refused(f"{_said(on)}还没有到，请在当天或者以后办理。"))
    held, followers = _there(office, reason, on), tuple(_there(one, reason, on) for one in into)
    for follower in followers:
        if follower == held or follower.parent_id == held.pk:
            raise NotAllowedError(refused(f"{follower.name}不能承接它自己或者它的上级单位。"))
        if follower.level != held.level:
            raise NotAllowedError(refused(f"{follower.name}和{held.name}不是同一级的单位。"))
    return held, followers


def _end(held: Office, on: date, followers: Mapping[Office, bool]) -> None:
    """End an office; those that follow it, each with whether it acts in its place."""
    names = "、".join(sorted({str(one.person) for one in posts_from(held, on)}))
    if names:
        raise NotAllowedError(
            refused(f"{names}在{held.name}还有岗位。请先结束他们的岗位，或者让他们随单位转入。")
        )
    for follower, acts in followers.items():
        Succession.objects.create(office=held, follower=follower, acts=acts)
        follower.follows = [*follower.follows, held.pk, *held.follows]
        if acts:
            follower.acts_for = [*follower.acts_for, held.pk, *held.acts_for]
        follower.save(update_fields=["follows", "acts_for"])
    # A name it was to have later it never had.
    held.names.filter(since__gt=timezone.localdate()).delete()
    _call(held, held.name)
    held.ended_on = on
    held.save(update_fields=["ended_on"])


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
