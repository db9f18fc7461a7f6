"""手机和邮箱: how a person is reached, changed by themself after a fresh login."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jiqun.records.organisations.own_contact import change_contact
from jiqun.records.verdict import NotAllowedError
from jiqun.screens.account.fresh_login import fresh_login, is_change
from jiqun.screens.account.requests import person_of


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_login(is_change)
def page(request: HttpRequest) -> HttpResponse:
    """The page; with POST what it says is kept."""
    person = person_of(request)
    typed = {"phone": person.phone, "email": person.email}
    if request.method == "POST":
        typed = {name: request.POST.get(name, "").strip() for name in typed}
        try:
            change_contact(person, typed["phone"], typed["email"])
        except NotAllowedError as refusal:
            messages.error(request, refusal.verdict.reason)
        else:
            messages.success(request, "手机和邮箱已保存。", extra_tags="done")
            return redirect("account_contact")
    return render(request, "account/contact.html", {"typed": typed})
