"""The history of an application: every deed in words, page by page."""

from __future__ import annotations

from desk_fixtures import PDF, Desk
from django.core.files.uploadedfile import SimpleUploadedFile

from jiqun.screens.applicant import history


def page(whole: Desk, path: str = "history/") -> str:
    return whole.get(path).content.decode()


def test_change_is_told_with_before_and_after(whole: Desk) -> None:
    whole.fill(total_output__2024="46.8")
    whole.fill(total_output__2024="46.85")
    text = page(whole)
    assert "集群总产值" in text and "46.80" in text and "46.85" in text
    assert "zhongning经办人" in text and "键入" in text


def test_list_is_told_by_its_rows(whole: Desk) -> None:
    whole.save({"lists.green": [{"name": "甲厂"}]})
    assert "1行" in page(whole)


def test_evidence_and_word_are_told_and_filtered(whole: Desk) -> None:
    given = {
        "file": SimpleUploadedFile("图谱.pdf", PDF),
        "kind": "authority",
        "for": "chain_strengthening_work.chain_map",
    }
    whole.post("evidence/add/", given)
    whole.post("download/word/")
    whole.fill(operator="甲")
    assert "上传了佐证材料“图谱.pdf”" in page(whole) and "下载了 Word" in page(whole)
    only = page(whole, "history/?about=evidence")
    assert "图谱.pdf" in only and "下载了 Word" not in only


def test_history_is_cut_into_pages(whole: Desk) -> None:
    for number in range(history.PAGE_SIZE + 1):
        whole.fill(operator=f"第{number}个")
    assert page(whole).count("<time datetime") < history.PAGE_SIZE + 5
    assert "新建了申报" in page(whole, "history/?page=2")
