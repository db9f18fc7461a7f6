"""Short texts that people write beside a form: a request, its reply, a remark."""

from __future__ import annotations

from jiqun.engine import UnusableInput, bad_character, clean_text

LONGEST = 500  # characters


def short_text(label: str, text: str, most: int = LONGEST) -> str:
    """A text as it is kept, through the door of all texts: its characters are those an answer may
    have. Raises UnusableInput (Chinese) where it is missing, too long, or has others; `label` is
    what is asked for."""
    bad = bad_character(text)
    if bad is not None:
        raise UnusableInput(
            f"“{label}”{bad['spot']}有{bad['name']}（{bad['character']}），没有保存。"
            "请删去这个字符后再试。"
        )
    kept = clean_text(text).strip()
    if not kept or len(kept) > most:
        raise UnusableInput(f"请填写“{label}”，不超过 {most} 个字。")
    return kept
