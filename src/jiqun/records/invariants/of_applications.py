"""Invariants of applications: where each is, what it must have there, and what the journal says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from django.db.models import Count, F, Q

from jiqun.records.applications.models import (
    Application,
    OpeningAsk,
    Proposal,
    Request,
    Return,
)
from jiqun.records.applications.moves import PROCEDURE, RESUBMIT, SUBMIT
from jiqun.records.applications.stages import (
    DROPPED,
    FILLING,
    READY_TO_RESEAL,
    READY_TO_SEAL,
    RETURNED,
    TO_RECONFIRM,
)
from jiqun.records.invariants.invariant import Invariant
from jiqun.records.journal.models import Event
from jiqun.records.journal.queries import details_of
from jiqun.records.organisations.roles import Level
from jiqun.records.outbox.models import OutboxLine

_MOVES = {move.event: move for move in PROCEDURE.moves.values()}
_BEFORE = (FILLING, READY_TO_SEAL, DROPPED)
_CORRECTED = (RETURNED, READY_TO_RESEAL)
_WITH_A_CLOCK = (*_CORRECTED, TO_RECONFIRM)


def _events() -> dict[str, list[Event]]:
    """The moves of each application, in their order."""
    found = defaultdict(list)
    for event in Event.objects.filter(kind__in=_MOVES).order_by("id").iterator():
        found[event.subject].append(event)
    return found


def _elsewhere() -> Iterator[str]:
    moved = _events()
    for one in Application.objects.all():
        events = moved[one.subject]
        said = str(details_of(events[-1]).get("to", "")) if events else FILLING
        if said != str(one.place):
            yield f"{one.subject}（{one.place}，日志：{said}）"


def _steps_of_no_table() -> Iterator[str]:
    steps = {(str(before), str(after)) for before, after in PROCEDURE.steps()}
    for subject, events in _events().items():
        for event in events:
            said = details_of(event)
            before, after = str(said.get("from")), str(said.get("to"))
            if before != after and (before, after) not in steps:
                yield f"{subject}（{before} → {after}）"


def _broken_ways() -> Iterator[str]:
    for subject, events in _events().items():
        at = FILLING
        for event in events:
            said = details_of(event)
            if said.get("from") != at:
                yield f"{subject}（{event.pk}）"
                break
            at = str(said.get("to"))


def _never_submitted() -> Iterator[str]:
    there = Q(stage__in=_BEFORE)
    wrong = Q(submitted=None) & ~there | Q(submitted__isnull=False) & there
    for one in Application.objects.filter(wrong):
        yield one.subject


def _foreign_version() -> Iterator[str]:
    for one in Application.objects.exclude(submitted=None).exclude(
        submitted__filing=F("filing"), submitted__voided_at=None
    ):
        yield one.subject


def _submitted_twice() -> Iterator[str]:
    """A version is handed in once: no two receipts have one number."""
    handed = Counter(
        (event.subject, str(details_of(event).get("version")))
        for event in Event.objects.filter(kind__in=(SUBMIT.event, RESUBMIT.event))
    )
    for (subject, version), times in handed.items():
        if times > 1:
            yield f"{subject} 第{version}版"


def _untold() -> Iterator[str]:
    """A move is told where its row says so, once to each office."""
    told = Counter(OutboxLine.objects.values_list("subject", "kind", "office", "group"))
    kinds = {(subject, kind) for subject, kind, _, _ in told}
    made = Counter((subject, event.kind) for subject, all_ in _events().items() for event in all_)
    for (subject, kind), times in made.items():
        rows = _MOVES[kind].rows
        if all(row.told for row in rows) and (subject, kind) not in kinds:
            yield f"{subject}（{kind}）"
        if any(n > times for (s, k, _, _), n in told.items() if (s, k) == (subject, kind)):
            yield f"{subject}（{kind}）"


def _clocks() -> Iterator[str]:
    for one in Application.objects.exclude(due_at=None).exclude(stage__in=_WITH_A_CLOCK):
        yield one.subject
    for one in Application.objects.filter(due_at=None, stage__in=_CORRECTED):
        yield one.subject


def _rounds() -> Iterator[str]:
    open_now = Q(returns__ended_at=None, returns__id__isnull=False)
    counted = Application.objects.annotate(rounds=Count("returns", filter=open_now))
    for one in counted.filter(Q(stage__in=_CORRECTED) & ~Q(rounds=1)):
        yield one.subject
    for one in counted.filter(~Q(stage__in=_CORRECTED) & ~Q(rounds=0)):
        yield one.subject


def _empty_rounds() -> Iterator[str]:
    for one in Return.objects.annotate(n=Count("requests")).filter(n=0):
        yield f"application:{one.application_id} 第{one.number}次退回"


def _open_answers() -> Iterator[str]:
    for one in Application.objects.select_related("filing"):
        limited = one.filing.open_only is not None
        if (one.stage == RETURNED and not limited) or (one.stage in _BEFORE and limited):
            yield one.subject


def _unanswered() -> Iterator[str]:
    """What came in again has an answer to every request of its round."""
    for one in Request.objects.filter(round__after__isnull=False, reply=""):
        yield f"application:{one.application_id} {one.target}"


def _granted() -> Iterator[str]:
    """What a county was allowed to open counts as asked for in that round."""
    for one in OpeningAsk.objects.filter(granted=True).select_related("round"):
        if not one.round.requests.filter(target=one.target).exists():
            yield f"application:{one.round.application_id} {one.target}"


def _longer() -> Iterator[str]:
    for one in Application.objects.select_related("call"):
        last = one.call.extensions.filter(office=one.county_id).last()
        if one.extended_to != (last.county_close if last else None):
            yield one.subject


def _foreign_filing() -> Iterator[str]:
    for one in Application.objects.exclude(
        filing__owner=F("county"), filing__edition=F("call__edition")
    ):
        yield one.subject


def _levels() -> Iterator[str]:
    wrong = ~Q(county__level=Level.COUNTY)
    wrong |= Q(operator__isnull=False) & ~Q(operator__level=Level.OPERATOR)
    for one in Application.objects.filter(wrong):
        yield one.subject


def _no_version() -> Iterator[str]:
    sealed = Application.objects.filter(stage__in=(READY_TO_SEAL, READY_TO_RESEAL))
    for one in sealed.select_related("filing"):
        last = one.filing.frozen_versions.order_by("number").last()
        if last is None or last.voided_at is not None or last.pk == one.submitted_id:
            yield one.subject


def _odd_proposals() -> Iterator[str]:
    for one in Proposal.objects.select_related("application"):
        move = PROCEDURE.moves.get(one.move)
        row = move.row(one.application.place, one.outcome) if move else None
        if row is None or not row.second:
            yield f"{one.application.subject}（{one.move}）"


INVARIANTS = (
    Invariant("stage_is_the_journals", "申报的阶段是日志里最后一步到的阶段", _elsewhere),
    Invariant("steps_are_of_the_table", "每一步都在程序表里", _steps_of_no_table),
    Invariant("steps_join", "每一步都从上一步到的地方开始", _broken_ways),
    Invariant("submitted_is_known", "交过的申报有提交的版本，没交过的没有", _never_submitted),
    Invariant("submitted_is_its_own", "提交的版本是本申报的，没有作废", _foreign_version),
    Invariant("one_receipt_a_version", "一个版本只提交一次", _submitted_twice),
    Invariant("moves_are_told", "该通知的每一步都通知过，一步一次", _untold),
    Invariant("clocks_where_they_run", "有期限的阶段才有期限", _clocks),
    Invariant("one_round_while_returned", "退回修改时恰有一次没有结束的退回", _rounds),
    Invariant("rounds_have_requests", "每次退回都有修改要求", _empty_rounds),
    Invariant("opened_while_returned", "只有退回修改时限定可改的项", _open_answers),
    Invariant("requests_are_answered", "重新提交的申报回复了每条要求", _unanswered),
    Invariant("granted_is_asked_for", "同意开放的项算作要求修改的项", _granted),
    Invariant("extensions_hold", "延期与登记一致", _longer),
    Invariant("filing_is_its_own", "申报表属于申报的县，用通知的年度版", _foreign_filing),
    Invariant("offices_of_their_level", "申报单位是县级，运营机构是运营机构", _levels),
    Invariant("sealed_is_frozen", "待盖章的申报有没有作废的新版本", _no_version),
    Invariant("proposals_can_be_made", "待确认的提议在现在的阶段能办", _odd_proposals),
)
