"""Making a move of an application: rule, stage, what it brings with it, event and notices, in one
transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from jiqun.records.applications.deadlines import said_moment
from jiqun.records.applications.models import Application, Proposal
from jiqun.records.applications.move_conditions import CONDITIONS, Attempt
from jiqun.records.applications.move_effects import EFFECTS, Made
from jiqun.records.applications.moves import PROCEDURE
from jiqun.records.applications.queries import application_held, held_by_clock
from jiqun.records.applications.rules import offices_told, roles_in, shown_place
from jiqun.records.journal.actions import Actor, record, writing
from jiqun.records.journal.event_kinds import EVENT_KINDS
from jiqun.records.organisations.models import Person
from jiqun.records.outbox.actions import tell
from jiqun.records.procedure import Move, MoveRow
from jiqun.records.verdict import ALLOWED, NotAllowedError, Verdict, refused


@dataclass(frozen=True, slots=True)
class ProposalShown:
    """What one person proposed and another is to confirm: the move and its outcome, by whom and
    when, their reason, and what else they said, each with its label."""

    move: str
    outcome: str
    by_id: int
    by: str
    at: datetime
    reason: str
    said: tuple[tuple[str, str], ...]

    def is_of(self, move: Move, row: MoveRow) -> bool:
        """Whether it proposes a move by a row of the table."""
        return (self.move, self.outcome) == (move.id, row.outcome)


def may_move(
    by: Actor,
    application: Application,
    move: Move,
    outcome: str = "",
    said: Mapping[str, str] | None = None,
    at: datetime | None = None,
) -> Verdict:
    """Whether somebody may make a move of an application now, and why not."""
    roles = roles_in(by, application)
    seen = shown_place(roles, application)
    verdict = PROCEDURE.may(move, seen, roles, outcome)
    if not verdict:
        return verdict
    if seen != application.place:
        return refused(f"审定正在进行，公示以前不能{move.label}。")
    row = _row(application, move, outcome)
    attempt = Attempt(application, row, by, at or timezone.now(), said)
    verdicts = (CONDITIONS[name](attempt) for name in row.needs)
    return next((verdict for verdict in verdicts if not verdict), ALLOWED)


def moves_for(person: Person, application: Application) -> list[tuple[Move, MoveRow, Verdict]]:
    """The moves that a person makes or proposes in the place an application is in, as far as they
    know it, each with whether it may be made now: what a page offers, and says why it does not."""
    roles = roles_in(person, application)
    offered = PROCEDURE.moves_of(shown_place(roles, application), roles)
    if shown_place(roles, application) != application.place:
        return [(move, row, ALLOWED) for move, row in offered]
    return [(move, row, may_move(person, application, move, row.outcome)) for move, row in offered]


def propose_move(
    public_id: str,
    move_id: str,
    by: Person,
    reason: str = "",
    said: Mapping[str, str] | None = None,
    outcome: str = "",
    source: str = "web",
) -> Proposal:
    """Propose a move that another person is to make; it takes the place of an earlier proposal.
    Raises as `make_move` does."""
    move, said = PROCEDURE.moves[move_id], said or {}
    with writing():
        held = application_held(by, public_id)
        _require(may_move(by, held, move, outcome, said), move.given(said, reason))
        row = _row(held, move, outcome)
        _require(_by_role(by, held, move, row.who))
        proposal, _ = Proposal.objects.update_or_create(
            application=held,
            defaults={
                "move": move.id,
                "outcome": outcome,
                "reason": reason.strip(),
                "said": dict(said),
                "by": by,
                "at": timezone.now(),
            },
        )
        details = {
            "move": move.id,
            "outcome": outcome,
            "reason": proposal.reason,
            "said": dict(said),
        }
        record("move_proposed", held.subject, by, details=details, source=source)
    return proposal


def proposal_of(application: Application) -> ProposalShown | None:
    """What was proposed of an application and waits for a second person."""
    found = Proposal.objects.filter(application=application).select_related("by").first()
    if found is None:
        return None
    move = PROCEDURE.moves[found.move]
    return ProposalShown(
        found.move,
        found.outcome,
        found.by_id,
        str(found.by),
        timezone.localtime(found.at),
        found.reason,
        tuple((one.label, str(found.said.get(one.id, ""))) for one in move.asks),
    )


def make_move(
    public_id: str,
    move_id: str,
    by: Actor,
    reason: str = "",
    said: Mapping[str, str] | None = None,
    outcome: str = "",
    source: str = "web",
    at: datetime | None = None,
) -> Application:
    """Make a move of the application of an address; the application as it is then.

    What the table says is asked of the application as it is inside the transaction, at the time
    `at` (now). `said` is what is asked for beside the form; of a move that takes two people it is
    what the first one said. Raises NotFound for an application that is not for this person, and
    NotAllowedError with the reason; nothing is changed then.
    """
    move, said, now = PROCEDURE.moves[move_id], said or {}, at or timezone.now()
    with writing():
        person = by if isinstance(by, Person) else None
        held = application_held(person, public_id) if person else held_by_clock(public_id)
        _require(may_move(by, held, move, outcome, said, now))
        row = _row(held, move, outcome)
        proposal = _confirmed(by, held, move, row) if row.second else None
        if proposal is not None:
            reason, said = proposal.reason, proposal.said
        _require(_by_role(by, held, move, row.second or row.who), move.given(said, reason))
        Proposal.objects.filter(application=held).delete()
        made = Made(held, row, by, said, reason.strip(), timezone.now(), source)
        before, held.moved_at, held.due_at = held.place, made.at, None
        if row.to is not None:
            held.stage, held.level = row.to.stage, row.to.level
        details: dict[str, object] = {
            "move": move.id,
            "from": str(before),
            "to": str(held.place),
            "reason": made.reason,
            "said": dict(said),
        }
        if proposal is not None:
            details["proposed_by"] = proposal.by_id
        details |= EFFECTS[move.id](made) if move.id in EFFECTS else {}
        held.save(update_fields=_WRITTEN)
        record(move.event, held.subject, by, details=details, source=source)
        tell(offices_told(held, row.told), held.subject, move.event, _words(held, move))
    return held


_WRITTEN = (
    *("stage", "level", "moved_at", "due_at", "submitted", "recheck_of", "announced_at"),
    *("unconfirmed", "overdue"),
)


def _words(held: Application, move: Move) -> str:
    """What is told of a move: of what, what happened, and until when something is to be done."""
    due = f"，期限{said_moment(held.due_at)}" if held.due_at else ""
    return f"{held.call.title} · {held.county.name}：{EVENT_KINDS[move.event]}{due}"


def _row(held: Application, move: Move, outcome: str) -> MoveRow:
    row = move.row(held.place, outcome)
    if row is None:
        raise LookupError(f"{move.id} has no row for {held.place} and {outcome!r}")
    return row


def _by_role(by: Actor, held: Application, move: Move, wanted: frozenset[str]) -> Verdict:
    """Whether it is this person's part of a move that takes two."""
    if roles_in(by, held) & wanted:
        return ALLOWED
    return refused(f"“{move.label}”的这一步不由您的岗位办理。")


def _confirmed(by: Actor, held: Application, move: Move, row: MoveRow) -> Proposal:
    """The proposal that a second person confirms. Raises NotAllowedError where there is none of
    this move, and for the person who made it."""
    proposal = Proposal.objects.filter(application=held, move=move.id, outcome=row.outcome).first()
    if proposal is None:
        raise NotAllowedError(refused(f"“{move.label}”要先由经办人提出，再由复核人确认。"))
    if proposal.by_id == by.pk:
        raise NotAllowedError(refused(f"“{move.label}”由您提出，要由另一个人确认。"))
    return proposal


def _require(*verdicts: Verdict) -> None:
    for verdict in verdicts:
        if not verdict:
            raise NotAllowedError(verdict)
