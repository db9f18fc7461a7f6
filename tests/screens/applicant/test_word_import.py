"""Word in: three ways side by side, nothing counts before it is accepted, answer by answer."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from desk_fixtures import Desk
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from worked_off import work_off

from jiqun.records.filings.models import ImportPreview
from jiqun.records.filings.queries import open_previews
from jiqun.site.serving.worker import MOST_TRIES, take_back

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
    return read(whole, changed(printed, BEFORE, AFTER))


def read(whole: Desk, data: bytes) -> str:
    """Bring a file and have it read; the address of the preview."""
    answer = upload(whole, data)
    assert answer.status_code == 302
    work_off()
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
    text = whole.get(read(whole, changed(printed, BEFORE, AFTER))).content.decode()
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


def test_file_that_is_no_word_file_is_refused_in_words_with_the_way_on(whole: Desk) -> None:
    text = whole.get(read(whole, b"not a word file")).content.decode()
    assert 'class="notice error"' in text and "没有读取" in text
    assert f'href="{whole.base}word/">重新上传' in text
    assert open_previews(whole.application.filing) == []


def test_without_a_file_nothing_is_queued(whole: Desk) -> None:
    answer = whole.post("word/")
    assert answer.status_code == 422 and "没有选择文件" in answer.content.decode()
    assert work_off() == 0


def test_upload_is_answered_before_the_file_is_read(whole: Desk) -> None:
    path = upload(whole, b"PK anything")["Location"].removeprefix(whole.base)
    text = whole.get(path).content.decode()
    assert "正在排队读取" in text and f'href="{whole.base}{path}">刷新' in text
    assert "word_import_polling" in text
    assert "正在读取" in whole.get("word/").content.decode()
    script = whole.get(path, HTTP_ACCEPT="application/json")
    assert script.json() == {"reading": True, "words": "文件已收到，正在排队读取。"}
    work_off()
    assert whole.get(path, HTTP_ACCEPT="application/json").json()["reading"] is False
    assert "word_import_polling" not in whole.get(path).content.decode()


def test_file_nobody_begins_to_read_says_whom_to_ask(whole: Desk) -> None:
    path = upload(whole, b"PK anything")["Location"].removeprefix(whole.base)
    ago = timezone.now() - timedelta(seconds=31)
    ImportPreview.objects.update(created_at=ago)
    text = whole.get(path).content.decode()
    assert "读取还没有开始，已等了 30 多秒" in text and "请联系管理员" in text


def test_file_behind_others_that_are_read_is_asked_to_wait(whole: Desk) -> None:
    path = upload(whole, b"PK anything")["Location"].removeprefix(whole.base)
    upload(whole, b"PK another")
    now = timezone.now()
    ImportPreview.objects.update(created_at=now - timedelta(seconds=31))
    ImportPreview.objects.filter(pk=ImportPreview.objects.latest("id").pk).update(begun_at=now)
    text = whole.get(path).content.decode()
    assert "前面还有别的文件在读取" in text and "联系管理员" not in text


def test_file_whose_reading_fails_shows_the_number_of_the_log(
    whole: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    path = upload(whole, b"PK anything")["Location"].removeprefix(whole.base)
    DBTaskResult.objects.update(status="RUNNING", worker_ids=["dead"] * MOST_TRIES)
    take_back("dead")
    text = whole.get(path).content.decode()
    number = re.search("事件编号 ([0-9A-F]{4}-[0-9A-F]{4})", text)
    assert number and number[1] in caplog.text and "重新上传" in text


def test_upload_that_is_put_aside_is_not_read(whole: Desk) -> None:
    path = upload(whole, b"PK anything")["Location"].removeprefix(whole.base)
    whole.post(f"{path}decide/", {"do": "discard"})
    work_off()
    assert "已放弃" in whole.get(path).content.decode()


def test_answers_of_a_file_not_read_yet_cannot_be_taken(whole: Desk) -> None:
    path = upload(whole, b"PK anything")["Location"].removeprefix(whole.base)
    given = {"do": "accept", "key": ["operator"]}
    said = whole.clerk.post(f"{whole.base}{path}decide/", given, follow=True)
    assert "还在读取，没有采用" in said.content.decode()


def test_after_the_deadline_a_file_is_not_read(whole: Desk) -> None:
    whole.close()
    answer = upload(whole, b"anything")
    assert "截止" in answer.content.decode()


def test_preview_of_another_county_is_not_there(whole: Desk) -> None:
    path = preview(whole)
    assert whole.stranger.get(whole.base + path).status_code == 404
    answer = whole.stranger.post(f"{whole.base}{path}decide/", {"do": "accept_all"})
    assert answer.status_code == 404 and whole.value("operator") == BEFORE
