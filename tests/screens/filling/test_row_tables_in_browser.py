"""Long lists in a browser: rows out of view are not drawn, and everything works as if they were."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from on_the_page import SAVED, cell, leave, paste, sign
from playwright.sync_api import Locator, Page, expect

Open = Callable[..., Page]
LIST = "lists:patents"
LONG = 2000
MOST_NODES = 3000
AXE = Path(__file__).parents[3] / "build/vendor/tests/axe.min.js"
# How many nodes the page adds, takes away or writes in, from now on.
COUNT = """() => { window.touched = 0;
    const all = {subtree: true, childList: true, attributes: true, characterData: true};
    new MutationObserver(found => window.touched += found.length).observe(document.body, all); }"""
IN_BOX = """row => { const box = row.closest('.wide').getBoundingClientRect(),
    own = row.getBoundingClientRect(); return own.top >= box.top && own.bottom <= box.bottom; }"""


def patents(count: int) -> list[dict[str, str]]:
    """Rows whose names are of one line, two lines and three, one after the other."""
    name = "一种枸杞鲜果清洗烘干装置"
    rest = {"kind": "发明专利", "granted": "2023-05-08", "uscc": "91640521MA76WXYGHB"}
    return [
        {"number": f"ZL{n:012d}.X", "name": f"{name * (n % 3 + 1)}{n}", **rest}
        for n in range(1, count + 1)
    ]


@pytest.fixture
def long_list(open_page: Open, desk: Any) -> Page:
    """The part with two thousand patents."""
    desk.fill({LIST: patents(LONG)})
    return open_page("part/3/")


def box(page: Page) -> Locator:
    return cell(page, LIST).locator(".wide")


def in_row(page: Page, number: int, column: str = "name") -> Locator:
    """The cell of a row, which may not be drawn."""
    return cell(page, f"{LIST}:{number}:{column}")


def scroll_to(page: Page, top: int) -> None:
    """Scroll the box, and wait until the rows there are drawn."""
    box(page).evaluate(
        "(box, top) => new Promise(done => { box.scrollTop = top;"
        " requestAnimationFrame(() => requestAnimationFrame(done)); })",
        top,
    )


def find(page: Page) -> Locator:
    return cell(page, LIST).locator("[data-find]")


def test_only_the_rows_in_view_are_drawn_and_all_can_be_scrolled_to(long_list: Page) -> None:
    page = long_list
    assert page.evaluate("document.querySelectorAll('*').length") <= MOST_NODES
    table = cell(page, LIST).locator("table")
    expect(table).to_have_attribute("aria-rowcount", str(LONG + 1))
    expect(cell(page, LIST).locator(".list-head .count")).to_have_text(f"{LONG} 行")
    widths = "heads => heads.map(head => head.offsetWidth)"
    before = table.locator("thead th").evaluate_all(widths)
    for top in (30_000, 10**7):
        scroll_to(page, top)
        assert page.evaluate("document.querySelectorAll('*').length") <= MOST_NODES
        assert table.locator("thead th").evaluate_all(widths) == before
    last = cell(page, f"{LIST}:{LONG}")
    expect(last).to_have_attribute("aria-rowindex", str(LONG + 1))
    assert last.evaluate(IN_BOX)
    expect(in_row(page, LONG)).to_have_attribute("aria-label", f"第{LONG}行名称")


def test_key_touches_as_little_of_a_long_list_as_of_a_short_one(open_page: Open, desk: Any) -> None:
    touched = {}
    for count in (20, LONG):
        desk.fill({LIST: patents(count)})
        page = open_page("part/3/")
        in_row(page, 5).focus()
        page.evaluate(COUNT)
        page.keyboard.type("甲")
        touched[count] = page.evaluate("window.touched")
        page.context.close()
    assert touched[LONG] <= touched[20]


def test_what_is_in_view_does_not_move_when_rows_above_it_are_drawn(long_list: Page) -> None:
    page = long_list
    find(page).fill("装置1000")
    row = cell(page, f"{LIST}:1000")
    expect(row).to_be_in_viewport()
    for _ in range(8):
        before = row.bounding_box()
        top = box(page).evaluate("box => box.scrollTop")
        scroll_to(page, top - 20)
        after = row.bounding_box()
        assert before and after and abs(after["y"] - before["y"] - 20) <= 1


def test_arrows_walk_through_rows_that_were_not_drawn(long_list: Page, desk: Any) -> None:
    page = long_list
    in_row(page, 1).focus()
    for _ in range(60):
        page.keyboard.press("ArrowDown")
    expect(in_row(page, 61)).to_be_focused()
    assert cell(page, f"{LIST}:61").evaluate(IN_BOX)
    page.keyboard.type("甲")
    page.keyboard.press("Enter")
    expect(in_row(page, 62)).to_be_focused()
    expect(sign(page)).to_have_text(SAVED)
    assert [row["name"] for row in desk.value(LIST)[59:62]] == [
        patents(60)[-1]["name"],
        "甲",
        patents(62)[-1]["name"],
    ]
    for _ in range(61):
        page.keyboard.press("ArrowUp")
    expect(in_row(page, 1)).to_be_focused()
    assert cell(page, f"{LIST}:1").evaluate(IN_BOX)


def test_cell_that_is_written_in_stays_when_it_is_scrolled_out_of_view(
    long_list: Page, desk: Any
) -> None:
    page = long_list
    in_row(page, 5).focus()
    page.keyboard.press("End")
    page.keyboard.type("甲")
    scroll_to(page, 10**7)
    expect(in_row(page, 5)).to_be_focused()
    page.keyboard.type("乙")
    expect(in_row(page, 5)).to_be_in_viewport()
    assert str(in_row(page, 5).input_value()).endswith("5甲乙")
    scroll_to(page, 10**7)
    for _ in range(7):  # through the rest of the row into the next one
        page.keyboard.press("Tab")
    expect(cell(page, f"{LIST}:6").locator(":focus")).to_have_count(1)
    expect(sign(page)).to_have_text(SAVED)
    assert desk.value(LIST)[4]["name"].endswith("5甲乙")


def test_block_is_pasted_over_rows_that_are_not_drawn_and_taken_back(
    long_list: Page, desk: Any
) -> None:
    page = long_list
    in_row(page, 2).focus()
    paste(page, "".join(f"新专利{n}\r\n" for n in range(LONG + 50)))
    strip = cell(page, LIST).locator("[data-pasted]")
    count = cell(page, LIST).locator(".list-head .count b")
    expect(strip).to_contain_text(f"已粘贴 {LONG + 50} 行 × 1 列，改了 {LONG + 50} 处。")
    expect(strip).to_contain_text("第2行名称：")
    expect(count).to_have_text(str(LONG + 51))
    expect(in_row(page, 2)).to_be_focused()
    expect(sign(page)).to_have_text(SAVED)
    kept = desk.value(LIST)
    assert len(kept) == LONG + 51 and kept[0] == patents(1)[0]
    assert [kept[n]["name"] for n in (1, LONG - 1, LONG, -1)] == [
        "新专利0",
        f"新专利{LONG - 2}",
        f"新专利{LONG - 1}",
        f"新专利{LONG + 49}",
    ]
    assert kept[LONG - 1]["number"] == patents(LONG)[-1]["number"]
    strip.get_by_role("button", name="撤销").click()
    expect(count).to_have_text(str(LONG))
    leave(page)
    expect(sign(page)).to_have_text(SAVED)
    assert desk.value(LIST) == patents(LONG)


def test_rows_far_down_are_added_moved_and_removed(long_list: Page, desk: Any) -> None:
    page = long_list
    cell(page, LIST).get_by_role("button", name="＋添加一行").click()
    expect(in_row(page, LONG + 1, "number")).to_be_focused()
    page.keyboard.type("ZL-1")
    scroll_to(page, 30_000)
    row = cell(page, LIST).locator("tbody tr:not(.gap)").nth(15)
    number = int(row.locator(".number").inner_text())
    name = row.locator("[data-column=name]").input_value()
    row.get_by_role("button", name="上移").click()
    expect(in_row(page, number - 1)).to_have_value(name)
    expect(page.locator(":focus")).to_have_attribute("aria-label", "上移")
    cell(page, f"{LIST}:{number}").get_by_role("button", name="删除这一行").click()
    expect(cell(page, LIST).locator("[data-pasted]")).to_contain_text(f"已删除第 {number} 行")
    expect(in_row(page, number, "number")).to_be_focused()
    expect(sign(page)).to_have_text(SAVED)
    expected = [one["number"] for one in patents(LONG)] + ["ZL-1"]
    expected.insert(number - 2, expected.pop(number - 1))
    del expected[number - 1]
    assert [one["number"] for one in desk.value(LIST)] == expected


def test_findings_lead_to_rows_that_are_not_drawn(open_page: Open, desk: Any) -> None:
    rows = patents(LONG)
    for number in (700, 1500):
        rows[number - 1]["granted"] = "去年"
    desk.fill({LIST: rows})
    page = open_page("part/3/")
    link = page.locator(f'#findings a[href="#a-{LIST}:1500"]').first
    link.click()
    row = cell(page, f"{LIST}:1500")
    expect(row.locator(":focus")).to_have_count(1)
    assert row.evaluate(IN_BOX)
    expect(row).to_have_class("marked marked-error")
    page.keyboard.press("Shift+F8")
    expect(cell(page, f"{LIST}:700").locator(":focus")).to_have_count(1)
    scroll_to(page, 0)
    expect(cell(page, f"{LIST}:1500")).to_have_count(0)
    page.keyboard.press("F8")
    expect(row.locator(":focus")).to_have_count(1)
    expect(row).to_have_class("marked marked-error")
    page.goto(f"{page.url.partition('#')[0]}?#a-{LIST}:1500")
    expect(row.locator(":focus")).to_have_count(1)
    assert row.evaluate(IN_BOX)


def test_same_in_row_after_row_is_told_of_the_first_rows_and_marked_in_all(
    open_page: Open, desk: Any
) -> None:
    rows = [{**row, "granted": "去年"} for row in patents(LONG)]
    desk.fill({LIST: rows})
    page = open_page("part/3/")
    assert page.evaluate("document.querySelectorAll('*').length") <= MOST_NODES
    alike = page.locator("#findings .alike", has_text="另有 1995 行也是这样")
    expect(alike).to_have_count(1)
    scroll_to(page, 10**7)
    expect(cell(page, f"{LIST}:{LONG}")).to_have_class("marked marked-error")
    cell(page, f"{LIST}:{LONG - 3}:granted").focus()
    page.keyboard.press("F8")
    expect(cell(page, f"{LIST}:{LONG - 2}").locator(":focus")).to_have_count(1)
    page.keyboard.press("Control+A")
    scroll_to(page, 0)
    in_row(page, 1, "granted").fill("2023-05-08")
    leave(page)
    expect(page.locator("#findings .mended")).to_have_count(1)
    expect(page.locator("#findings .alike", has_text="另有 1994 行也是这样")).to_have_count(1)
    expect(cell(page, f"{LIST}:1")).to_have_class("")


def test_words_are_found_in_rows_that_are_not_drawn(long_list: Page) -> None:
    page = long_list
    find(page).fill("置１９９９")  # of full width, as an input method may write it
    told = cell(page, LIST).locator("[data-found]")
    expect(told).to_have_text("第 1 处，共 1 处")
    expect(find(page)).to_be_focused()
    assert cell(page, f"{LIST}:1999").evaluate(IN_BOX)
    find(page).fill("zl0000")
    expect(told).to_have_text(f"第 1 处，共 {LONG} 处")
    page.keyboard.press("Enter")
    expect(told).to_have_text(f"第 2 处，共 {LONG} 处")
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    expect(told).to_have_text(f"第 {LONG} 处，共 {LONG} 处")
    page.keyboard.press("Escape")
    expect(in_row(page, LONG, "number")).to_be_focused()
    find(page).fill("没有这个名称")
    expect(told).to_have_text("没有找到")
    expect(sign(page)).not_to_have_text(SAVED)  # what is looked for is no answer
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run(document.getElementById('a-lists:patents'))")
    assert [one["id"] for one in found["violations"]] == []


def test_short_list_is_drawn_as_a_whole_and_has_no_search_of_its_own(
    open_page: Open, desk: Any
) -> None:
    desk.fill({LIST: patents(20)})
    page = open_page("part/3/")
    expect(cell(page, LIST).locator("tbody tr")).to_have_count(20)
    expect(find(page)).to_be_hidden()


def test_rows_of_another_person_come_in_without_moving_the_view(long_list: Page, desk: Any) -> None:
    page = long_list
    scroll_to(page, 30_000)
    row = cell(page, LIST).locator("tbody tr:not(.gap)").nth(12)
    number = int(row.locator(".number").inner_text())
    before = row.bounding_box()
    rows = patents(LONG)
    rows[number - 1]["name"] = "别人改的名称"
    desk.fill({LIST: rows})
    expect(in_row(page, number)).to_have_value("别人改的名称", timeout=20_000)
    after = cell(page, f"{LIST}:{number}").bounding_box()
    assert before and after and abs(before["y"] - after["y"]) < 60


def test_list_that_both_changed_is_kept_as_one_chooses(long_list: Page, desk: Any) -> None:
    page = long_list
    in_row(page, 3).focus()
    page.keyboard.type("我的")
    rows = patents(LONG)
    rows[9]["name"] = "对方的"
    desk.fill({LIST: rows})
    leave(page)
    dialog = page.locator("#conflict")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="用对方的").click()
    expect(in_row(page, 10)).to_have_value("对方的")
    expect(in_row(page, 3)).to_have_value(patents(3)[-1]["name"])
