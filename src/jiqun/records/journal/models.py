"""Tables of the journal: the events, the end of each subject's chain, and the anchors over them."""

from __future__ import annotations

from django.db import models

_NOTHING = "0" * 64


class Event(models.Model):
    """One thing that happened. Never changed, never deleted: the database itself refuses it.

    `number` runs from 1 without gaps among the events of a subject; `previous` is the digest of the
    one before. Events that were written when all subjects had one chain have no number: their `id`
    runs from 1 without gaps. People and offices stand here by name, as they were called then: an
    event stays readable when they are renamed.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=100)
    office_name = models.CharField(max_length=100)
    source = models.CharField(max_length=40)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=100)
    number = models.BigIntegerField(null=True)
    topic = models.CharField(max_length=200)
    details = models.TextField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=["subject", "topic", "id"], name="journal_subject_topic"),
            models.Index(fields=["subject", "id"], name="journal_subject"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["subject", "number"],
                condition=models.Q(number__isnull=False),
                name="one_event_a_number",
            ),
        )

    def __str__(self) -> str:
        return f"{self.id} {self.kind} {self.subject}"


class Chain(models.Model):
    """The end of a subject's chain: how many events it has and the digest of the last; `bound` are
    those that an anchor binds."""

    subject = models.CharField(primary_key=True, max_length=100)
    count = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default=_NOTHING)
    bound = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.count}:{self.digest}"


class Anchor(models.Model):
    """What binds the chains together: the ends of those that grew since the anchor before.

    `id` runs from 1 without gaps, `previous` is the digest of the anchor before. `ends` is JSON
    text: subject → "count:digest"; under "" the end of the one chain of all subjects, where there
    was one. Never changed, never deleted, like the events.
    """

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    ends = models.TextField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"A{self.id}:{self.digest}"


class Head(models.Model):
    """The end of the one chain that all subjects had before each had its own: the single row 1. It
    does not grow any more."""

    count = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default=_NOTHING)

    def __str__(self) -> str:
        return f"{self.count}:{self.digest}"
