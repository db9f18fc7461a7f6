"""A Word file on its way through the worker: kept, read once, refused, put aside, given up."""

from __future__ import annotations

import dataclasses
import io
import os
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings
from worked_off import preview_word, work_off

from jiqun.engine import (
    Answers,
    Form,
    UnusableInput,
    WordReading,
    lay_out,
    load_edition,
    new_edition,
    write_word,
)
from jiqun.engine.reading.gate import sandbox
from jiqun.records.filings.actions import (
    discard_import,
    keep_printed_copy,
    read_upload,
    read_uploaded_word,
    sweep_uploads,
    upload_word_file,
)
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.models import Filing, ImportPreview
from jiqun.records.filings.queries import answers, report_of
from jiqun.records.journal.actions import writing
from jiqun.records.journal.queries import events_of
from jiqun.records.organisations.models import Person

pytestmark = pytest.mark.django_db


def _print(filing: Filing, by: Person) -> bytes:
    """The filing's Word file, as the desk gives it out."""
    keep_printed_copy(filing, by)
    return write_word(lay_out(answers(filing)))


def kept(settings: Settings) -> list[Path]:
    """The Word files that still lie there."""
    return [path for path in Path(settings.UPLOADS_DIR).rglob("*") if path.is_file()]


@pytest.fixture
def brought(tmp_path: Path, settings: Settings) -> Any:
    settings.UPLOADS_DIR = tmp_path / "brought"
    return settings


def test_file_lies_there_until_it_is_read(filing: Filing, clerk: Person, brought: Any) -> None:
    preview = upload_word_file(filing, b"%PDF-1.4", clerk)
    assert [path.read_bytes() for path in kept(brought)] == [b"%PDF-1.4"]
    work_off()
    assert kept(brought) == []
    preview.refresh_from_db()
    assert preview.stored == ""


def test_upload_that_fails_leaves_neither_file_nor_job(
    filing: Filing, clerk: Person, brought: Any
) -> None:
    with pytest.raises(ValueError, match="elsewhere"), writing():
        upload_word_file(filing, b"%PDF-1.4", clerk)
        raise ValueError("elsewhere")
    assert work_off() == 0 and not ImportPreview.objects.exists()
    for path in kept(brought):
        os.utime(path, (0, 0))
    assert len(sweep_uploads()) == 1 and kept(brought) == []


def test_file_that_waits_is_not_swept(filing: Filing, clerk: Person, brought: Any) -> None:
    upload_word_file(filing, b"%PDF-1.4", clerk)
    (path,) = kept(brought)
    os.utime(path, (0, 0))
    assert sweep_uploads() == [] and kept(brought) == [path]


def test_reading_done_once_more_changes_nothing(filled: Filing, clerk: Person) -> None:
    preview = preview_word(filled, _print(filled, clerk), clerk)
    before = list(ImportPreview.objects.values())
    read_uploaded_word(preview.public_id)
    assert list(ImportPreview.objects.values()) == before
    assert events_of(filled.subject).filter(kind="word_previewed").count() == 1


