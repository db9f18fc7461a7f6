"""Tables of the evidence: pieces, and the answers each of them proves."""

from __future__ import annotations

from django.db import models

from jiqun.records.filings.models import Filing
from jiqun.records.filings.public_ids import new_id
from jiqun.records.organisations.models import Person


class EvidenceKind(models.TextChoices):
    """Whose proof it is (instruction 4)."""

    AUTHORITY = "authority", "主管部门证明"
    THIRD_PARTY = "third_party", "第三方证明"
    SELF_DECLARATION = "self_declaration", "自我声明"


class Piece(models.Model):
    """A file. `name` is the name it came with, made harmless; `stored` where its bytes lie.

    A removed piece keeps its row and its bytes, and is neither listed nor served.
    """

    public_id = models.CharField(max_length=32, unique=True, default=new_id)
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="pieces")
    name = models.CharField(max_length=200)
    stored = models.CharField(max_length=32, unique=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=EvidenceKind)
    remark = models.CharField(max_length=200, blank=True, default="")
    added_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+"
    )  # none: the system itself
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("added_at", "id")

    def __str__(self) -> str:
        return self.name


class Use(models.Model):
    """A piece proves an answer, or one box of it: `target` is its address as it is written."""

    piece = models.ForeignKey(Piece, on_delete=models.PROTECT, related_name="uses")
    target = models.CharField(max_length=200)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["piece", "target"], name="one_use_a_target"),
        )

    def __str__(self) -> str:
        return self.target
