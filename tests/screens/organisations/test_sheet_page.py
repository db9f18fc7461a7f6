"""批量新建: the blank sheet, the preview, all or nothing, the strips."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html
from tests.engine.reading.test_workbook import book

from jiqun.engine import check_package_safely
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.queries import person_named
from jiqun.screens.organisations.sheet_files import LARGEST, blank_text, read_sheet

BACKEND = "jiqun.screens.account.backend.AccountBackend"
SECRET = re.compile("[a-z2-9]{4}(?:-[a-z2-9]{4}){3}")
HEAD = "单位,上级单位,层级,行政区划代码,姓名,用户名,角色,手机"
ROWS = "固原市工信局,自治区工信厅,地级市,640400,张宏伟,guyuan,市级经办、市级负责人,\n"
ROWS += "西吉县工信局,固原市工信局,县,640422,马兰,xiji,县级负责人,13995001234\n"


@pytest.fixture
def region(office: Callable[..., Office], person: Callable[..., Person]) -> Client:
    place = office("自治区工信厅", "region", None, "640000")
    client = Client()
    client.force_login(person("region", place, "region_head"), BACKEND)
    return client


def preview(client: Client, data: bytes) -> html.HtmlElement:
    file = SimpleUploadedFile("单位.csv", data, content_type="text/csv")
    answer = client.post("/people/sheet/", {"file": file})
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_sheet_is_looked_at_then_made_with_a_strip_for_each(region: Client, encoding: str) -> None:
    page = preview(region, f"{HEAD}\n{ROWS}".encode(encoding))
    assert "单位 2 个，人员 2 名" in page.text_content()
    assert person_named("guyuan") is None
    (text,) = page.xpath("//textarea[@name='text']/text()")
    made = region.post("/people/sheet/make/", {"text": text}).content.decode()
    secrets = SECRET.findall(html.fromstring(made).text_content())
    assert len(secrets) == 2
    for name, secret in zip(("guyuan", "xiji"), secrets, strict=True):
        person = person_named(name)
        assert person and person.check_password(secret)
    # The same once more makes nothing.
    again = region.post("/people/sheet/make/", {"text": text}, follow=True).content.decode()
    assert "没有新建任何单位和人员" in again and "已经有人使用" in again


def test_trouble_is_shown_with_row_and_column_and_no_button(region: Client) -> None:
    page = preview(region, f"{HEAD}\n{ROWS.replace('xiji', 'x')}".encode())
    words = page.text_content()
    assert "1 处要改正" in words and "第3行" in words and "小写字母或数字" in words
    assert not page.xpath("//textarea[@name='text']")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04", "文件损坏"),
        (b"\xd0\xcf\x11\xe0", "旧版 Excel"),
        (b"%PDF-1.4", "PDF 文件"),
        (b"\xff\xff\xff", "CSV UTF-8"),
        (b"a\0b", "CSV UTF-8"),
        (b"x" * (LARGEST + 1), "超过 1 MB"),
        (b"\n", "第一行缺少"),
        (b'"' + b"x" * 200_000, "CSV UTF-8"),
    ],
)
def test_other_files_are_refused_with_what_to_do(region: Client, data: bytes, words: str) -> None:
    assert words in preview(region, data).text_content()


def test_without_a_file_the_page_says_so(region: Client) -> None:
    assert "请先选择填好的表格" in region.post("/people/sheet/").content.decode()


def test_blank_text_has_the_head_and_the_mark_that_office_programs_need(region: Client) -> None:
    answer = region.get("/people/sheet/blank/csv/")
    assert answer.content == blank_text() and answer.content.startswith(b"\xef\xbb\xbf")
    (row,) = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert ",".join(row) == HEAD


def test_blank_workbook_has_the_head_and_comes_back(region: Client) -> None:
    answer = region.get("/people/sheet/blank/xlsx/")
    assert read_sheet(answer.content) == [HEAD.split(",")]
    assert "表格里没有内容" in preview(region, answer.content).text_content()
    check_package_safely(answer.content, "xlsx")
    assert region.get("/people/sheet/blank/exe/").status_code == 404


def test_workbook_that_a_program_wrote_is_read(region: Client) -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as made:
        sheet = made.add_worksheet()
        for row, line in enumerate(f"{HEAD}\n{ROWS}".splitlines()):
            for column, text in enumerate(line.split(",")):
                # As a person types it: codes and phones become numbers.
                sheet.write(row, column, int(text) if text.isdigit() else text)
    page = preview(region, file.getvalue())
    assert "单位 2 个，人员 2 名" in page.text_content()


def test_sheet_parted_by_tabs_is_read(region: Client) -> None:
    page = preview(region, f"{HEAD}\n{ROWS}".replace(",", "\t").encode())
    assert "单位 2 个" in page.text_content()


def test_workbook_is_read_as_a_sheet_of_text_is(region: Client) -> None:
    lines = [line.split(",") for line in f"{HEAD}\n{ROWS}".splitlines()]
    rows = "".join(
        "<row>" + "".join(f"<c t='str'><v>{text}</v></c>" for text in line) + "</row>"
        for line in lines
    )
    page = preview(region, book(rows))
    assert "单位 2 个，人员 2 名" in page.text_content()
