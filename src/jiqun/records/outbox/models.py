"""The tables of what offices are told, how far a person has read it, and to whom it went out."""

from __future__ import annotations

from django.db import models

from jiqun.records.organisations.models import Office, Person


class OutboxLine(models.Model):
    """A notice 通知 for the people of an office in some roles (`group`: a role, or a group of
    them): what happened to what thing, in words without figures and personal data. It is written in
    the transaction of the change; `mailed_at` is when it had gone out to all of them, `tries` how
    often that failed, and `again_at` when it is tried again.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="told")
    group = models.CharField(max_length=20)
    subject = models.CharField(max_length=80)
    kind = models.CharField(max_length=40)
    words = models.CharField(max_length=300)
    at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    again_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=["office", "group", "id"], name="told_to_a_group"),)

    def __str__(self) -> str:
        return f"{self.office} · {self.words}"


class ReadUpTo(models.Model):
    """How far a person has read what they are told 已读: up to the line of a number."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="read_up_to")
    line = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.person} · {self.line}"


class SentLine(models.Model):
    """A line that went out to a person by a way (sending.py), which it does once."""

    line = models.ForeignKey(OutboxLine, on_delete=models.PROTECT, related_name="sent")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=10)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["line", "person", "way"], name="one_sending_a_person_and_way"
            ),
        )

    def __str__(self) -> str:
        return f"{self.line} · {self.person} · {self.way}"
