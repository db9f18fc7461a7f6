"""Reading evidence: the pieces of a filing, what each proves, where proof is still missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import BinaryIO

from django.db.models import Prefetch
from django.utils.http import content_disposition_header

from jiqun.engine import Answers, Field
from jiqun.records.evidence.models import EvidenceKind, Piece, Use
from jiqun.records.evidence.stored_files import store
from jiqun.records.filings.labels import label_of_option
from jiqun.records.filings.models import Filing
from jiqun.records.filings.public_ids import is_id

KINDS = dict(EvidenceKind.choices)  # id → what it is called
_YES = "yes"


@dataclass(frozen=True, slots=True)
class EvidenceTick:
    """A row of the matrix: what is to be proven, and the pieces that do.

    `needed` says whether the checks ask for proof; `gap` that they do and there is none. `given` is
    false where pieces are attached to something that is not ticked (any more).
    """

    field: str
    option: str
    section: str
    label: str
    pieces: tuple[Piece, ...]
    given: bool
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
    """The pieces of a filing that are not removed, with their uses, in the order they came."""
    uses = Prefetch("uses", queryset=Use.objects.order_by("id"))
    pieces = filing.pieces.filter(removed_at=None).select_related("added_by")
    return list(pieces.prefetch_related(uses))


def piece_of(filing: Filing, public_id: str) -> Piece:
    """A piece of a filing; raises Piece.DoesNotExist, also for one removed or of another filing."""
    if not is_id(public_id):
        raise Piece.DoesNotExist
    return filing.pieces.select_related("added_by").get(public_id=public_id, removed_at=None)


def entries(filing: Filing) -> tuple[dict[str, str], ...]:
    """The evidence as the interchange form has it: an entry for each answer a piece proves."""
    rows = (
        Use.objects.filter(piece__filing=filing, piece__removed_at=None)
        .order_by("piece__added_at", "piece_id", "id")
        .values_list("field", "option", "piece__name", "piece__kind")
    )
    return tuple(
        {"for": f"{field}.{option}" if option else field, "file": name, "kind": kind}
        for field, option, name, kind in rows
    )


def matrix(filing: Filing, answers: Answers) -> Matrix:
    """What must be proven under these answers, and by what it is; also what else was attached."""
    pieces = pieces_of(filing)
    by_place: dict[tuple[str, str], list[Piece]] = {}
    for piece in pieces:
        for use in piece.uses.all():
            by_place.setdefault((use.field, use.option), []).append(piece)
    ticks = []
    for field in answers.form.fields.values():
        options = dict(_asked(field, answers))
        others = (option for id_, option in by_place if id_ == field.id and option not in options)
        for option in (*options, *others):
            proofs = tuple(by_place.get((field.id, option), ()))
            ticks.append(
                _tick(field, option, proofs, option in options, options.get(option, False))
            )
    return Matrix(tuple(ticks), tuple(pieces))


def open_piece(piece: Piece) -> BinaryIO:
    """The bytes of a piece; raises FileNotFoundError where the store has lost them, and
    Piece.DoesNotExist for a removed one."""
    if piece.removed_at is not None:
        raise Piece.DoesNotExist
    return store.opened(piece.stored)


def disposition(name: str) -> str:
    """The Content-Disposition of a download under this name (RFC 6266), as attachment."""
    return str(content_disposition_header(True, name))


def _asked(field: Field, answers: Answers) -> Iterator[tuple[str, bool]]:
    """The options of a field that are to be proven under these answers (empty: the field as a
    whole), and whether the checks ask for it."""
    value = answers.value(field.id)
    if field.evidence == "each_option" and isinstance(value, tuple):
        yield from ((o.id, True) for o in field.options if o.id in value)
    elif field.evidence == "if_yes" and value == _YES:
        yield "", True
    elif field.evidence == "list_and_evidence" and isinstance(value, Decimal) and value > 0:
        yield "", False


def _tick(
    field: Field, option_id: str, pieces: Sequence[Piece], given: bool, needed: bool
) -> EvidenceTick:
    label = label_of_option(field, option_id)
    return EvidenceTick(field.id, option_id, field.section, label, tuple(pieces), given, needed)
