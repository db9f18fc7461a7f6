"""The sealed paper 盖章件 of an application: its scan is brought while it waits for the seal."""

from __future__ import annotations

from jiqun.engine import PaperCode, UnusableInput
from jiqun.records.applications.models import Application
from jiqun.records.applications.moves import PROCEDURE
from jiqun.records.applications.queries import application_held
from jiqun.records.applications.rules import roles_in, shown_place
from jiqun.records.applications.stages import READY_TO_RESEAL, READY_TO_SEAL
from jiqun.records.evidence.actions import Arrived
from jiqun.records.journal.actions import writing
from jiqun.records.organisations.models import Person
from jiqun.records.organisations.roles import COUNTY, in_group
from jiqun.records.verdict import ALLOWED, NotAllowedError, NotFound, Verdict, refused
from jiqun.records.versions.models import FrozenVersion, SealedScan
from jiqun.records.versions.queries import version_in_force
from jiqun.records.versions.scan_codes import code_in
from jiqun.records.versions.scans import TYPES, bind_scan, bytes_of, remove_scan, scans_of

_SEALING = frozenset({READY_TO_SEAL, READY_TO_RESEAL})


def can_seal(person: Person, application: Application) -> Verdict:
    """Whether a person brings the scan of the sealed paper now: the county, once it is frozen."""
    roles = roles_in(person, application)
    if not roles & in_group(COUNTY):
        return refused("盖章扫描件由县（市、区）上传。")
    if application.stage not in _SEALING:
        now = PROCEDURE.label_of(shown_place(roles, application))
        return refused(f"现在是“{now}”，不能上传或更换盖章扫描件。请刷新页面后再看。")
    return ALLOWED


def bring_scan(
    public_id: str, arrived: Arrived, by: Person, source: str = "web", scan_id: str = ""
) -> SealedScan:
    """Bind a scan that arrived to the version in force; where its QR code cannot be read, people
    look. Raises NotFound, NotAllowedError, and UnusableInput (Chinese) for what is no scan, and for
    one whose code says that it is of another paper."""
    code = code_in(bytes_of(arrived)) if arrived.media_type in TYPES else None
    with writing():
        held = application_held(by, public_id)
        _require(can_seal(by, held))
        version = version_in_force(held.filing)
        if version is None:
            raise UnusableInput("还没有定稿，没有保存。请先定稿并打印。")
        if code is not None:
            refuse_other(code, held, version)
        return bind_scan(version, arrived, by, source, scan_id, code is not None)


def drop_scan(public_id: str, scan_id: str, by: Person, source: str = "web") -> None:
    """Take a scan of the version in force away. Raises NotFound and NotAllowedError."""
    with writing():
        held = application_held(by, public_id)
        _require(can_seal(by, held))
        version = version_in_force(held.filing)
        scans = scans_of(version) if version else []
        found = next((scan for scan in scans if scan.public_id == scan_id), None)
        if found is None:
            raise NotFound
        remove_scan(found, by, source)


def refuse_other(code: PaperCode, application: Application, version: FrozenVersion) -> None:
    """Refuse the scan of another paper than that of the version. Raises UnusableInput."""
    if code.number != application.number:
        raise UnusableInput(
            f"扫描件上的二维码是另一份申报（{code.number}）的，没有保存。"
            f"请扫描本申报（{application.number}）第{version.number}版的盖章件。"
        )
    if (code.version, code.digest) != (version.number, version.digest[: len(code.digest)]):
        raise UnusableInput(
            f"扫描件上的二维码是第{code.version}版的，没有保存。"
            f"现在的定稿是第{version.number}版，请打印第{version.number}版，签字盖章后再扫描。"
        )


def _require(verdict: Verdict) -> None:
    if not verdict:
        raise NotAllowedError(verdict)
