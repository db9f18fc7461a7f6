"""The form of a filing: the main one where none is named, or another; further folders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from jiqun.engine import Address
from jiqun.records.filings.actions import create_filing, save_answer
from jiqun.records.filings.editions import edition_named, edition_of, form_named, form_of
from jiqun.records.filings.models import Filing
from jiqun.records.filings.queries import answers, outcome
from jiqun.records.organisations.models import Office, Person

EDITIONS = Path(__file__).parents[2] / "engine" / "editions"

pytestmark = pytest.mark.django_db


@pytest.fixture
def hebei(settings: LazySettings) -> Iterator[str]:
    """The id of an edition of three forms, in a folder that the setting names."""
    settings.FORMS_FOLDERS = [EDITIONS]
    yield "hebei-2028"
    edition_named.cache_clear()
    form_named.cache_clear()


def test_filing_is_of_the_main_form_where_none_is_named(filing: Filing) -> None:
    assert filing.form == "application"
    assert form_of(filing) is edition_of(filing).main


def test_filing_is_of_the_form_it_was_made_for(hebei: str, county: Office, clerk: Person) -> None:
    filing = create_filing(hebei, county, clerk, form="onsite_statement")
    kept = Filing.objects.get(pk=filing.pk)
    assert (kept.edition, kept.form) == (hebei, "onsite_statement")
    assert form_of(kept).name == "hebei-2028/onsite_statement"
    save_answer(kept, Address("seen_companies"), "3", 0, clerk)
    assert answers(kept).form is form_of(kept)
    assert {f.at.field for f in outcome(kept).findings} == {"statement"}


@pytest.mark.parametrize(
    ("edition", "form"), [("hebei-2028", "landing"), ("mars-1999", ""), ("mars-1999", "landing")]
)
def test_filing_of_no_form_is_refused(
    hebei: str, county: Office, clerk: Person, edition: str, form: str
) -> None:
    with pytest.raises(LookupError):
        create_filing(edition, county, clerk, form=form)
    assert not Filing.objects.exists()


def test_edition_of_a_folder_the_setting_does_not_name_is_not_found() -> None:
    with pytest.raises(LookupError):
        form_named("hebei-2028")
