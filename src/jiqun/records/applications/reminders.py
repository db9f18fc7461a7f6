"""Reminding counties of a call 催办: by the region all, by a city its own, begun or not."""

from __future__ import annotations

from collections.abc import Iterable

from jiqun.engine import UnusableInput
from jiqun.records.applications.calls import KEEPERS, call_of
from jiqun.records.journal.actions import record, writing
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.queries import office_of, roles_of
from jiqun.records.organisations.roles import CITY, COUNTY, Level, in_group
from jiqun.records.outbox.actions import tell
from jiqun.records.verdict import ALLOWED, NotAllowedError, NotFound, Verdict, refused

LONGEST_REMINDER = 100
"""Characters of one's own words."""
_USUAL = "请抓紧办理，留意截止时间"


def can_remind(person: Person) -> Verdict:
    """Whether a person reminds counties: those of the region, and those of a city its own."""
    may = roles_of(person) & (KEEPERS | in_group(CITY))
    return ALLOWED if may else refused("催办由自治区和地级市办理。")


def remind(call_id: str, offices: Iterable[int], words: str, by: Person) -> int:
    """Remind counties of a call, in words of one's own or the usual ones; gives how many. One that
    is not theirs refuses all. Raises UnusableInput (Chinese), NotAllowedError, NotFound."""
    verdict = can_remind(by)
    if not verdict:
        raise NotAllowedError(verdict)
    if len(words) > LONGEST_REMINDER:
        raise UnusableInput(f"催办的话不超过{LONGEST_REMINDER}个字，没有发出。")
    call, asked = call_of(call_id), set(offices)
    if not asked:
        raise UnusableInput("没有选择县（市、区），没有发出。请先在列表里勾选。")
    counties = Office.objects.filter(pk__in=asked, level=Level.COUNTY, ended_on=None)
    own = office_of(by)
    if roles_of(by) & in_group(CITY):
        counties = counties.filter(parent=own)
    found = list(counties)
    if len(found) != len(asked):
        raise NotFound
    said = words.strip() or _USUAL
    with writing():
        told = [(office, COUNTY) for office in found]
        name = own.name if own else ""
        tell(told, f"call:{call.pk}", "counties_reminded", f"{call.title}：{name}催办。{said}")
        details = {"offices": sorted(asked), "words": said}
        record("counties_reminded", f"call:{call.pk}", by, details=details)
    return len(found)
