"""Scans 扫描件 of sealed papers, each bound to the version that was printed and sealed."""

from __future__ import annotations

from dataclasses import asdict
from typing import BinaryIO

from django.utils import timezone

from jiqun.engine import UnusableInput
from jiqun.records.evidence.actions import Arrived
from jiqun.records.evidence.stored_files import store
from jiqun.records.filings.models import Filing
from jiqun.records.journal.actions import Actor, record, writing
from jiqun.records.versions.models import FrozenVersion, SealedScan

TYPES = frozenset({"application/pdf", "image/jpeg", "image/png"})


def bind_scan(
    version: FrozenVersion,
    arrived: Arrived,
    by: Actor,
    source: str = "web",
    public_id: str = "",
    code_read: bool = False,
) -> SealedScan:
    """Bind a scan that arrived (evidence's `arriving`) to a version; `code_read` says that the QR
    code in it is that of the version. Raises UnusableInput (Chinese) for what is neither PDF nor
    picture, and for a version that does not count any more."""
    if arrived.media_type not in TYPES:
        raise UnusableInput("盖章页的扫描件请用 PDF、JPG 或 PNG，没有保存。")
    with writing():
        held = FrozenVersion.objects.select_related("filing").get(pk=version.pk)
        if held.voided_at is not None:
            raise UnusableInput(
                f"第{held.number}版定稿已经取消，它的扫描件不能再用。请打印现在的定稿重新盖章。"
            )
        named = {"public_id": public_id} if public_id else {}
        scan = SealedScan.objects.create(
            version=held,
            added_by_id=by.pk,
            added_at=timezone.now(),
            code_read=code_read,
            **asdict(arrived),
            **named,
        )
        details = {
            "name": scan.name,
            "sha256": scan.sha256,
            "version": held.number,
            "digest": held.digest,
            "code_read": code_read,
        }
        record("scan_bound", held.filing.subject, by, scan.public_id, details, source)
    return scan


def remove_scan(scan: SealedScan, by: Actor, source: str = "web") -> None:
    """Take a scan away, for another; a second time does nothing."""
    with writing():
        held = SealedScan.objects.select_related("version__filing").get(pk=scan.pk)
        if held.removed_at is None:
            held.removed_at = timezone.now()
            held.save(update_fields=["removed_at"])
            details = {"name": held.name, "sha256": held.sha256, "version": held.version.number}
            subject = held.version.filing.subject
            record("scan_removed", subject, by, held.public_id, details, source)


def scans_of(version: FrozenVersion) -> list[SealedScan]:
    """The scans bound to a version."""
    return list(version.scans.filter(removed_at=None))


def scan_of(filing: Filing, public_id: str) -> SealedScan | None:
    """A scan of any version of a filing, as long as it was not removed."""
    found = SealedScan.objects.select_related("version").filter(
        version__filing=filing, public_id=public_id, removed_at=None
    )
    return found.first()


def was_bound(filing: Filing, public_id: str) -> bool:
    """Whether a scan of this id was bound already, so that who asks twice binds one."""
    return SealedScan.objects.filter(version__filing=filing, public_id=public_id).exists()


def bytes_of(arrived: Arrived) -> BinaryIO:
    """The bytes of a file that arrived. Raises FileNotFoundError."""
    return store.opened(arrived.stored)


def bytes_of_scan(scan: SealedScan) -> BinaryIO:
    """The bytes of a scan. Raises FileNotFoundError."""
    return store.opened(scan.stored)


def files_of_scans() -> list[str]:
    """The names under which the bytes of all scans lie, also of removed ones."""
    return list(SealedScan.objects.values_list("stored", flat=True))
