"""The table of the applications, and what the database itself refuses there."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from jiqun.records.applications.models.call import Call
from jiqun.records.applications.moves import OVERTURN, PROCEDURE, UPHOLD
from jiqun.records.applications.stages import FILLING, IN_RECHECK
from jiqun.records.filings.models import Filing
from jiqun.records.filings.public_ids import new_id
from jiqun.records.organisations.models import Office
from jiqun.records.procedure import Place
from jiqun.records.triggers import RefusingTrigger
from jiqun.records.versions.models import FrozenVersion


def _places() -> Q:
    """The stages, each with the levels at which the table has it."""
    ends = {Place(FILLING), *(place for step in PROCEDURE.steps() for place in step)}
    found = Q()
    for level in sorted({place.level for place in ends}):
        stages = sorted(place.stage for place in ends if place.level == level)
        found |= Q(level=level, stage__in=stages)
    return found


class Application(models.Model):
    """A county's application 申报 to a call, filled in by the county and its cluster's operator; a
    county may have several, for several clusters, told apart by `ordinal`. `number` is the one
    official number 申报编号, which papers and receipts carry (numbers.py).

    `extended_to` is the close its county was given, where that is another than the call's. It is
    in `stage` at `level` since `moved_at`; `due_at` is when the clock moves it on. `submitted` is
    the version that the offices above look at. `recheck_of` is the stage whose decision the county
    asked to be looked at again, which it may once. `announced_at` is when the decision was made
    known. `unconfirmed` and `overdue` say that the clock moved it on, not the city or the county.
    """

    public_id = models.CharField(max_length=32, unique=True, default=new_id)
    number = models.CharField(max_length=24, unique=True)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications")
    county = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="applications")
    ordinal = models.PositiveSmallIntegerField(default=1)
    operator = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="operated"
    )
    filing = models.OneToOneField(Filing, on_delete=models.PROTECT, related_name="application")
    stage = models.CharField(max_length=20, default=FILLING)
    level = models.CharField(max_length=10, default="", blank=True)
    moved_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    submitted = models.ForeignKey(
        FrozenVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recheck_of = models.CharField(max_length=20, default="", blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)
    unconfirmed = models.BooleanField(default=False)
    overdue = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    extended_to = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("county__division", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["call", "county", "ordinal"], name="one_application_an_ordinal"
            ),
            models.CheckConstraint(condition=_places(), name="place_of_the_table"),
        )

    def __str__(self) -> str:
        return f"{self.county} · {self.call}"

    @property
    def subject(self) -> str:
        """How the journal names it."""
        return f"application:{self.pk}"

    @property
    def place(self) -> Place:
        """Where it is in its procedure."""
        return Place(self.stage, self.level)

    @property
    def county_close(self) -> datetime:
        """The minute until which the county submits it."""
        closes = (self.call.county_close, self.extended_to)
        return max(close for close in closes if close)


_TABLE = "applications_application"
_OLD, _NEW = (f"{row}.stage || '/' || {row}.level" for row in ("OLD", "NEW"))


def _words(words: list[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


_STEPS = _words(
    sorted({f"{a.stage}/{a.level}>{b.stage}/{b.level}" for a, b in PROCEDURE.steps() if a != b})
)
_FROM_RECHECK = _words(
    sorted({f"{r.outcome}>{r.to.stage}" for m in (UPHOLD, OVERTURN) for r in m.rows if r.to})
)

GUARD = (
    RefusingTrigger(
        "application_steps",
        _TABLE,
        "UPDATE OF stage, level",
        "no move of the table makes this step",
        f"{_OLD} <> {_NEW} AND ({_OLD}) || '>' || ({_NEW}) NOT IN ({_STEPS})",
    ),
    RefusingTrigger(
        "application_begins",
        _TABLE,
        "INSERT",
        "an application begins in the first stage",
        f"NEW.stage <> '{PROCEDURE.first.id}'",
    ),
    RefusingTrigger(
        "application_recheck",
        _TABLE,
        "UPDATE OF stage",
        "a recheck ends as its decision can",
        f"OLD.stage = '{IN_RECHECK}' AND NEW.stage <> OLD.stage"
        f" AND OLD.recheck_of || '>' || NEW.stage NOT IN ({_FROM_RECHECK})",
    ),
    RefusingTrigger(
        "application_recheck_once",
        _TABLE,
        "UPDATE OF recheck_of",
        "a recheck is asked for once",
        "OLD.recheck_of <> '' AND NEW.recheck_of <> OLD.recheck_of",
    ),
)
"""The database itself lets an application go from place to place by the table alone."""


class Proposal(models.Model):
    """A move that one person proposed and another is to make; the next one takes its place."""

    application = models.OneToOneField(
        Application, on_delete=models.CASCADE, related_name="proposal"
    )
    move = models.CharField(max_length=20)
    outcome = models.CharField(max_length=20, blank=True, default="")
    reason = models.TextField(blank=True, default="")
    said = models.JSONField(default=dict)
    by = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.application} · {self.move}"
