"""Receiving copies and discs 签收 by the city and by the region, comparing a disc's codes, and
taking back what was noted wrongly."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from jiqun.engine import UnusableInput
from jiqun.records.applications.models import Application, Delivery
from jiqun.records.applications.queries import application_for, application_held
from jiqun.records.applications.refusals import refusal_kept
from jiqun.records.applications.rules import roles_in
from jiqun.records.journal.actions import record, writing
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.roles import CITY, COUNTY, REGION, Role, in_group
from jiqun.records.outbox.actions import tell
from jiqun.records.short_texts import short_text
from jiqun.records.verdict import ALLOWED, NotAllowedError, NotFound, Verdict, refused
from jiqun.records.versions.version_files import (
    CodesCompared,
    codes_text,
    compare_codes,
    files_of_version,
)

MOST = 99
LONGEST_REMARK = 200
_RECEIVING = (in_group(CITY) | in_group(REGION)) - {Role.OBJECTION_HANDLER}
_SAME_PRESS = timedelta(minutes=1)


_TAKING_BACK = frozenset({Role.CITY_HEAD.value, Role.REGION_HEAD.value})


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Who took back what was noted wrongly, when and why."""

    person: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """What an office received: of which version, how much, on which day, who noted it and when;
    what came out when the disc's codes were compared, None where they were not; whether it was
    taken back, and whether who looks may do so."""

    id: int
    office: str
    version: int
    copies: int
    discs: int
    received_on: date
    remark: str
    person: str
    at: datetime
    disc: CodesCompared | None
    taken_back: TakenBack | None
    may_take_back: bool


@dataclass(frozen=True, slots=True)
class DeliveryNote:
    """What is noted: `codes` is the text of the disc's 校验码.txt, empty where there is none."""

    copies: int
    discs: int
    received_on: date
    remark: str = ""
    codes: str = ""


def can_receive(person: Person, application: Application) -> Verdict:
    """Whether a person notes what their office received: officers of the city and of the region,
    once it was submitted."""
    if not roles_in(person, application) & _RECEIVING:
        return refused("纸质件和光盘由地级市和自治区签收。")
    if application.submitted_id is None:
        return refused("申报还没有提交，不能签收。")
    return ALLOWED


def can_take_back(person: Person, delivery: Delivery) -> Verdict:
    """Whether a person takes back what was noted: who noted it, or a head of that office."""
    receives = roles_in(person, delivery.application) & _RECEIVING
    heads = any(p.office == delivery.office and p.role in _TAKING_BACK for p in person.posts)
    if not receives or not (heads or delivery.by_id == person.pk):
        return refused("签收由登记的人或者本单位负责人撤销。")
    if delivery.taken_back_at is not None:
        return refused("这次签收已经撤销。")
    return ALLOWED


def deliveries_of(application: Application, viewer: Person) -> list[Delivered]:
    """What was received, the latest first, for somebody who looks."""
    rows = Delivery.objects.filter(application=application).order_by("-id")
    related = ("application", "version", "office", "by", "taken_back_by")
    return [
        Delivered(
            *(one.pk, one.office.name, one.version.number, one.copies, one.discs),
            *(one.received_on, one.remark, one.by.full_name, timezone.localtime(one.at)),
            CodesCompared(**{k: tuple(v) for k, v in one.disc.items()}) if one.disc else None,
            _taken_back(one),
            bool(can_take_back(viewer, one)),
        )
        for one in rows.select_related(*related)
    ]


def _taken_back(row: Delivery) -> TakenBack | None:
    if row.taken_back_at is None or row.taken_back_by is None:
        return None
    at = timezone.localtime(row.taken_back_at)
    return TakenBack(row.taken_back_by.full_name, at, row.taken_back_reason)


def submitted_codes(application: Application) -> str:
    """校验码.txt of the version that was submitted, to be put on the disc. Raises NotFound where
    none was."""
    if application.submitted is None:
        raise NotFound
    return codes_text((one.path, one.sha256) for one in files_of_version(application.submitted))


