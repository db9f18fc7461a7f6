"""The scans 扫描件 of the sealed letter and summary of a batch, each bound to what it shows."""

from __future__ import annotations

from dataclasses import asdict
from typing import BinaryIO

from django.utils import timezone

from jiqun.engine import UnusableInput
from jiqun.records.evidence.actions import Arrived
from jiqun.records.evidence.stored_files import store
from jiqun.records.filings.public_ids import is_id
from jiqun.records.journal.actions import record, writing
from jiqun.records.organisations.models import Person
from jiqun.records.organisations.queries import roles_of
from jiqun.records.organisations.roles import REGION, in_group
from jiqun.records.recommendations.actions import batch_held
from jiqun.records.recommendations.drafting import SUMMARY
from jiqun.records.recommendations.gathering import (
    call_and_city,
    digest_for,
    open_batch,
    papers_asked,
)
from jiqun.records.recommendations.models import Batch, BatchScan
from jiqun.records.recommendations.papers import (
    APPROVAL,
    PAPERS,
    BatchPaper,
    papers_now,
    papers_sent,
)
from jiqun.records.recommendations.queries import city_of, to_send
from jiqun.records.verdict import NotFound
from jiqun.records.versions.scans import TYPES


def bring_batch_scan(
    call_id: str, paper: str, arrived: Arrived, by: Person, source: str = "web"
) -> BatchScan:
    """Bind the scan of a paper to the paper as it is now. Raises NotFound, and UnusableInput
    (Chinese) for what is no scan, and for a paper that is not whole."""
    if arrived.media_type not in TYPES:
        raise UnusableInput("扫描件请用 PDF、JPG 或 PNG，没有保存。")
    with writing():
        call, city = call_and_city(by, call_id)
        if paper not in papers_asked(call):
            raise NotFound
        batch, sending = batch_held(call, city), to_send(call, city)
        papers = papers_now(call, city, sending, batch.typed)
        wrong = papers[SUMMARY if paper == APPROVAL else paper].wrong
        if wrong or not sending:
            why = wrong[0] if wrong else "还没有推荐的申报。"
            raise UnusableInput(f"{PAPERS[paper]}还不能盖章，没有保存扫描件。{why}")
        scan = BatchScan.objects.create(
            batch=batch,
            paper=paper,
            digest=digest_for(paper, papers),
            added_by=by,
            added_at=timezone.now(),
            **asdict(arrived),
        )
        details = {
            "name": scan.name,
            "sha256": scan.sha256,
            "paper": paper,
            "digest": scan.digest,
        }
        record("batch_scan_bound", batch.subject, by, scan.public_id, details, source)
    return scan


def drop_batch_scan(call_id: str, scan_id: str, by: Person, source: str = "web") -> None:
    """Take a scan of the batch that is not sent yet away. Raises NotFound."""
    with writing():
        call, city = call_and_city(by, call_id)
        batch = open_batch(call, city)
        if batch is None or not is_id(scan_id):
            raise NotFound
        found = batch.scans.filter(public_id=scan_id, removed_at=None).first()
        if found is None:
            raise NotFound
        found.removed_at = timezone.now()
        found.save(update_fields=["removed_at"])
        details = {"name": found.name, "sha256": found.sha256, "paper": found.paper}
        record("batch_scan_removed", batch.subject, by, found.public_id, details, source)


def batch_scan(person: Person, scan_id: str) -> BatchScan:
    """A scan that a person may see: the city its own, the region what was sent. Raises NotFound."""
    rows = BatchScan.objects.select_related("batch").filter(removed_at=None)
    found = rows.filter(public_id=scan_id).first() if is_id(scan_id) else None
    if found is None or not _sees(person, found.batch):
        raise NotFound
    return found


def bytes_of_batch_scan(scan: BatchScan) -> BinaryIO:
    """The bytes of a scan. Raises FileNotFoundError."""
    return store.opened(scan.stored)


def sent_paper(person: Person, batch_id: str, paper: str) -> BatchPaper:
    """A paper of a batch that was sent. Raises NotFound."""
    rows = Batch.objects.select_related("call").filter(sent_at__isnull=False)
    found = rows.filter(public_id=batch_id).first() if is_id(batch_id) else None
    if found is None or not _sees(person, found):
        raise NotFound
    papers = papers_sent(found)
    if paper not in papers:
        raise NotFound
    return papers[paper]


def current_paper(person: Person, call_id: str, paper: str) -> BatchPaper:
    """A paper of what a person's city recommends now. Raises NotFound."""
    call, city = call_and_city(person, call_id)
    batch = open_batch(call, city)
    papers = papers_now(call, city, to_send(call, city), batch.typed if batch else {})
    if paper not in papers:
        raise NotFound
    return papers[paper]


def can_look_over(person: Person) -> bool:
    """Whether a person sees what all cities sent."""
    return bool(roles_of(person) & in_group(REGION))


def files_of_batches() -> list[str]:
    """The names under which the bytes of all scans lie, also of removed ones."""
    return list(BatchScan.objects.values_list("stored", flat=True))


def _sees(person: Person, batch: Batch) -> bool:
    city = city_of(person)
    own = city is not None and city.pk == batch.city_id
    return own or (batch.sent_at is not None and can_look_over(person))
