"""The files of a frozen version as they lie on a disc or in an archive: under what path, and with
which SHA-256; and the list of them, 校验码.txt, which is written and read here."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from jiqun.records.evidence.file_names import cleaned
from jiqun.records.evidence.stored_files import store
from jiqun.records.filings.models import Filing
from jiqun.records.versions.content import content_of
from jiqun.records.versions.models import FrozenVersion
from jiqun.records.versions.scans import scans_of

CODES_NAME = "校验码.txt"
LONGEST_CODES = 1024 * 1024
"""Bytes of a list that is brought to be compared."""
_LINE = re.compile(r"\ufeff?\s*([0-9a-fA-F]{64})\s+\*?(.+?)\s*")


@dataclass(frozen=True, slots=True)
class VersionFile:
    """A file of a version: its path, its digest and size as they were recorded, when it came to be,
    and how its bytes are opened (raises FileNotFoundError where the store has lost them)."""

    path: str
    sha256: str
    size: int
    at: datetime
    opened: Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class CodesCompared:
    """A list that came with a disc beside ours, by the paths: which files have the same code, which
    are missing in it, which have another code, and lines that name none of ours."""

    same: tuple[str, ...]
    missing: tuple[str, ...]
    different: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether every file is there with its code."""
        return not self.missing and not self.different


def files_of_version(version: FrozenVersion) -> list[VersionFile]:
    """The files of a version: its content as canonical JSON, its sealed scans, its evidence; always
    in the same order under the same paths, those of the evidence alike for all versions."""
    data = version.content.encode("utf-8", "surrogatepass")
    folder = f"第{version.number}版"
    found = [
        VersionFile(
            f"{folder}/定稿.json",
            version.digest,
            len(data),
            version.frozen_at,
            lambda: BytesIO(data),
        )
    ]
    for number, scan in enumerate(scans_of(version), 1):
        path = f"{folder}/盖章扫描件/{number:02d}-{cleaned(scan.name)}"
        opened = _opened(scan.stored)
        found.append(VersionFile(path, scan.sha256, scan.size, scan.added_at, opened))
    return found + evidence_files(version.filing, {str(one["id"]) for one in _files(version)})


def file_of_bytes(path: str, data: bytes, at: datetime) -> VersionFile:
    """A file that is made of what is at hand."""
    return VersionFile(path, hashlib.sha256(data).hexdigest(), len(data), at, lambda: BytesIO(data))


def files_of_versions(versions: Iterable[FrozenVersion]) -> list[VersionFile]:
    """The files of several versions of a filing, each path once."""
    all_files = (one for version in versions for one in files_of_version(version))
    return list({one.path: one for one in all_files}.values())


def codes_text(files: Iterable[tuple[str, str]]) -> str:
    """The list of paths with their digests, as `sha256sum -c` reads it."""
    return "".join(f"{sha256}  {path}\n" for path, sha256 in files)


def compare_codes(files: Iterable[VersionFile], text: str) -> CodesCompared:
    """Compare a list line by line with what it should say."""
    ours = {one.path: one.sha256 for one in files}
    theirs, unknown = _read(text, ours)
    return CodesCompared(
        tuple(path for path, code in ours.items() if theirs.get(path) == code),
        tuple(path for path in ours if path not in theirs),
        tuple(path for path, code in ours.items() if theirs.get(path, code) != code),
        tuple(unknown),
    )


def _read(text: str, ours: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The codes of a list by the path, and the lines that name no file of ours; of a path that
    stands there twice a wrong code counts."""
    theirs: dict[str, str] = {}
    unknown: list[str] = []
    for line in text.splitlines():
        read = _LINE.fullmatch(line)
        path = read[2].replace("\\", "/").removeprefix("./") if read else ""
        if read and path in ours:
            code = read[1].lower()
            if theirs.get(path, ours[path]) == ours[path]:
                theirs[path] = code
        elif line.strip("\ufeff \t") and path != CODES_NAME:
            unknown.append(line.strip()[:200])
    return theirs, unknown


def evidence_files(filing: Filing, ids: set[str], inside: str = "") -> list[VersionFile]:
    """The pieces of some ids, inside a folder; each is numbered among all the filing ever had."""
    return [
        VersionFile(
            f"{inside}佐证材料/{number:03d}-{cleaned(piece.name)}",
            piece.sha256,
            piece.size,
            piece.added_at,
            _opened(piece.stored),
        )
        for number, piece in enumerate(filing.pieces.order_by("id"), 1)
        if piece.public_id in ids
    ]


def _files(version: FrozenVersion) -> Iterable[Mapping[str, object]]:
    return content_of(version.content).files


def _opened(stored: str) -> Callable[[], BinaryIO]:
    return lambda: store.opened(stored)