def receive(public_id: str, note: DeliveryNote, by: Person, source: str = "web") -> Delivery:
    """Note what was received of the version that was submitted. The same again within a minute is
    the same. Raises NotFound, NotAllowedError, and UnusableInput (Chinese) for what cannot be."""
    subject = application_for(by, public_id).subject
    with refusal_kept("receiving_refused", subject, by, source), writing():
        held = application_held(by, public_id)
        verdict = can_receive(by, held)
        if not verdict:
            raise NotAllowedError(verdict)
        office, version = _office(by, held), held.submitted
        if version is None:
            raise NotFound
        today = timezone.localdate()
        if not (0 <= note.copies <= MOST and 0 <= note.discs <= MOST and note.copies + note.discs):
            raise UnusableInput(f"请填写收到的份数和张数，各不超过{MOST}，没有保存。")
        if not timezone.localdate(version.frozen_at) <= note.received_on <= today:
            raise UnusableInput("收到的日期要在定稿以后、今天以前，没有保存。")
        remark = short_text("备注", note.remark, LONGEST_REMARK) if note.remark.strip() else ""
        disc = compare_codes(files_of_version(version), note.codes) if note.codes else None
        said = {
            "office": office,
            "version": version,
            "copies": note.copies,
            "discs": note.discs,
            "received_on": note.received_on,
            "remark": remark,
            "disc": asdict(disc) if disc else None,
        }
        if (twice := _just_noted(held, said, by)) is not None:
            return twice
        kept = Delivery.objects.create(application=held, by=by, at=timezone.now(), **said)
        details = {
            **{name: said[name] for name in ("copies", "discs", "remark")},
            "office": office.pk,
            "version": version.number,
            "received_on": note.received_on.isoformat(),
            "codes": ("agree" if disc.agrees else "differ") if disc else "",
        }
        record("copies_received", held.subject, by, str(kept.pk), details, source)
        words = f"{held.call.title} · {held.county.name}：{office.name}签收了纸质件和光盘"
        tell([(held.county, COUNTY)], held.subject, "copies_received", words)
    return kept


def take_back(
    public_id: str, delivery_id: int, reason: str, by: Person, source: str = "web"
) -> Delivery:
    """Take back what was noted wrongly; it stays to be read, and so does why. Raises NotFound,
    NotAllowedError, and UnusableInput (Chinese) without a reason."""
    subject = application_for(by, public_id).subject
    with refusal_kept("receiving_refused", subject, by, source), writing():
        held = application_held(by, public_id)
        found = Delivery.objects.filter(application=held, pk=delivery_id).first()
        if found is None:
            raise NotFound
        verdict = can_take_back(by, found)
        if not verdict:
            raise NotAllowedError(verdict)
        text = short_text("撤销的理由", reason, LONGEST_REMARK)
        found.taken_back_at, found.taken_back_by = timezone.now(), by
        found.taken_back_reason = text
        found.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_reason"])
        details = {"reason": text, "office": found.office_id}
        record("receipt_taken_back", held.subject, by, str(found.pk), details, source)
        words = f"{held.call.title} · {held.county.name}：{found.office.name}撤销了一次签收"
        tell([(held.county, COUNTY)], held.subject, "receipt_taken_back", words)
    return found


def _just_noted(held: Application, said: dict[str, object], by: Person) -> Delivery | None:
    """What the same person noted a moment ago, where it says the same: who presses twice."""
    last = Delivery.objects.filter(application=held).order_by("-id").first()
    if last is None or last.by_id != by.pk or last.taken_back_at is not None:
        return None
    if timezone.now() - last.at > _SAME_PRESS:
        return None
    kept = {name: getattr(last, name) for name in said}
    return last if _plain(kept) == _plain(said) else None


def _plain(said: dict[str, object]) -> dict[str, object]:
    """With lists where the database gives lists."""
    disc = said["disc"]
    lists = {k: list(v) for k, v in disc.items()} if isinstance(disc, dict) else None
    return {**said, "disc": lists}


def _office(person: Person, application: Application) -> Office:
    """The office for which a person receives."""
    roles = roles_in(person, application) & _RECEIVING
    return next(post.office for post in person.posts if post.role in roles)
