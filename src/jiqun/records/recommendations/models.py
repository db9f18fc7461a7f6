"""Tables of the recommendations: the order of a city's applications, and the batches it sends."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jiqun.records.applications.models import Application, Call
from jiqun.records.filings.public_ids import new_id
from jiqun.records.organisations.models import Office, Person


class Batch(models.Model):
    """What a city sends 报送 for a call in one piece: with the letter 推荐函 and the summary
    推荐汇总表. The first has the number 1; a later one is a supplement 补报. `typed` is what the
    city wrote itself, by the fields of the two forms; all else is drafted. Once it is sent,
    `content` is both papers and what was sent, as canonical JSON text with its `digest`.
    """

    public_id = models.CharField(max_length=32, unique=True, default=new_id)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="batches")
    city = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="batches")
    number = models.PositiveSmallIntegerField()
    typed = models.JSONField(default=dict)
    content = models.TextField(blank=True, default="")
    digest = models.CharField(max_length=64, blank=True, default="")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("call", "city", "number")
        constraints = (
            models.UniqueConstraint(fields=["call", "city", "number"], name="one_batch_a_number"),
            models.UniqueConstraint(
                fields=["call", "city"],
                condition=Q(sent_at__isnull=True),
                name="one_open_batch_a_city",
            ),
        )

    def __str__(self) -> str:
        return f"{self.city} · {self.call} · 第{self.number}批"

    @property
    def subject(self) -> str:
        """How the journal names it."""
        return f"batch:{self.pk}"


class Ranking(models.Model):
    """What a city says of an application beside its opinion: its rank 推荐排序, the niche 细分领域
    where that is to read otherwise than the county gave it, a remark; and the batch in which it was
    sent, until it is recalled."""

    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, related_name="ranking"
    )
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    niche = models.CharField(max_length=30, blank=True, default="")
    remark = models.CharField(max_length=100, blank=True, default="")
    batch = models.ForeignKey(
        Batch, on_delete=models.PROTECT, null=True, blank=True, related_name="rankings"
    )

    class Meta:
        ordering = ("rank", "id")

    def __str__(self) -> str:
        return f"{self.application} · {self.rank}"


class BatchScan(models.Model):
    """The scan 扫描件 of the sealed letter or summary of a batch, or of the approval of the city's
    government 市政府审核意见, bound to the digest of what the paper (an approval: the summary)
    showed then; what changes afterwards is to be sealed again."""

    public_id = models.CharField(max_length=32, unique=True, default=new_id)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="scans")
    paper = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    stored = models.CharField(max_length=32, unique=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    remark = models.CharField(max_length=200, blank=True, default="")
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(paper__in=("letter", "summary", "approval")), name="scan_of_a_paper"
            ),
        )

    def __str__(self) -> str:
        return self.name
