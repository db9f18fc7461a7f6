"""The form a filing fills in, found among the shipped editions and those of JIQUN_FORMS."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from django.conf import settings

from jiqun import __version__
from jiqun.engine import (
    Address,
    Edition,
    Form,
    UnknownAddress,
    edition_digest,
    find_edition,
    find_editions,
    find_form,
    parse_address,
)
from jiqun.records.filings.models import Filing


@lru_cache(maxsize=32)
def edition_named(edition_id: str) -> Edition:
    """The edition of an id; raises LookupError where there is none."""
    return find_edition(edition_id, settings.FORMS_FOLDERS)


@dataclass(frozen=True, slots=True)
class EditionOffered:
    """An edition that can be named by a call: its title, and its standards 认定标准 by id."""

    id: str
    title: str
    standards: Mapping[str, str]


def editions_offered() -> list[EditionOffered]:
    """All editions that are installed, the newest first."""
    found = (edition_named(one) for one in find_editions(settings.FORMS_FOLDERS))
    return [
        EditionOffered(one.id, one.title, {each.id: each.title for each in one.main.standards})
        for one in sorted(found, key=lambda one: (-one.base_year, one.id))
    ]


@lru_cache(maxsize=32)
def rules_of(edition_id: str) -> str:
    """The name of the rules that the filings of an edition are judged by: another one after each
    change of the edition's files and with each version of the program. Raises LookupError."""
    content = edition_digest(edition_named(edition_id).folder)
    return sha256(f"{__version__} {content}".encode()).hexdigest()


def edition_of(filing: Filing) -> Edition:
    """The edition of a filing."""
    return edition_named(filing.edition)


@lru_cache(maxsize=128)
def form_named(edition_id: str, form_id: str = "") -> Form:
    """The form of an edition, the main one where none is named; raises LookupError where there is
    no such edition or form."""
    name = f"{edition_id}/{form_id}" if form_id else edition_id
    return find_form(name, settings.FORMS_FOLDERS)


def form_of(filing: Filing) -> Form:
    """The form a filing fills in."""
    return form_named(filing.edition, filing.form)


def address_in(form: Form, key: str) -> Address:
    """The answer or explanation a page names; raises UnknownAddress, also for an explanation of
    something the form does not check: a misspelt field looks like one."""
    at = parse_address(form, key)
    if at.code and all(check.code != at.code for check in form.checks.checks):
        raise UnknownAddress(key)
    return at
