"""Views of the account: allauth's, each change with its event in the same transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from allauth.account.views import PasswordChangeView, PasswordSetView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.forms import BaseForm
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.middleware.csrf import get_token
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_GET
from django.views.generic.edit import FormMixin

from jiqun.records.journal.actions import SYSTEM, record, writing
from jiqun.records.verdict import NotAllowedError
from jiqun.screens.account.forms import OwnPasswordForm
from jiqun.screens.account.own_password import EXPIRED, OWN_PASSWORD
from jiqun.screens.account.requests import asks_for_data, person_of

if TYPE_CHECKING:
    AnyFormMixin = FormMixin[BaseForm]
else:
    AnyFormMixin = FormMixin


class Recorded(AnyFormMixin):
    """A form whose success is an event of the person (`event`), in one transaction with it."""

    event: str
    request: HttpRequest

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Do what the form says and write it down."""
        person = person_of(self.request)
        with writing():
            answer = super().form_valid(form)
            record(self.event, f"person:{person.pk}", person, topic="account")
        return answer


class FactorLogin(AuthenticateView):
    """The code after the password; a script is answered in data, as it is at the password."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Go on to where the login leads."""
        answer = super().form_valid(form)
        return self._as_asked(answer, form, answer.get("Location"))

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        """Say what is wrong, and write down that somebody knew the password and not the code."""
        person = self.stage.login.user
        details = {"address": self.request.META.get("REMOTE_ADDR", ""), "factor": True}
        with writing():
            record("login_failed", f"person:{person.pk}", SYSTEM, "session", details)
        return self._as_asked(super().form_invalid(form), form)

    def _as_asked(
        self, answer: HttpResponse, form: BaseForm, sent_to: str | None = None
    ) -> HttpResponse:
        if not asks_for_data(self.request):
            return answer
        return get_adapter().ajax_response(self.request, answer, form=form, redirect_to=sent_to)


class ChangePassword(Recorded, PasswordChangeView):
    """A new password; other sessions of the person end by it."""

    event = "password_changed"
    success_url = reverse_lazy("account_place")


class SetOwnPassword(Recorded, PasswordSetView):
    """A password of one's own, in place of a one-time secret, or of one that is too old."""

    event = "password_changed"
    form_class = OwnPasswordForm
    success_url = reverse_lazy("home")

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """The page, for who has to be here."""
        if not request.session.get(OWN_PASSWORD):
            return HttpResponseRedirect(reverse("account_change_password"))
        # What allauth's own page asks there is whether there is no password at all.
        return super(PasswordSetView, self).dispatch(request, *args, **kwargs)

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Keep it, and let the person go on, unless the secret has expired meanwhile."""
        try:
            answer = super().form_valid(form)
        except NotAllowedError as refusal:
            form.add_error(None, refusal.verdict.reason)
            refused: HttpResponse = self.form_invalid(form)
            return refused
        self.request.session.pop(OWN_PASSWORD)
        return answer

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Whether it is the first password, or one is too old, and after how many days."""
        why = self.request.session[OWN_PASSWORD]
        shown = {"expired": why == EXPIRED, "days": settings.PASSWORD_DAYS}
        return {**super().get_context_data(**kwargs), **shown}


class AddFactor(Recorded, ActivateTOTPView):
    """A phone as second factor; the code that proved it is spent, so no login takes it again."""

    event = "second_factor_added"

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Add the phone and spend its code, as a login would."""
        with writing():
            answer = super().form_valid(form)
            added = Authenticator.objects.get(
                user=person_of(self.request), type=Authenticator.Type.TOTP
            )
            added.wrap().validate_code(form.cleaned_data["code"])
        return answer


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
    """Who is logged in, whether they must set a password first, and the token to send with changes:
    asked by a page after a new login."""
    person = request.user if request.user.is_authenticated else None
    return JsonResponse(
        {
            "person": person.username if person else None,
            "name": str(person) if person else None,
            "own_password": bool(person and request.session.get(OWN_PASSWORD)),
            "token": get_token(request),
        }
    )
