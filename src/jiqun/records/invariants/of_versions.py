"""Invariants of frozen versions and their scans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from jiqun.records.evidence.stored_files import digest_of_stored
from jiqun.records.invariants.invariant import Invariant
from jiqun.records.journal.models import Event
from jiqun.records.journal.queries import details_of
from jiqun.records.versions.models import FrozenVersion, SealedScan
from jiqun.records.versions.verifying_versions import verify_versions


def _changed() -> Iterable[str]:
    return verify_versions()


def _gaps() -> Iterator[str]:
    numbered = FrozenVersion.objects.order_by("filing", "number").values_list("filing", "number")
    for filing, rows in groupby(numbered, key=lambda row: row[0]):
        numbers = [number for _, number in rows]
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"filing:{filing}"


def _several_in_force() -> Iterator[str]:
    """Of the versions that never left the county only the last may count."""
    kinds = ("application_submitted", "application_resubmitted")
    handed_in = {
        (str(details["digest"]), str(details["version"]))
        for details in map(details_of, Event.objects.filter(kind__in=kinds))
    }
    for version in FrozenVersion.objects.filter(voided_at=None).select_related("filing"):
        later = version.filing.frozen_versions.filter(number__gt=version.number)
        if later.exists() and (version.digest, str(version.number)) not in handed_in:
            yield f"{version.filing.subject} 第{version.number}版"


def _scans_away() -> Iterator[str]:
    for scan in SealedScan.objects.select_related("version"):
        if digest_of_stored(scan.stored) != scan.sha256:
            yield f"filing:{scan.version.filing_id}“{scan.name}”"


def _scans_untold() -> Iterator[str]:
    told = set(Event.objects.filter(kind="scan_bound").values_list("topic", flat=True))
    for scan in SealedScan.objects.select_related("version"):
        if scan.public_id not in told:
            yield f"filing:{scan.version.filing_id}“{scan.name}”"


INVARIANTS = (
    Invariant("versions_are_whole", "定稿版本和它们的佐证材料没有变", _changed),
    Invariant("versions_are_counted", "定稿版本从1起连续编号", _gaps),
    Invariant("one_version_in_force", "没有交出去的旧版本都已作废", _several_in_force),
    Invariant("scans_lie_there", "盖章扫描件都在，没有变", _scans_away),
    Invariant("scans_have_events", "每份盖章扫描件都有上传的日志", _scans_untold),
)
