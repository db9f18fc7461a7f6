"""Tables of the frozen versions."""

from __future__ import annotations

from django.db import models

from jiqun.records.filings.models import Filing
from jiqun.records.filings.public_ids import new_id
from jiqun.records.organisations.models import Person
from jiqun.records.triggers import RefusingTrigger


class FrozenVersion(models.Model):
    """A filing as it was at a moment: `content` is canonical JSON text (content.py) and `digest`
    its SHA-256. Nothing of it is ever changed; only `voided_at` is written, once, where a version
    does not count any more."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="frozen_versions")
    number = models.PositiveIntegerField()
    frozen_at = models.DateTimeField()
    filing_revision = models.PositiveBigIntegerField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("filing", "number")
        constraints = (
            models.UniqueConstraint(fields=["filing", "number"], name="one_version_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.filing} · 第{self.number}版"


class SealedScan(models.Model):
    """The scan 扫描件 of the signed and sealed paper of a version: bound to it, and by it to its
    digest. A removed one keeps its row and its bytes. `code_read` says that its QR code was read,
    and is that of the version; else people look.
    """

    public_id = models.CharField(max_length=32, unique=True, default=new_id)
    version = models.ForeignKey(FrozenVersion, on_delete=models.PROTECT, related_name="scans")
    name = models.CharField(max_length=200)
    stored = models.CharField(max_length=32, unique=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    remark = models.CharField(max_length=200, blank=True, default="")
    code_read = models.BooleanField(default=False)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name


_TABLE = "versions_frozenversion"
_KEPT = "id, filing_id, number, frozen_at, filing_revision, content, digest"
_NEVER = "a frozen version is never changed"

GUARD = (
    RefusingTrigger("version_no_update", _TABLE, f"UPDATE OF {_KEPT}", _NEVER),
    RefusingTrigger("version_no_delete", _TABLE, "DELETE", _NEVER),
    RefusingTrigger(
        "version_void_once", _TABLE, "UPDATE OF voided_at", _NEVER, "OLD.voided_at IS NOT NULL"
    ),
)
