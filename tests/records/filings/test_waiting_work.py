"""What of filings waits for somebody who leaves, and that it becomes their colleague's."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from jiqun.records.filings.actions import discard_import, upload_word_file
from jiqun.records.filings.models import Filing, ImportPreview, PreviewState
from jiqun.records.filings.open_uploads import OpenUpload, begin_upload, held, uploads_of
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.journal.queries import events_of
from jiqun.records.organisations.hand_over import hand_over
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.open_work import open_work_of
from jiqun.records.organisations.posts import RoleRefusedError, end_role

pytestmark = pytest.mark.django_db
WHY = "工作调动"
DATA = b"%PDF-1.7 " * 100


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, settings: Settings) -> None:
    settings.PARTS_DIR = tmp_path / "parts"
    settings.UPLOADS_DIR = tmp_path / "brought"


@pytest.fixture
def colleague(person: Callable[..., Person], county: Office) -> Person:
    return person("colleague", county, "county_clerk")


def brought(filing: Filing, by: Person, state: str) -> ImportPreview:
    preview = upload_word_file(filing, b"a Word file", by, f"{state}.docx")
    ImportPreview.objects.filter(pk=preview.pk).update(state=state)
    return ImportPreview.objects.get(pk=preview.pk)


def begun(by: Person) -> OpenUpload:
    digest = sha256(DATA).hexdigest()
    made = begin_upload(
        OpenUpload("", by.pk, "/a/1/", "evidence", "证明.pdf", len(DATA), digest, {"kind": "x"})
    )
    with held(made) as now:
        now.append(0, DATA[:300])
    return made


def test_word_files_nobody_decided_on_wait_for_who_brought_them(
    filing: Filing, clerk: Person, colleague: Person
) -> None:
    for state in PreviewState:
        brought(filing, clerk, state)
    assert [one.words for one in open_work_of(clerk)] == [
        "中宁县工业和信息化局的表中正在读取的 Word 文件“reading.docx”",
        "中宁县工业和信息化局的表中待确认的 Word 文件“open.docx”",
    ]
    assert open_work_of(colleague) == []


def test_handed_over_word_file_waits_for_the_colleague_and_keeps_its_names(
    filing: Filing, clerk: Person, colleague: Person
) -> None:
    preview = brought(filing, clerk, PreviewState.OPEN)
    done = brought(filing, clerk, PreviewState.ACCEPTED)
    with pytest.raises(RoleRefusedError, match=r"还有1项工作没有办完：.*“open\.docx”"):
        end_role(clerk.posts[0], SYSTEM)
    hand_over(clerk, colleague, SYSTEM, WHY)
    preview.refresh_from_db(), done.refresh_from_db()
    assert (preview.created_by, preview.waits_for) == (clerk, colleague)
    assert done.waits_for is None
    assert not open_work_of(clerk) and len(open_work_of(colleague)) == 1
    names = events_of(filing.subject).filter(kind="word_uploaded").values_list("person_name")
    assert set(names) == {(clerk.full_name,)}
    end_role(clerk.posts[0], SYSTEM)
    hand_over(colleague, hire_back(clerk), SYSTEM, WHY)  # and back to who brought it
    preview.refresh_from_db()
    assert preview.waits_for == clerk and len(open_work_of(clerk)) == 1


def hire_back(one: Person) -> Person:
    """Somebody whose role had ended, in it again."""
    one.memberships.update(until=None)
    return Person.objects.get(pk=one.pk)


def test_word_file_put_aside_waits_for_nobody(filing: Filing, clerk: Person) -> None:
    discard_import(brought(filing, clerk, PreviewState.OPEN), clerk)
    assert open_work_of(clerk) == []
    end_role(clerk.posts[0], SYSTEM)


def test_file_not_wholly_uploaded_goes_on_where_it_stood_with_the_colleague(
    clerk: Person,
    colleague: Person,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    upload = begun(clerk)
    assert [one.words for one in open_work_of(clerk)] == ["没有传完的文件“证明.pdf”"]
    with django_capture_on_commit_callbacks(execute=True):
        hand_over(clerk, colleague, SYSTEM, WHY)
    (given,) = uploads_of(colleague.pk)
    assert uploads_of(clerk.pk) == [] == open_work_of(clerk)
    assert (given.id, given.offset, given.sha256) == (upload.id, 300, upload.sha256)
    with held(given) as now:
        now.append(300, DATA[300:])
        content = now.content()
        assert content and content.read() == DATA
