"""Another form of an edition at the desk: the same pages, as far as the form has them."""

from __future__ import annotations

import json
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from filing_fixtures import FilingDesk
from lxml import html
from worked_off import work_off

from jiqun.engine import Address, read_word_safely
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.models import Filing

pytestmark = pytest.mark.django_db

ALL = ("part/1/", "checks/", "checks/print/", "history/", "download/json/")
ON_PAPER = ("paper/", "paper/?view=pdf", "download/pdf/", "download/blank/", "word/")


def links(page: str) -> list[str]:
    """The names of the pages in the left column."""
    return [a.text for a in html.fromstring(page).cssselect(".pages a")]


@pytest.mark.parametrize("path", [*ALL, *ON_PAPER])
def test_page_of_a_form_with_paper_opens(filing_desk: FilingDesk, path: str) -> None:
    for name in ("clerk", "colleague", "city", "region"):
        assert filing_desk.get(path, name).status_code == 200
    for name in ("other", "operator", "far_city", "admin"):
        assert filing_desk.get(path, name).status_code == 404


@pytest.mark.parametrize("path", ALL)
def test_page_of_a_form_without_paper_opens(filing_desk: FilingDesk, path: str) -> None:
    assert filing_desk.get(path, of=filing_desk.report).status_code == 200


@pytest.mark.parametrize("path", ON_PAPER)
def test_what_would_be_on_paper_says_that_the_form_has_none(
    filing_desk: FilingDesk, path: str
) -> None:
    answer = filing_desk.get(path, of=filing_desk.report)
    assert answer.status_code == 404
    assert "年度报告不能打印" in answer.content.decode()


def test_word_of_a_form_without_paper_is_neither_written_nor_taken(filing_desk: FilingDesk) -> None:
    clerk, base = filing_desk.client(), filing_desk.address(filing_desk.report)
    for path in ("download/word/", "word/"):
        answer = clerk.post(base + path, {"file": SimpleUploadedFile("表.docx", b"PK")})
        assert answer.status_code == 404 and "不能打印" in answer.content.decode()
    assert not filing_desk.report.previews.exists()
    assert not filing_desk.report.printed_copies.exists()


def test_left_column_names_the_pages_that_the_form_has(filing_desk: FilingDesk) -> None:
    assert links(filing_desk.text("checks/")) == ["校验", "打印预览", "Word 导入", "操作记录"]
    assert links(filing_desk.text("checks/", of=filing_desk.report)) == ["校验", "操作记录"]


def test_history_is_filtered_by_what_the_form_has(filing_desk: FilingDesk) -> None:
    def filters(page: str) -> list[str]:
        return [a.text for a in html.fromstring(page).cssselect(".filters a")]

    assert filters(filing_desk.text("history/")) == ["全部", "填报内容", "Word"]
    assert filters(filing_desk.text("history/", of=filing_desk.report)) == ["全部", "填报内容"]


def test_filing_is_filled_checked_and_printed(filing_desk: FilingDesk) -> None:
    saved = filing_desk.save("seen_companies", "12", 0).json()
    assert saved["saved"][0]["revision"] == 1
    assert "还有 1 处未填" in saved["findings"]
    assert filing_desk.save("statement", "属实。", 0, "colleague").status_code == 200
    assert filing_desk.save("statement", "不属实。", 0).json()["stale"][0]["theirs"] == "属实。"
    assert "全表没有需要处理的地方" in filing_desk.text("checks/")
    assert "现场核查意见" in filing_desk.text("checks/print/")
    assert "填写了“意见”" not in filing_desk.text("history/?about=evidence")
    assert "属实。" in filing_desk.text("history/")
    assert "属实。" in filing_desk.text("paper/")


def test_downloads_bear_the_name_of_the_form(filing_desk: FilingDesk) -> None:
    for kind, name in {
        "pdf": "中宁县工信局-现场核查意见.pdf",
        "json": "中宁县工信局-现场核查意见.json",
        "blank": "中宁县工信局-空白现场核查意见.docx",
    }.items():
        answer = filing_desk.get(f"download/{kind}/")
        assert name in unquote(answer["Content-Disposition"])
    told = json.loads(filing_desk.get("download/json/").content)
    assert told["form"] == "hebei-2028/onsite_statement"


def test_word_goes_out_and_comes_in_again(filing_desk: FilingDesk) -> None:
    filing_desk.save("statement", "属实。", 0)
    clerk, base = filing_desk.client(), filing_desk.address()
    word = clerk.post(f"{base}download/word/")
    assert "中宁县工信局-现场核查意见.docx" in unquote(word["Content-Disposition"])
    filing = Filing.objects.get(pk=filing_desk.statement.pk)
    answers = read_word_safely(word.content, form_of(filing)).answers
    assert answers.shown_at(Address("statement")) == "属实。"
    filing_desk.save("statement", "", 1)
    brought = clerk.post(f"{base}word/", {"file": SimpleUploadedFile("表.docx", word.content)})
    assert brought["Location"].startswith(f"{base}word/")
    work_off()
    preview = brought["Location"]
    assert clerk.post(f"{preview}decide/", {"key": "statement"})["Location"] == preview
    assert "已采用" in clerk.get(preview).content.decode()


def test_who_looks_on_is_told_why_they_cannot_write(filing_desk: FilingDesk) -> None:
    reason = "这份表由中宁县工信局填写，您的单位可以查看，不能修改。"
    assert reason in filing_desk.text("part/1/", "city")
    refused = filing_desk.save("statement", "不属实。", 0, "city")
    assert (refused.status_code, refused.json()["error"]) == (403, reason)
    assert filing_desk.save("statement", "不属实。", 0, "other").status_code == 404


def test_home_shows_the_filings_without_an_application(filing_desk: FilingDesk) -> None:
    def rows(name: str) -> list[list[str]]:
        page = html.fromstring(filing_desk.client(name).get("/").content.decode())
        found = page.xpath("//section[h2[@id='other-forms']]//tbody/tr")
        return [" ".join(row.text_content().split()).split(" ") for row in found]

    filing_desk.save("seen_companies", "12", 0)
    filing_desk.save("statement", "属实。", 0)
    first, second = rows("clerk")
    assert first[:2] == ["现场核查意见", "中宁县工信局"] and first[-1].startswith("检查并打印")
    assert second[:2] == ["年度报告", "中宁县工信局"] and second[-1].startswith("继续填写")
    assert rows("city")[0][-1].startswith("查看")
    assert rows("other") == []
