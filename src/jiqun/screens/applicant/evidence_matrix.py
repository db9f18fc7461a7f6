"""The matrix 佐证材料 ticks × files, and the lists, as the page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from jiqun.engine import Address, labels_of
from jiqun.records.evidence.queries import EvidenceTick, matrix
from jiqun.records.journal.actions import SYSTEM
from jiqun.screens.applicant.desk import Desk

if TYPE_CHECKING:
    from jiqun.records.evidence.models import Piece


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A file as the page shows it: a column of the matrix, and a row of the files."""

    id: str
    number: int
    name: str
    size: str
    kind: str
    kind_label: str
    remark: str
    by: str
    at: datetime
    uses: int


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A file at an answer: whether it proves it."""

    proof: ShownPiece
    attached: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An answer that is to be proven, with its crossings."""

    tick: EvidenceTick
    label: str
    address: str
    crossings: tuple[MatrixCell, ...]
    count: int


@dataclass(frozen=True, slots=True)
class MatrixGroup:
    """The answers of one field."""

    label: str
    rows: tuple[MatrixRow, ...]
    gaps: int


@dataclass(frozen=True, slots=True)
class ShownMatrix:
    """The matrix with its files; `gaps` are the answers that lack proof."""

    groups: tuple[MatrixGroup, ...]
    proofs: tuple[ShownPiece, ...]
    gaps: int
    needed: int

    @property
    def rows(self) -> list[MatrixRow]:
        return [row for group in self.groups for row in group.rows]


@dataclass(frozen=True, slots=True)
class ListSummary:
    """A list 清单: the rows it has, and where it is filled in."""

    label: str
    rows: int
    address: str


def matrix_of(desk: Desk) -> ShownMatrix:
    """The matrix of an application."""
    source = matrix(desk.filing, desk.answers)
    proofs = {piece.pk: _proof(piece, n) for n, piece in enumerate(source.pieces, 1)}
    rows = [_row(desk, tick, proofs) for tick in source.ticks]
    groups = []
    for field_id, together in groupby(rows, key=lambda row: row.tick.at.field):
        of_field = tuple(together)
        label = desk.form.fields[field_id].label
        groups.append(MatrixGroup(label, of_field, sum(row.tick.gap for row in of_field)))
    return ShownMatrix(
        tuple(groups),
        tuple(proofs.values()),
        source.gaps,
        sum(tick.needed for tick in source.ticks),
    )


def lists_of(desk: Desk) -> list[ListSummary]:
    """The lists of the form, in its order."""
    return [
        ListSummary(
            row_list.label,
            len(desk.answers.lists.get(id_, ())),
            desk.address_of(Address(list=id_)),
        )
        for id_, row_list in desk.form.lists.items()
    ]


def size_of(count: int) -> str:
    """A number of bytes as people read it."""
    if count < 1024 * 1024:
        return f"{max(1, round(count / 1024))} KB"
    return f"{count / 1024 / 1024:.1f} MB"


def _row(desk: Desk, tick: EvidenceTick, proofs: dict[int, ShownPiece]) -> MatrixRow:
    field = desk.form.fields[tick.at.field]
    option = field.option(tick.at.option)
    attached = {piece.pk for piece in tick.pieces}
    crossings = tuple(MatrixCell(proof, pk in attached) for pk, proof in proofs.items())
    label = option.label if option else labels_of(desk.form).label(field.id)
    return MatrixRow(tick, label, desk.address_of(tick.at), crossings, len(attached))


def _proof(piece: Piece, number: int) -> ShownPiece:
    return ShownPiece(
        piece.public_id,
        number,
        piece.name,
        size_of(piece.size),
        piece.kind,
        piece.get_kind_display(),
        piece.remark,
        piece.added_by.full_name if piece.added_by else SYSTEM.full_name,
        piece.added_at,
        len(piece.uses.all()),
    )
