"""The edition a filing belongs to, found among the shipped ones."""

from __future__ import annotations

from functools import lru_cache

from jiqun.engine import (
    Address,
    Edition,
    Form,
    UnknownAddress,
    find_editions,
    load_edition,
    parse_address,
)
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


def address_in(edition: Edition, key: str) -> Address:
    """The answer or explanation a page names; raises UnknownAddress, also for an explanation of
    something the edition does not check: a misspelt field looks like one."""
    at = parse_address(edition.form, key)
    if at.code and all(check.code != at.code for check in edition.checks.checks):
        raise UnknownAddress(key)
    return at
