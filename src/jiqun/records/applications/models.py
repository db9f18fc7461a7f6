"""Tables of the applications: the calls and who applies to them."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from jiqun.records.applications.stages import FILLING, PROCEDURE
from jiqun.records.filings.models import Filing
from jiqun.records.filings.public_ids import new_id
from jiqun.records.organisations.models import Office
from jiqun.records.triggers import RefusingTrigger


class Call(models.Model):
    """An invitation to apply 申报通知 with the form of an edition.

    `county_close` and `city_close` name minutes, until which counties submit and cities send; what
    arrives before such a minute ends is in time.
    """

    public_id = models.CharField(max_length=32, unique=True, default=new_id)
    edition = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    opens_at = models.DateTimeField()
    county_close = models.DateTimeField()
    city_close = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-opens_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(county_close__gt=F("opens_at")), name="call_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(city_close__isnull=True) | Q(city_close__gte=F("county_close")),
                name="cities_close_after_counties",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Extension(models.Model):
    """A later close 延期 for one office that applies to a call; the last one of an office counts.
    For the city it lies under, the close of what this office hands in follows (deadlines.py)."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="extensions")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="extensions")
    county_close = models.DateTimeField()
    reason = models.CharField(max_length=500)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.office} · {self.call}"


class Application(models.Model):
    """A county's application 申报 to a call, filled in by the county and its cluster's operator.
    `extended_to` is the close its county was given, where that is another than the call's."""

    public_id = models.CharField(max_length=32, unique=True, default=new_id)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications")
    county = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="applications")
    operator = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="operated"
    )
    filing = models.OneToOneField(Filing, on_delete=models.PROTECT, related_name="application")
    stage = models.CharField(
        max_length=20, choices=[(s.id, s.label) for s in PROCEDURE.stages.values()], default=FILLING
    )
    created_at = models.DateTimeField()
    extended_to = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("county__division", "id")
        constraints = (
            models.UniqueConstraint(fields=["call", "county"], name="one_application_a_county"),
            models.CheckConstraint(
                condition=Q(stage__in=[*PROCEDURE.stages]), name="stage_of_the_table"
            ),
        )

    def __str__(self) -> str:
        return f"{self.county} · {self.call}"

    @property
    def subject(self) -> str:
        """How the journal names it."""
        return f"application:{self.pk}"

    @property
    def county_close(self) -> datetime:
        """The minute until which the county submits it."""
        closes = (self.call.county_close, self.extended_to)
        return max(close for close in closes if close)


_STEPS = ", ".join(f"'{start}>{to}'" for start, to in sorted(set(PROCEDURE.steps())))

GUARD = (
    RefusingTrigger(
        "application_steps",
        "applications_application",
        "UPDATE OF stage",
        "no move of the table makes this step",
        f"OLD.stage <> NEW.stage AND OLD.stage || '>' || NEW.stage NOT IN ({_STEPS})",
    ),
    RefusingTrigger(
        "application_begins",
        "applications_application",
        "INSERT",
        "an application begins in the first stage",
        f"NEW.stage <> '{PROCEDURE.first.id}'",
    ),
)
"""The database itself lets an application go from stage to stage by the table alone."""
