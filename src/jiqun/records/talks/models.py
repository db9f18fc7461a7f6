"""Tables of the talk: threads, and what was said in them."""

from __future__ import annotations

from django.db import models

from jiqun.records.filings.models import Filing
from jiqun.records.filings.public_ids import new_id
from jiqun.records.organisations.models import Person
from jiqun.records.short_texts import LONGEST

OF_A_TALK = "talk:"
"""Before its number, how the journal names a thread."""


class TalkRow(models.Model):
    """A thread 讨论 at a place of a filing: an answer, a row of a list (`target` is the address),
    or the whole (empty). Rows go by their number and may be moved: `row_text` is what stood in the
    row when the thread was opened. It is settled since `settled_at`, or open.
    """

    public_id = models.CharField(max_length=32, unique=True, default=new_id)
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="talks")
    target = models.CharField(max_length=200, blank=True, default="")
    row_text = models.CharField(max_length=200, blank=True, default="")
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.filing} · {self.target}"

    @property
    def subject(self) -> str:
        """How the journal names it: a chain of its own, which no page of the filing shows."""
        return f"{OF_A_TALK}{self.pk}"


class TalkEntryRow(models.Model):
    """What a person said in a thread; `office` is what theirs was called then. Nothing said is
    ever changed."""

    talk = models.ForeignKey(TalkRow, on_delete=models.PROTECT, related_name="entries")
    text = models.CharField(max_length=LONGEST)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.office}：{self.text}"
