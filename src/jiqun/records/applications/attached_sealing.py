"""Freezing 定稿 a further form of an application for the version that it speaks of, and binding the
scan of its sealed paper."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from jiqun.engine import UnusableInput, count_findings
from jiqun.records.applications.attached_forms import (
    ATTACHED,
    OF_DIGEST,
    OF_VERSION,
    SEALED,
    AttachedForm,
    attached_form,
    can_see_attached,
    version_attached,
    version_naming,
)
from jiqun.records.applications.models import Application
from jiqun.records.applications.moves import PROCEDURE
from jiqun.records.applications.queries import application_for, application_held
from jiqun.records.applications.rules import roles_in, shown_place
from jiqun.records.applications.sealing import refuse_other
from jiqun.records.evidence.actions import Arrived
from jiqun.records.evidence.answers_with_evidence import outcome_with_evidence
from jiqun.records.filings.models import Filing
from jiqun.records.journal.actions import writing
from jiqun.records.organisations.models import Person
from jiqun.records.verdict import ALLOWED, NotAllowedError, NotFound, Verdict, refused
from jiqun.records.versions.actions import freeze, void
from jiqun.records.versions.models import FrozenVersion, SealedScan
from jiqun.records.versions.queries import said_in
from jiqun.records.versions.scan_codes import code_in
from jiqun.records.versions.scans import (
    TYPES,
    bind_scan,
    bytes_of,
    remove_scan,
    scan_of,
    scans_of,
)


@dataclass(frozen=True, slots=True)
class AttachedVersion:
    """How far the sealed paper of a further form is: the version in force and of which version of
    the application it speaks (None: none is), whether that is the one submitted last, its scans,
    and whether the person freezes it and brings scans now."""

    number: int | None
    of_number: str
    counts: bool
    scans: tuple[SealedScan, ...]
    seals: bool


def attached_version(
    person: Person, application: Application, form: AttachedForm
) -> AttachedVersion:
    """How far the sealed paper of a further form is, for a person who sees it."""
    version = version_attached(application, form.form)
    seals = bool(can_seal_attached(person, application, form))
    if version is None:
        return AttachedVersion(None, "", False, (), seals)
    counts = version_naming(application, form.form) is not None
    named = said_in(version).get(OF_VERSION, "")
    return AttachedVersion(version.number, named, counts, tuple(scans_of(version)), seals)


def can_seal_attached(person: Person, application: Application, form: AttachedForm) -> Verdict:
    """Whether a person freezes a further form, takes that back and brings scans of it now: who
    fills it in, where it is filled in."""
    seen = can_see_attached(person, application, form)
    if not seen:
        return seen
    if form.form not in SEALED:
        return refused(f"{form.label}随办理定稿，不用在这里定稿和盖章。")
    roles = roles_in(person, application)
    if not roles & form.filled_by:
        return refused(f"{form.label}由市级定稿和上传盖章扫描件。")
    if application.place not in form.filled_at:
        now = PROCEDURE.label_of(shown_place(roles, application))
        return refused(f"申报正在“{now}”阶段，{form.label}不能再定稿或更换扫描件。")
    return ALLOWED


def freeze_attached(public_id: str, form_id: str, by: Person, source: str = "web") -> FrozenVersion:
    """Keep a further form as it is now, for the version of the application that was submitted last.
    Raises NotFound, NotAllowedError, and UnusableInput (Chinese) for one that is not whole."""
    with _sealing(public_id, form_id, by) as (held, form, filing):
        submitted = held.submitted
        if version_naming(held, form_id) is not None or submitted is None:
            raise UnusableInput(f"{form.label}已经定稿，没有再定。请刷新页面后再看。")
        found = count_findings(outcome_with_evidence(filing).findings)
        wrong = found.unfilled + found.error
        if wrong or found.confirm:
            lacks = [f"{wrong} 处没有填完或需要改正"] if wrong else []
            lacks += [f"{found.confirm} 处需要核实说明"] if found.confirm else []
            raise UnusableInput(
                f"{form.label}还有{'，'.join(lacks)}，不能定稿。请打开它，到“校验”页逐处处理。"
            )
        said = {OF_VERSION: str(submitted.number), OF_DIGEST: submitted.digest}
        return freeze(filing, by, said, source)


def thaw_attached(public_id: str, form_id: str, by: Person, source: str = "web") -> None:
    """Take a freezing back; what was sealed of it counts no more. A second time does nothing.
    Raises NotFound and NotAllowedError."""
    with _sealing(public_id, form_id, by) as (held, _, _filing):
        version = version_naming(held, form_id)
        if version is not None:
            void(version, by, source)


def bring_attached_scan(
    public_id: str, form_id: str, arrived: Arrived, by: Person, source: str = "web"
) -> SealedScan:
    """Bind a scan that arrived to the version in force of a further form. Raises NotFound,
    NotAllowedError, and UnusableInput (Chinese) for what is no scan of it."""
    code = code_in(bytes_of(arrived)) if arrived.media_type in TYPES else None
    with _sealing(public_id, form_id, by) as (held, form, _):
        version = version_naming(held, form_id)
        if version is None:
            raise UnusableInput(f"{form.label}还没有定稿，没有保存。请先定稿，打印盖章后再上传。")
        if code is not None:
            refuse_other(code, held, version)
        return bind_scan(version, arrived, by, source, code_read=code is not None)


def drop_attached_scan(
    public_id: str, form_id: str, scan_id: str, by: Person, source: str = "web"
) -> None:
    """Take a scan of the version in force away. Raises NotFound and NotAllowedError."""
    with _sealing(public_id, form_id, by) as (held, _, _filing):
        version = version_naming(held, form_id)
        scans = scans_of(version) if version else []
        found = next((scan for scan in scans if scan.public_id == scan_id), None)
        if found is None:
            raise NotFound
        remove_scan(found, by, source)


def attached_scan(public_id: str, form_id: str, scan_id: str, by: Person) -> SealedScan:
    """A scan of a further form, for a person who sees it. Raises NotFound."""
    application, form = application_for(by, public_id), ATTACHED.get(form_id)
    if form is None or not can_see_attached(by, application, form):
        raise NotFound
    filing = attached_form(application, form_id)
    found = scan_of(filing, scan_id) if filing else None
    if found is None:
        raise NotFound
    return found


@contextmanager
def _sealing(
    public_id: str, form_id: str, by: Person
) -> Iterator[tuple[Application, AttachedForm, Filing]]:
    """The application, the form and its filing, held for who seals it."""
    with writing():
        held, form = application_held(by, public_id), ATTACHED.get(form_id)
        if form is None:
            raise NotFound
        verdict = can_seal_attached(by, held, form)
        if not verdict:
            raise NotAllowedError(verdict)
        filing = attached_form(held, form_id)
        if filing is None:
            raise UnusableInput(f"还没有填写{form.label}。请先填写。")
        yield held, form, Filing.objects.select_for_update(no_key=True).get(pk=filing.pk)
