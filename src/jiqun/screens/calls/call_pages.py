"""申报通知: the calls there are, and the page on which the region writes one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from jiqun.engine import UnusableInput
from jiqun.records.applications.calls import (
    CallShown,
    call_shown,
    calls_shown,
    can_keep_calls,
    change_call,
    open_call,
)
from jiqun.records.applications.reminders import can_remind
from jiqun.records.verdict import NotAllowedError, NotFound
from jiqun.screens.account.requests import person_of
from jiqun.screens.calls.call_form import CallForm, form_of_terms

STATES = {"announced": "还没有开始", "open": "正在受理", "closed": "已截止"}


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """The calls, the latest first."""
    person = person_of(request)
    if not can_remind(person):
        raise Http404
    calls = [(one, STATES[one.state]) for one in calls_shown()]
    context = {"calls": calls, "writes": bool(can_keep_calls(person))}
    return render(request, "calls/calls.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new call."""
    return _written(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, call_id: str) -> HttpResponse:
    """A call to be changed."""
    try:
        return _written(request, call_shown(call_id))
    except NotFound:
        raise Http404 from None


def _written(request: HttpRequest, call: CallShown | None) -> HttpResponse:
    person = person_of(request)
    if not can_keep_calls(person):
        raise Http404
    if request.method != "POST":
        form = form_of_terms(call.terms if call else None)
        return render(request, "calls/call.html", {"form": form, "call": call})
    form = CallForm(request.POST)
    terms = form.terms()
    if terms is not None:
        try:
            if call is None:
                open_call(terms, person)
            else:
                change_call(call.id, terms, person)
        except UnusableInput as trouble:
            form.add_error(None, str(trouble))
        except NotAllowedError as refusal:
            form.add_error(None, refusal.verdict.reason)
        else:
            words = "已保存申报通知。" if call else "已发布申报通知。"
            messages.success(request, words, extra_tags="done")
            return redirect("calls")
    return render(request, "calls/call.html", {"form": form, "call": call}, status=422)
