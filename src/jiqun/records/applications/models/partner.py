"""The table of the counties over whose land a cluster reaches too."""

from __future__ import annotations

from django.db import models

from jiqun.records.applications.models.application_table import Application
from jiqun.records.organisations.models import Office


class Partner(models.Model):
    """A county 协作县 over whose land the cluster of another's application reaches: it reads the
    application, and the paper names it; the county that applies leads."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="partners")
    county = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="partnered")

    class Meta:
        ordering = ("county__division", "id")
        constraints = (
            models.UniqueConstraint(fields=["application", "county"], name="one_partner_a_county"),
        )

    def __str__(self) -> str:
        return f"{self.application} · {self.county}"
