"""Tables of the journal: the chained events and the head of the chain."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One thing that happened. Never changed, never deleted: the database itself refuses it.

    `id` runs from 1 without gaps. People and offices stand here by name, as they were called then:
    an event stays readable when they are renamed.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=100)
    office_name = models.CharField(max_length=100)
    source = models.CharField(max_length=40)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=100)
    topic = models.CharField(max_length=200)
    details = models.TextField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=["subject", "topic", "id"], name="journal_subject_topic"),)

    def __str__(self) -> str:
        return f"{self.id} {self.kind} {self.subject}"


class Head(models.Model):
    """How many events there are and the digest of the last: the single row 1."""

    count = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.count}:{self.digest}"
