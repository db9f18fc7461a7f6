"""What a new password must be, beside what Django itself asks, said in Chinese: long enough; and in
the profile 等级保护 of several sorts of characters, and none of the last five."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

_SORTS = 3
_SIMPLE = "密码的字符种类太少。请在大写字母、小写字母、数字、其他字符（汉字、标点）中至少用三种。"
_AGAIN = "这个密码最近用过。请换一个和前五次都不同的密码。"


class LengthValidator(MinimumLengthValidator):
    """Django's own, whose words for a short password are not translated."""

    def get_error_message(self) -> str:
        """What is wrong and what to do."""
        return f"密码少于 {self.min_length} 个字符。请加长，例如用一句话。"


class ComplexityValidator:
    """Three of four sorts of characters: capital letters, small letters, digits, all others."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raises ValidationError for fewer."""
        sorts = {_sort(character) for character in password}
        if len(sorts) < _SORTS:
            raise ValidationError(_SIMPLE)

    def get_help_text(self) -> str:
        """What is asked, before anything is wrong."""
        return _SIMPLE.partition("。")[2]


class HistoryValidator:
    """None of the last passwords of the same person."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raises ValidationError for one that was used before."""
        # Settings name this module before there are any tables.
        from jiqun.records.organisations.kept_passwords import was_used_before

        pk = getattr(user, "pk", None)
        if pk is not None and was_used_before(pk, password):
            raise ValidationError(_AGAIN)

    def get_help_text(self) -> str:
        """What is asked, before anything is wrong."""
        return _AGAIN.partition("。")[2]


def _sort(character: str) -> str:
    if not character.isascii():
        return "other"
    if character.isdigit():
        return "digit"
    if character.isalpha():
        return "capital" if character.isupper() else "small"
    return "other"
