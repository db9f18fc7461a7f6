"""核对: an officer marks an answer as looked at, by one press at it, or takes that back."""

from __future__ import annotations

from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from jiqun.records.applications.looking import look_at, take_look_back
from jiqun.records.verdict import NotAllowedError, NotFound
from jiqun.screens.account.requests import person_of
from jiqun.screens.applications.application_seat import application_at
from jiqun.screens.applications.marks_at_answers import said_look
from jiqun.screens.filling.answer_marks import unseen
from jiqun.screens.filling.desk import desk_at


@require_POST
def mark(request: HttpRequest, public_id: str) -> JsonResponse:
    """Mark the answer of `target`, or (without `seen`) take it back; what is left then."""
    desk = desk_at(request, public_id)
    application, target = application_at(desk.seat), request.POST.get("target", "")
    act = look_at if request.POST.get("seen") else take_look_back
    try:
        if desk.version is not None:
            raise NotFound
        looks = act(application.public_id, target, person_of(request))
    except NotFound:
        raise Http404 from None
    except NotAllowedError as refusal:
        return JsonResponse({"error": refusal.verdict.reason}, status=403)
    look = next((look for at, look in looks.done.items() if str(at) == target), None)
    left = unseen(desk, looks.left)
    told = {"seen": said_look(look) if look else "", "count": left.count, "first": left.address}
    return JsonResponse(told)
