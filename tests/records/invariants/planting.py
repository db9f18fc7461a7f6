"""How each invariant is broken: past all actions, by rows that are written as no action would."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import F, Value
from django.db.models.functions import Replace
from django.utils import timezone
from tests.records.applications.conftest import World

from jiqun.records.applications.models import (
    AnswerLook,
    Application,
    Delivery,
    DueReminder,
    OpeningAsk,
    Proposal,
    Request,
    Return,
)
from jiqun.records.evidence.models import Piece, Use
from jiqun.records.filings.models import AnswerRow, Filing, FilingSource
from jiqun.records.journal.models import Event
from jiqun.records.organisations.models import Membership, Office, OfficeChange, Succession
from jiqun.records.outbox.models import OutboxLine, ReadUpTo, SentLine
from jiqun.records.recommendations.models import Batch, Ranking
from jiqun.records.talks.models import TalkEntryRow, TalkRow
from jiqun.records.versions.content import digest_of
from jiqun.records.versions.models import FrozenVersion, SealedScan

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Lived:
    """A world in which 中宁 submitted its second version, which the city looks at and asks about,
    the city sent 海原's back, and 贺兰 fills in."""

    world: World

    def of(self, name: str) -> object:
        """The row of an application, to be changed."""
        return Application.objects.filter(pk=getattr(self.world, name).pk)

    @property
    def county(self) -> Office:
        return self.world.zhongning.county


Plant = Callable[[Lived], object]


def _batch(lived: Lived, **said: object) -> object:
    city = lived.county.parent
    return Batch.objects.create(call=lived.world.call, city=city, number=1, **said)


def _ranked_alike(lived: Lived) -> None:
    for name in ("zhongning", "haiyuan"):
        lived.of(name).update(stage="recommended", level="city")  # type: ignore[attr-defined]
        Ranking.objects.create(application=getattr(lived.world, name), rank=1)


def _filing(lived: Lived, name: str = "zhongning") -> object:
    return Filing.objects.filter(pk=getattr(lived.world, name).filing_id)


def _waiting_of_one_that_ended(lived: Lived) -> object:
    by, today = lived.world.people["zhongwei"], timezone.localdate()
    office = Office.objects.create(name="撤销的局", level="county", ended_on=today)
    return OfficeChange.objects.create(office=office, on=today, said={}, by=by)


def _deputy_below(lived: Lived) -> object:
    """Somebody of the city is a deputy in a county of it."""
    today = timezone.localdate()
    return Membership.objects.create(
        person=lived.world.people["zhongwei"],
        office=lived.county,
        role="county_head",
        since=today,
        until=today + DAY,
        named_by=lived.county.parent,
    )


def _answer() -> object:
    return AnswerRow.objects.filter(pk=AnswerRow.objects.order_by("pk").values("pk")[:1])


def _event(**named: object) -> object:
    last = Event.objects.filter(**named).order_by("-pk").values("pk")[:1]
    return Event.objects.filter(pk__in=list(last.values_list("pk", flat=True)))


def _said(event: object, **changed: str) -> None:
    (one,) = event  # type: ignore[misc]
    details = {**json.loads(one.details), **changed}
    Event.objects.filter(pk=one.pk).update(details=json.dumps(details))


def _again(event: object) -> None:
    """The same event once more."""
    (one,) = event  # type: ignore[misc]
    one.pk, one.number = None, None
    one.save(force_insert=True)


def _stored(name: str) -> Path:
    (found,) = Path(settings.EVIDENCE_DIR).rglob(name)
    found.chmod(0o600)
    return found


def _post(lived: Lived, role: str, office: Office) -> Membership:
    person = lived.world.people["zhongning"]
    today = timezone.localdate()
    return Membership.objects.create(person=person, office=office, role=role, since=today)


def _second_office(lived: Lived) -> object:
    return Succession.objects.create(
        office=lived.world.haiyuan.county, follower=lived.county, acts=False
    )


