"""What a change of an office 单位变更 comes to, in words, before it is confirmed; what waits for
its day, and what was changed before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from jiqun.records.journal.queries import happenings
from jiqun.records.organisations.managing import Deed, Managing
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.office_things import open_things
from jiqun.records.organisations.planned_changes import (
    MERGE,
    RENAME,
    SPLIT,
    ChangeAsked,
    asked_by,
    possible_followers,
    try_change,
    waiting_change,
)
from jiqun.records.organisations.posts import posts_from
from jiqun.records.organisations.roles import Role

_MOST_LINES = 50


@dataclass(frozen=True, slots=True)
class WaitingChange:
    """What waits for an office: in words, from which day, and why it could not be carried out."""

    words: str
    on: date
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class PastChange:
    """What was written down of an office: when, by whom, in words."""

    at: datetime
    person: str
    words: str


@dataclass(frozen=True, slots=True)
class Going:
    """A person, an open thing or an office below, in words, and where it goes; `to` is empty where
    it ends."""

    words: str
    to: str


@dataclass(frozen=True, slots=True)
class ChangePreview:
    """What would happen: sentences, and what goes where; `waits` where the day is to come."""

    asked: ChangeAsked
    sentences: tuple[str, ...]
    people: tuple[Going, ...]
    things: tuple[Going, ...]
    below: tuple[Going, ...]
    waits: bool


@dataclass(frozen=True, slots=True)
class ChangeChoice:
    """What may be chosen: the offices that could follow, by number; the people and the offices
    below that a split places; what is open at the office itself."""

    followers: tuple[tuple[int, str], ...]
    people: tuple[tuple[int, str], ...]
    below: tuple[tuple[int, str], ...]
    things: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeDetails:
    """All that the page of the changes of an office shows."""

    office: int
    name: str
    choice: ChangeChoice
    waiting: WaitingChange | None
    past: tuple[PastChange, ...]


def change_details(by: Person, office: Office) -> ChangeDetails:
    """What the page shows to somebody who changes the office."""
    past, waiting = past_changes(office), waiting_of(office)
    return ChangeDetails(office.pk, office.name, change_choice(by, office), waiting, past)


def change_choice(by: Person, office: Office) -> ChangeChoice:
    """What may be chosen of an office that somebody changes."""
    followers = possible_followers(Managing(by), office)
    things = (thing.words for thing in open_things(office) if thing.at == office.pk)
    return ChangeChoice(
        tuple((one.pk, one.name) for one in followers),
        tuple((number, words) for number, words, deputy in _people(office) if not deputy),
        tuple((one.pk, one.name) for one in office.children.filter(ended_on=None)),
        tuple(things),
    )


def can_change(by: Person, office: Office) -> bool:
    """Whether somebody changes an office: its name, and whether it is there."""
    return bool(Managing(by).can(Deed.CHANGE_OFFICE, office))


def preview_change(by: Person, office: Office, asked: ChangeAsked) -> ChangePreview:
    """What a change would do. Raises NotAllowedError where it cannot be."""
    try_change(by, office, asked)
    on = asked.on or timezone.localdate()
    names = _names(asked)
    into = "、".join(names[number] for number in asked.into if number in names)
    from_day = f"从{said_day(on)}起"
    if asked.kind == RENAME:
        sentences: tuple[str, ...] = (
            f"{office.name}{from_day}改名为{asked.name.strip()}。",
            "人员、账号、下级单位和申报都不变。",
        )
        return ChangePreview(asked, (*sentences, *_kept(office)), (), (), (), _is_to_come(on))
    if asked.kind == MERGE:
        where = dict.fromkeys(_numbers(office), into)
        first = f"{office.name}{from_day}撤销，并入{into}；它的事由{into}继续办理。"
    else:
        where = {at: names[to] for at, to in asked.below.items() if to in names}
        where[office.pk] = names.get(asked.acts, "")
        first = f"{office.name}{from_day}撤销，由{into}承接；几个单位都看得到它原来的申报。"
    things = tuple(Going(one.words, where.get(one.at, "")) for one in open_things(office))
    children = office.children.filter(ended_on=None)
    return ChangePreview(
        asked,
        (first, "转入的人员账号不变、角色不变，在各处的登录结束，重新登录即可。", *_kept(office)),
        tuple(_going_people(office, asked, names, into)),
        things,
        tuple(Going(one.name, where.get(one.pk, "")) for one in children),
        _is_to_come(on),
    )


def waiting_of(office: Office) -> WaitingChange | None:
    """What waits for an office."""
    if office.next_since is not None and office.next_since > timezone.localdate():
        return WaitingChange(f"改名为{office.next_name}", office.next_since)
    waiting = waiting_change(office)
    if waiting is None:
        return None
    asked = asked_by(waiting)
    names = _names(asked)
    into = "、".join(names[number] for number in asked.into if number in names)
    words = f"并入{into}" if asked.kind == MERGE else f"拆分，由{into}承接"
    return WaitingChange(words, waiting.on, waiting.trouble)


def past_changes(office: Office) -> tuple[PastChange, ...]:
    """What was written down of an office and of those it follows, the latest first."""
    found: list[PastChange] = []
    for number in (office.pk, *office.follows):
        for one in happenings(f"office:{number}", "office_")[:_MOST_LINES]:
            words = _words(one.kind, {**one.details})
            if words:
                found.append(PastChange(one.at, one.person, words))
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def said_day(day: date) -> str:
    """A day in words."""
    return f"{day.year}年{day.month}月{day.day}日"


def _kept(office: Office) -> tuple[str, str]:
    return (
        f"已经形成的文件、定稿和操作记录仍写{office.name}，不改。",
        "在“全部县区”和“单位与人员”里，按原来的名称和现在的名称都能找到。",
    )


def _is_to_come(on: date) -> bool:
    return on > timezone.localdate()


def _names(asked: ChangeAsked) -> dict[int, str]:
    numbers = {*asked.into, asked.acts}
    return {one.pk: one.name for one in Office.objects.filter(pk__in=numbers)}


def _numbers(office: Office) -> Iterator[int]:
    yield office.pk
    yield from office.children.values_list("pk", flat=True)


def _people(office: Office) -> list[tuple[int, str, bool]]:
    """Who has a role in an office: number, words, and whether as a deputy alone."""
    roles: dict[int, list[str]] = {}
    deputies: dict[int, bool] = {}
    names: dict[int, str] = {}
    for post in posts_from(office, timezone.localdate()):
        names[post.person_id] = post.person.full_name
        roles.setdefault(post.person_id, []).append(Role(post.role).label)
        deputies[post.person_id] = post.is_deputy
    return [
        (number, f"{names[number]}（{'、'.join(labels)}）", deputies[number])
        for number, labels in roles.items()
    ]


def _going_people(
    office: Office, asked: ChangeAsked, names: dict[int, str], into: str
) -> Iterator[Going]:
    for number, words, deputy in _people(office):
        if deputy:
            yield Going(words, "")
        elif asked.kind == SPLIT:
            yield Going(words, names.get(asked.people.get(number, 0), ""))
        else:
            yield Going(words, into)


def _words(kind: str, said: dict[str, object]) -> str:
    """What an event of an office comes to, in words; none for what is told elsewhere."""
    reason = f"理由：{said['reason']}" if said.get("reason") else ""
    names = {one.pk: one.name for one in Office.objects.filter(pk__in=_into(said))}
    into = "、".join(names.values())
    on = str(said.get("on") or said.get("since") or "")
    day = said_day(date.fromisoformat(on)) if on else ""
    planned = _PLANNED.get(str(said.get("change")), "")
    words = {
        "office_created": f"新建，名称是{said.get('name')}。",
        "office_renamed": f"{said.get('before')}从{day}起改名为{said.get('name')}。{reason}",
        "office_merged": f"原单位从{day}起撤销，并入{into}。{reason}",
        "office_split": f"原单位从{day}起撤销，由{into}承接。{reason}",
        "office_change_planned": f"登记从{day}起{planned}{into}。{reason}",
        "office_change_taken_back": f"撤回了原定{day}生效的变更。{reason}",
    }
    return words.get(kind, "")


_PLANNED = {MERGE: "并入", SPLIT: "拆分为"}


def _into(said: dict[str, object]) -> list[int]:
    into = said.get("into")
    return [into] if isinstance(into, int) else [*into] if isinstance(into, list) else []
