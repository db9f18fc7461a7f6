"""Word in: three ways side by side, nothing counts before it is accepted, answer by answer."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from whole_fixtures import Desk

from jiqun.records.filings.queries import open_previews

BEFORE, AFTER, HERE = "中宁枸杞园区管委会", "中宁枸杞园区运营公司", "中宁枸杞服务中心"


def changed(document: bytes, old: str, new: str) -> bytes:
    """A Word file with some words changed, as a person would in Word."""
    written = BytesIO()
    with ZipFile(BytesIO(document)) as source, ZipFile(written, "w") as target:
        for part in source.infolist():
            data = source.read(part)
            if part.filename == "word/document.xml":
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            target.writestr(part, data)
    return written.getvalue()


def upload(whole: Desk, data: bytes) -> HttpResponse:
    return whole.post("word/", {"file": SimpleUploadedFile("申报表.docx", data)})


def preview(whole: Desk) -> str:
    """Print, change the operator in the file, bring it back; the address of the preview."""
    whole.fill(operator=BEFORE, cluster_name="中宁县枸杞产业集群")
    printed = whole.post("download/word/").content
    answer = upload(whole, changed(printed, BEFORE, AFTER))
    assert answer.status_code == 302
    return answer["Location"].removeprefix(whole.base)


def test_file_is_shown_three_ways_and_changes_nothing_yet(whole: Desk) -> None:
    text = whole.get(preview(whole)).content.decode()
    assert "只有文件改过" in text and BEFORE in text
    assert 'data-key="operator"' in text and 'data-key="cluster_name"' not in text
    assert whole.value("operator") == BEFORE


def test_chosen_answer_is_taken_and_told(whole: Desk) -> None:
    path = preview(whole)
    given = {"do": "accept", "key": ["operator"]}
    said = whole.clerk.post(f"{whole.base}{path}decide/", given, follow=True)
    assert "已采用 1 项" in said.content.decode()
    assert whole.value("operator") == AFTER


def test_answer_changed_here_too_is_a_conflict_and_not_chosen(whole: Desk) -> None:
    whole.fill(operator=BEFORE)
    printed = whole.post("download/word/").content
    whole.fill(operator=HERE)
    answer = upload(whole, changed(printed, BEFORE, AFTER))
    text = whole.get(answer["Location"].removeprefix(whole.base)).content.decode()
    assert "两边都改过" in text and HERE in text and BEFORE in text
    box = text.partition('name="key" value="operator"')[2].partition(">")[0]
    assert "checked" not in box


def test_answer_changed_since_the_upload_is_refused_and_stays(whole: Desk) -> None:
    path = preview(whole)
    whole.fill(operator=HERE)
    given = {"do": "accept_all"}
    said = whole.clerk.post(f"{whole.base}{path}decide/", given, follow=True).content.decode()
    assert "1 项没有采用" in said and HERE in said
    assert whole.value("operator") == HERE


def test_everything_can_be_taken_at_once(whole: Desk) -> None:
    path = preview(whole)
    whole.post(f"{path}decide/", {"do": "accept_all"})
    assert whole.value("operator") == AFTER


def test_nothing_chosen_takes_nothing(whole: Desk) -> None:
    path = preview(whole)
    said = whole.clerk.post(f"{whole.base}{path}decide/", {"do": "accept"}, follow=True)
    assert "没有选中任何一项" in said.content.decode() and whole.value("operator") == BEFORE


def test_unknown_key_takes_nothing(whole: Desk) -> None:
    path = preview(whole)
    given = {"do": "accept", "key": ["operator", "salary"]}
    said = whole.clerk.post(f"{whole.base}{path}decide/", given, follow=True)
    assert "不在这次导入里" in said.content.decode() and whole.value("operator") == BEFORE


def test_discarded_import_leaves_everything(whole: Desk) -> None:
    path = preview(whole)
    whole.post(f"{path}decide/", {"do": "discard"})
    assert "已放弃" in whole.get(path).content.decode()
    assert open_previews(whole.application.filing) == []
    assert whole.value("operator") == BEFORE


def test_file_that_is_no_word_file_is_refused_in_words(whole: Desk) -> None:
    answer = upload(whole, b"not a word file")
    text = answer.content.decode()
    assert answer.status_code == 422 and 'class="notice error"' in text
    assert open_previews(whole.application.filing) == []


def test_after_the_deadline_a_file_is_not_read(whole: Desk) -> None:
    whole.close()
    answer = upload(whole, b"anything")
    assert "截止" in answer.content.decode()


def test_preview_of_another_county_is_not_there(whole: Desk) -> None:
    path = preview(whole)
    assert whole.stranger.get(whole.base + path).status_code == 404
    answer = whole.stranger.post(f"{whole.base}{path}decide/", {"do": "accept_all"})
    assert answer.status_code == 404 and whole.value("operator") == BEFORE