PLANTS: dict[str, Plant] = {
    "office_under_its_like": lambda w: Office.objects.filter(pk=w.county.pk).update(
        parent=w.world.haiyuan.county
    ),
    "offices_are_a_tree": lambda w: Office.objects.filter(level="region").update(parent=w.county),
    "office_has_its_name": lambda w: Office.objects.filter(pk=w.county.pk).update(name="别名"),
    "one_office_a_division": lambda w: Office.objects.filter(pk=w.county.pk).update(
        division=w.world.helan.county.division
    ),
    "followers_are_written": _second_office,
    "followed_have_ended": _second_office,
    "roles_fit_their_office": lambda w: Membership.objects.filter(office=w.county).update(
        role="region_head"
    ),
    "roles_are_apart": lambda w: _post(w, "expert", w.county),
    "one_office_a_person": lambda w: _post(w, "county_clerk", w.world.haiyuan.county),
    "changes_wait_for_offices": _waiting_of_one_that_ended,
    "deputies_on_one_side": _deputy_below,
    "no_posts_after_the_end": lambda w: Office.objects.filter(pk=w.county.pk).update(
        ended_on=timezone.localdate() - DAY
    ),
    "journal_is_whole": lambda w: _said(_event(kind="application_submitted"), reason="改写"),
    "kinds_are_known": lambda w: _event(kind="application_submitted").update(kind="mars"),  # type: ignore[attr-defined]
    "actors_are_known": lambda w: _event().update(person_id=999_999),  # type: ignore[attr-defined]
    "nothing_of_the_future": lambda w: _event().update(at=timezone.now() + DAY),  # type: ignore[attr-defined]
    "told_what_happened": lambda w: OutboxLine.objects.update(kind="application_sent"),
    "filing_is_as_new": lambda w: _filing(w).update(revision=0),  # type: ignore[attr-defined]
    "answers_are_json": lambda w: _answer().update(value="{"),  # type: ignore[attr-defined]
    "answers_have_places": lambda w: _answer().update(key="total_output:1999"),  # type: ignore[attr-defined]
    "changes_have_events": lambda w: _answer().update(revision=F("revision") + 1),  # type: ignore[attr-defined]
    "progress_is_right": lambda w: _filing(w).update(filled=99),  # type: ignore[attr-defined]
    "sources_know_it": lambda w: FilingSource.objects.create(
        filing=w.world.zhongning.filing, of=w.world.helan.filing, name="application"
    ),
    "evidence_lies_there": lambda w: _stored(Piece.objects.get().stored).unlink(),
    "uses_have_places": lambda w: Use.objects.update(target="total_output:1999"),
    "evidence_has_events": lambda w: _event(kind="evidence_added").update(topic="x"),  # type: ignore[attr-defined]
    "versions_are_whole": lambda w: FrozenVersion.objects.update(
        content=Replace("content", Value("中宁"), Value("海原"))
    ),
    "versions_are_counted": lambda w: FrozenVersion.objects.filter(number=2).update(number=5),
    "one_version_in_force": lambda w: FrozenVersion.objects.update(voided_at=None),
    "scans_lie_there": lambda w: _stored(SealedScan.objects.last().stored).write_bytes(b"x"),  # type: ignore[union-attr]
    "scans_have_events": lambda w: SealedScan.objects.filter(
        pk=SealedScan.objects.last().pk  # type: ignore[union-attr]
    ).update(public_id="0" * 32),
    "stage_is_the_journals": lambda w: w.of("helan").update(stage="dropped"),  # type: ignore[attr-defined]
    "steps_are_of_the_table": lambda w: _said(
        _event(kind="application_submitted"), to="recognised/region"
    ),
    "steps_join": lambda w: _said(
        _event(kind="application_submitted", subject=w.world.zhongning.subject),
        **{"from": "returned/city"},
    ),
    "submitted_is_known": lambda w: w.of("zhongning").update(submitted=None),  # type: ignore[attr-defined]
    "submitted_is_its_own": lambda w: w.of("zhongning").update(  # type: ignore[attr-defined]
        submitted=Application.objects.get(pk=w.world.haiyuan.pk).submitted
    ),
    "one_receipt_a_version": lambda w: _again(_event(kind="application_submitted")),
    "moves_are_told": lambda w: OutboxLine.objects.filter(kind="application_submitted").delete(),
    "clocks_where_they_run": lambda w: w.of("helan").update(due_at=timezone.now()),  # type: ignore[attr-defined]
    "one_round_while_returned": lambda w: Return.objects.update(ended_at=timezone.now()),
    "rounds_have_requests": lambda w: Request.objects.all().delete(),
    "opened_while_returned": lambda w: _filing(w, "haiyuan").update(open_only=None),  # type: ignore[attr-defined]
    "requests_are_answered": lambda w: Return.objects.update(after=F("before")),
    "granted_is_asked_for": lambda w: OpeningAsk.objects.create(
        round=Return.objects.get(),
        target="area_km2",
        reason="面积",
        asked_by=w.world.people["haiyuan"],
        asked_at=timezone.now(),
        granted=True,
    ),
    "extensions_hold": lambda w: w.of("helan").update(extended_to=timezone.now() + DAY),  # type: ignore[attr-defined]
    "filing_is_its_own": lambda w: _filing(w).update(owner=w.world.helan.county),  # type: ignore[attr-defined]
    "offices_of_their_level": lambda w: w.of("helan").update(operator=w.county),  # type: ignore[attr-defined]
    "sealed_is_frozen": lambda w: w.of("helan").update(stage="ready_to_seal"),  # type: ignore[attr-defined]
    "proposals_can_be_made": lambda w: Proposal.objects.create(
        application=w.world.helan,
        move="accept",
        by=w.world.people["ningxia"],
        at=timezone.now(),
    ),
    "talk_is_in_the_journal": lambda w: TalkEntryRow.objects.filter(
        pk=TalkEntryRow.objects.last().pk  # type: ignore[union-attr]
    ).delete(),
    "talk_is_settled_as_told": lambda w: TalkRow.objects.update(settled_at=timezone.now()),
    "looks_have_events": lambda w: AnswerLook.objects.update(target="total_output:2024"),
    "batches_are_as_they_were_sent": lambda w: _batch(w, content="{}"),
    "batches_are_told": lambda w: _batch(
        w, content="{}", digest=digest_of("{}"), sent_at=timezone.now()
    ),
    "ranks_are_given_once": lambda w: _ranked_alike(w),
    "deliveries_are_told": lambda w: _event(kind="copies_received").update(topic="0"),  # type: ignore[attr-defined]
    "deliveries_taken_back_are_told": lambda w: Delivery.objects.update(
        taken_back_at=F("at"), taken_back_by=F("by"), taken_back_reason="登记有误"
    ),
    "deliveries_are_from_above": lambda w: Delivery.objects.update(office=w.county),
    "reminders_are_told": lambda w: DueReminder.objects.create(
        office=w.county,
        subject=w.world.zhongning.subject,
        kind="close_reminded",
        due_at=timezone.now(),
        days=3,
    ),
    "read_what_was_told": lambda w: ReadUpTo.objects.create(
        person=w.world.people["zhongning"], line=10**9
    ),
    "sent_after_it_was_told": lambda w: SentLine.objects.create(
        line=OutboxLine.objects.latest("id"),
        person=w.world.people["zhongning"],
        way="mail",
        at=timezone.now() - DAY,
    ),
    "looks_are_from_above": lambda w: AnswerLook.objects.update(office=w.county),
}
