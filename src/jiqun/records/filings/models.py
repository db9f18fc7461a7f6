"""Tables of the filings: the filing, its answers, printed copies, Word previews."""

from __future__ import annotations

from django.db import models

from jiqun.records.filings.progress import PROGRESS, Progress
from jiqun.records.filings.public_ids import new_id
from jiqun.records.organisations.models import Office, Person


class Origin(models.TextChoices):
    """How an answer came in."""

    TYPED = "typed", "手工填写"
    PASTED = "pasted", "粘贴"
    WORD = "word", "Word 文件"
    COPIED = "copied", "沿用"
    COMPUTED = "computed", "采用计算值"
    CONFIRMED = "confirmed", "确认仍然适用"


class Filing(models.Model):
    """One form filled in by one office. `edition` and `form` are the ids of the edition and of the
    form in it.

    `edition_revision` names the revision 修订版 of the edition, "2026.1", that the answers were
    judged by when they were last changed or printed; a page shows what follows by the one in force.
    It is empty for filings that were not touched since before revisions were named.

    `revision` counts the changes. `mark` is another one after each change: two reads that find the
    same mark find the same answers and evidence, also when a change was undone by the database.
    `beside` is such a mark of what counts beside the answers: the evidence.

    `filled` to `next_part` say how far it is (`progress`); they are written with every change, so
    that lists of filings are read and not worked out. `judged_by` names the rules they follow from,
    and is empty where they could not be worked out. `is_source` is set once another filing reads
    its answers.

    `explained_standard` is the id of the standard 认定标准 whose failed figures are to be
    explained, as the call asks; empty where nobody asks.

    `open_only` names the fields and lists that may be changed, where not all of them may: a form
    that was sent back opens what was asked for.
    """

    public_id = models.CharField(max_length=32, unique=True, default=new_id)
    edition = models.CharField(max_length=80)
    form = models.CharField(max_length=80)
    edition_revision = models.CharField(max_length=20, default="", blank=True)
    owner = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="filings")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    revision = models.PositiveBigIntegerField(default=0)
    mark = models.CharField(max_length=32, default=new_id)
    beside = models.CharField(max_length=32, default=new_id)
    filled = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    confirms = models.PositiveIntegerField(default=0)
    missing = models.PositiveIntegerField(default=0)
    next_part = models.PositiveSmallIntegerField(null=True)
    judged_by = models.CharField(max_length=64, default="", blank=True)
    is_source = models.BooleanField(default=False)
    explained_standard = models.CharField(max_length=40, default="", blank=True)
    open_only = models.JSONField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.edition}/{self.form} · {self.owner}"

    @property
    def subject(self) -> str:
        """How the journal names it."""
        return f"filing:{self.pk}"

    @property
    def progress(self) -> Progress:
        """How far it is, as it was kept with its last change."""
        return Progress(*(getattr(self, name) for name in PROGRESS))


class FilingSource(models.Model):
    """Another filing whose answers a filing reads, by the name its form has for it."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="sources")
    name = models.CharField(max_length=80)
    of = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="readers")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["filing", "name"], name="one_source_a_name"),
        )

    def __str__(self) -> str:
        return f"{self.name} · {self.of_id}"


class AnswerRow(models.Model):
    """One answer as it is now. `value` is JSON text, empty where the answer was cleared.

    `revision` counts the changes of this answer; an answer never given has no row and revision 0.
    `changed_in` is the revision of the filing that came with its last change. `figures` are those
    an explanation was written or confirmed for, as JSON text: names and figures as printed. They
    are empty for other answers, and for an explanation of which they are not known.
    """

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="rows")
    key = models.CharField(max_length=200)
    value = models.TextField()
    revision = models.PositiveBigIntegerField()
    changed_at = models.DateTimeField()
    changed_in = models.PositiveBigIntegerField(default=0)
    changed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+"
    )  # none: the system itself
    origin = models.CharField(max_length=20, choices=Origin)
    figures = models.TextField(default="", blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["filing", "key"], name="one_row_an_answer"),)

    def __str__(self) -> str:
        return f"{self.key} · {self.revision}"


class PrintedCopy(models.Model):
    """The answers as they were when a Word file was written; the file carries their digest."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="printed_copies")
    digest = models.CharField(max_length=64)
    answers = models.TextField()  # answer key → value, as JSON text
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["filing", "digest"], name="one_copy_a_digest"),
        )

    def __str__(self) -> str:
        return self.digest


class PreviewState(models.TextChoices):
    """How far a preview of a Word file has come."""

    READING = "reading", "正在读取"
    REFUSED = "refused", "没有读取"
    OPEN = "open", "待确认"
    ACCEPTED = "accepted", "已采用"
    DISCARDED = "discarded", "已放弃"


class ImportPreview(models.Model):
    """A Word file that was brought, is read by the worker, and then waits for a person; nothing of
    it counts before that.

    Until it is read `stored` names its bytes, and `begun_at` says when the worker last began; the
    answers come with the reading. `trouble` says, in Chinese, why it could not be read.

    All JSON texts map answer keys: `base` to the value when the file was printed (empty text where
    that is not known), `mine` to the value and revision when it was read, `theirs` to the value
    in the file. `report` is what the reader had to say.

    It waits for who brought it, `created_by`, or `waits_for` somebody that was handed over to.
    """

    public_id = models.CharField(max_length=32, unique=True, default=new_id)
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="previews")
    file_name = models.CharField(max_length=200)
    state = models.CharField(max_length=20, choices=PreviewState, default=PreviewState.READING)
    stored = models.CharField(max_length=32)
    begun_at = models.DateTimeField(null=True)
    trouble = models.TextField()
    base = models.TextField()
    mine = models.TextField()
    theirs = models.TextField()
    report = models.TextField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    waits_for = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.file_name} · {self.get_state_display()}"
