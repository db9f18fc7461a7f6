"""How much a page may send at once: the limits agree, and what exceeds them is told in Chinese."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from jiqun.engine.answers import json_reading
from jiqun.records.filings import normalise
from jiqun.records.filings.models import AnswerRow
from jiqun.records.journal.models import Event
from jiqun.screens.filling import saving, word

JSON = {"HTTP_ACCEPT": "application/json"}
TOO_MUCH = "一次提交的内容太多，没有保存。"


def rows_of(size: int) -> list[dict[str, str]]:
    """Rows of the list of patents that are so many bytes as JSON, or a few less."""
    row = {"name": "一种枸杞鲜果低温干燥的方法" * 10}
    each = len(normalise.as_text([row]).encode()) - 1
    return [{**row, "number": ""} for _ in range(size // (each + len(',"number":""')))]


def test_limits_leave_room_for_each_other() -> None:
    around = settings.DATA_UPLOAD_MAX_MEMORY_SIZE - saving.LARGEST_CHANGES
    marks = saving._MOST_SHOWN * (saving._LONGEST_MARK + len('"",'))
    assert around > marks
    assert saving.LARGEST_CHANGES > normalise.LARGEST
    assert json_reading.LARGEST >= settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def test_page_knows_the_limits_of_a_save_and_of_a_file(desk: Any) -> None:
    page = desk.page("part/2/")
    assert f'data-largest="{saving.LARGEST_CHANGES}" data-most="{saving.MOST_CHANGES}"' in page
    assert f'data-largest="{settings.EVIDENCE_LARGEST}"' in desk.page("evidence/")
    assert f'data-largest="{word.LARGEST}"' in desk.page("word/")


@pytest.mark.slow
def test_largest_answer_that_is_kept_is_taken_and_what_is_larger_refused(desk: Any) -> None:
    def save(key: str, size: int) -> Any:
        change = {"key": key, "value": rows_of(size), "revision": 0}
        sent = json.dumps({"changes": [change]}, ensure_ascii=False).encode()
        address = desk.address + "answer/"
        return desk.client().post(address, sent, content_type="application/json")

    assert save("lists:patents", normalise.LARGEST * 3 // 4).status_code == 200
    kept = AnswerRow.objects.get(key="lists:patents").value
    assert len(kept.encode()) > 2 * 1024 * 1024
    told = save("lists:standards", normalise.LARGEST * 9 // 8)
    assert (told.status_code, "太多" in told.json()["error"]) == (400, True)
    assert not AnswerRow.objects.filter(key="lists:standards").exists()


def test_save_over_the_limit_is_answered_in_words(desk: Any) -> None:
    text = "字" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 3)
    for name, status in (("clerk", 413), ("stranger", 404)):
        told = desk.client(name).post(
            desk.address + "answer/",
            json.dumps({"changes": [{"key": "operator", "value": text, "revision": 0}]}, indent=1),
            content_type="application/json",
        )
        assert told.status_code == status
    told = desk.save("operator", text * 2)
    assert (told.status_code, told.json()["error"][: len(TOO_MUCH)]) == (413, TOO_MUCH)
    assert not Event.objects.filter(kind="answer_changed").exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"do": "accept", "key": [str(n) for n in range(5001)]},
        {"do": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)},
    ],
)
def test_form_of_too_much_is_answered_in_words(desk: Any, fields: dict[str, object]) -> None:
    answer = desk.client().post(desk.address + "checks/repair/", fields)
    assert answer.status_code == 413
    assert TOO_MUCH in answer.content.decode()


def test_too_many_files_at_once_are_answered_in_words(desk: Any) -> None:
    files = [SimpleUploadedFile(f"{n}.pdf", b"%PDF-") for n in range(101)]
    told = desk.client().post(desk.address + "evidence/add/", {"file": files}, **JSON)
    assert (told.status_code, told.json()["error"][: len(TOO_MUCH)]) == (413, TOO_MUCH)


def test_explanations_of_what_nobody_found_are_not_kept(desk: Any) -> None:
    invented = [
        {"key": f"unusual_change:lists:patents:{n}:name", "value": "编造的说明。", "revision": 0}
        for n in range(1, 2001)
    ]
    told = desk.post("answer/", {"changes": invented, "section": "part_2"})
    assert (told.status_code, "已不存在" in told.json()["error"]) == (422, True)
    told = desk.save("unusual_change:total_output:2024", "编造的说明。")
    assert told.status_code == 422
    assert not AnswerRow.objects.exists() and not Event.objects.filter(kind="answer_changed")


def test_figures_do_not_become_decimals_nobody_sent(desk: Any) -> None:
    told = desk.save("total_output:2024", 46.85)
    assert told.status_code == 200
    assert Decimal(str(told.json()["saved"][0]["value"])) == Decimal("46.85")
