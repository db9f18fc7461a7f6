"""Deputies 代办人, as the head of the office above names them: who, in which role, from which day
to which, and why; where an office has nobody else to be the second person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from jiqun.records.journal.actions import writing
from jiqun.records.organisations.account_states import require
from jiqun.records.organisations.managing import Deed, Managing
from jiqun.records.organisations.models import Membership, Office, Person
from jiqun.records.organisations.posts import end_deputy, name_deputy, role_refusals
from jiqun.records.organisations.roles import Role
from jiqun.records.verdict import NotAllowedError, refused

LONGEST_REASON = 200  # characters
_DAY = timedelta(days=1)
_LONGEST = 366 * _DAY
_REASON = f"请写明指定代办人的理由，例如本单位只有一人，不超过 {LONGEST_REASON} 个字。"


@dataclass(frozen=True, slots=True)
class DeputyLine:
    """A deputy of an office: who, of where, in which role, from a day to a last day, why and by
    whom; `state` is in words, `ends` says whether the person who looks may end it early."""

    post: int
    name: str
    office: str
    role: str
    since: date
    last: date
    reason: str
    named_by: str
    state: str
    ends: bool


@dataclass(frozen=True, slots=True)
class DeputyChoice:
    """Whom a person may name, by number with office, and in which roles."""

    people: tuple[tuple[int, str], ...]
    roles: tuple[Role, ...]


def deputies_of(by: Person, office: Office) -> tuple[DeputyLine, ...]:
    """The deputies of an office: who is one now or will be, then who was, the latest first."""
    names = bool(Managing(by).can_name_deputies(office))
    rows = office.memberships.exclude(named_by=None).select_related("person", "named_by")
    lines = [_line(one, names) for one in rows.order_by("-since", "-pk")]
    return tuple(sorted(lines, key=lambda one: one.state == _PAST))


def deputy_choice(by: Person, office: Office) -> DeputyChoice | None:
    """Whom and in which roles a person may name for an office; None where it is not theirs."""
    managing = Managing(by)
    if not managing.can_name_deputies(office):
        return None
    people = tuple(
        (one.person_id, f"{one.person.full_name}（{one.office.name}）")
        for one in _candidates(managing, office)
    )
    return DeputyChoice(people, tuple(managing.roles_in(Deed.DEPUTY, office)))


def name_for(
    by: Person,
    office: Office,
    person: int,
    role: str,
    since: date | None,
    last: date | None,
    reason: str,
) -> None:
    """Name somebody as deputy of an office, up to and with a last day. Raises NotAllowedError with
    what is wrong or not allowed."""
    managing = Managing(by)
    roles = [one for one in managing.roles_in(Deed.DEPUTY, office) if one.value == role]
    require(managing.can_name_deputies(office), None, by, "deputy")
    whom = {one.person_id: one.person for one in _candidates(managing, office)}.get(person)
    if whom is None:
        raise NotAllowedError(refused("请选择代办人：同级的其他单位里账号可用的人员。"))
    if not roles:
        raise NotAllowedError(refused("请选择代办的岗位。"))
    if since is None or last is None:
        raise NotAllowedError(refused("请填写代办的开始日期和结束日期，例如 2027-01-31。"))
    if since < timezone.localdate():
        raise NotAllowedError(refused("代办的开始日期不能早于今天。"))
    if last < since or last + _DAY - since > _LONGEST:
        raise NotAllowedError(
            refused("代办的结束日期要不早于开始日期，期限不超过一年；到期仍需要的，请再指定一次。")
        )
    _check_reason(reason)
    if office.parent is None:
        raise NotAllowedError(refused(f"{office.name}没有上级单位，不能指定代办人。"))
    with writing(), role_refusals():
        above, until = office.parent, last + _DAY
        name_deputy(whom, office, roles[0], above, until, by, since, reason=reason.strip())


def end_early(by: Person, office: Office, post: int, reason: str) -> None:
    """End a deputy's work in an office before its day. Raises NotAllowedError."""
    held = office.memberships.exclude(named_by=None).filter(pk=post).first()
    if held is None:
        raise NotAllowedError(refused("没有这个代办人，请刷新页面后再看。"))
    require(Managing(by).can_name_deputies(office), held.person, by, "deputy")
    _check_reason(reason)
    with writing(), role_refusals():
        end_deputy(held, by, reason.strip())


_PAST = "已结束"


def _line(post: Membership, names: bool) -> DeputyLine:
    today = timezone.localdate()
    until = post.until or date.max
    if until <= max(today, post.since):
        state = _PAST
    else:
        state = "现任" if post.since <= today else "尚未开始"
    own = next((one.office.name for one in post.person.posts if not one.is_deputy), "")
    return DeputyLine(
        post.pk,
        post.person.full_name,
        own,
        Role(post.role).label,
        post.since,
        max(until - _DAY, post.since),
        post.reason,
        post.named_by.name if post.named_by else "",
        state,
        names and state != _PAST,
    )


def _candidates(managing: Managing, office: Office) -> Iterator[Membership]:
    """Those who may be named, each by a role in their own office: people of other offices of the
    same level, whom the person who names looks after too, and so of no office above or below."""
    there = Office.objects.filter(level=office.level, ended_on__isnull=True).exclude(pk=office.pk)
    offices = [one for one in there if Deed.DEPUTY in managing.deeds_in(one)]
    posts = Membership.objects.filter(office__in=offices, named_by=None, person__is_active=True)
    rows = posts.select_related("person", "office").order_by("office__division", "office_id", "pk")
    today, seen = timezone.localdate(), set[int]()
    for post in rows.filter(Q(until=None) | Q(until__gt=today), since__lte=today):
        if post.person_id not in seen:
            seen.add(post.person_id)
            yield post


def _check_reason(reason: str) -> None:
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        raise NotAllowedError(refused(_REASON))
