"""Whether frozen versions are still what they were: their digests, the journal, and their files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jiqun.records.evidence.models import Piece
from jiqun.records.evidence.stored_files import digest_of_stored
from jiqun.records.journal.models import Event
from jiqun.records.journal.queries import details_of
from jiqun.records.versions.content import content_of, digest_of
from jiqun.records.versions.models import FrozenVersion


def verify_versions() -> Iterator[str]:
    """What is wrong with the frozen versions, in Chinese, one line each; nothing where all are
    whole. A file of several versions is read once."""
    told = _told_by_the_journal()
    whole: dict[str, str] = {}
    for version in FrozenVersion.objects.select_related("filing__owner").iterator():
        name = f"{version.filing.owner}的“{version}”"
        place = (version.filing.subject, version.number)
        if digest_of(version.content) != version.digest:
            yield f"{name}：内容与摘要不符，被改动过。"
            continue
        if told.pop(place, None) != version.digest:
            yield f"{name}：日志里没有这一版，或者摘要与日志不符。"
        for file in content_of(version.content).files:
            public_id = str(file["id"])
            if public_id not in whole:
                whole[public_id] = _digest_of_file(public_id)
            if whole[public_id] != file["sha256"]:
                yield f"{name}：佐证材料“{file['name']}”找不到，或者被改动过。"
    for (subject, number), _ in told.items():
        yield f"{subject} 第{number}版：日志里有，数据库里没有。"


def _told_by_the_journal() -> dict[tuple[str, int], str]:
    events = Event.objects.filter(kind="version_frozen").order_by("id")
    told: dict[tuple[str, int], str] = {}
    for event in events.iterator():
        details: Mapping[str, object] = details_of(event)
        told[event.subject, int(str(details["number"]))] = str(details["digest"])
    return told


def _digest_of_file(public_id: str) -> str:
    """The SHA-256 of a piece's bytes as they lie there; empty where they do not."""
    piece = Piece.objects.filter(public_id=public_id).first()
    return digest_of_stored(piece.stored) if piece else ""
