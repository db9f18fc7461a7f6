"""推荐汇总 as a city sees it: order by typing and from Excel, papers, what is missing, sending."""

from __future__ import annotations

import re
import time
import zipfile
from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.records.applications.conftest import World, call, world  # noqa: F401
from tests.records.evidence.sample_files import PDF
from tests.records.recommendations.conftest import lying  # noqa: F401
from tests.records.recommendations.test_recommending import WRITTEN, order, recommend

from jiqun.engine import read_workbook_safely
from jiqun.records.applications.models import Application
from jiqun.records.recommendations.gathering import gathering
from jiqun.records.recommendations.models import Batch, BatchScan
from jiqun.records.recommendations.queries import rank_of

pytestmark = pytest.mark.django_db
BACKEND = "jiqun.screens.account.backend.AccountBackend"


class Desk:
    """A person of 中卫 or the region at the page of the call."""

    def __init__(self, world: World, name: str) -> None:  # noqa: F811
        self.client, self.world = Client(), world
        self.client.force_login(world.people[name], BACKEND)
        self.page = f"/recommendations/{world.call.public_id}/"

    def shown(self) -> str:
        return self.client.get(self.page).content.decode()

    def act(self, **sent: object) -> str:
        return self.client.post(f"{self.page}act/", sent, follow=True).content.decode()


@pytest.fixture
def desk(world: World, lying: list[Application]) -> Desk:  # noqa: F811
    return Desk(world, "zhongwei")


def ranks(lying: list[Application]) -> list[int | None]:  # noqa: F811
    return [rank_of(Application.objects.get(pk=one.pk)) for one in lying]


def _typed(lying: list[Application], *said: str) -> dict[str, object]:  # noqa: F811
    ids = [one.public_id for one in lying]
    typed: dict[str, object] = {"do": "order", "application": ids}
    for one, rank, niche in zip(ids, said, ("枸杞", "马铃薯种薯"), strict=True):
        typed |= {f"rank-{one}": rank, f"niche-{one}": niche, f"remark-{one}": ""}
    return typed


def test_order_is_typed_and_what_cannot_be_is_said(
    desk: Desk,
    lying: list[Application],  # noqa: F811
) -> None:
    assert "还没有排序，不能推荐" in desk.shown()
    assert "不是 1 到 99 的整数" in desk.act(**_typed(lying, "一", "2"))
    assert "推荐排序都是 1" in desk.act(**_typed(lying, "1", "1"))
    assert ranks(lying) == [None, None]
    assert "已保存推荐排序" in desk.act(**_typed(lying, "2", "1"))
    assert ranks(lying) == [2, 1]
    stale = desk.act(**_typed(lying, "1", "2"), seen="0123456789abcdef")
    assert "排序刚刚被改过" in stale
    assert ranks(lying) == [2, 1]


def _book(*rows: list[str]) -> SimpleUploadedFile:
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return SimpleUploadedFile("汇总.xlsx", file.getvalue())


def test_excel_has_numbers_and_comes_back_with_a_preview(
    desk: Desk,
    world: World,  # noqa: F811
    lying: list[Application],  # noqa: F811
) -> None:
    order(world, lying, "1", "2")
    given = desk.client.get(f"{desk.page}summary/xlsx/").content
    head, first, second = read_workbook_safely(given)
    rank, output = head.index("推荐排序"), head.index("总产值（亿元）")
    assert (first[rank], first[output]) == ("1", "121.81")
    sheet = zipfile.ZipFile(BytesIO(given)).read("xl/worksheets/sheet1.xml").decode()
    assert re.search(r'<c r="I2" s="[0-9]+"><v>121.81</v></c>', sheet)  # no text: a number
    first[rank], second[rank] = "2", "1"
    second[head.index("细分领域")] = "脱毒种薯"
    brought = _book(head, first, second)
    preview = desk.client.post(f"{desk.page}read/", {"file": brought}).content.decode()
    assert "<del>马铃薯种薯</del>" in preview and "<ins>脱毒种薯</ins>" in preview
    assert ranks(lying) == [1, 2]  # nothing is changed by looking
    mark = gathering(world.people["zhongwei"], world.call.public_id).mark
    assert mark in preview
    first[head.index("申报编号")] = "2026-999999-1"
    other = _book(head, first, second)
    refused = desk.client.post(f"{desk.page}read/", {"file": other})
    assert refused.status_code == 422
    assert "第2行的申报编号“2026-999999-1”不是本市待推荐的申报" in refused.content.decode()
    broken = SimpleUploadedFile("汇总.xlsx", b"PK no workbook")
    assert desk.client.post(f"{desk.page}read/", {"file": broken}).status_code == 422


