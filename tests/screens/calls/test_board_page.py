"""The board in the browser's words: filters, sums, reminders, extension, the workbook."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.utils import timezone
from lxml import etree, html

from jiqun.records.applications.models import Extension
from jiqun.records.organisations.queries import office_of
from jiqun.records.outbox.queries import told_to


def address(desk: Any, more: str = "") -> str:
    return f"/board/{desk.application.call.public_id}/{more}"


def rows(desk: Any, name: str, query: str = "") -> list[list[str]]:
    answer = desk.client(name).get(address(desk, query))
    assert answer.status_code == 200
    page = html.fromstring(answer.content.decode())
    lines = page.xpath("//table[contains(@class, 'board-table')]/tbody/tr")
    return [[" ".join(c.text_content().split()) for c in line[1:]] for line in lines]


def test_every_county_has_a_row_also_one_that_has_not_started(desk: Any) -> None:
    desk.fill({"cluster_name": "中宁枸杞产业集群"})
    own, idle = rows(desk, "region")
    number = desk.application.number
    assert own[:4] == ["中宁县工信局中卫市工信局", f"中宁枸杞产业集群 {number}", "填报中", "1"]
    assert idle[:4] == ["海原县工信局中卫市工信局", "–", "未开始", "–"]
    assert desk.client("region").get("/board/")["Location"] == address(desk)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?state=not_started", ["海原县"]),
        ("?state=mars", ["中宁县", "海原县"]),
        ("?q=枸杞", ["中宁县"]),
        ("?city=银川市工信局", []),
        ("?order=-county", ["海原县", "中宁县"]),
        ("?order=-filled", ["中宁县", "海原县"]),
        ("?order=stage", ["海原县", "中宁县"]),
        ("?order=__class__", ["中宁县", "海原县"]),
    ],
)
def test_address_chooses_what_is_shown(desk: Any, query: str, expected: list[str]) -> None:
    desk.fill({"cluster_name": "中宁枸杞产业集群"})
    assert [row[0][:3] for row in rows(desk, "city", query)] == expected


def test_selected_counties_are_reminded_and_read_it(desk: Any) -> None:
    county = office_of(desk.people["stranger"])
    sent = {"office": [county.pk], "words": "请本周内开始填报"}
    answer = desk.client("city").post(address(desk, "remind/"), sent, follow=True)
    assert "已催办 1 个县（市、区）" in answer.content.decode()
    page = desk.client("stranger").get("/notices/").content.decode()
    assert "2026年申报：中卫市工信局催办。请本周内开始填报" in page
    assert told_to(desk.people["clerk"]) == []
    nothing = desk.client("city").post(address(desk, "remind/"), {}, follow=True)
    assert "没有选择县（市、区）" in nothing.content.decode()
    strange = desk.client("city").post(address(desk, "remind/"), {"office": ["x"]})
    assert strange.status_code == 404


def test_region_gives_one_county_longer_and_says_why(desk: Any) -> None:
    county = office_of(desk.people["clerk"])
    later = timezone.localtime(desk.application.call.county_close + timedelta(days=2))
    sent = {"office": county.pk, "county_close": f"{later:%Y-%m-%dT%H:%M}", "reason": "停电"}
    assert desk.client("city").post(address(desk, "extend/"), sent).status_code == 404
    for wrong, words in (
        ({"county_close": ""}, "请填延期后的截止时间"),
        ({"reason": " "}, "请写明延期的理由"),
        ({"county_close": "2020-01-01T00:00"}, "要晚于现在的截止时间"),
    ):
        told = desk.client("region").post(address(desk, "extend/"), sent | wrong, follow=True)
        assert words in told.content.decode()
    assert not Extension.objects.exists()
    desk.client("region").post(address(desk, "extend/"), sent)
    made = Extension.objects.get()
    assert (made.office, made.reason) == (county, "停电")
    assert desk.fresh().county_close == made.county_close


def test_workbook_has_what_is_shown_and_numbers_as_numbers(desk: Any) -> None:
    desk.fill({"cluster_name": "=1+1"})
    answer = desk.client("city").get(address(desk, "export/?state=filling"))
    assert answer["Content-Disposition"].startswith("attachment")
    with ZipFile(BytesIO(answer.content)) as book:
        texts = etree.fromstring(book.read("xl/sharedStrings.xml")).xpath("//*[name()='t']/text()")
        cells = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    of_row = cells.xpath("//*[name()='row'][@r='2']/*[name()='c']")
    known = {c.get("r"): (c.get("t"), c.xpath("string(*[name()='v'])")) for c in of_row}
    kind, at = known["C2"]
    assert kind == "s" and texts[int(at)] == "=1+1"
    assert known["G2"] == (None, "1")
    assert not cells.xpath("//*[name()='f']")
    assert len(cells.xpath("//*[name()='row']")) == 2


def test_counties_have_no_board(desk: Any) -> None:
    for name in ("clerk", "operator"):
        for path in ("", "export/"):
            assert desk.client(name).get(address(desk, path)).status_code == 404
        assert desk.client(name).get("/board/").status_code == 404
        assert desk.client(name).post(address(desk, "remind/"), {}).status_code == 404
    assert desk.client("region").get(f"/board/{'0' * 32}/").status_code == 404
