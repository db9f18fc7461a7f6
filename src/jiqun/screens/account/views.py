"""Views of the account: allauth's, each change with its event in the same transaction."""

from __future__ import annotations

from typing import Any

from allauth.account.views import PasswordChangeView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_GET

from jiqun.records.journal.actions import record, writing


class Recorded:
    """A form whose success is an event of the person (`event`), in one transaction with it."""

    event: str
    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        """Do what the form says and write it down."""
        person = self.request.user
        with writing():
            answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
            record(self.event, f"person:{person.pk}", person, topic="account")
        return answer


class ChangePassword(Recorded, PasswordChangeView):
    """A new password; other sessions of the person end by it."""

    event = "password_changed"
    success_url = reverse_lazy("account_place")


class AddFactor(Recorded, ActivateTOTPView):
    """A phone as second factor."""

    event = "second_factor_added"


class RemoveFactor(Recorded, DeactivateTOTPView):
    """No second factor any more."""

    event = "second_factor_removed"


class MakeCodes(Recorded, GenerateRecoveryCodesView):
    """New recovery codes; the old ones lose their force."""

    event = "recovery_codes_made"


@require_GET
def place(request: HttpRequest) -> HttpResponse:
    """The account's own page is the one of the second factor."""
    return HttpResponseRedirect(reverse("mfa_index"))


@require_GET
@login_not_required
def session(request: HttpRequest) -> JsonResponse:
    """Who is logged in and the token to send with changes: asked by a page after a new login."""
    person = request.user if request.user.is_authenticated else None
    return JsonResponse(
        {
            "person": person.username if person else None,
            "name": str(person) if person else None,
            "token": get_token(request),
        }
    )
