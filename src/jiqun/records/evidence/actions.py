"""Writing evidence: adding a file, saying what it proves, taking it away, sweeping the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from jiqun.engine import Address, UnusableInput
from jiqun.records.evidence.file_names import cleaned
from jiqun.records.evidence.file_types import check_file
from jiqun.records.evidence.models import EvidenceKind, Piece, Use
from jiqun.records.evidence.stored_files import also_named, store
from jiqun.records.filings.actions import mark_changed
from jiqun.records.filings.current_answers import placed
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.models import Filing
from jiqun.records.filings.openings import check_open
from jiqun.records.filings.public_ids import new_id
from jiqun.records.journal.actions import SYSTEM, Actor, record, writing

if TYPE_CHECKING:
    from _typeshed import SupportsRead

NO_SUCH_ANSWER = "没有找到要佐证的填报项，没有保存。请刷新页面后重新选择。"
_SWEPT_AFTER = 3600.0  # seconds


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that was looked at and lies in the store, and that no piece names yet."""

    name: str
    stored: str
    sha256: str
    size: int
    media_type: str
    remark: str


@contextmanager
def arriving(name: str, data: SupportsRead[bytes]) -> Iterator[Arrived]:
    """Look at a file and put it into the store; it is dropped again where the block fails.

    The slow part of adding a piece, to be done before the turn to write: enter `writing` inside
    and call `add_arrived` there. Raises UnusableFileError (Chinese) for what cannot be taken.
    """
    name = cleaned(name)
    largest: int = settings.EVIDENCE_LARGEST
    content = data.read(largest + 1)
    checked = check_file(name, content, largest)
    arrived = Arrived(
        name,
        new_id(),
        sha256(content).hexdigest(),
        len(content),
        checked.media_type,
        checked.remark,
    )
    store.keep(arrived.stored, content)
    try:
        yield arrived
    except BaseException:
        store.drop(arrived.stored)
        raise


def add_piece(
    filing: Filing,
    name: str,
    data: SupportsRead[bytes],
    kind: str,
    uses: Iterable[Address],
    by: Actor,
    source: str = "web",
) -> Piece:
    """Keep a file as evidence and say which answers it proves; the same file may come twice.

    Raises UnusableFileError (Chinese) for a file that cannot be taken, and UnusableInput (Chinese)
    for a kind or an answer that does not exist; nothing is kept then.
    """
    with arriving(name, data) as arrived:
        return add_arrived(filing, arrived, kind, uses, by, source)


def add_arrived(
    filing: Filing,
    arrived: Arrived,
    kind: str,
    uses: Iterable[Address],
    by: Actor,
    source: str = "web",
    public_id: str = "",
) -> Piece:
    """Make a file that arrived a piece of evidence; see `add_piece`. Its id may be given, so that
    who asks twice (queries.was_brought) brings one."""
    check_kind(kind)
    proven = list(uses)
    targets = list(dict.fromkeys(_target(filing, use) for use in proven))
    with writing():
        check_open(Filing.objects.get(pk=filing.pk), proven)
        piece = Piece.objects.create(
            public_id=public_id or new_id(),
            filing=filing,
            kind=kind,
            added_by_id=by.pk,
            added_at=timezone.now(),
            **asdict(arrived),
        )
        Use.objects.bulk_create(Use(piece=piece, target=target) for target in targets)
        details = {
            "name": piece.name,
            "kind": kind,
            "sha256": piece.sha256,
            "size": piece.size,
            "uses": targets,
        }
        _note(piece, "evidence_added", by, details, source)
    return piece


def attach(piece: Piece, use: Address, by: Actor, source: str = "web") -> None:
    """Say that a piece proves an answer too; saying it twice changes nothing."""
    target = _target(piece.filing, use)
    with writing():
        check_open(_hold(piece).filing, (use,))
        _, new = Use.objects.get_or_create(piece=piece, target=target)
        if new:
            _note(piece, "evidence_attached", by, {"use": target}, source)


def detach(piece: Piece, use: Address, by: Actor, source: str = "web") -> None:
    """Say that a piece does not prove an answer; the piece stays."""
    target = _target(piece.filing, use)
    with writing():
        check_open(_hold(piece).filing, (use,))
        gone, _ = Use.objects.filter(piece=piece, target=target).delete()
        if gone:
            _note(piece, "evidence_detached", by, {"use": target}, source)


def set_kind(piece: Piece, kind: str, by: Actor, source: str = "web") -> None:
    """Say whose proof a piece is."""
    check_kind(kind)
    with writing():
        held = _hold(piece)
        check_open(held.filing, _proven(held))
        if held.kind != kind:
            details = {"before": held.kind, "after": kind}
            held.kind = kind
            held.save(update_fields=["kind"])
            _note(piece, "evidence_kind_changed", by, details, source)
    piece.kind = kind


def remove(piece: Piece, by: Actor, source: str = "web") -> None:
    """Take a piece away: it is neither listed nor served any more. Row and bytes are kept."""
    with writing():
        held = _hold(piece)
        check_open(held.filing, _proven(held))
        held.removed_at = timezone.now()
        held.save(update_fields=["removed_at"])
        uses = [str(use) for use in held.uses.all()]
        details = {"name": held.name, "sha256": held.sha256, "uses": uses}
        _note(piece, "evidence_removed", by, details, source)
    piece.removed_at = held.removed_at


def sweep() -> list[str]:
    """Delete the files of the store that nothing names (an upload that broke off); their ids."""
    named = set(Piece.objects.values_list("stored", flat=True))
    named.update(name for names in also_named for name in names())
    swept = store.sweep(named, _SWEPT_AFTER)
    if swept:
        with writing():
            record(
                "evidence_swept",
                "store:evidence",
                SYSTEM,
                details={"files": swept},
                source="system",
            )
    return swept


def check_kind(kind: str) -> None:
    """Raise UnusableInput (Chinese) for what is no kind of evidence."""
    if kind not in EvidenceKind.values:
        labels = "、".join(EvidenceKind.labels)
        raise UnusableInput(f"没有选择佐证材料的类别，没有保存。请从{labels}中选择一种。")


def _hold(piece: Piece) -> Piece:
    """The piece as it is now, held until the end of the transaction; not one that was removed."""
    rows = Piece.objects.select_related("filing").select_for_update(of=("self",))
    held = rows.filter(pk=piece.pk, removed_at=None).first()
    if held is None:
        raise UnusableInput(f"“{piece.name}”已被删除，没有改动。请刷新页面后再看。")
    return held


def _proven(piece: Piece) -> list[Address]:
    form = form_of(piece.filing)
    return [at for at, _ in placed(form, ((use.target, use) for use in piece.uses.all()))]


def _note(piece: Piece, kind: str, by: Actor, details: Mapping[str, object], source: str) -> None:
    record(kind, piece.filing.subject, by, topic=piece.public_id, details=details, source=source)
    mark_changed(piece.filing)


def _target(filing: Filing, use: Address) -> str:
    """What is proven, as it is kept: a box only where one of several is proven."""
    field = form_of(filing).fields.get(use.field)
    if field is None or (use.option and field.option(use.option) is None):
        raise UnusableInput(NO_SUCH_ANSWER)
    return str(use if field.kind.several else use.whole)
