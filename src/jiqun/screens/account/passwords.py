"""What a new password must be, beside what Django itself asks: long enough, said in Chinese."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator


class LengthValidator(MinimumLengthValidator):
    """Django's own, whose words for a short password are not translated."""

    def get_error_message(self) -> str:
        """What is wrong and what to do."""
        return f"密码少于 {self.min_length} 个字符。请加长，例如用一句话。"
