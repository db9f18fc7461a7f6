"""Tables of the applications: the calls and who applies to them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jiqun.records.applications.stages import FILLING, PROCEDURE
from jiqun.records.filings.models import Filing
from jiqun.records.filings.public_ids import new_id
from jiqun.records.organisations.models import Office
from jiqun.records.triggers import RefusingTrigger


class Call(models.Model):
    """An invitation to apply 申报通知 with the form of an edition.

    `deadline` names a minute; what arrives before that minute ends is in time.
    """

    public_id = models.CharField(max_length=32, unique=True, default=new_id)
    edition = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    opens_at = models.DateTimeField()
    deadline = models.DateTimeField()

    class Meta:
        ordering = ("-opens_at", "id")

    def __str__(self) -> str:
        return self.title


class Application(models.Model):
    """A county's application 申报 to a call, filled in by the county and its cluster's operator."""

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
