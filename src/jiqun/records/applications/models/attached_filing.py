"""The table of the further forms that are filled in inside an application."""

from __future__ import annotations

from django.db import models

from jiqun.records.applications.models.application_table import Application
from jiqun.records.filings.models import Filing


class AttachedFiling(models.Model):
    """A form of the same edition that belongs to an application, such as its on-site statement
    现场核查: the filing is owned by the office that fills it in, and reads the application's."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="attached")
    filing = models.OneToOneField(Filing, on_delete=models.PROTECT, related_name="attached")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.application} · {self.filing.form}"
