"""Posts 岗位: giving a person a role in an office, ending it, and naming a deputy for a time; each
ends the sessions of the person, who goes on with what they are now after the next login."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from django.db.models import F, Q
from django.utils import timezone

from jiqun.records.journal.actions import Actor, record, writing
from jiqun.records.organisations.ended_sessions import end_sessions
from jiqun.records.organisations.models import Membership, Office, Person
from jiqun.records.organisations.open_work import open_work_of
from jiqun.records.organisations.roles import ROLES, Level, Role, apart
from jiqun.records.verdict import NotAllowedError, refused


class RoleRefusedError(Exception):
    """A role that this person may not have in this office; the text says why, in Chinese."""


@contextmanager
def role_refusals() -> Iterator[None]:
    """Says a role that may not be given or ended as every other refusal is said."""
    try:
        yield
    except RoleRefusedError as refusal:
        raise NotAllowedError(refused(str(refusal))) from None


def grant_role(
    person: Person,
    office: Office,
    role: Role,
    by: Actor,
    since: date | None = None,
    source: str = "web",
) -> Membership:
    """Give a person a role in the office they work in, from a day on (today if none is given).

    Raises RoleRefusedError where an office of that level has no such role, where they work in
    another office then, have a role that nobody may have together with this one, or where the
    office ended.
    """
    with writing():
        held = _held_by(person, since)
        for one in held:
            if one.office_id != office.pk and not one.is_deputy:
                raise RoleRefusedError(
                    f"{person}已经在{one.office.name}任职。换单位请先结束原来的岗位，或者另开账号。"
                )
        return _grant(person, office, role, by, held, since, source=source)


def name_deputy(
    person: Person,
    office: Office,
    role: Role,
    named_by: Office,
    until: date,
    by: Actor,
    since: date | None = None,
    source: str = "web",
    reason: str = "",
) -> Membership:
    """Let somebody of another office have a role in an office for a time, as the office above it
    names them: where it has nobody else to be the second person.

    Raises RoleRefusedError as `grant_role` does, where `named_by` is not the office above, and for
    somebody whose own office looks at what this one does, or this one at what theirs does.
    """
    with writing():
        if office.parent_id != named_by.pk:
            raise RoleRefusedError(f"{office.name}的代办人由它的上级单位指定。")
        if any(post.office_id == office.pk and not post.is_deputy for post in person.posts):
            raise RoleRefusedError(f"{person}就在{office.name}任职，不需要指定为代办人。")
        _check_apart(person, office)
        held = _held_by(person, since)
        return _grant(person, office, role, by, held, since, until, named_by, source, reason)


def end_deputy(post: Membership, by: Actor, reason: str, source: str = "web") -> None:
    """End what a deputy is in an office before its day: from today on, or, where it has not begun,
    altogether. Raises RoleRefusedError where it has ended already."""
    today = timezone.localdate()
    with writing():
        held = Membership.objects.get(pk=post.pk)
        if held.until is not None and held.until <= max(today, held.since):
            raise RoleRefusedError(f"{held.person}的代办已经结束。")
        _end(held, max(today, held.since), by, source, "deputy_ended", {"reason": reason})


def end_role(
    membership: Membership,
    by: Actor,
    until: date | None = None,
    source: str = "web",
) -> None:
    """End what a person is in an office, from a day on (today if none is given); what they did
    keeps their name.

    Raises RoleRefusedError where it has ended already, and for their last role while work waits for
    them that was not handed over.
    """
    day = until or timezone.localdate()
    with writing():
        held = Membership.objects.get(pk=membership.pk)
        if held.until is not None and held.until <= day:
            raise RoleRefusedError(f"{held.person}的这个岗位已经在{held.until:%Y年%m月%d日}结束。")
        work = open_work_of(held.person) if _is_last(held, day) else []
        if work:
            waiting = "；".join(one.words for one in work)
            raise RoleRefusedError(
                f"{held.person}还有{len(work)}项工作没有办完：{waiting}。请先办完，或者交接给同事。"
            )
        _end(held, max(day, held.since), by, source)
    membership.until = held.until


def posts_from(office: Office, day: date) -> list[Membership]:
    """The roles that people have in an office on a day or after it."""
    still = Q(until__isnull=True) | (Q(until__gt=day) & Q(until__gt=F("since")))
    held = Membership.objects.filter(still, office=office)
    return list(held.select_related("person", "office").order_by("id"))


def posts_of(person: Person) -> list[Membership]:
    """What a person is today or from a day to come, anywhere."""
    return _held_by(person, None)


def somebody_is(role: Role) -> bool:
    """Whether anybody has a role today or from a day to come."""
    still = Q(until__isnull=True) | (Q(until__gt=timezone.localdate()) & Q(until__gt=F("since")))
    return Membership.objects.filter(still, role=role).exists()


def _is_last(post: Membership, day: date) -> bool:
    """Whether a person has no other role from a day on."""
    others = Membership.objects.filter(person=post.person_id).exclude(pk=post.pk)
    still = Q(until__isnull=True) | (Q(until__gt=day) & Q(until__gt=F("since")))
    return not others.filter(still).exists()


def move_posts(
    office: Office,
    into: Office,
    day: date,
    by: Actor,
    source: str = "web",
    only: Collection[int] | None = None,
) -> None:
    """Let everybody who works in an office do so in another from a day on, in the same roles; what
    deputies do there ends. `only`: those people, by number, and nobody else. Raises
    RoleRefusedError as `grant_role` does."""
    with writing():
        posts = [post for post in posts_from(office, day) if only is None or post.person_id in only]
        untils = {post.pk: post.until for post in posts}
        for post in posts:
            _end(post, max(day, post.since), by, source)
        for post in posts:
            if not post.is_deputy:
                held, since = _held_by(post.person, day), max(day, post.since)
                until = untils[post.pk]
                _grant(post.person, into, Role(post.role), by, held, since, until, source=source)


def _end(
    post: Membership,
    day: date,
    by: Actor,
    source: str,
    kind: str = "role_ended",
    more: Mapping[str, str] | None = None,
) -> None:
    """End what a person is in an office on a day, whatever day it was to end."""
    post.until = day
    post.save(update_fields=["until"])
    details = {"office": post.office_id, "role": post.role, "until": day.isoformat()}
    details |= more or {}
    record(kind, f"person:{post.person_id}", by, details=details, source=source)
    end_sessions(post.person)
    post.person.__dict__.pop("posts", None)  # read anew when asked next


def _grant(
    person: Person,
    office: Office,
    role: Role,
    by: Actor,
    held: list[Membership],
    since: date | None,
    until: date | None = None,
    named_by: Office | None = None,
    source: str = "web",
    reason: str = "",
) -> Membership:
    _check(person, office, role, held)
    made = Membership.objects.create(
        person=person,
        office=office,
        role=role,
        since=since or timezone.localdate(),
        until=until,
        named_by=named_by,
        reason=reason,
    )
    details = {
        "office": office.pk,
        "role": str(role),
        "since": made.since.isoformat(),
        "until": until.isoformat() if until else None,
        "named_by": named_by.pk if named_by else None,
    }
    if reason:
        details["reason"] = reason
    kind = "deputy_named" if named_by else "role_granted"
    record(kind, f"person:{person.pk}", by, details=details, source=source)
    end_sessions(person)
    person.__dict__.pop("posts", None)  # read anew when asked next
    return made


def _check_apart(person: Person, office: Office) -> None:
    """Raise RoleRefusedError for a deputy who would be on both sides of one application."""
    own = next((post.office for post in person.posts if not post.is_deputy), None)
    if own is not None and (office.pk in _above(own) or own.pk in _above(office)):
        raise RoleRefusedError(
            f"{person}所在的{own.name}和{office.name}是上下级，申报由一级办理、另一级审核，"
            "同一个人不能两级都办。请从其他单位指定代办人。"
        )


def _above(office: Office) -> set[int]:
    """The primary keys of the offices above one."""
    found: set[int] = set()
    at = office.parent
    while at is not None and at.pk not in found:
        found.add(at.pk)
        at = at.parent
    return found


def _held_by(person: Person, since: date | None) -> list[Membership]:
    """What a person is from a day on, today if none is given."""
    day = since or timezone.localdate()
    # What was taken back before it began never is.
    still = Q(until__isnull=True) | (Q(until__gt=day) & Q(until__gt=F("since")))
    return list(Membership.objects.filter(still, person=person).select_related("office"))


def _check(person: Person, office: Office, role: Role, held: list[Membership]) -> None:
    """Raise RoleRefusedError where the tables of roles do not allow it."""
    if office.ended_on is not None:
        raise RoleRefusedError(f"{office.name}已经撤销，不能再任命岗位。")
    if office.level not in ROLES[role].levels:
        level = Level(office.level).label
        raise RoleRefusedError(f"{office.name}是{level}单位，没有“{role.label}”这个角色。")
    if any(one.office_id == office.pk and one.role == role for one in held):
        raise RoleRefusedError(f"{person}已经是{office.name}的{role.label}。")
    other = apart(role, (Role(one.role) for one in held))
    if other is not None:
        raise RoleRefusedError(
            f"{person}已经是{other.label}，不能同时是{role.label}：这两个角色必须由不同的人担任。"
        )
