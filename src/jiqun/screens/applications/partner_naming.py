"""协作县（市、区）: the county says on the page 办理 into which counties its cluster reaches."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from jiqun.records.applications.partners import name_partner, remove_partner
from jiqun.screens.account.requests import person_of
from jiqun.screens.applications.application_seat import application_address, application_at
from jiqun.screens.filling.attempts import try_and_tell
from jiqun.screens.filling.seat import seat_of

_ACTS: Mapping[str, tuple[str, Callable[..., None]]] = {
    "name": ("已加入协作县（市、区），对方可以查看这份申报。", name_partner),
    "remove": ("已移出，对方不再能看这份申报。", remove_partner),
}


@require_POST
def change(request: HttpRequest, public_id: str) -> HttpResponse:
    """Name a partner county, or take one off."""
    application = application_at(seat_of(request, public_id))
    own, person, chosen = application.public_id, person_of(request), request.POST.get("county", "")
    act = _ACTS.get(request.POST.get("do", ""))
    if act is None or not (chosen.isascii() and chosen.isdigit() and len(chosen) <= 18):
        raise Http404
    done, do = act
    try_and_tell(request, done, lambda: do(own, int(chosen), person))
    return redirect(f"{application_address(own)}procedure/#partners")
