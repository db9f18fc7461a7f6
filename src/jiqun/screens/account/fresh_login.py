"""A fresh login 再次确认: what weighs much is done only by who gave the password not long ago; who
did not gives it once more, and what was sent goes on as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def fresh_login(weighs: Callable[[HttpRequest], bool]) -> Callable[[View], View]:
    """A decorator of a view: requests that weigh much need a fresh login; how fresh is said by
    ACCOUNT_REAUTHENTICATION_TIMEOUT. Put it inside of require_POST."""
    decorated: Callable[[View], View] = reauthentication_required(enabled=weighs)
    return decorated


def is_change(request: HttpRequest) -> bool:
    """Whether a request changes anything: for pages that are looked at without a fresh login."""
    return request.method == "POST"
