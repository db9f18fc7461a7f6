"""The history of an application: every deed in words, page by page."""

from __future__ import annotations

import pytest
from desk_fixtures import PDF, Desk
from django.core.files.uploadedfile import SimpleUploadedFile

from jiqun.engine import Address
from jiqun.records.filings.change_details import change_details
from jiqun.records.journal.actions import record, writing
from jiqun.screens.filling import history


def page(own_desk: Desk, path: str = "history/") -> str:
    return own_desk.get(path).content.decode()


def test_change_is_told_with_before_and_after(own_desk: Desk) -> None:
    own_desk.fill(total_output__2024="46.8")
    own_desk.fill(total_output__2024="46.85")
    text = page(own_desk)
    assert "集群总产值" in text and "46.80" in text and "46.85" in text
    assert "zhongning经办人" in text and "手工填写" in text


@pytest.mark.parametrize(
    ("topic", "value", "label"),
    [
        ("total_output.2024", "46.85", "集群总产值（亿元） 2024年"),
        (
            "explanations.unusual_change:total_output:2024",
            "新投产",
            "情况说明：集群总产值（亿元） 2024年",
        ),
    ],
)
def test_deed_noted_under_an_older_key_is_told_by_its_label(
    own_desk: Desk, topic: str, value: str, label: str
) -> None:
    details = {"before": None, "after": value, "origin": "typed", "revision": 1}
    with writing():
        record(
            "answer_changed", own_desk.application.filing.subject, own_desk.person, topic, details
        )
    text = page(own_desk)
    assert label in text and value in text and topic not in text


def test_rows_of_a_list_noted_under_an_older_key_are_told_by_its_label(own_desk: Desk) -> None:
    details = change_details(Address(list="standards"), None, [{"name": "甲"}], "typed", 1)
    with writing():
        subject = own_desk.application.filing.subject
        record("answer_changed", subject, own_desk.person, "lists.standards", details)
    text = page(own_desk)
    assert "标准清单" in text and "1行" in text and "lists.standards" not in text


def test_list_is_told_by_its_rows(own_desk: Desk) -> None:
    own_desk.save({"lists:green": [{"name": "甲厂"}]})
    assert "1行" in page(own_desk)


def test_evidence_and_word_are_told_and_filtered(own_desk: Desk) -> None:
    given = {
        "file": SimpleUploadedFile("图谱.pdf", PDF),
        "kind": "authority",
        "for": "chain_strengthening_work.chain_map",
    }
    own_desk.post("evidence/add/", given)
    own_desk.post("download/word/")
    own_desk.fill(operator="甲")
    assert "上传了佐证材料“图谱.pdf”" in page(own_desk) and "下载了 Word" in page(own_desk)
    only = page(own_desk, "history/?about=evidence")
    assert "图谱.pdf" in only and "下载了 Word" not in only


def test_history_is_cut_into_pages(own_desk: Desk) -> None:
    for number in range(history.PAGE_SIZE + 1):
        own_desk.fill(operator=f"第{number}个")
    assert page(own_desk).count("<time datetime") < history.PAGE_SIZE + 5
    assert "新建了这份表" in page(own_desk, "history/?page=2")
