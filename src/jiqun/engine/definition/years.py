"""Find the years of a form in its texts: those that move along when the base year moves."""

from __future__ import annotations

import re
from collections.abc import Callable

from jiqun.engine.definition.form import year_of

WORDS = ("Y-3", "Y-2", "Y-1", "Y", "Y+1", "Y+2", "Y+3")

# Years that stay: of documents 〔2023〕, of standards GB/T 1234-2024, of names like liaoning-2023.
_FIXED = r"〔\d{4}〕|[A-Z]+(?:/[A-Z]+)? ?\d+(?:\.\d+)*[-—:]\d{4}|[a-z]-\d{4}"
_YEAR = re.compile(rf"{_FIXED}|(?<![A-Za-z\d])(?<!\d\.)(?P<year>20\d\d)(?![A-Za-z\d]|\.\d)")


def move_years(text: str, base_year: int, to: int) -> str:
    """The text with the years Y-2 to Y+3 of one base year turned into those of another."""
    return _replace(text, base_year, lambda word: year_of(word, to))


def without_years(text: str, base_year: int) -> str:
    """The text with the years Y-2 to Y+3 written as words, "{Y-1}": equal whatever the year."""
    return _replace(text, base_year, lambda word: "{" + word + "}")


def _replace(text: str, base_year: int, rewrite: Callable[[str], str]) -> str:
    # Y-3 stays: the year before the form is as likely that of a law as that of a figure.
    words = {year_of(word, base_year): word for word in WORDS[1:]}

    def replaced(match: re.Match[str]) -> str:
        word = words.get(match["year"] or "")
        return rewrite(word) if word else match[0]

    return _YEAR.sub(replaced, text)
