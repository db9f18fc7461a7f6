"""What forms about offices and people send: numbers and days; what is neither is none."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import QueryDict


def number_in(posted: QueryDict, name: str) -> int:
    """The number of a field; 0, under which there is nothing, where it is none."""
    text = posted.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def day_in(posted: QueryDict, name: str) -> date | None:
    """The day of a field, None where it is none."""
    try:
        return date.fromisoformat(posted.get(name, "").strip())
    except ValueError:
        return None


def numbers_in(posted: QueryDict, name: str) -> tuple[int, ...]:
    """The numbers of a field that is there several times, each once."""
    texts = (text for text in posted.getlist(name) if text.isascii() and text.isdigit())
    return tuple(dict.fromkeys(int(text) for text in texts if len(text) < 18))


def placed_in(posted: QueryDict, begin: str) -> dict[int, int]:
    """What was chosen for each of some things whose fields are named so with their number; what was
    left open is left out."""
    found: dict[int, int] = {}
    for name in posted:
        of = name.removeprefix(begin)
        if name.startswith(begin) and of.isascii() and of.isdigit() and len(of) < 18:
            chosen = number_in(posted, name)
            if chosen:
                found[int(of)] = chosen
    return found
