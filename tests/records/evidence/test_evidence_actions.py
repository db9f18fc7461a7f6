"""Adding, attaching and removing evidence, each with its event."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection
from tests.records.evidence.sample_files import PDF, png

from jiqun.engine import Address, UnusableInput, cell
from jiqun.records.evidence.actions import add_piece, attach, detach, remove, set_kind, sweep
from jiqun.records.evidence.file_checks import UnusableFileError
from jiqun.records.evidence.models import Piece
from jiqun.records.evidence.queries import entries, open_piece, piece_of, pieces_of
from jiqun.records.filings.models import Filing
from jiqun.records.journal.queries import details_of, events_of
from jiqun.records.organisations.models import Person

pytestmark = pytest.mark.django_db

MAP = Address("chain_strengthening_work", "chain_map")
CARBON = cell("carbon_monitoring")


def _add(
    filing: Filing,
    by: Person,
    name: str = "图谱.pdf",
    data: bytes = PDF,
    kind: str = "authority",
    uses: Sequence[Address] = (MAP,),
    source: str = "web",
) -> Piece:
    return add_piece(filing, name, BytesIO(data), kind, uses, by, source)


def _kinds(filing: Filing) -> list[str]:
    events = events_of(filing.subject).filter(kind__startswith="evidence")
    return [e.kind for e in events]


def _files(folder: Path) -> list[str]:
    return [p.name for p in folder.rglob("*") if p.is_file()]


def test_piece_is_kept_with_its_digest_and_event(
    filing: Filing, clerk: Person, store_folder: Path
) -> None:
    piece = _add(filing, clerk, "../图谱\u202e.pdf", uses=[MAP, CARBON, MAP])
    assert (piece.name, piece.size, piece.media_type) == ("图谱.pdf", len(PDF), "application/pdf")
    assert piece.sha256 == sha256(PDF).hexdigest()
    with open_piece(piece) as file:
        assert file.read() == PDF
    assert _files(store_folder) == [piece.stored] and piece.stored != piece.public_id
    event = events_of(filing.subject, piece.public_id).get()
    assert (event.kind, event.person_name) == ("evidence_added", "zhongning经办人")
    assert details_of(event)["uses"] == ["chain_strengthening_work.chain_map", "carbon_monitoring"]
    assert entries(filing) == (
        {"for": "chain_strengthening_work.chain_map", "file": "图谱.pdf", "kind": "authority"},
        {"for": "carbon_monitoring", "file": "图谱.pdf", "kind": "authority"},
    )


def test_every_change_turns_the_filing_over(filing: Filing, clerk: Person) -> None:
    marks = [filing.mark]
    piece = _add(filing, clerk)
    marks.append(Filing.objects.get().mark)
    attach(piece, CARBON, clerk)
    marks.append(Filing.objects.get().mark)
    set_kind(piece, "third_party", clerk)
    marks.append(Filing.objects.get().mark)
    detach(piece, CARBON, clerk)
    marks.append(Filing.objects.get().mark)
    remove(piece, clerk)
    marks.append(Filing.objects.get().mark)
    assert len(set(marks)) == 6
    assert _kinds(filing) == [
        "evidence_added",
        "evidence_attached",
        "evidence_kind_changed",
        "evidence_detached",
        "evidence_removed",
    ]


def test_what_changes_nothing_has_no_event(filing: Filing, clerk: Person) -> None:
    piece = _add(filing, clerk)
    attach(piece, MAP, clerk)
    detach(piece, CARBON, clerk)
    set_kind(piece, "authority", clerk)
    assert _kinds(filing) == ["evidence_added"]


def test_yes_needs_no_option_to_be_proven(filing: Filing, clerk: Person) -> None:
    _add(filing, clerk, uses=[Address("carbon_monitoring", "yes")])
    assert [use.target for use in pieces_of(filing)[0].uses.all()] == ["carbon_monitoring"]


def test_same_file_may_come_twice(filing: Filing, clerk: Person) -> None:
    first, second = _add(filing, clerk), _add(filing, clerk)
    assert first.sha256 == second.sha256 and first.public_id != second.public_id
    assert len(entries(filing)) == 2


def test_removed_piece_is_neither_listed_nor_served_and_its_file_stays(
    filing: Filing, clerk: Person, store_folder: Path
) -> None:
    piece = _add(filing, clerk)
    remove(piece, clerk)
    assert (pieces_of(filing), entries(filing)) == ([], ())
    with pytest.raises(Piece.DoesNotExist):
        piece_of(filing, piece.public_id)
    with pytest.raises(Piece.DoesNotExist):
        open_piece(piece)
    assert _files(store_folder) == [piece.stored]
    for again in (lambda: remove(piece, clerk), lambda: attach(piece, CARBON, clerk)):
        with pytest.raises(UnusableInput, match="已被删除"):
            again()


def test_piece_of_another_filing_is_not_found_like_none(filing: Filing, clerk: Person) -> None:
    piece = _add(filing, clerk)
    other = Filing.objects.create(
        edition=filing.edition,
        form=filing.form,
        owner=filing.owner,
        created_at=filing.created_at,
        changed_at=filing.changed_at,
    )
    for public_id in (piece.public_id, "0" * 32):
        with pytest.raises(Piece.DoesNotExist):
            piece_of(other, public_id)


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"data": b"MZ"}, UnusableFileError),
        ({"data": PDF + b" " * 300_000}, UnusableFileError),
        ({"name": "图谱.svg"}, UnusableFileError),
        ({"kind": "rumour"}, UnusableInput),
        ({"uses": [cell("nothing")]}, UnusableInput),
        ({"uses": [Address("green_work", "nothing")]}, UnusableInput),
    ],
)
def test_what_cannot_be_taken_leaves_nothing(
    filing: Filing,
    clerk: Person,
    store_folder: Path,
    asked: dict[str, Any],
    error: type[Exception],
) -> None:
    with pytest.raises(error, match="没有保存"):
        _add(filing, clerk, **asked)
    assert not Piece.objects.exists() and _kinds(filing) == [] and _files(store_folder) == []


def test_piece_is_gone_where_its_event_fails(
    filing: Filing, clerk: Person, store_folder: Path
) -> None:
    with connection.cursor() as cursor:  # the next event gets a number that is taken
        cursor.execute("UPDATE journal_chain SET count = count - 1")
    with pytest.raises(IntegrityError):
        _add(filing, clerk)
    assert not Piece.objects.exists() and _files(store_folder) == []


def test_sweep_keeps_what_rows_name_also_removed_ones(
    filing: Filing, clerk: Person, store_folder: Path
) -> None:
    kept, removed = _add(filing, clerk), _add(filing, clerk, "b.png", data=png())
    remove(removed, clerk)
    assert sweep() == []
    assert sorted(_files(store_folder)) == sorted([kept.stored, removed.stored])
