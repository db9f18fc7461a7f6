"""Making a move of an application: rule, stage, document and event in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jiqun.records.applications.models import Application
from jiqun.records.applications.move_conditions import CONDITIONS
from jiqun.records.applications.queries import application_held
from jiqun.records.applications.rules import SIGHT
from jiqun.records.applications.stages import FREEZE, PROCEDURE, THAW
from jiqun.records.journal.actions import record, writing
from jiqun.records.organisations.models import Person
from jiqun.records.organisations.sight import roles_at
from jiqun.records.procedure import Move
from jiqun.records.verdict import NotAllowedError, Verdict
from jiqun.records.versions.actions import freeze, void
from jiqun.records.versions.models import FrozenVersion


def may_move(person: Person, application: Application, move: Move) -> Verdict:
    """Whether a person may make a move of an application now, and why not."""
    roles = roles_at(SIGHT, person, application)
    allowed = PROCEDURE.may(move, application.stage, roles)
    asked = (CONDITIONS[name](application) for name in move.needs) if allowed else ()
    return next((verdict for verdict in asked if not verdict), allowed)


def moves_for(person: Person, application: Application) -> list[tuple[Move, Verdict]]:
    """The moves that a person makes in the stage an application is in, each with whether it may be
    made now: what a page offers, and says why it does not."""
    roles = roles_at(SIGHT, person, application)
    moves = PROCEDURE.moves_of(application.stage, roles)
    return [(move, may_move(person, application, move)) for move in moves]


def make_move(
    public_id: str,
    move_id: str,
    by: Person,
    reason: str = "",
    said: Mapping[str, str] | None = None,
    source: str = "web",
) -> Application:
    """Make a move of the application of an address; the application as it is then.

    What the table says is asked of the application as it is inside the transaction. `said` is what
    is asked for beside the form. Raises NotFound for an application that is not for this person,
    and NotAllowedError with the reason; nothing is changed then.
    """
    made, said = PROCEDURE.moves[move_id], said or {}
    with writing():
        held = application_held(by, public_id)
        for verdict in (may_move(by, held, made), made.given(said, reason)):
            if not verdict:
                raise NotAllowedError(verdict)
        before, held.stage = held.stage, made.to
        held.save(update_fields=["stage"])
        details = {"move": made.id, "from": before, "to": made.to, "reason": reason.strip()}
        document = _DOCUMENTS.get(made.id)
        version = document(held, by, said, source) if document else None
        if version is not None:
            details["version"] = str(version.number)
        record(made.event, held.subject, by, details=details, source=source)
    return held


def version_in_force(application: Application) -> FrozenVersion | None:
    """The version that counts: the last one that was not voided."""
    versions = application.filing.frozen_versions.filter(voided_at=None)
    return versions.order_by("-number").first()


def _freeze(
    held: Application, by: Person, said: Mapping[str, str], source: str
) -> FrozenVersion | None:
    return freeze(held.filing, by, said, source)


def _void(
    held: Application, by: Person, said: Mapping[str, str], source: str
) -> FrozenVersion | None:
    version = version_in_force(held)
    if version is not None:
        void(version, by, source)
    return version


_Document = Callable[[Application, Person, Mapping[str, str], str], FrozenVersion | None]
_DOCUMENTS: Mapping[str, _Document] = {FREEZE: _freeze, THAW: _void}
"""What else a move does, in its transaction: the version it makes, or that counts no more."""
