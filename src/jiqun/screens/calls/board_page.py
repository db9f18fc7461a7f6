"""全部县区: every county of a call in a row, also those that have not started."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from jiqun.records.applications.board import STATES, BoardRow, board
from jiqun.records.applications.calls import CallShown, call_shown, calls_shown, can_keep_calls
from jiqun.records.applications.reminders import LONGEST_REMINDER, can_remind
from jiqun.records.recommendations.standing import city_standing
from jiqun.records.verdict import NotFound
from jiqun.screens.account.requests import person_of
from jiqun.screens.calls.board_choice import BoardChoice, counts, sums
from jiqun.screens.calls.tile_grid import tiles


@require_GET
def latest(request: HttpRequest) -> HttpResponse:
    """The board of the call that opened last."""
    calls = calls_shown() if can_remind(person_of(request)) else []
    if not calls:
        raise Http404
    return redirect("board", calls[0].id)


@require_GET
def page(request: HttpRequest, call_id: str) -> HttpResponse:
    """The board, as the address chooses."""
    call, rows = board_of(request, call_id)
    choice = BoardChoice.of(request.GET)
    shown = choice.shown(rows)
    context = {
        "call": call,
        "calls": calls_shown(),
        "choice": choice,
        "rows": shown,
        "all": rows,
        "states": STATES,
        "counts": counts(rows),
        "sums": sums(shown),
        "cities": list(dict.fromkeys(row.city for row in rows if row.city)),
        "tiles": tiles(rows),
        "heads": choice.heads(),
        "extends": bool(can_keep_calls(person_of(request))),
        "longest": LONGEST_REMINDER,
        "standing": city_standing(person_of(request), call_id),
    }
    return render(request, "calls/board.html", context)


def board_of(request: HttpRequest, call_id: str) -> tuple[CallShown, list[BoardRow]]:
    """A call and its rows, for whoever looks after counties; 404 for all others."""
    person = person_of(request)
    if not can_remind(person):
        raise Http404
    try:
        return call_shown(call_id), board(person, call_id)
    except NotFound:
        raise Http404 from None
