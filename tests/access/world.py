"""The demonstration with somebody of every kind at the door: clients, addresses, the whole content.

Nothing of it stays: it is laid out inside a transaction that is taken back.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from tests.access.routes import FILING
from tests.records.evidence.sample_files import PDF
from worked_off import preview_word

from jiqun.demo.applications import create_applications
from jiqun.demo.counties import COUNTIES
from jiqun.demo.offices import create_accounts, create_offices
from jiqun.engine import Address, cell, lay_out, write_word
from jiqun.records.applications.models import Application
from jiqun.records.evidence.actions import add_piece, arriving
from jiqun.records.filings.actions import (
    Change,
    create_filing,
    keep_printed_copy,
    save_answer,
    save_answers,
)
from jiqun.records.filings.models import Filing
from jiqun.records.filings.open_uploads import OpenUpload, begin_upload, held
from jiqun.records.filings.queries import answers, answers_now, kept
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.queries import person_named
from jiqun.records.versions.actions import freeze, void
from jiqun.records.versions.scans import bind_scan

PASSWORD = "枸杞红了-2026"
BACKEND = "jiqun.screens.account.backend.AccountBackend"

# Who comes to the application of 中宁; "anonymous" beside them has no account.
ROLES = {
    "county": "zhongning",
    "operator": "zhongning-park",
    "other_county": "haiyuan",
    "other_operator": "haiyuan-park",
    "city": "zhongwei",
    "other_city": "yinchuan",
    "region": "ningxia",
    "admin": "admin",
}
# Whose applications are laid: not all, as every page of all that somebody sees is walked through.
_LAID = [one for one in COUNTIES if one.username in ("zhongning", "haiyuan", "shapotou")]
# The session of who asks is renewed by asking, and how often somebody asks is counted for a while.
_WRITES = re.compile(r"\s*(?!SELECT|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|PRAGMA|SHOW)", re.IGNORECASE)
NOT_COUNTED = frozenset({"django_session", "cache"})


@dataclass
class World:
    """`own` and `theirs`: the ids in addresses of 中宁's things and of 海原's, by the names they
    have in the addresses; `sessions`: the session of each role."""

    own: Mapping[str, str]
    theirs: Mapping[str, str]
    sessions: Mapping[str, str]

    def client(self, role: str, **how: bool) -> Client:
        """A client of a role, as if it had just come in."""
        client = Client(**how)
        if role in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return client


@contextmanager
def laid_out(folder: Path) -> Iterator[World]:
    """The world, until the block is left; `folder` is for its files."""
    patch = pytest.MonkeyPatch()
    patch.setattr(settings, "EVIDENCE_DIR", folder / "evidence")
    patch.setattr(settings, "UPLOADS_DIR", folder / "brought")
    patch.setattr(settings, "PARTS_DIR", folder / "parts")
    try:
        with taken_back():
            create_offices()
            create_accounts(PASSWORD)
            create_applications(_LAID)
            yield World(_ids("640521"), _ids("640522"), {r: _session(n) for r, n in ROLES.items()})
    finally:
        patch.undo()


@contextmanager
def taken_back() -> Iterator[None]:
    """What is written inside is taken back at the end, uploads in parts too; who was noted at a
    filing was not there."""
    parts = {path: path.read_bytes() for path in _parts()}
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    shutil.rmtree(settings.PRESENCE_DIR, ignore_errors=True)
    for path in set(_parts()) - set(parts):
        path.unlink()
    for path, data in parts.items():
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)


def _parts() -> list[Path]:
    return [Path(name) for name in _files_in(settings.PARTS_DIR)]


def _files_in(folder: object) -> Iterator[str]:
    """The names of the files in a folder and those below."""
    for path, _, names in os.walk(str(folder)):
        yield from (f"{path}/{name}" for name in names)


@contextmanager
def writes() -> Iterator[list[str]]:
    """The statements by which tables that count are written to, while it lasts: where there is
    none, they are as they were."""
    found: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if _WRITES.match(sql) and not any(f'"{table}"' in sql for table in NOT_COUNTED):
            found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


def content() -> dict[str, str]:
    """A digest of every table of the database, and the names of the files that were kept."""
    return {**tables(), "files": files()}


def tables() -> dict[str, str]:
    """A digest of every table of the database."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in NOT_COUNTED:
                cursor.execute(f'SELECT * FROM "{table}"')
                # That somebody tried is written down, and changes nothing.
                told = (repr(row) for row in cursor.fetchall())
                rows = sorted(row for row in told if "'attempts:" not in row)
                found[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


def files() -> str:
    """The names of the files that were kept, a line each."""
    folders = (settings.EVIDENCE_DIR, settings.UPLOADS_DIR, settings.PRESENCE_DIR)
    found = [file for folder in folders for file in _files_in(folder)]
    return "\n".join(sorted(map(str, [*found, *_parts()])))


def body(answer: HttpResponse) -> bytes:
    """The bytes of an answer, also of one that is a file."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def application_in(division: str) -> Application:
    """The application of a county, by the code of its division."""
    return Application.objects.select_related("filing", "call", "county").get(
        county__division=division
    )


def _ids(division: str) -> dict[str, str]:
    """What stands in the addresses of a county: its application and a filing without one, and of
    each a file, a Word preview and an upload of which a part has come."""
    application = application_in(division)
    by = person_named("zhongning" if division == "640521" else "haiyuan")
    assert by
    filing = _copied(application.filing, by)
    of_application, of_filing = application.public_id, filing.public_id
    own = {"public_id": of_application, **_things(application.filing, by, f"/a/{of_application}/")}
    own["scan"] = _scan(application.filing, by)
    alone = {"public_id": of_filing, **_things(filing, by, f"/f/{of_filing}/")}
    return {
        **own,
        **{f"{FILING}{name}": id_ for name, id_ in alone.items()},
        **_managed(application.county),
        "call_id": application.call.public_id,
        "number": "2",
        "key": "total_output:2025",
        "kind": "json",
    }


def _managed(county: Office) -> dict[str, str]:
    """The office of a county and somebody in it who is not its head, if there is anybody."""
    people = Person.objects.filter(memberships__office=county)
    return {"office": str(county.pk), "person": str(people.latest("pk").pk)}


def _copied(filing: Filing, by: Person) -> Filing:
    """A filing of the same office with the same answers, that belongs to no application."""
    copy = create_filing(filing.edition, filing.owner, by, filing.form)
    save_answers(copy, [Change(at, value, 0) for at, value in kept(filing)[0].items()], by)
    return copy


def _things(filing: Filing, by: Person, address: str) -> dict[str, str]:
    place = Address("chain_strengthening_work", "chain_map")
    piece = add_piece(filing, "证明.pdf", BytesIO(PDF), "authority", [place], by)
    # A figure that asks for an explanation.
    unusual = cell("total_output", "2023")
    before = answers_now(filing).get(unusual)
    save_answer(filing, unusual, "30", before.revision if before else 0, by)
    keep_printed_copy(filing, by)
    word = write_word(lay_out(answers(filing)))
    now = answers_now(filing)[cell("county_contact")].revision
    save_answer(filing, cell("county_contact"), "后来改的人", now, by)
    preview = preview_word(filing, word, by, "填好的申报表.docx")
    upload = _half_uploaded(address, by)
    return {"piece": piece.public_id, "preview": preview.public_id, "upload": upload.id}


def _scan(filing: Filing, by: Person) -> str:
    """The scan of a version that was frozen and thawed again."""
    version = freeze(filing, by)
    with arriving("盖章页.pdf", BytesIO(PDF)) as arrived:
        scan = bind_scan(version, arrived, by)
    void(version, by)
    return scan.public_id


def _half_uploaded(address: str, by: Person) -> OpenUpload:
    digest = hashlib.sha256(PDF).hexdigest()
    said = {"kind": "authority", "for": []}
    upload = begin_upload(
        OpenUpload("", by.pk, address, "evidence", "半份.pdf", len(PDF), digest, said)
    )
    with held(upload) as now:
        now.append(0, PDF[: len(PDF) // 2])
    return upload


def _session(username: str) -> str:
    person = person_named(username)
    assert person
    client = Client()
    client.force_login(person, BACKEND)
    client.get("/account/session/")
    return client.cookies[settings.SESSION_COOKIE_NAME].value
