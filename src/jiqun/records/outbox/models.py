"""The table of what offices are told."""

from __future__ import annotations

from django.db import models

from jiqun.records.organisations.models import Office


class OutboxLine(models.Model):
    """A notice 通知 for the people of an office in some roles (`group`: a role, or a group of
    them): what happened to what thing, in words without figures and personal data. It is written in
    the transaction of the change; `mailed_at` is when it was taken out for mail.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="told")
    group = models.CharField(max_length=20)
    subject = models.CharField(max_length=80)
    kind = models.CharField(max_length=40)
    words = models.CharField(max_length=300)
    at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.office} · {self.words}"
