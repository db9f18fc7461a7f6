"""The table of what offices were reminded of by the clock."""

from __future__ import annotations

from django.db import models

from jiqun.records.organisations.models import Office


class DueReminder(models.Model):
    """An office was reminded 临期提醒 that something (`subject`: an application, or a call that it
    did not begin) is due at a time: so many `days` before it, which happens once."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=80)
    kind = models.CharField(max_length=40)
    due_at = models.DateTimeField()
    days = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["office", "subject", "kind", "due_at", "days"],
                name="one_reminder_a_day_before",
            ),
        )

    def __str__(self) -> str:
        return f"{self.office} · {self.subject} · {self.days}"
