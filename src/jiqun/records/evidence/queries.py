"""Reading evidence: the pieces of a filing, what each proves, where proof is still missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.http import content_disposition_header

from jiqun.engine import Address, Answers, Form, labels_of, wanted_evidence
from jiqun.records.evidence.models import EvidenceKind, Piece, Use
from jiqun.records.evidence.stored_files import store
from jiqun.records.filings.current_answers import placed
from jiqun.records.filings.models import Filing
from jiqun.records.filings.public_ids import is_id

KINDS = dict(EvidenceKind.choices)  # id → what it is called


@dataclass(frozen=True, slots=True)
class EvidenceTick:
    """A row of the matrix: what is to be proven, and the pieces that do.

    `needed` says whether the checks ask for proof, which they do not where pieces are attached to
    something that is not ticked (any more); `gap` that they do and there is none.
    """

    at: Address
    section: str
    label: str
    pieces: tuple[Piece, ...]
    needed: bool

    @property
    def gap(self) -> bool:
        return self.needed and not self.pieces


@dataclass(frozen=True, slots=True)
class Matrix:
    """Ticks × pieces: the rows in the order of the form, and every piece, the latest last."""

    ticks: tuple[EvidenceTick, ...]
    pieces: tuple[Piece, ...]

    @property
    def gaps(self) -> int:
        return sum(tick.gap for tick in self.ticks)


def pieces_of(filing: Filing) -> list[Piece]:
    """The pieces of a filing that are not removed, in the order they came."""
    return list(filing.pieces.filter(removed_at=None).select_related("added_by"))


def piece_of(filing: Filing, public_id: str) -> Piece:
    """A piece of a filing; raises Piece.DoesNotExist, also for one removed or of another filing."""
    if not is_id(public_id):
        raise Piece.DoesNotExist
    return filing.pieces.select_related("added_by").get(public_id=public_id, removed_at=None)


def was_brought(filing: Filing, public_id: str) -> bool:
    """Whether there is or was a piece of this id."""
    return filing.pieces.filter(public_id=public_id).exists()


def entries(filing: Filing) -> tuple[dict[str, str], ...]:
    """The evidence as the interchange form has it: an entry for each answer a piece proves."""
    rows = (
        Use.objects.filter(piece__filing=filing, piece__removed_at=None)
        .order_by("piece__added_at", "piece_id", "id")
        .values_list("target", "piece__name", "piece__kind")
    )
    return tuple({"for": target, "file": name, "kind": kind} for target, name, kind in rows)


def matrix(filing: Filing, answers: Answers) -> Matrix:
    """What must be proven under these answers, and by what it is; also what else was attached."""
    pieces = pieces_of(filing)
    by_place = proofs(answers.form, filing, pieces)
    ticks = []
    for field in answers.form.fields.values():
        wanted = {w.at: w.proven_by for w in wanted_evidence(field, answers)}
        counted = frozenset[Address]().union(*wanted.values())
        others = {at: {at} for at in by_place if at.field == field.id and at not in counted}
        for at, places in {**wanted, **others}.items():
            label = labels_of(answers.form).full(at)
            of_it = dict.fromkeys(p for place in places for p in by_place.get(place, ()))
            ticks.append(EvidenceTick(at, field.section, label, tuple(of_it), at in wanted))
    return Matrix(tuple(ticks), tuple(pieces))


def proofs(form: Form, filing: Filing, pieces: Iterable[Piece]) -> dict[Address, list[Piece]]:
    """The pieces of a filing by what they prove, in their order."""
    uses = Use.objects.filter(piece__filing=filing, piece__removed_at=None).order_by("id")
    targets: dict[int, list[tuple[str, None]]] = defaultdict(list)
    for piece_id, target in uses.values_list("piece_id", "target"):
        targets[piece_id].append((target, None))
    by_place: dict[Address, list[Piece]] = {}
    for piece in pieces:
        for at, _ in placed(form, targets[piece.pk]):
            by_place.setdefault(at, []).append(piece)
    return by_place


def open_piece(piece: Piece) -> BinaryIO:
    """The bytes of a piece; raises FileNotFoundError where the store has lost them, and
    Piece.DoesNotExist for a removed one."""
    if piece.removed_at is not None:
        raise Piece.DoesNotExist
    return store.opened(piece.stored)


def disposition(name: str) -> str:
    """The Content-Disposition of a download under this name (RFC 6266), as attachment."""
    return str(content_disposition_header(True, name))
