"""What a move brings with it besides the stage: versions, rounds of correction, deadlines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from jiqun.records.applications.attached_forms import FORMAL_CHECK, attached_form
from jiqun.records.applications.deadlines import RECONFIRM_WORKING_DAYS, after_working_days
from jiqun.records.applications.models import Application, Request, Return
from jiqun.records.applications.moves import (
    ACCEPT,
    FREEZE,
    LAPSE,
    OVERTURN,
    PASS,
    REFUSE,
    REOPEN,
    RESUBMIT,
    REVIEW_REQUEST,
    SEND_BACK,
    SUBMIT,
    THAW,
    WITHDRAW,
)
from jiqun.records.applications.opened_answers import names_opened
from jiqun.records.applications.partners import partners_said
from jiqun.records.applications.requests_made import open_round, requests_prepared
from jiqun.records.applications.stages import TO_RECONFIRM
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.openings import open_only
from jiqun.records.journal.actions import Actor
from jiqun.records.organisations.models import Person
from jiqun.records.procedure import MoveRow
from jiqun.records.versions.actions import freeze, void
from jiqun.records.versions.queries import version_in_force
from jiqun.records.working_days.queries import YearUnknownError


@dataclass(frozen=True, slots=True)
class Made:
    """A move that is being made: of what, by which row and whom, with what they said, and when."""

    application: Application
    row: MoveRow
    by: Actor
    said: Mapping[str, str]
    reason: str
    at: datetime
    source: str


Effect = Callable[[Made], Mapping[str, object]]
"""Does it, and gives what the event says of it; what it sets of the application is saved after."""


def _freeze(made: Made) -> Mapping[str, object]:
    sent_back = open_round(made.application)
    made.application.due_at = sent_back.due_at if sent_back else None
    said = {**made.said, **partners_said(made.application)}
    version = freeze(made.application.filing, made.by, said, made.source)
    return {"version": str(version.number)}


def _thaw(made: Made) -> Mapping[str, object]:
    sent_back = open_round(made.application)
    made.application.due_at = sent_back.due_at if sent_back else None
    return _void_unsubmitted(made)


def _void_unsubmitted(made: Made) -> Mapping[str, object]:
    """The version that never left the county counts no more."""
    version = version_in_force(made.application.filing)
    if version is None or version.pk == made.application.submitted_id:
        return {}
    void(version, made.by, made.source)
    return {"version": str(version.number)}


def _submit(made: Made) -> Mapping[str, object]:
    """The version in force is what the offices above look at from now on."""
    version = version_in_force(made.application.filing)
    if version is None:
        raise RuntimeError(f"{made.application.subject} is submitted without a version")
    made.application.submitted = version
    return {"version": str(version.number), "digest": version.digest}


def _resubmit(made: Made) -> Mapping[str, object]:
    details = _submit(made)
    _end_round(made, made.application)
    open_only(made.application.filing, None)
    made.application.overdue = False
    if made.application.stage == TO_RECONFIRM:
        made.application.due_at = _reconfirm_until(made.at)
    return details


def _reconfirm_until(at: datetime) -> datetime | None:
    """None, for no clock to move it on, where the year is not entered."""
    try:
        return after_working_days(at, RECONFIRM_WORKING_DAYS)
    except YearUnknownError:
        return None


def _send_back(made: Made) -> Mapping[str, object]:
    """The requests that were written down go with it, and open what they are about."""
    application, requests = made.application, requests_prepared(made.application)
    if application.submitted is None or not isinstance(made.by, Person):
        raise RuntimeError(f"{application.subject} is sent back, by nobody or never submitted")
    due = datetime.fromisoformat(made.said["deadline"])
    number = application.returns.count() + 1
    sent_back = Return.objects.create(
        application=application,
        number=number,
        level=application.level,
        before=application.submitted,
        sent_by=made.by,
        sent_at=made.at,
        due_at=due,
    )
    Request.objects.filter(pk__in=[one.pk for one in requests]).update(round=sent_back)
    open_only(application.filing, names_opened(form_of(application.filing), requests))
    application.due_at = due
    return {"round": number, "requests": [one.target for one in requests]}


def _lapse(made: Made) -> Mapping[str, object]:
    """What was submitted last counts; the unfinished correction stays a draft."""
    made.application.overdue = True
    return _break_off(made)


def _break_off(made: Made) -> Mapping[str, object]:
    """A correction that is in hand, if there is one, ends without a version of its own."""
    details = _void_unsubmitted(made)
    _end_round(made, None)
    open_only(made.application.filing, None)
    return details


def _end_round(made: Made, came: Application | None) -> None:
    sent_back = open_round(made.application)
    if sent_back is not None:
        sent_back.ended_at = made.at
        sent_back.after = came.submitted if came else None
        sent_back.save(update_fields=["ended_at", "after"])


def _pass(made: Made) -> Mapping[str, object]:
    made.application.unconfirmed = True
    return {}


def _ask_for_recheck(made: Made) -> Mapping[str, object]:
    made.application.recheck_of = made.row.starts[0].stage
    return {}


def _decide_anew(made: Made) -> Mapping[str, object]:
    made.application.announced_at = None
    return {}


def _keep_formal_check(made: Made) -> Mapping[str, object]:
    """The formal check stays as it was decided on."""
    filing = attached_form(made.application, FORMAL_CHECK)
    if filing is None:
        return {}
    return {"formal_check": freeze(filing, made.by, source=made.source).digest}


EFFECTS: Mapping[str, Effect] = {
    FREEZE.id: _freeze,
    THAW.id: _thaw,
    SUBMIT.id: _submit,
    RESUBMIT.id: _resubmit,
    SEND_BACK.id: _send_back,
    LAPSE.id: _lapse,
    WITHDRAW.id: _break_off,
    PASS.id: _pass,
    REVIEW_REQUEST.id: _ask_for_recheck,
    OVERTURN.id: _decide_anew,
    REOPEN.id: _decide_anew,
    ACCEPT.id: _keep_formal_check,
    REFUSE.id: _keep_formal_check,
}
"""By the id of the move; what is not here changes the stage alone."""
