"""The gates: nobody passes without a login, nor some roles without their second factor."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.urls import reverse

from jiqun.records.organisations.queries import role_of
from jiqun.screens.account.request_kind import asks_for_data


class LoginGate(LoginRequiredMiddleware):
    """Every view needs a login unless it says otherwise.

    A page is sent to the login; a script is told by 401 where the login is, so that the page it
    runs on stays as it is, with all that was typed.
    """

    # The stubs know of no answer but Django's own; its process_view hands on whatever comes.
    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        """The answer to who is not logged in."""
        if asks_for_data(request):
            return JsonResponse({"login": self.get_login_url_path(view_func)}, status=401)
        return super().handle_no_permission(request, view_func)

    def get_login_url_path(self, view_func: Callable[..., HttpResponseBase]) -> str:
        """The address of the login."""
        return reverse(self.get_login_url(view_func))


def second_factor_gate(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """The middleware: a role that needs a second factor reaches only its own account until then."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if _may_pass(request):
            return get_response(request)
        enrolment = reverse("mfa_activate_totp")
        if asks_for_data(request):
            return JsonResponse({"login": enrolment}, status=401)
        return HttpResponseRedirect(enrolment)

    return middleware


def _may_pass(request: HttpRequest) -> bool:
    return (
        not settings.SECOND_FACTOR_ROLES
        or not request.user.is_authenticated
        or request.path.startswith(reverse("account_place"))
        or role_of(request.user) not in settings.SECOND_FACTOR_ROLES
        or is_mfa_enabled(request.user)
    )
