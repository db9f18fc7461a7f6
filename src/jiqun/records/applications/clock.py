"""The moves that the clock makes: what was to be done by a time and was not goes on by itself."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from jiqun.records.applications.models import Application
from jiqun.records.applications.moves import PROCEDURE
from jiqun.records.applications.moving import make_move
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.procedure import CLOCK
from jiqun.records.verdict import NotAllowedError


def move_what_is_due(at: datetime | None = None) -> int:
    """Make the moves of the clock whose time has come; how many there were. Asked again it makes
    none; what somebody else moves meanwhile is left to them."""
    now = at or timezone.now()
    made = 0
    for application in Application.objects.filter(due_at__lte=now).order_by("due_at", "id"):
        for move, _ in PROCEDURE.moves_of(application.place, frozenset({CLOCK})):
            try:
                make_move(application.public_id, move.id, SYSTEM, source="system", at=now)
            except NotAllowedError:
                continue
            made += 1
    return made
