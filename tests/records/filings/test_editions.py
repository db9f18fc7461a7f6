"""The form of a filing: the main one where none is named, or another; further folders."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings
from tests.records.filings.new_process import begin_anew

from jiqun.engine import cell, lint, lock, revise
from jiqun.engine.definition.edition import _load
from jiqun.records.filings.actions import (
    create_filing,
    keep_printed_copy,
    mark_changed,
    save_answer,
)
from jiqun.records.filings.editions import edition_named, edition_of, form_named, form_of, rules_of
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


@pytest.fixture
def own(tmp_path: Path, settings: LazySettings) -> Iterator[Path]:
    """A tiny edition in a folder of the site's own, its only form in a folder of another name."""
    folder = Path(shutil.copytree(EDITIONS / "yunnan-2027", tmp_path / "forms" / "yunnan-2027"))
    (folder / "application").rename(folder / "petition")
    edition = folder / "edition.yaml"
    text = edition.read_text(encoding="utf-8")
    edition.write_text(text.replace("[application]", "[petition]"), encoding="utf-8")
    settings.FORMS_FOLDERS = [folder.parent]
    yield folder
    edition_named.cache_clear()
    form_named.cache_clear()


def revise_on_site(folder: Path) -> None:
    """Correct a check of the edition, sign it, and begin anew as a restarted site does."""
    lock(folder, lint)
    path = folder / "petition" / "checks" / "output.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("请核对。", "请核实。"), encoding="utf-8")
    revise(folder, "张三", "更正提示", date(2027, 3, 1), lint)
    begin_anew()
    for cache in (edition_named, form_named, rules_of, _load):
        cache.cache_clear()


def test_filing_is_of_the_main_form_where_none_is_named(filing: Filing) -> None:
    assert filing.form == "application"
    assert form_of(filing) is edition_of(filing).main


def test_filing_is_of_the_form_it_was_made_for(hebei: str, county: Office, clerk: Person) -> None:
    filing = create_filing(hebei, county, clerk, form="onsite_statement")
    kept = Filing.objects.get(pk=filing.pk)
    assert (kept.edition, kept.form) == (hebei, "onsite_statement")
    assert form_of(kept).name == "hebei-2028/onsite_statement"
    save_answer(kept, cell("seen_companies"), "3", 0, clerk)
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


def test_filing_of_a_form_in_a_folder_of_the_sites_own_is_filled_in(
    own: Path, county: Office, clerk: Person
) -> None:
    filing = create_filing("yunnan-2027", county, clerk)
    assert (filing.form, form_of(filing).folder) == ("petition", own / "petition")
    save_answer(filing, cell("company_count", "2026"), "3", 0, clerk)
    judged = outcome(filing)
    assert judged.form is form_of(filing)
    codes = {f.code for f in judged.findings}
    assert "too_few_companies" in codes
    assert "unknown_form" not in codes


def test_filing_names_the_revision_in_force_when_it_was_made(
    own: Path, county: Office, clerk: Person, filing: Filing
) -> None:
    assert filing.edition_revision == "2026.0"
    revise_on_site(own)
    assert create_filing("yunnan-2027", county, clerk).edition_revision == "2027.1"


def test_filing_names_a_later_revision_once_it_is_judged_by_it(
    own: Path, county: Office, clerk: Person
) -> None:
    filings = [create_filing("yunnan-2027", county, clerk) for _ in range(4)]
    revise_on_site(own)
    for filing in filings:
        filing.refresh_from_db()
        outcome(filing)  # a look alone notes nothing
        assert filing.edition_revision == "2027.0"
    saved, turned, printed, left = filings
    save_answer(saved, cell("company_count", "2026"), "3", 0, clerk)
    mark_changed(turned)
    keep_printed_copy(printed, clerk)
    for filing in (saved, turned, printed):
        assert filing.edition_revision == "2027.1"
        assert Filing.objects.get(pk=filing.pk).edition_revision == "2027.1"
    assert Filing.objects.get(pk=left.pk).edition_revision == "2027.0"
