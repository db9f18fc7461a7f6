"""Forms of the login: the name in its one form, and the code that may be wrong so often only."""

from __future__ import annotations

from allauth.account.forms import LoginForm
from allauth.core import context, ratelimit
from allauth.mfa.base.forms import AuthenticateForm
from django.core.exceptions import ValidationError

from jiqun.records.organisations.account_names import account_name

_ACTION = "factor_code"  # its limit stands in the settings
_TOO_OFTEN = "验证码连续 5 次不对。请 15 分钟后再试，或者联系管理员。"


class NameForm(LoginForm):
    """Name and password. Each spelling of a name is the same name, also to who counts failures."""

    def clean_login(self) -> str:
        """The name in its one form."""
        return account_name(super().clean_login())


class CodeForm(AuthenticateForm):
    """The code at the login. Six digits can be guessed by who may guess for ever."""

    def clean_code(self) -> str:
        """The code, if it is right; a right one makes the wrong ones before it forgotten."""
        key = f"person:{self.user.pk}"
        if not ratelimit.consume(context.request, action=_ACTION, key=key):
            raise ValidationError(_TOO_OFTEN)
        code: str = super().clean_code()
        ratelimit.clear(context.request, action=_ACTION, key=key)
        return code
