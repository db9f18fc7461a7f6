"""The archive 归档包 of an application: a zip with all its frozen versions, papers, scans and
evidence, its part of the journal, and the list of the files with their SHA-256.

The same state gives the same bytes: the order of the files is that of the versions, and their times
are those at which things happened. Nothing is held in memory but a piece of one file.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import BinaryIO

from django.utils import timezone

from jiqun.engine import UnusableInput
from jiqun.records.applications.archived_beside import files_beside
from jiqun.records.applications.attached_forms import attached_seen
from jiqun.records.applications.models import Application
from jiqun.records.applications.moves import PROCEDURE
from jiqun.records.applications.refusals import refusal_kept
from jiqun.records.applications.rules import roles_in, shown_place
from jiqun.records.applications.stages import DECIDED
from jiqun.records.journal.actions import record, writing
from jiqun.records.journal.models import Event
from jiqun.records.journal.queries import details_of, events_of
from jiqun.records.organisations.models import Person
from jiqun.records.organisations.roles import CITY, COUNTY, REGION, in_group
from jiqun.records.verdict import ALLOWED, NotAllowedError, Verdict, refused
from jiqun.records.versions.models import FrozenVersion
from jiqun.records.versions.queries import versions_of
from jiqun.records.versions.version_files import (
    CODES_NAME,
    VersionFile,
    codes_text,
    file_of_bytes,
    files_of_versions,
)

JOURNAL_NAME = "日志.jsonl"
_AT_A_TIME = 1024 * 1024  # bytes of a file
_TEXTS = (".json", ".jsonl", ".txt")
_KNOWN_BELOW = frozenset(
    (
        *(move.event for move in PROCEDURE.moves.values()),
        *("application_started", "operator_named", "request_answered"),
        *("copies_received", "receipt_taken_back"),
    )
)
"""Of the events of an application those that the page 办理 shows the county and the city too: what
an office prepares, and what it proposes to itself, is its own affair."""


def can_archive(person: Person, application: Application) -> Verdict:
    """Whether a person takes the archive: the county its own, the city and the region."""
    if not roles_in(person, application) & in_group(COUNTY, CITY, REGION):
        return refused("归档包由县（市、区）、地级市和自治区下载。")
    if not versions_of(application.filing):
        return refused("还没有定稿，没有可以归档的内容。")
    return ALLOWED


def papers_wanted(application: Application) -> list[int]:
    """The numbers of the versions whose paper goes along: those that were not voided."""
    return [one.number for one in versions_of(application.filing) if one.voided_at is None]


def require_archive(person: Person, application: Application) -> None:
    """Raise NotAllowedError where a person takes no archive, and keep that it was tried."""
    with refusal_kept("archive_refused", f"archive:{application.pk}", person):
        verdict = can_archive(person, application)
        if not verdict:
            raise NotAllowedError(verdict)


def size_of_archive(application: Application, by: Person) -> int:
    """How many bytes its files have for a person, to know whether there is room."""
    of_versions = files_of_versions(versions_of(application.filing))
    return sum(one.size for one in (*of_versions, *files_beside(application, by, {})))


def write_archive(
    application: Application,
    papers: Mapping[int, bytes],
    by: Person,
    into: BinaryIO,
    beside: Mapping[str, bytes] | None = None,
) -> None:
    """Write the archive, with the papers (PDF) by the number of their version, and those `beside`
    the application by the id of their form. Raises NotAllowedError, and UnusableInput (Chinese)
    where a file is lost or is not what it was."""
    require_archive(by, application)
    codes: list[tuple[str, str]] = []
    last = application.created_at
    with zipfile.ZipFile(into, "w") as archive:
        for one in _files(application, papers, by, beside or {}):
            _add(archive, one)
            codes.append((one.path, one.sha256))
            last = max(last, one.at)
        _add(archive, file_of_bytes(CODES_NAME, codes_text(codes).encode(), last))
    digest = hashlib.sha256(codes_text(codes).encode()).hexdigest()
    with writing():
        # A chain of its own: the next archive of the same state is the same.
        record("archive_taken", f"archive:{application.pk}", by, details={"codes": digest})


def _files(
    application: Application, papers: Mapping[int, bytes], by: Person, beside: Mapping[str, bytes]
) -> Iterator[VersionFile]:
    versions = versions_of(application.filing)
    of_versions = files_of_versions(versions)
    for version in versions:
        folder = f"第{version.number}版/"
        first, *others = [one for one in of_versions if one.path.startswith(folder)]
        yield first
        if version.number in papers:
            yield file_of_bytes(f"{folder}申报表.pdf", papers[version.number], version.frozen_at)
        yield from others
    folders = tuple(f"第{version.number}版/" for version in versions)
    yield from sorted(
        (one for one in of_versions if not one.path.startswith(folders)), key=lambda one: one.path
    )
    yield from files_beside(application, by, beside)
    yield _journal(application, by, versions)


def _journal(application: Application, by: Person, versions: list[FrozenVersion]) -> VersionFile:
    """The events of the application and of its forms, as JSON lines with their digests."""
    events = [*_known_events(application, by), *events_of(application.filing.subject)]
    for _, filing in attached_seen(by, application):
        events += events_of(filing.subject)
    events.sort(key=lambda one: one.pk)
    last = events[-1].at if events else versions[-1].frozen_at
    return file_of_bytes(JOURNAL_NAME, "".join(map(_line, events)).encode(), last)


def _known_events(application: Application, by: Person) -> Iterator[Event]:
    """The events of an application that a person knows of: for the region all; for others nothing
    of a decision that is not announced."""
    roles = roles_in(by, application)
    hides = shown_place(roles, application) != application.place
    for event in events_of(application.subject):
        if not roles & in_group(REGION):
            said = details_of(event)
            ends = {str(said.get(end)).partition("/")[0] for end in ("from", "to")}
            if event.kind not in _KNOWN_BELOW or (hides and ends & DECIDED):
                continue
        yield event


def _line(event: Event) -> str:
    """An event with every column, from which its digest can be worked out again."""
    columns = {
        field.attname: getattr(event, field.attname) for field in Event._meta.concrete_fields
    }
    columns["at"] = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":")) + "\n"


def _add(archive: zipfile.ZipFile, file: VersionFile) -> None:
    """Add a file, and see that it is what it was. Raises UnusableInput (Chinese)."""
    local = timezone.localtime(file.at)
    info = zipfile.ZipInfo(file.path, local.timetuple()[:6])
    info.create_system, info.external_attr = 3, 0o644 << 16
    texts = file.path.endswith(_TEXTS)
    info.compress_type = zipfile.ZIP_DEFLATED if texts else zipfile.ZIP_STORED
    read = hashlib.sha256()
    try:
        with file.opened() as source, archive.open(info, "w", force_zip64=True) as target:
            while part := source.read(_AT_A_TIME):
                read.update(part)
                target.write(part)
    except FileNotFoundError:
        raise UnusableInput(f"“{file.path}”找不到，没有生成归档包。请联系系统管理员。") from None
    if read.hexdigest() != file.sha256:
        raise UnusableInput(f"“{file.path}”与登记的校验码不符，没有生成归档包。请联系系统管理员。")
