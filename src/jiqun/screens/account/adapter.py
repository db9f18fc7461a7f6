"""How allauth does things here: no sign-up, logins in the journal, secrets kept enciphered."""

from __future__ import annotations

import base64
import hashlib
import time
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from jiqun.records.journal.actions import SYSTEM, record, writing
from jiqun.records.organisations.one_time_secrets import set_own_password
from jiqun.records.organisations.queries import person_named
from jiqun.screens.account.own_password import OWN_PASSWORD, why_own_password
from jiqun.screens.account.own_sessions import CAME_FROM, came_from

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

# Said by the page itself; a message above it would only stand in the way.
_SILENT = {
    "account/messages/logged_in.txt",
    "account/messages/logged_out.txt",
    "account/messages/password_set.txt",
    "mfa/messages/recovery_codes_generated.txt",
}


class AccountAdapter(DefaultAccountAdapter):
    """Logins and logouts with their events."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "用户名或密码不对。请检查大小写，再输入一次。",
        "incorrect_password": "密码不对。请再输入一次。",
        "enter_current_password": "当前密码不对。请再输入一次。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are handed out by the office above; nobody makes their own."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Whether to ask for the password again: not from who has just typed it to log in."""
        began: int = context.request.session.get("began", 0)
        timeout: int = account_settings.REAUTHENTICATION_TIMEOUT
        return time.time() - began > timeout

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """A message on the next page, where it says something the page does not."""
        if message_template not in _SILENT:
            super().add_message(
                request, level, message_template, message_context, extra_tags, message
            )

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Log in, with the event."""
        if not isinstance(user, get_user_model()):
            raise TypeError(f"{user!r} is no person of this site")
        with writing(beside_others=True):
            super().login(request, user)
            request.session[CAME_FROM] = came_from(request)
            request.session[OWN_PASSWORD] = why_own_password(user)
            record("logged_in", f"person:{user.pk}", user, "session", _from(request))

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Keep a password that somebody chose, by the one way there is for it."""
        if not isinstance(user, get_user_model()):
            raise TypeError(f"{user!r} is no person of this site")
        user.set_password(password)
        set_own_password(user, user)

    def logout(self, request: HttpRequest) -> None:
        """Log out, with the event."""
        person = request.user
        with writing(beside_others=True):
            if person.is_authenticated:
                record("logged_out", f"person:{person.pk}", person, "session", _from(request))
            super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write down that a login failed.

        A name nobody bears is not written down: it may be a password in the wrong place.
        """
        person = person_named(str(credentials.get("username", ""))[:150])
        subject = f"person:{person.pk}" if person else "person:unknown"
        locked = bool(getattr(request, "axes_locked_out", False))
        with writing(beside_others=True):
            record("login_failed", subject, SYSTEM, "session", {**_from(request), "locked": locked})


class FactorAdapter(DefaultMFAAdapter):
    """Second factors: their secrets are in the database only enciphered with the site's secret."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "验证码不对，或者刚才已经用过。请等验证器显示下一个验证码，再输入。",
    }

    def build_totp_svg(self, url: str) -> SafeString:
        """The square to be scanned, as an element for the page: no picture from a data: address."""
        drawn = ElementTree.fromstring(super().build_totp_svg(url))  # noqa: S314 - drawn just now
        ElementTree.register_namespace("", "http://www.w3.org/2000/svg")
        return mark_safe(ElementTree.tostring(drawn, encoding="unicode"))  # noqa: S308

    def encrypt(self, text: str) -> str:
        """The text enciphered."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text again."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> Fernet:
    key = hashlib.sha256(b"jiqun second factor\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def _from(request: HttpRequest) -> dict[str, object]:
    return {"address": request.META.get("REMOTE_ADDR", "")}
