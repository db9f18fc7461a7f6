"""The table of the copies and discs that offices received."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jiqun.records.applications.models.application_table import Application
from jiqun.records.organisations.models import Office, Person
from jiqun.records.versions.models import FrozenVersion


class Delivery(models.Model):
    """Copies and discs 纸质件、光盘 of a version that an office received 签收 on a day. `disc` is
    what came out when the codes of the disc were compared, None where they were not: lists of paths
    under same, missing, different, unknown. Nothing of it is changed; what was noted wrongly is
    taken back, with a reason, and stays to be read."""

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="deliveries"
    )
    version = models.ForeignKey(FrozenVersion, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    copies = models.PositiveSmallIntegerField()
    discs = models.PositiveSmallIntegerField()
    received_on = models.DateField()
    remark = models.CharField(max_length=200, blank=True, default="")
    disc = models.JSONField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_back_reason = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(copies__gt=0) | Q(discs__gt=0), name="delivery_of_something"
            ),
            models.CheckConstraint(
                condition=Q(
                    taken_back_at__isnull=True, taken_back_by__isnull=True, taken_back_reason=""
                )
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False)
                & ~Q(taken_back_reason=""),
                name="delivery_taken_back_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.office} · {self.application}"
