"""Keeping what a Word file was written from, so that the changes made in it can be told later."""

from __future__ import annotations

from django.utils import timezone

from jiqun.engine import digest
from jiqun.records.filings.current_answers import current_answers_of
from jiqun.records.filings.models import Filing, PrintedCopy
from jiqun.records.filings.normalise import as_text
from jiqun.records.journal.actions import record, writing
from jiqun.records.organisations.models import Person


def keep_printed_copy(filing: Filing, by: Person, source: str = "web") -> PrintedCopy:
    """Keep the answers a Word file is being written from, under the digest the file carries.

    Printed twice from the same answers, it is the same copy. The filing then names the revision of
    the edition that it was printed and judged by.
    """
    state = current_answers_of(filing)
    judged_by = state.form.edition_revision
    printed = digest(state.answers)
    answers = as_text({str(at): value for at, value in state.values.items()})
    with writing(beside_others=True):
        Filing.objects.select_for_update(no_key=True).get(pk=filing.pk)
        copy, _ = PrintedCopy.objects.get_or_create(
            filing=filing,
            digest=printed,
            defaults={"answers": answers, "at": timezone.now()},
        )
        Filing.objects.filter(pk=filing.pk).update(edition_revision=judged_by)
        record("word_printed", filing.subject, by, details={"digest": printed}, source=source)
    filing.edition_revision = judged_by
    return copy
