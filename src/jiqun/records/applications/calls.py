"""Calls 申报通知: announced and changed by the region, with all that they rule; and longer for one
office 延期."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, timedelta

from django.utils import timezone

from jiqun.engine import UnusableInput
from jiqun.records.applications.deadlines import said_moment
from jiqun.records.applications.models import Application, Call, Extension
from jiqun.records.applications.stages import FILLING
from jiqun.records.filings.actions import ask_explanations
from jiqun.records.filings.editions import edition_named
from jiqun.records.filings.public_ids import is_id
from jiqun.records.journal.actions import Actor, record, writing
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.queries import roles_of
from jiqun.records.organisations.roles import CITY, COUNTY, OPERATOR, Level, Role
from jiqun.records.outbox.actions import tell
from jiqun.records.verdict import ALLOWED, NotAllowedError, NotFound, Verdict, refused
from jiqun.records.working_days.queries import YearUnknownError, working_days_after

KEEPERS = frozenset({Role.REGION_OFFICER.value, Role.REGION_HEAD.value})
"""The roles that announce calls."""
_NOT_YOURS = refused("申报通知由自治区经办或负责人发布和修改。")
CITY_DAYS = 5
"""Working days that cities have after counties, where a call says nothing else."""


@dataclass(frozen=True, slots=True)
class CallTerms:
    """What a call says: the edition of its form and its title; the opening, and the minutes until
    which counties submit and cities send; how many a city may recommend (None: any number), and
    whether one niche 细分领域 only once; bound copies and discs; whether is asked if the cluster is
    also meant for the nation 同时推荐国家级, and if the city's government approves 市政府审核; how
    many enterprises are sampled on site; which standard is shown (empty: the first), and whether a
    figure that fails it is to be explained."""

    edition: str
    title: str
    opens_at: datetime
    county_close: datetime
    city_close: datetime | None = None
    quota: int | None = None
    one_per_niche: bool = True
    copies: int = 3
    discs: int = 1
    asks_national: bool = False
    asks_city_government: bool = False
    sampled_enterprises: int = 5
    standard: str = ""
    explain_failed: bool = False


@dataclass(frozen=True, slots=True)
class CallShown:
    """A call as pages know it: its id, what it says, how many applications it has, and how far it
    is: "announced", "open" or "closed"."""

    id: str
    terms: CallTerms
    applications: int
    state: str


def can_keep_calls(person: Person) -> Verdict:
    """Whether a person announces and changes calls."""
    return ALLOWED if roles_of(person) & KEEPERS else _NOT_YOURS


def terms_of(call: Call) -> CallTerms:
    """What a call says."""
    return CallTerms(**{one.name: getattr(call, one.name) for one in fields(CallTerms)})


def calls_shown(at: datetime | None = None) -> list[CallShown]:
    """All calls, the latest first."""
    now = at or timezone.now()
    return [_shown(call, now) for call in Call.objects.all()]


def call_shown(call_id: str, at: datetime | None = None) -> CallShown:
    """A call by its id. Raises NotFound."""
    return _shown(call_of(call_id), at or timezone.now())


def open_call(terms: CallTerms, by: Actor, source: str = "web") -> Call:
    """Announce a call. Raises LookupError for an edition that does not exist, UnusableInput
    (Chinese) for terms that cannot be, NotAllowedError."""
    _require_keeper(by)
    _check(terms)
    with writing():
        call = Call.objects.create(**asdict(terms))
        record("call_opened", f"call:{call.pk}", by, details=_details(terms), source=source)
    return call


def change_call(call_id: str, terms: CallTerms, by: Actor, source: str = "web") -> Call:
    """Change what a call says; what stays the same is no change, and then nothing is recorded.

    Once somebody has begun, the form stays. A closing that is over is made later, not earlier: what
    was in time stays in time. Raises UnusableInput (Chinese), NotAllowedError, NotFound.
    """
    _require_keeper(by)
    _check(terms)
    with writing():
        call = call_of(call_id)
        before, after = _details(terms_of(call)), _details(terms)
        changed = {
            name: [before[name], after[name]] for name in after if after[name] != before[name]
        }
        if not changed:
            return call
        _check_change(call, terms, timezone.now())
        for name in changed:
            setattr(call, name, getattr(terms, name))
        call.save(update_fields=sorted(changed))
        # Who has handed in, or corrects what was asked for, is not asked for more.
        for application in call.applications.filter(stage=FILLING).select_related("filing"):
            ask_explanations(application.filing, explained_standard(call))
        record("call_changed", f"call:{call.pk}", by, details=changed, source=source)
    return call


def extend(
    call: Call,
    office: Office,
    county_close: datetime,
    reason: str,
    by: Actor,
    source: str = "web",
) -> Extension:
    """Give one office longer for a call, whether it has begun or not. Raises UnusableInput
    (Chinese) for a close that is not later than what the office has, or without a reason."""
    _require_keeper(by)
    with writing():
        last = Extension.objects.filter(call=call, office=office).last()
        now_until = max(call.county_close, last.county_close) if last else call.county_close
        if county_close <= now_until:
            raise UnusableInput("延期后的截止时间要晚于现在的截止时间，没有保存。")
        if not reason.strip():
            raise UnusableInput("请写明延期的理由，没有保存。")
        made = Extension.objects.create(
            call=call, office=office, county_close=county_close, reason=reason.strip()
        )
        own = Application.objects.filter(call=call, county=office)
        own.update(extended_to=county_close)
        details = {
            "office": office.pk,
            "county_close": county_close.isoformat(),
            "reason": made.reason,
        }
        record("call_extended", f"call:{call.pk}", by, details=details, source=source)
        told = [(office, COUNTY)]
        told += [(one.operator, OPERATOR) for one in own.select_related("operator") if one.operator]
        told += [(office.parent, CITY)] if office.parent else []
        words = f"{call.title} · {office.name}：获准延期到{said_moment(county_close)}"
        tell(list(dict.fromkeys(told)), f"call:{call.pk}", "call_extended", words)
    return made


def extend_office(
    call_id: str, office_id: int, county_close: datetime, reason: str, by: Person
) -> Extension:
    """The same by their ids. Raises NotFound for a call or a county that is not there."""
    _require_keeper(by)
    office = Office.objects.filter(pk=office_id, level=Level.COUNTY, ended_on=None).first()
    if office is None:
        raise NotFound
    return extend(call_of(call_id), office, county_close, reason, by)


def usual_city_close(county_close: datetime) -> datetime | None:
    """CITY_DAYS working days after a close for counties, at the same clock; None where the year is
    not entered."""
    local = timezone.localtime(county_close)
    try:
        day: date = working_days_after(local.date(), CITY_DAYS)
    except YearUnknownError:
        return None
    return local + timedelta(days=(day - local.date()).days)


def _shown(call: Call, now: datetime) -> CallShown:
    last = max(close for close in (call.county_close, call.city_close) if close)
    state = "announced" if now < call.opens_at else "open" if now <= last else "closed"
    return CallShown(call.public_id, terms_of(call), call.applications.count(), state)


def call_of(call_id: str) -> Call:
    """The call of an id. Raises NotFound."""
    found = Call.objects.filter(public_id=call_id).first() if is_id(call_id) else None
    if found is None:
        raise NotFound
    return found


def explained_standard(call: Call) -> str:
    """The id of the standard whose failed figures a call has explained; empty for none."""
    standards = edition_named(call.edition).main.standards
    first = standards[0].id if standards else ""
    return (call.standard or first) if call.explain_failed else ""


def _details(terms: CallTerms) -> dict[str, object]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(terms).items()
    }


def _check(terms: CallTerms) -> None:
    """Raises LookupError and UnusableInput."""
    edition = edition_named(terms.edition)
    if not terms.title.strip():
        raise UnusableInput("请填申报通知的名称，没有保存。")
    if terms.county_close <= terms.opens_at:
        raise UnusableInput("县级截止时间要晚于开始时间，没有保存。")
    if terms.city_close and terms.city_close < terms.county_close:
        raise UnusableInput("市级截止时间不能早于县级截止时间，没有保存。")
    if terms.quota == 0:
        raise UnusableInput("推荐名额至少是1个；不限名额时请留空。没有保存。")
    if terms.standard and terms.standard not in {one.id for one in edition.main.standards}:
        raise UnusableInput("这个年度版没有所选的认定标准，没有保存。")


def _check_change(call: Call, terms: CallTerms, now: datetime) -> None:
    if terms.edition != call.edition and call.applications.exists():
        raise UnusableInput("已经有单位开始申报，不能再换年度版，没有保存。")
    if terms.opens_at != call.opens_at and call.applications.exists():
        raise UnusableInput("已经有单位开始申报，不能再改开始时间，没有保存。")
    closes = (
        ("县级", call.county_close, terms.county_close),
        ("市级", call.city_close, terms.city_close),
    )
    for name, before, after in closes:
        if before != after and after is not None and after < now:
            raise UnusableInput(
                f"新的{name}截止时间已经过去，没有保存。要截止，请填现在以后的时间。"
            )


def _require_keeper(by: Actor) -> None:
    if isinstance(by, Person) and not can_keep_calls(by):
        raise NotAllowedError(_NOT_YOURS)