def test_papers_are_given_and_the_batch_is_sent_and_read_by_the_region(
    desk: Desk,
    world: World,  # noqa: F811
    lying: list[Application],  # noqa: F811
) -> None:
    order(world, lying, "1", "2")
    for one in lying:
        recommend(world, one)
    assert "推荐函：" in desk.shown() and "报送自治区</button>" not in desk.shown()
    assert "已保存推荐函" in desk.act(do="write", **WRITTEN, letter_body="我单位推荐以下集群。")
    word = desk.client.get(f"{desk.page}letter/docx/").content
    page = zipfile.ZipFile(BytesIO(word)).read("word/document.xml").decode()
    assert "我单位推荐以下集群。" in page and "卫工信函〔2026〕12号" in page
    assert desk.client.get(f"{desk.page}summary/pdf/").content.startswith(b"%PDF")
    for paper in ("letter", "summary"):
        file = SimpleUploadedFile("盖章件.pdf", PDF)
        assert "已保存扫描件" in desk.act(do="bring", paper=paper, file=file)
    assert "请选择盖章的扫描件" in desk.act(
        do="bring", paper="letter", file=SimpleUploadedFile("函.txt", b"x")
    )
    assert "报送自治区</button>" in desk.shown()
    scan = BatchScan.objects.get(paper="letter")
    strange = {"do": "drop", "scan": "\0"}
    assert desk.client.post(f"{desk.page}act/", strange).status_code == 404
    assert "已删除扫描件" in desk.act(do="drop", scan=scan.public_id)
    assert "还没有上传推荐函的扫描件" in desk.shown()
    desk.act(do="bring", paper="letter", file=SimpleUploadedFile("盖章件.pdf", PDF))
    region, other = Desk(world, "ningxia"), Desk(world, "yinchuan")
    assert "各市还没有报送" in region.shown()
    login = desk.client.session
    login["began"] = int(time.time()) - 20 * 60
    login.save()
    again = desk.client.post(f"{desk.page}send/")["Location"]
    assert again.startswith("/account/") and not Batch.objects.get().sent_at
    login["began"] = int(time.time())
    login.save()
    done = desk.client.post(f"{desk.page}send/", follow=True).content.decode()
    assert "已报送自治区" in done
    batch = Batch.objects.get()
    assert f"/batches/{batch.public_id}/letter/pdf/" in region.shown()
    sent = f"/batches/{batch.public_id}/letter/docx/"
    assert region.client.get(sent).status_code == 200
    assert other.client.get(sent).status_code == 404
    assert Desk(world, "zhongning").client.get(desk.page).status_code == 404


def test_paper_of_the_version_has_the_opinion_for_the_city_and_not_for_the_county(
    desk: Desk,
    world: World,  # noqa: F811
    lying: list[Application],  # noqa: F811
) -> None:
    paper = f"/a/{lying[0].public_id}-v1/paper/"
    assert "同意推荐" in desk.client.get(paper).content.decode()
    county = Desk(world, "zhongning").client.get(paper)
    assert county.status_code == 200 and "同意推荐" not in county.content.decode()


def test_what_was_typed_and_refused_stays_on_the_page(
    desk: Desk,
    lying: list[Application],  # noqa: F811
) -> None:
    shown = desk.act(**_typed(lying, "啊", "1"))
    assert "不是 1 到 99 的整数" in shown and ranks(lying) == [None, None]
    assert 'value="啊"' in shown and 'value="1"' in shown
    body = "一段写了很久的正文，还没有保存。"
    shown = desk.act(do="write", letter_body=body, letter_number="号" * 9999)
    assert "“文号”太长，没有保存" in shown
    assert f">{body}</textarea>" in shown
    assert body not in desk.shown()


def test_application_leads_to_the_order(
    desk: Desk,
    lying: list[Application],  # noqa: F811
) -> None:
    page = desk.client.get(f"/a/{lying[0].public_id}/procedure/").content.decode()
    assert f'href="{desk.page}">打开推荐汇总' in page
