"""The history of an application: every deed in words, page by page."""

from __future__ import annotations

from desk_fixtures import PDF, Desk
from django.core.files.uploadedfile import SimpleUploadedFile

from jiqun.screens.applicant import history


def page(own_desk: Desk, path: str = "history/") -> str:
    return own_desk.get(path).content.decode()


def test_change_is_told_with_before_and_after(own_desk: Desk) -> None:
    own_desk.fill(total_output__2024="46.8")
    own_desk.fill(total_output__2024="46.85")
    text = page(own_desk)
    assert "集群总产值" in text and "46.80" in text and "46.85" in text
    assert "zhongning经办人" in text and "键入" in text


def test_list_is_told_by_its_rows(own_desk: Desk) -> None:
    own_desk.save({"lists.green": [{"name": "甲厂"}]})
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
