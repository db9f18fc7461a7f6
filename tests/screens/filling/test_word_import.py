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

from jiqun.records.filings.models import Filing, ImportPreview
from jiqun.records.filings.queries import open_previews
from jiqun.records.organisations.models import Person
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


def upload(own_desk: Desk, data: bytes) -> HttpResponse:
    return own_desk.post("word/", {"file": SimpleUploadedFile("申报表.docx", data)})


def preview(own_desk: Desk) -> str:
    """Print, change the operator in the file, bring it back; the address of the preview."""
    own_desk.fill(operator=BEFORE, cluster_name="中宁县枸杞产业集群")
    printed = own_desk.post("download/word/").content
    return read(own_desk, changed(printed, BEFORE, AFTER))


def read(own_desk: Desk, data: bytes) -> str:
    """Bring a file and have it read; the address of the preview."""
    answer = upload(own_desk, data)
    assert answer.status_code == 302
    work_off()
    return answer["Location"].removeprefix(own_desk.base)


def test_file_is_shown_three_ways_and_changes_nothing_yet(own_desk: Desk) -> None:
    text = own_desk.get(preview(own_desk)).content.decode()
    assert "只有文件改过" in text and BEFORE in text
    assert 'data-key="operator"' in text and 'data-key="cluster_name"' not in text
    assert own_desk.value("operator") == BEFORE


def test_file_that_was_handed_over_says_who_brought_it_and_whose_it_is(own_desk: Desk) -> None:
    path = preview(own_desk)
    brought = ImportPreview.objects.get()
    assert "现由" not in own_desk.get(path).content.decode()
    brought.waits_for = Person.objects.create(username="next", full_name="接办人")
    brought.save()
    text = own_desk.get(path).content.decode()
    assert "上传，现由接办人办理" in text and brought.created_by.full_name in text


def test_chosen_answer_is_taken_and_told(own_desk: Desk) -> None:
    path = preview(own_desk)
    given = {"do": "accept", "key": ["operator"]}
    said = own_desk.clerk.post(f"{own_desk.base}{path}decide/", given, follow=True)
    assert "已采用 1 项" in said.content.decode()
    assert own_desk.value("operator") == AFTER


def test_answer_that_is_not_open_while_others_are_corrected_cannot_be_taken(own_desk: Desk) -> None:
    path = preview(own_desk)
    Filing.objects.filter(pk=own_desk.application.filing_id).update(open_only=["total_output"])
    text = own_desk.get(path).content.decode()
    assert "未开放" in text and 'name="key" value="operator"' not in text
    for given in ({"do": "accept", "key": ["operator"]}, {"do": "accept_all"}):
        said = own_desk.clerk.post(f"{own_desk.base}{path}decide/", given, follow=True)
        assert "notice error" in said.content.decode()
        assert own_desk.value("operator") == BEFORE


def test_answer_changed_here_too_is_a_conflict_and_not_chosen(own_desk: Desk) -> None:
    own_desk.fill(operator=BEFORE)
    printed = own_desk.post("download/word/").content
    own_desk.fill(operator=HERE)
    text = own_desk.get(read(own_desk, changed(printed, BEFORE, AFTER))).content.decode()
    assert "两边都改过" in text and HERE in text and BEFORE in text
    box = text.partition('name="key" value="operator"')[2].partition(">")[0]
    assert "checked" not in box


def test_answer_changed_since_the_upload_is_refused_and_stays(own_desk: Desk) -> None:
    path = preview(own_desk)
    own_desk.fill(operator=HERE)
    given = {"do": "accept_all"}
    said = own_desk.clerk.post(f"{own_desk.base}{path}decide/", given, follow=True).content.decode()
    assert "1 项没有采用" in said and HERE in said
    assert own_desk.value("operator") == HERE


def test_everything_can_be_taken_at_once(own_desk: Desk) -> None:
    path = preview(own_desk)
    own_desk.post(f"{path}decide/", {"do": "accept_all"})
    assert own_desk.value("operator") == AFTER


def test_nothing_chosen_takes_nothing(own_desk: Desk) -> None:
    path = preview(own_desk)
    said = own_desk.clerk.post(f"{own_desk.base}{path}decide/", {"do": "accept"}, follow=True)
    assert "没有选中任何一项" in said.content.decode() and own_desk.value("operator") == BEFORE


def test_unknown_key_takes_nothing(own_desk: Desk) -> None:
    path = preview(own_desk)
    given = {"do": "accept", "key": ["operator", "salary"]}
    said = own_desk.clerk.post(f"{own_desk.base}{path}decide/", given, follow=True)
    assert "不在这次导入里" in said.content.decode() and own_desk.value("operator") == BEFORE


