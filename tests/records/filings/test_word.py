"""Word out and in again: three ways, nothing counts before it is accepted."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from docx import Document
from worked_off import preview_word

from jiqun.engine import Address, UnknownAddress, UnusableInput, cell, lay_out, write_word
from jiqun.records.filings.actions import (
    Saved,
    accept_import,
    discard_import,
    keep_printed_copy,
    save_answer,
)
from jiqun.records.filings.models import Filing, ImportPreview, PrintedCopy
from jiqun.records.filings.queries import (
    PreviewRow,
    answers,
    answers_now,
    open_previews,
    preview_of,
    preview_rows,
    report_of,
)
from jiqun.records.journal.queries import details_of, events_of
from jiqun.records.organisations.models import Person

pytestmark = pytest.mark.django_db


def _print(filing: Filing, by: Person) -> bytes:
    """The filing's Word file, as the desk gives it out."""
    keep_printed_copy(filing, by)
    return write_word(lay_out(answers(filing)))


def _typed_into(word: bytes, old: str, new: str) -> bytes:
    """The Word file with a text changed in it, wherever it stands."""
    document = Document(BytesIO(word))
    for text in document.element.body.iter(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
    ):
        text.text = (text.text or "").replace(old, new)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _unlike(preview: ImportPreview) -> dict[str, PreviewRow]:
    return {str(row.address): row for row in preview_rows(preview) if row.nature != "same"}


def test_unchanged_file_differs_nowhere(filled: Filing, clerk: Person) -> None:
    preview = preview_word(filled, _print(filled, clerk), clerk, "申报表.docx")
    assert _unlike(preview) == {}
    assert report_of(preview)["unclear"] == []
    assert len(preview_rows(preview)) > 150


def test_half_filled_file_differs_nowhere(filing: Filing, clerk: Person) -> None:
    save_answer(filing, cell("county_contact"), "马建国", 0, clerk)
    save_answer(filing, cell("total_output", "2024"), "四十亿", 0, clerk)
    save_answer(filing, Address("plan_targets", row="co2"), {"baseline": "1.81"}, 0, clerk)
    assert _unlike(preview_word(filing, _print(filing, clerk), clerk)) == {}


def test_text_the_paper_prints_by_itself_is_no_change(filing: Filing, clerk: Person) -> None:
    save_answer(filing, cell("county_contact"), "马建国", 0, clerk)
    save_answer(filing, cell("county_phone"), "0953-6021234", 0, clerk)
    word = _print(filing, clerk)
    assert _unlike(preview_word(filing, word, clerk)) == {}
    said = _unlike(preview_word(filing, _typed_into(word, "马建国 0953", "马建军 0953"), clerk))
    assert set(said) == {"cover_contact"}


def test_preview_tells_three_ways_and_accepting_saves_only_what_is_chosen(
    filled: Filing, clerk: Person, operator: Person
) -> None:
    word = _print(filled, clerk)
    word = _typed_into(word, "94.72", "94.80")  # theirs alone
    word = _typed_into(word, "0953-6021234", "0953-6029999")  # theirs and mine
    word = _typed_into(word, "49.46", "50.00")  # theirs alone, left out below
    save_answer(filled, cell("county_phone"), "0953-6020000", 1, operator)
    save_answer(filled, cell("sme_employees"), "6500", 1, operator)  # mine alone
    preview = preview_word(filled, word, clerk, "改过的申报表.docx")
    rows = _unlike(preview)
    assert {key: row.nature for key, row in rows.items()} == {
        "cover_contact": "theirs",
        "county_phone": "conflict",
        "area_km2": "theirs",
        "total_output:2024": "theirs",
        "sme_employees": "mine",
    }
    row = rows["county_phone"]
    assert (row.base, row.mine, row.theirs, row.revision) == (
        "0953-6021234",
        "0953-6020000",
        "0953-6029999",
        2,
    )
    assert answers_now(filled)[cell("total_output", "2024")].value == "94.72"

    accepted = accept_import(preview, [cell("total_output", "2024"), cell("county_phone")], clerk)
    assert [(str(s.address), s.value) for s in accepted.saved] == [
        ("total_output:2024", "94.80"),
        ("county_phone", "0953-6029999"),
    ]
    assert accepted.refused == ()
    fresh = Filing.objects.get()
    assert answers_now(fresh)[cell("area_km2")].value == "49.46"
    assert answers_now(fresh)[cell("sme_employees")].value == "6500"
    assert preview.state == "accepted" and open_previews(fresh) == []
    event = events_of(fresh.subject).filter(kind="word_imported").get()
    assert details_of(event)["accepted"] == ["total_output:2024", "county_phone"]
    changed = events_of(fresh.subject, "total_output:2024").last()
    assert changed is not None and details_of(changed)["origin"] == "word"
    with pytest.raises(UnusableInput, match="已经处理过"):
        accept_import(preview, [cell("area_km2")], clerk)


