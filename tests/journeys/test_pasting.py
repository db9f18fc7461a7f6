"""A block of cells is pasted from a spreadsheet into the grid of years."""

from __future__ import annotations

from collections.abc import Callable

from at_the_desk import answer, begin, sees_saved
from playwright.sync_api import Page, expect
from visiting import Visit, paste

TITLE = "粘贴用的申报"
YEARS = (2023, 2024, 2025)
BLOCK = {
    "enterprise_count": ("156", "172", "184"),
    "sme_count": ("145", "163", "169"),
    "specialised_sme_count": ("11", "15", "19"),
    "little_giant_count": ("0", "1", "2"),
    "single_champion_count": ("0", "0", "1"),
    "high_tech_count": ("9", "10", "13"),
    "innovative_sme_count": ("30", "31", "39"),
    "fdi_cumulative_growth": ("无", "无", "无"),
    "export_cumulative_growth": ("42.15", "-1.19", "4.36"),
}


def test_block_of_nine_rows_lands_in_its_cells_is_saved_and_undone(
    visit: Visit, open_call: Callable[[str], None]
) -> None:
    open_call(TITLE)
    page = visit("zhongning")
    page.goto(begin(page, TITLE) + "part/2/")
    answer(page, "enterprise_count:2023").click()
    paste(page, "".join("\t".join(row) + "\r\n" for row in BLOCK.values()))
    strip = page.locator("[data-pasted]", has_text="已粘贴")
    expect(strip).to_contain_text("已粘贴 9 行 × 3 列，改了 27 处。")
    expect(strip).to_contain_text("2023年集群企业数量：（空） → 156")
    sees_saved(page)
    assert shown(page) == BLOCK
    page.reload()
    assert shown(page) == BLOCK
    assert page.locator('[id^="a-total_output:"]').evaluate_all(VALUES) == ["", "", ""]

    answer(page, "enterprise_count:2023").click()
    paste(page, "1\t2\t3\r\n4\t5\t6\r\n")
    expect(answer(page, "sme_count:2025")).to_have_value("6")
    sees_saved(page)
    page.get_by_role("button", name="撤销").click()
    expect(answer(page, "sme_count:2025")).to_have_value("169")
    sees_saved(page)
    page.reload()
    assert shown(page) == BLOCK


VALUES = "inputs => inputs.map(input => input.value)"


def shown(page: Page) -> dict[str, tuple[str, ...]]:
    """What the cells of the block hold."""
    return {
        name: tuple(answer(page, f"{name}:{year}").input_value() for year in YEARS)
        for name in BLOCK
    }
