"""Forms of the login: the name in its one form, the code that may be wrong so often only, and the
password of one's own in place of what was given."""

from __future__ import annotations

from allauth.account.forms import LoginForm, SetPasswordForm
from allauth.core import context, ratelimit
from allauth.mfa.base.forms import AuthenticateForm
from django.core.exceptions import ValidationError

from jiqun.records.organisations.account_names import account_name
from jiqun.records.organisations.one_time_secrets import can_log_in
from jiqun.records.verdict import ALLOWED

_ACTION = "factor_code"  # its limit stands in the settings
_THE_SAME = "新密码和现在的密码相同。请换一个只有您知道的密码。"
_TOO_OFTEN = "验证码连续 5 次不对。请 15 分钟后再试，或者联系管理员。"


class NameForm(LoginForm):
    """Name and password. Each spelling of a name is the same name, also to who counts failures."""

    def clean_login(self) -> str:
        """The name in its one form."""
        return account_name(super().clean_login())

    def clean(self) -> dict[str, object]:
        """The right password, unless it is a one-time secret that has expired."""
        cleaned: dict[str, object] = super().clean()  # type: ignore[no-untyped-call]  # allauth gives no types here
        verdict = can_log_in(self.user) if self.user is not None else ALLOWED
        if not verdict:
            raise ValidationError(verdict.reason)
        return cleaned


class OwnPasswordForm(SetPasswordForm):
    """A password of one's own, which is not the one it takes the place of."""

    def clean_password1(self) -> str:
        """The new password."""
        password: str = self.cleaned_data["password1"]
        if self.user is not None and self.user.check_password(password):
            raise ValidationError(_THE_SAME)
        return password


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
