"""Changes of offices 单位变更 as pages ask for them: tried before anything is written, then made at
once, or kept until their day, on which the worker carries them out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date

from django.utils import timezone

from jiqun.records.journal.actions import SYSTEM, Actor, record, writing
from jiqun.records.organisations.account_states import require
from jiqun.records.organisations.managing import Deed, Managing
from jiqun.records.organisations.models import Office, OfficeChange, Person
from jiqun.records.organisations.office_changes import (
    check_reason,
    merge_office,
    rename_office,
    split_office,
    take_back_name,
)
from jiqun.records.organisations.posts import role_refusals
from jiqun.records.verdict import NotAllowedError, refused

RENAME, MERGE, SPLIT = "rename", "merge", "split"


@dataclass(frozen=True, slots=True)
class ChangeAsked:
    """What is asked for: a new name; the office it is merged into; or those it is split among, with
    who goes on with what is open (0: nobody), and where offices below and people go, by number."""

    kind: str
    on: date | None
    reason: str
    name: str = ""
    into: tuple[int, ...] = ()
    acts: int = 0
    below: Mapping[int, int] = field(default_factory=dict)
    people: Mapping[int, int] = field(default_factory=dict)


class _OnlyTriedError(Exception):
    """Takes back what was only tried."""


def try_change(by: Person, office: Office, asked: ChangeAsked) -> None:
    """Do all that a change would do and take it back at once: what is wrong is found by what would
    make it. One of a day to come is tried as of today. Raises NotAllowedError."""
    day = _day(asked)
    _require(by, office, asked)
    _refuse_waiting(office)
    if asked.kind != RENAME:
        day = min(day, timezone.localdate())
    try:
        with writing(), role_refusals():
            # A copy: what it becomes meanwhile is taken back in the database alone.
            _do(Office.objects.get(pk=office.pk), replace(asked, on=day), by, "web")
            raise _OnlyTriedError
    except _OnlyTriedError:
        pass


def make_change(by: Person, office: Office, asked: ChangeAsked) -> bool:
    """Make a change, or keep it for its day where that is to come; whether it was made at once (a
    name of a day to come takes effect by itself). Raises NotAllowedError."""
    day = _day(asked)
    try_change(by, office, asked)
    with writing(), role_refusals():
        _refuse_waiting(office)
        if asked.kind == RENAME or day <= timezone.localdate():
            _do(office, asked, by, "web")
            return day <= timezone.localdate()
        said = _said(asked)
        OfficeChange.objects.create(office=office, on=day, said=said, by=by)
        details = {"change": asked.kind, "on": day.isoformat(), **said}
        record("office_change_planned", f"office:{office.pk}", by, details=details)
    return False


def take_back_change(by: Person, office: Office, reason: str) -> None:
    """Give up what waits for an office: a name, a merger or a split. Raises NotAllowedError."""
    require(Managing(by).can(Deed.CHANGE_OFFICE, office), None, by, "change_office")
    with writing():
        waiting = waiting_change(office)
        if waiting is None:
            take_back_name(office, by, reason)
            return
        check_reason(reason)
        waiting.closed_at = timezone.now()
        waiting.save(update_fields=["closed_at"])
        details = {
            "change": waiting.said["kind"],
            "on": waiting.on.isoformat(),
            "reason": reason.strip(),
        }
        record("office_change_taken_back", f"office:{office.pk}", by, details=details)


def waiting_change(office: Office) -> OfficeChange | None:
    """The merger or split that waits for an office."""
    return office.changes.filter(closed_at=None).first()


def carry_out_changes() -> int:
    """Carry out the mergers and splits whose day has come; how many. One that cannot be says why
    and waits on, until somebody takes it back or what hinders it is gone."""
    done = 0
    for one in OfficeChange.objects.filter(closed_at=None, on__lte=timezone.localdate()):
        try:
            _carry_out(one)
        except NotAllowedError as refusal:
            with writing():
                still = OfficeChange.objects.filter(pk=one.pk, closed_at=None)
                still.exclude(trouble=refusal.verdict.reason).update(trouble=refusal.verdict.reason)
        else:
            done += 1
    return done


def asked_by(change: OfficeChange) -> ChangeAsked:
    """What was asked for by a change that waits."""
    said = change.said
    return ChangeAsked(
        said["kind"],
        change.on,
        said["reason"],
        into=tuple(said["into"]),
        acts=said["acts"],
        below={int(at): to for at, to in said["below"].items()},
        people={int(at): to for at, to in said["people"].items()},
    )


def _carry_out(change: OfficeChange) -> None:
    with writing(), role_refusals():
        held = OfficeChange.objects.select_related("office").get(pk=change.pk)
        if held.closed_at is None:
            _do(held.office, asked_by(held), SYSTEM, "system")
            held.closed_at = timezone.now()
            held.trouble = ""
            held.save(update_fields=["closed_at", "trouble"])


def _do(office: Office, asked: ChangeAsked, by: Actor, source: str) -> None:
    on = _day(asked)
    if asked.kind == RENAME:
        rename_office(office, asked.name, on, asked.reason, by, source)
    elif asked.kind == MERGE:
        into = _offices(asked.into)
        if len(into) != 1:
            raise NotAllowedError(refused("请选择并入哪一个单位。"))
        merge_office(office, into[0], on, asked.reason, by, people_move=True, source=source)
    else:
        followers = {one.pk: one for one in _offices(asked.into)}
        below = {
            child: followers[asked.below[child.pk]]
            for child in office.children.all()
            if asked.below.get(child.pk) in followers
        }
        people = {one: followers[to] for one, to in asked.people.items() if to in followers}
        acts = followers.get(asked.acts)
        places, whose = tuple(followers.values()), asked.reason
        split_office(office, places, on, whose, by, below, source, people, acts)


def _offices(numbers: tuple[int, ...]) -> list[Office]:
    return list(Office.objects.filter(pk__in=numbers))


def _day(asked: ChangeAsked) -> date:
    if asked.on is None:
        raise NotAllowedError(refused("请填写从哪一天起，例如 2027-01-01。"))
    return asked.on


def _require(by: Person, office: Office, asked: ChangeAsked) -> None:
    managing = Managing(by)
    require(managing.can(Deed.CHANGE_OFFICE, office), None, by, "change_office")
    known = {one.pk for one in possible_followers(managing, office)}
    if not {*asked.into} <= known | {office.pk}:
        raise NotAllowedError(refused("请从列出的单位中选择：由您管理的、同一级的单位。"))


def possible_followers(managing: Managing, office: Office) -> list[Office]:
    """The offices that could follow one: of its level, there, and looked after by the same."""
    there = Office.objects.filter(level=office.level, ended_on__isnull=True)
    return [
        one
        for one in there.exclude(pk=office.pk)
        if one.parent_id != office.pk and managing.can(Deed.CHANGE_OFFICE, one)
    ]


def _refuse_waiting(office: Office) -> None:
    held = Office.objects.get(pk=office.pk)
    today = timezone.localdate()
    if waiting_change(office) is not None or (held.next_since and held.next_since > today):
        raise NotAllowedError(
            refused(f"{held.name}已经登记了将来的变更。请先撤回，或者在它生效以后再办理。")
        )


def _said(asked: ChangeAsked) -> dict[str, object]:
    said = asdict(asked)
    del said["on"], said["name"]
    return {
        **said,
        "reason": asked.reason.strip(),
        "into": [*asked.into],
        "below": {str(at): to for at, to in asked.below.items()},
        "people": {str(at): to for at, to in asked.people.items()},
    }
