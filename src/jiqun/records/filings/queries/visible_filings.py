"""The filings that belong to no application, as far as a person may see them."""

from __future__ import annotations

from django.db.models import QuerySet

from jiqun.records.filings.models import Filing
from jiqun.records.filings.public_ids import is_id
from jiqun.records.filings.rules import SIGHT, can_see_filing
from jiqun.records.organisations.models import Person
from jiqun.records.organisations.sight import seen_by
from jiqun.records.paged_rows import Rows
from jiqun.records.verdict import NotFound


def filings_for(person: Person) -> Rows[Filing]:
    """The filings without an application that a person may see; one that has an application is
    reached by that alone, with its deadline."""
    return Rows(_visible(person), lambda filing: filing)


def _visible(person: Person) -> QuerySet[Filing]:
    alone = Filing.objects.filter(
        seen_by(SIGHT, person), application__isnull=True, attached__isnull=True
    )
    return alone.select_related("owner").order_by("owner__division", "id")


def filing_for(person: Person, public_id: str) -> Filing:
    """A filing without an application that a person may see; raises NotFound for one of others and
    for none alike."""
    return _checked(person, _visible(person), public_id)


def filing_held(person: Person, public_id: str) -> Filing:
    """The same inside `writing`, held, so that nobody else changes it."""
    held = _visible(person).select_for_update(of=("self",), no_key=True)
    return _checked(person, held, public_id)


def _checked(person: Person, rows: QuerySet[Filing], public_id: str) -> Filing:
    filing = rows.filter(public_id=public_id).first() if is_id(public_id) else None
    if filing is None or not can_see_filing(person, filing):
        raise NotFound
    return filing
