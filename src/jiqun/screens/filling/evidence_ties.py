"""Which file proves what: the files of one answer to be picked, or the answers of one file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jiqun.engine import Address, UnknownAddress, UnusableInput, parse_address
from jiqun.records.evidence import actions, queries
from jiqun.records.filings.editions import form_of
from jiqun.records.verdict import NotAllowedError
from jiqun.screens.account.requests import asks_for_data, person_of
from jiqun.screens.filling.desk import desk_at
from jiqun.screens.filling.evidence_matrix import ShownMatrix, matrix_of
from jiqun.screens.filling.navigation import render_page
from jiqun.screens.filling.seat import Seat, editing_at, seat_of

if TYPE_CHECKING:
    from jiqun.records.evidence.models import Piece


@dataclass(frozen=True, slots=True)
class TieChoice:
    """What can be tied: the answer or file it stands for, in words, under which heading."""

    value: str
    label: str
    hint: str
    heading: str
    tied: bool


@dataclass(frozen=True, slots=True)
class Tied:
    """One side of the ties: an answer `at` with files to choose, or a file `piece` with answers."""

    title: str
    at: str
    piece: str
    choices: tuple[TieChoice, ...]
    kind: str = ""


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """The choices, as a piece of a page for a script; and what was chosen of them.

    Sent back is what was tied when the page came and what is to be (`were`, `tied`): what others
    tied meanwhile stays.
    """
    if request.method == "POST":
        return _tie(request, public_id)
    desk = desk_at(request, public_id)
    tied = _tied(matrix_of(desk), request.GET.get("for", ""), request.GET.get("piece", ""))
    kinds = tuple(queries.KINDS.items())
    if asks_for_data(request):
        told = {"desk": desk, "tied": tied, "kinds": kinds}
        return render(request, "filling/evidence_choices.html", told)
    return render_page(
        request, "filling/evidence_ties.html", desk, "evidence", tied=tied, kinds=kinds
    )


def _tied(matrix: ShownMatrix, place: str, piece: str) -> Tied:
    """The side that was asked for; raises Http404 where there is none."""
    for row in matrix.rows:
        if place and str(row.tick.at) == place:
            own = {one.public_id for one in row.tick.pieces}
            files = (
                TieChoice(file.id, file.name, file.kind_label, "", file.id in own)
                for file in matrix.files
            )
            return Tied(row.label, place, "", tuple(sorted(files, key=lambda file: not file.tied)))
    for file in matrix.files:
        if piece and file.id == piece:
            answers = (
                TieChoice(
                    str(row.tick.at),
                    row.label,
                    "缺佐证" if row.tick.gap else "",
                    group.label,
                    any(one.public_id == piece for one in row.tick.pieces),
                )
                for group in matrix.groups
                for row in group.rows
            )
            return Tied(file.name, "", piece, tuple(answers), file.kind)
    raise Http404


def _tie(request: HttpRequest, public_id: str) -> HttpResponse:
    person, sent = person_of(request), request.POST
    were, tied = set(sent.getlist("were")), set(sent.getlist("tied"))
    try:
        with editing_at(request, public_id) as held:
            for do, values in ((actions.attach, tied - were), (actions.detach, were - tied)):
                for piece, at in _pairs(held, sent.get("piece", ""), sent.get("for", ""), values):
                    do(piece, at, person)
    except (ObjectDoesNotExist, UnknownAddress):
        raise Http404 from None
    except NotAllowedError as refusal:
        messages.error(request, refusal.verdict.reason)
    except UnusableInput as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "已保存。", extra_tags="done")
    anchor = f"f-{sent['piece']}" if sent.get("piece") else f"r-{sent.get('for', '')}"
    return redirect(f"{seat_of(request, public_id).address}evidence/#{anchor}")


def _pairs(
    held: Seat, piece: str, place: str, values: Iterable[str]
) -> list[tuple[Piece, Address]]:
    """The file and the answer of each choice. Raises UnknownAddress, Piece.DoesNotExist."""
    form, filing = form_of(held.filing), held.filing
    if piece:
        own = queries.piece_of(filing, piece)
        return [(own, parse_address(form, value)) for value in sorted(values)]
    at = parse_address(form, place)
    return [(queries.piece_of(filing, value), at) for value in sorted(values)]
