"""The one form of a user name 用户名: what is typed at the login is matched and counted by it."""

from __future__ import annotations

import unicodedata


def account_name(typed: str) -> str:
    """NFKC, case-folded, without white space and what nobody sees: “ＺhongNing ” is zhongning."""
    folded = unicodedata.normalize("NFKC", typed).casefold()
    seen = (mark for mark in folded if unicodedata.category(mark) not in ("Cf", "Cc"))
    return unicodedata.normalize("NFKC", "".join("".join(seen).split()))