def test_answer_changed_since_the_file_was_read_is_refused_and_stays(
    filled: Filing, clerk: Person, operator: Person
) -> None:
    word = _typed_into(_print(filled, clerk), "94.72", "94.80")
    preview = preview_word(filled, _typed_into(word, "49.46", "50.00"), clerk)
    save_answer(filled, cell("total_output", "2024"), "95.00", 1, operator)
    accepted = accept_import(preview, [cell("total_output", "2024"), cell("area_km2")], clerk)
    assert [s.address for s in accepted.saved] == [cell("area_km2")]
    assert [(str(s.address), s.theirs, s.theirs_by) for s in accepted.refused] == [
        ("total_output:2024", "95.00", "zhongning-park经办人")
    ]
    (row,) = preview_rows(preview)
    assert (str(row.address), row.mine, row.theirs, row.nature) == (
        "total_output:2024",
        "95.00",
        "94.80",
        "conflict",
    )
    again = accept_import(preview, [cell("total_output", "2024")], clerk)
    assert isinstance(again.saved[0], Saved) and preview.state == "accepted"


def test_answer_emptied_in_the_file_is_offered_as_emptied(filled: Filing, clerk: Person) -> None:
    word = _typed_into(_print(filled, clerk), "49.46", "")
    preview = preview_word(filled, word, clerk)
    row = _unlike(preview)["area_km2"]
    assert (row.mine, row.theirs, row.nature) == ("49.46", "", "theirs")
    accept_import(preview, [cell("area_km2")], clerk)
    assert answers_now(Filing.objects.get())[cell("area_km2")].value is None


def test_file_printed_elsewhere_is_compared_two_ways(filled: Filing, clerk: Person) -> None:
    word = _typed_into(_print(filled, clerk), "94.72", "94.80")
    PrintedCopy.objects.all().delete()
    save_answer(filled, cell("area_km2"), "", 1, clerk)
    rows = _unlike(preview_word(filled, word, clerk))
    assert {key: (row.base, row.nature) for key, row in rows.items()} == {
        "area_km2": (None, "theirs"),
        "total_output:2024": (None, "conflict"),
    }


def test_discarded_preview_counts_for_nothing(filled: Filing, clerk: Person) -> None:
    preview = preview_word(filled, _print(filled, clerk), clerk)
    discard_import(preview, clerk)
    with pytest.raises(UnusableInput):
        accept_import(preview, [], clerk)
    assert preview_of(filled, preview.public_id).state == "discarded"


def test_answer_the_preview_does_not_have_is_refused(filled: Filing, clerk: Person) -> None:
    preview = preview_word(filled, _print(filled, clerk), clerk)
    with pytest.raises(UnknownAddress):
        accept_import(preview, [Address(list="patents")], clerk)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"PK\x03\x04 broken"])
def test_file_that_cannot_be_read_is_refused_in_words(
    filing: Filing, clerk: Person, data: bytes
) -> None:
    preview = preview_word(filing, data, clerk)
    assert preview.state == "refused" and re.search(r"[\u4e00-\u9fff]", preview.trouble)
    assert open_previews(filing) == []
    event = events_of(filing.subject).filter(kind="word_refused").get()
    assert details_of(event)["trouble"] == preview.trouble
    with pytest.raises(UnusableInput, match="已经处理过"):
        accept_import(preview, [], clerk)


def test_printed_twice_from_the_same_answers_is_one_copy(filing: Filing, clerk: Person) -> None:
    assert keep_printed_copy(filing, clerk) == keep_printed_copy(filing, clerk)
    save_answer(filing, cell("operator"), "甲", 0, clerk)
    keep_printed_copy(filing, clerk)
    assert PrintedCopy.objects.count() == 2
    assert events_of(filing.subject).filter(kind="word_printed").count() == 3


def test_preview_of_another_filing_is_not_found(
    filled: Filing, filing: Filing, clerk: Person
) -> None:
    preview = preview_word(filled, _print(filled, clerk), clerk)
    other = Filing.objects.create(
        edition=filing.edition,
        form=filing.form,
        owner=filing.owner,
        created_at=filing.created_at,
        changed_at=filing.changed_at,
    )
    for public_id in (preview.public_id, "0" * 32):
        with pytest.raises(ImportPreview.DoesNotExist):
            preview_of(other, public_id)
