"""The on-site statement 现场核查符合性说明: the city fills in its tables beside what was reported,
is told what differs, and takes the paper out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from at_the_desk import demonstration, sees_saved
from playwright.sync_api import Locator, Page, expect
from visiting import Visit, axe

from jiqun.engine import Address, find_form, read_word_safely

FORM = "ningxia-2026/onsite_statement"
CITY = "中卫市工业和信息化局"


def begun(visit: Visit, new_filing: Callable[..., str]) -> tuple[Page, str]:
    """The statement of the city on the application of 中宁, open at its first part."""
    source = demonstration(visit("zhongning-park"))
    address = new_filing(FORM, CITY, f"application={source}")
    return visit("zhongwei", f"{address}part/1/"), address


def go(page: Page, address: str, part: int) -> None:
    page.goto(f"{address}part/{part}/")
    expect(page.locator("#findings")).to_contain_text("校验结果")


def added(page: Page, table: str) -> Locator:
    """A new row of a table."""
    section = page.locator(f'[data-answer="{table}"]')
    section.get_by_role("button", name="添加一行").click()
    return section.locator("tbody tr").last


def given(page: Page, row: str) -> Locator:
    return page.locator(f'tr[data-answer="{row}"]')


def test_rows_that_people_add_are_kept_in_order_and_counted(
    visit: Visit, new_filing: Callable[..., str]
) -> None:
    page, address = begun(visit, new_filing)
    expect(page.locator("main")).to_contain_text("中宁县枸杞产业集群（中宁县，运营机构：")
    go(page, address, 2)
    expect(page.locator("#findings")).to_contain_text("还有 1 处未填")
    for name, leads in (("周志强", "yes"), ("马建国", "no")):
        row = added(page, "inspectors")
        row.get_by_label("姓名").fill(name)
        row.get_by_role("textbox", name="单位").fill(CITY)
        row.get_by_label("职务").fill("科长")
        row.get_by_label("是否组长").select_option(leads)
        row.get_by_label("无利害关系").select_option("yes")
        sees_saved(page)
        if name == "周志强":
            expect(page.locator("#findings")).to_contain_text("至少要 2 项，还差 1 项")
    expect(page.locator("#findings")).to_contain_text("没有需要处理的地方")
    page.get_by_role("button", name="下移").first.click()
    sees_saved(page)
    page.reload()
    names = page.locator('[data-answer="inspectors"] tbody').get_by_label("姓名")
    assert [names.nth(n).input_value() for n in range(2)] == ["马建国", "周志强"]
    assert axe(page) == []


def test_figures_stand_beside_those_reported_and_a_difference_asks_for_its_reason(
    visit: Visit, new_filing: Callable[..., str]
) -> None:
    page, address = begun(visit, new_filing)
    go(page, address, 4)
    row = given(page, "figures:total_output_base_year")
    expect(row.locator("output").first).to_have_text("121.81")
    row.get_by_label("核实值").fill("120.50")
    row.get_by_label("核实依据").select_option("tax")
    sees_saved(page)
    expect(page.locator("#findings")).to_contain_text("核实为 120.50，申报值为 121.81")
    expect(page.locator("#findings .gaps")).to_contain_text("集群总产值（亿元）2025年")
    row.get_by_label("差异说明").fill("按税务口径，剔除一家跨县企业。")
    sees_saved(page)
    expect(page.locator("#findings .gaps")).not_to_contain_text("集群总产值（亿元）2025年")
    assert axe(page) == []

    go(page, address, 5)
    row = given(page, "vetoes:major_incident")
    row.get_by_label("核实情况").select_option("no")
    for office in ("应急", "网信"):
        row.get_by_label(office).check()
    row.get_by_label("部门意见").fill("应急局意见.pdf")
    sees_saved(page)
    page.goto(f"{address}history/")
    first = page.locator("tbody tr").first
    expect(first).to_contain_text("征求部门 应急；网信，部门意见或查询截图 应急局意见.pdf")


def test_paper_shows_the_tables_and_the_word_file_comes_back(
    visit: Visit, new_filing: Callable[..., str]
) -> None:
    page, address = begun(visit, new_filing)
    row = added(page, "places")
    row.get_by_label("地点名称").fill("枸杞加工园")
    row.get_by_label("类型").select_option("park")
    row.get_by_label("现场照片").fill("大门.jpg\n车间.jpg")
    sees_saved(page)
    page.goto(f"{address}paper/")
    expect(page.locator("main")).to_contain_text("枸杞加工园")
    expect(page.locator("main")).to_contain_text("版式由系统拟定，未经核定")
    with page.expect_download() as coming:
        page.get_by_role("button", name="下载 Word", exact=True).click()
    word = Path(coming.value.path()).read_bytes()
    answers = read_word_safely(word, find_form(FORM)).answers
    assert answers.shown_at(Address("places", row="1", part="kind")) == "园区"
    assert answers.cells[Address("places", row="1", part="photo")].value == ("大门.jpg", "车间.jpg")
