"""The table of what offices looked at in an application."""

from __future__ import annotations

from django.db import models

from jiqun.records.applications.models.application_table import Application
from jiqun.records.organisations.models import Office, Person
from jiqun.records.versions.models import FrozenVersion


class AnswerLook(models.Model):
    """An office has looked at an answer 已核对, as it stands in a version: `target` is its address,
    `digest` that of its value. Where another version has another value, the look counts no more.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="looks")
    version = models.ForeignKey(FrozenVersion, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    target = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["application", "office", "version", "target"],
                name="one_look_an_answer_of_a_version",
            ),
        )

    def __str__(self) -> str:
        return f"{self.office} · {self.target}"
