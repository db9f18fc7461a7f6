"""The matrix 佐证材料: what is to be proven with its files, the files with what they prove, and the
lists, as the page shows them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from jiqun.engine import Address, labels_of
from jiqun.records.evidence.queries import EvidenceTick, matrix
from jiqun.records.journal.actions import SYSTEM
from jiqun.screens.filling.desk import Desk

if TYPE_CHECKING:
    from jiqun.records.evidence.models import Piece


NAMED = 3  # files named at an answer; of the others it is said how many they are


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file as the page shows it, with the answers it proves, in words."""

    id: str
    name: str
    size: str
    kind: str
    kind_label: str
    remark: str
    by: str
    at: datetime
    proves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An answer that is to be proven, with the first of its files, and how many more it has."""

    tick: EvidenceTick
    label: str
    address: str
    files: tuple[Piece, ...]
    more: int


@dataclass(frozen=True, slots=True)
class MatrixGroup:
    """The answers of one field."""

    label: str
    rows: tuple[MatrixRow, ...]
    gaps: int


@dataclass(frozen=True, slots=True)
class ShownMatrix:
    """The answers with their files, and the files, the latest first; `gaps` are the answers that
    lack proof."""

    groups: tuple[MatrixGroup, ...]
    files: tuple[ShownFile, ...]
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
    rows = [_row(desk, tick) for tick in source.ticks]
    proves = defaultdict(list)
    for row in rows:
        for piece in row.tick.pieces:
            proves[piece.pk].append(row.label)
    groups = []
    for field_id, together in groupby(rows, key=lambda row: row.tick.at.field):
        of_field = tuple(together)
        label = desk.form.fields[field_id].label
        groups.append(MatrixGroup(label, of_field, sum(row.tick.gap for row in of_field)))
    return ShownMatrix(
        tuple(groups),
        tuple(_file(piece, proves[piece.pk]) for piece in reversed(source.pieces)),
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


def _row(desk: Desk, tick: EvidenceTick) -> MatrixRow:
    field = desk.form.fields[tick.at.field]
    option = field.option(tick.at.option)
    label = option.label if option else labels_of(desk.form).label(field.id)
    more = max(0, len(tick.pieces) - NAMED)
    return MatrixRow(tick, label, desk.address_of(tick.at), tick.pieces[:NAMED], more)


def _file(piece: Piece, proves: list[str]) -> ShownFile:
    return ShownFile(
        piece.public_id,
        piece.name,
        size_of(piece.size),
        piece.kind,
        piece.get_kind_display(),
        piece.remark,
        piece.added_by.full_name if piece.added_by else SYSTEM.full_name,
        piece.added_at,
        tuple(proves),
    )
