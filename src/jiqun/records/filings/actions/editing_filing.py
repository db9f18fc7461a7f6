"""The gate to changing a filing that belongs to no application."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from jiqun.records.filings.models import Filing
from jiqun.records.filings.queries import filing_held
from jiqun.records.filings.rules import can_edit_filing
from jiqun.records.journal.actions import writing
from jiqun.records.organisations.models import Person
from jiqun.records.verdict import NotAllowedError


@contextmanager
def editing_filing(public_id: str, by: Person) -> Iterator[Filing]:
    """The filing of an address, for changes by somebody who may make them.

    It is read and the rule is asked inside the transaction of the changes. Raises NotAllowedError,
    and NotFound for a filing the person may not even see or that an application has.
    """
    with writing(beside_others=True):
        held = filing_held(by, public_id)
        verdict = can_edit_filing(by, held)
        if not verdict:
            raise NotAllowedError(verdict)
        yield held
