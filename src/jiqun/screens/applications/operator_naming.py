"""指定运营机构: the county says on the page 办理 who operates the cluster of an application."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from jiqun.records.applications.operators import name_operator
from jiqun.records.verdict import NotAllowedError, NotFound
from jiqun.screens.account.requests import person_of
from jiqun.screens.applications.application_seat import application_address, application_at
from jiqun.screens.filling.seat import seat_of


@require_POST
def name(request: HttpRequest, public_id: str) -> HttpResponse:
    """Name the operator, or nobody."""
    application = application_at(seat_of(request, public_id))
    chosen = request.POST.get("operator", "")
    if chosen and not (chosen.isascii() and chosen.isdigit() and len(chosen) <= 18):
        raise Http404
    try:
        name_operator(application.public_id, int(chosen) if chosen else None, person_of(request))
    except NotFound:
        raise Http404 from None
    except NotAllowedError as refusal:
        messages.error(request, refusal.verdict.reason)
    else:
        messages.success(request, "已保存集群运营管理机构。", extra_tags="done")
    return redirect(f"{application_address(application.public_id)}procedure/")