def test_preview_put_aside_while_it_is_read_stays_aside(
    filled: Filing, clerk: Person, brought: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = upload_word_file(filled, _print(filled, clerk), clerk)
    read = read_upload.read_known_word

    def read_slowly(data: bytes, folders: Sequence[Path], ours: Form) -> WordReading:
        discard_import(preview, clerk)
        return read(data, folders, ours)

    monkeypatch.setattr(read_upload, "read_known_word", read_slowly)
    work_off()
    preview.refresh_from_db()
    assert (preview.state, preview.theirs) == ("discarded", "")
    assert not events_of(filled.subject).filter(kind="word_previewed").exists()


def test_file_that_was_lost_asks_for_another(filing: Filing, clerk: Person, brought: Any) -> None:
    preview = upload_word_file(filing, b"%PDF-1.4", clerk)
    kept(brought)[0].unlink()
    work_off()
    preview.refresh_from_db()
    assert preview.state == "refused" and "请重新上传" in preview.trouble


def test_file_that_takes_too_long_is_refused_at_once(
    filing: Filing, clerk: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nwhile True: pass"
    monkeypatch.setattr(sandbox, "COMMAND", (sys.executable, "-c", slow))
    preview = preview_word(filing, b"PK", clerk)
    assert preview.state == "refused" and "时间或内存超过了限制" in preview.trouble


def test_reader_that_breaks_is_tried_again_before_the_file_is_given_up(
    filing: Filing, clerk: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    word = _print(filing, clerk)
    with monkeypatch.context() as broken:
        broken.setattr(sandbox, "COMMAND", (sys.executable, "-c", "raise SystemExit(1)"))
        preview = preview_word(filing, word, clerk)
    assert preview.state == "reading" and preview.begun_at is not None
    DBTaskResult.objects.update(run_after=timezone.now())
    work_off()
    preview.refresh_from_db()
    assert preview.state == "open"


def test_sixth_file_that_would_wait_is_not_taken(
    filing: Filing, clerk: Person, brought: Any
) -> None:
    for _ in range(5):
        upload_word_file(filing, b"%PDF-1.4", clerk)
    with pytest.raises(UnusableInput, match="已有 5 份"):
        upload_word_file(filing, b"%PDF-1.4", clerk)
    assert len(kept(brought)) == 5
    work_off()
    assert upload_word_file(filing, b"%PDF-1.4", clerk).state == "reading"


def _of_next_year(tmp_path: Path, filing: Filing) -> Form:
    """The form of a copy of the filing's edition for the next year."""
    ours = form_of(filing)
    target = tmp_path / "forms" / "elsewhere-2027"
    assert new_edition(ours.folder.parent, target, target.name, 2026) == []
    return load_edition(target).main


def _without_name(word: bytes) -> bytes:
    """The file without its custom properties, with its tags."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            data = source.read(info).replace(b'name="jiqunForm"', b'name="other"')
            target.writestr(info, data)
    return out.getvalue()


@pytest.mark.parametrize(("named", "how"), [(True, "写明是"), (False, "按文字认出是")])
def test_file_of_another_edition_is_refused_in_words_that_name_both(
    filled: Filing, clerk: Person, tmp_path: Path, settings: Settings, named: bool, how: str
) -> None:
    other = _of_next_year(tmp_path, filled)
    settings.FORMS_FOLDERS = [tmp_path / "forms"]
    word = write_word(lay_out(Answers(other)))
    preview = preview_word(filled, word if named else _without_name(word), clerk)
    assert preview.state == "refused"
    assert how in preview.trouble
    assert "elsewhere-2027" in preview.trouble and form_of(filled).name in preview.trouble


def test_file_without_a_name_is_recognised_and_the_preview_says_so(
    filled: Filing, clerk: Person
) -> None:
    preview = preview_word(filled, _without_name(_print(filled, clerk)), clerk)
    assert preview.state == "open"
    assert "按文字认出是" in str(report_of(preview)["notices"])


def test_file_of_a_form_nobody_knows_is_refused(filled: Filing, clerk: Person) -> None:
    paper = dataclasses.replace(lay_out(answers(filled)), form="elsewhere-2030")
    preview = preview_word(filled, write_word(paper), clerk)
    assert preview.state == "refused"
    assert "写明是“elsewhere-2030”的表，这里没有这个表" in preview.trouble


def test_file_named_by_edition_and_form_is_the_main_form(filled: Filing, clerk: Person) -> None:
    name = f"{form_of(filled).name}/{form_of(filled).id}"
    paper = dataclasses.replace(lay_out(answers(filled)), form=name)
    preview = preview_word(filled, write_word(paper), clerk)
    assert preview.state == "open" and report_of(preview)["notices"] == []
