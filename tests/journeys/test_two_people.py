"""Two people at one application: the same answer, different ones, and seeing each other."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from at_the_desk import answer, demonstration, sees, sees_saved, write
from playwright.sync_api import Page, expect
from visiting import Visit

COUNTY, OPERATOR = "zhongning", "zhongning-park"
MERGED = "中宁县枸杞产业园区管理委员会（园区运营中心）"


@dataclass
class Case:
    """A choice of the second person: the button, and which of the texts is kept."""

    button: str
    theirs: str
    mine: str
    kept: str


CASES = (
    Case("用我的", "中宁枸杞园区管委会", "中宁县枸杞园区管理委员会", "中宁县枸杞园区管理委员会"),
    Case("用对方的", "中宁枸杞产业服务中心", "中宁县枸杞服务站", "中宁枸杞产业服务中心"),
    Case("合并编辑", "中宁县枸杞产业园区管委会办公室", "枸杞园区运营中心", MERGED),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.button)
def test_same_answer_by_two_people_shows_both_texts_and_the_second_chooses(
    visit: Visit, case: Case
) -> None:
    operator, county = both(visit)
    # Whoever is in an answer is not overwritten there by what the other saves meanwhile.
    answer(county, "operator").click()
    write(operator, "operator", case.theirs)
    sees_saved(operator)
    write(county, "operator", case.mine)
    county.keyboard.press("Tab")

    dialog = county.locator("#conflict")
    expect(dialog).to_be_visible()
    expect(dialog.locator(".about")).to_contain_text(re.compile(r"李秀英 于 \d\d:\d\d:\d\d 改过"))
    expect(dialog.locator('[data-side="mine"]')).to_have_text(case.mine)
    expect(dialog.locator('[data-side="theirs"]')).to_have_text(case.theirs)
    expect(dialog.locator("[data-side] mark").first).to_be_visible()
    expect(county.locator("#saving")).to_have_text("有冲突")
    for key in ("Space", "Enter"):  # of somebody who types on decides nothing
        county.keyboard.press(key)
    dialog.get_by_role("button", name=case.button).click()
    if case.button == "合并编辑":
        expect(county.locator("#merged")).to_have_value(f"{case.theirs}\n{case.mine}")
        county.locator("#merged").fill(case.kept)
        dialog.get_by_role("button", name="保存合并后的内容").click()
    expect(dialog).to_be_hidden()
    expect(answer(county, "operator")).to_have_value(case.kept)
    if case.button != "用对方的":
        sees_saved(county)
    for page in (county, operator):
        sees(page, "operator", case.kept)


def test_different_answers_by_two_people_never_conflict_and_come_to_both(visit: Visit) -> None:
    operator, county = both(visit)
    write(operator, "operator_contact", "王立新")
    write(county, "county_contact", "马晓梅")
    write(county, "area_km2", "51.20")
    for page in (operator, county):
        sees_saved(page)
        expect(page.locator("#conflict")).to_be_hidden()
    # Without loading the page, each hears of what the other wrote.
    expect(answer(county, "operator_contact")).to_have_value("王立新")
    expect(answer(operator, "county_contact")).to_have_value("马晓梅")
    expect(answer(operator, "area_km2")).to_have_value("51.20")
    for page in (operator, county):
        sees(page, "operator_contact", "王立新")
        sees(page, "county_contact", "马晓梅")


def test_others_present_are_seen_in_the_part_they_are_in(visit: Visit) -> None:
    operator, county = both(visit)
    there = operator.locator('#parts [data-section="part_1"] .people abbr')
    expect(there).to_have_text("马")
    expect(there).to_have_attribute("title", "马建军正在这一部分")
    county.locator("#parts a", has_text="三、创新能力情况").click()
    expect(operator.locator('#parts [data-section="part_3"] .people abbr')).to_have_text("马")
    expect(there).to_have_count(0)


def both(visit: Visit) -> tuple[Page, Page]:
    """The operator and the county, each with the first part of the same application open."""
    operator = visit(OPERATOR)
    place = demonstration(operator) + "part/1/"
    operator.goto(place)
    return operator, visit(COUNTY, place)
