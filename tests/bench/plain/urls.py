"""The one view of the baseline: save one answer."""

from __future__ import annotations

from functools import lru_cache

from django.contrib.auth.decorators import login_required
from django.forms import BaseModelForm, modelform_factory
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.views.decorators.http import require_POST
from tests.bench.plain.models import Draft


@login_required
@require_POST
def save(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Save the one answer that is named, without checks between answers, history or conflicts."""
    draft = get_object_or_404(Draft, pk=draft_id, owner=request.user)
    form = _form(request.POST["name"])(request.POST, instance=draft)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    form.save()
    return JsonResponse({"saved": True})


@lru_cache(maxsize=500)
def _form(name: str) -> type[BaseModelForm]:
    return modelform_factory(Draft, fields=[name])


urlpatterns = [path("draft/<int:draft_id>/", save)]
