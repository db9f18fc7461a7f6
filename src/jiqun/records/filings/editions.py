"""The edition a filing belongs to, found among the shipped ones."""

from __future__ import annotations

from functools import lru_cache

from jiqun.engine import Edition, Form, find_editions, load_edition
from jiqun.records.filings.models import Filing


@lru_cache(maxsize=32)
def edition_named(edition_id: str) -> Edition:
    """The edition of an id; raises LookupError where there is none."""
    folder = find_editions().get(edition_id)
    if folder is None:
        raise LookupError(f"no edition {edition_id!r}")
    return load_edition(folder)


def edition_of(filing: Filing) -> Edition:
    """The edition of a filing."""
    return edition_named(filing.edition)


def form_of(filing: Filing) -> Form:
    """The form a filing fills in."""
    return edition_named(filing.edition).form