def test_discarded_import_leaves_everything(own_desk: Desk) -> None:
    path = preview(own_desk)
    own_desk.post(f"{path}decide/", {"do": "discard"})
    assert "已放弃" in own_desk.get(path).content.decode()
    assert open_previews(own_desk.application.filing) == []
    assert own_desk.value("operator") == BEFORE


def test_file_that_is_no_word_file_is_refused_in_words_with_the_way_on(own_desk: Desk) -> None:
    text = own_desk.get(read(own_desk, b"not a word file")).content.decode()
    assert 'class="notice error"' in text and "没有读取" in text
    assert f'href="{own_desk.base}word/">重新上传' in text
    assert open_previews(own_desk.application.filing) == []


def test_without_a_file_nothing_is_queued(own_desk: Desk) -> None:
    answer = own_desk.post("word/")
    assert answer.status_code == 422 and "没有选择文件" in answer.content.decode()
    assert work_off() == 0


def test_upload_is_answered_before_the_file_is_read(own_desk: Desk) -> None:
    path = upload(own_desk, b"PK anything")["Location"].removeprefix(own_desk.base)
    text = own_desk.get(path).content.decode()
    assert "正在排队读取" in text and f'href="{own_desk.base}{path}">刷新' in text
    assert "word_import_polling" in text
    assert "正在读取" in own_desk.get("word/").content.decode()
    script = own_desk.get(path, HTTP_ACCEPT="application/json")
    assert script.json() == {"reading": True, "words": "文件已收到，正在排队读取。"}
    work_off()
    assert own_desk.get(path, HTTP_ACCEPT="application/json").json()["reading"] is False
    assert "word_import_polling" not in own_desk.get(path).content.decode()


def test_file_nobody_begins_to_read_says_whom_to_ask(own_desk: Desk) -> None:
    path = upload(own_desk, b"PK anything")["Location"].removeprefix(own_desk.base)
    ago = timezone.now() - timedelta(seconds=31)
    ImportPreview.objects.update(created_at=ago)
    text = own_desk.get(path).content.decode()
    assert "读取还没有开始，已等了 30 多秒" in text and "请联系管理员" in text


def test_file_behind_others_that_are_read_is_asked_to_wait(own_desk: Desk) -> None:
    path = upload(own_desk, b"PK anything")["Location"].removeprefix(own_desk.base)
    upload(own_desk, b"PK another")
    now = timezone.now()
    ImportPreview.objects.update(created_at=now - timedelta(seconds=31))
    ImportPreview.objects.filter(pk=ImportPreview.objects.latest("id").pk).update(begun_at=now)
    text = own_desk.get(path).content.decode()
    assert "前面还有别的文件在读取" in text and "联系管理员" not in text


def test_file_whose_reading_fails_shows_the_number_of_the_log(
    own_desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    path = upload(own_desk, b"PK anything")["Location"].removeprefix(own_desk.base)
    DBTaskResult.objects.update(status="RUNNING", worker_ids=["dead"] * MOST_TRIES)
    take_back("dead")
    text = own_desk.get(path).content.decode()
    number = re.search("事件编号 ([0-9A-F]{4}-[0-9A-F]{4})", text)
    assert number and number[1] in caplog.text and "重新上传" in text


def test_upload_that_is_put_aside_is_not_read(own_desk: Desk) -> None:
    path = upload(own_desk, b"PK anything")["Location"].removeprefix(own_desk.base)
    own_desk.post(f"{path}decide/", {"do": "discard"})
    work_off()
    assert "已放弃" in own_desk.get(path).content.decode()


def test_answers_of_a_file_not_read_yet_cannot_be_taken(own_desk: Desk) -> None:
    path = upload(own_desk, b"PK anything")["Location"].removeprefix(own_desk.base)
    given = {"do": "accept", "key": ["operator"]}
    said = own_desk.clerk.post(f"{own_desk.base}{path}decide/", given, follow=True)
    assert "还在读取，没有采用" in said.content.decode()


def test_after_the_deadline_a_file_is_not_read(own_desk: Desk) -> None:
    own_desk.close()
    answer = upload(own_desk, b"anything")
    assert "截止" in answer.content.decode()


def test_preview_of_another_county_is_not_there(own_desk: Desk) -> None:
    path = preview(own_desk)
    assert own_desk.stranger.get(own_desk.base + path).status_code == 404
    answer = own_desk.stranger.post(f"{own_desk.base}{path}decide/", {"do": "accept_all"})
    assert answer.status_code == 404 and own_desk.value("operator") == BEFORE
