"""What is told of one answer: its versions and the formula of its computed value."""

from __future__ import annotations

import re
from typing import Any

from jiqun.screens.filling.answer_details import VERSIONS_SHOWN


def test_versions_tell_who_made_what_of_what(desk: Any) -> None:
    desk.save("operator", "甲", 0)
    desk.save("operator", "乙", name="operator")
    page = desk.page("history/operator/")
    assert page.index("park经办人") < page.index("zhongning经办人")
    rows = re.sub(r">\s+<", "><", page)
    assert "<td>甲</td><td>乙</td>" in rows and "<td>（空）</td><td>甲</td>" in rows


def test_many_versions_are_told_page_by_page_the_latest_first(desk: Any) -> None:
    for number in range(VERSIONS_SHOWN + 3):
        desk.save("operator", f"第{number}稿", number)
    first, second = desk.page("history/operator/"), desk.page("history/operator/?page=2")
    assert (first.count("<time"), second.count("<time")) == (VERSIONS_SHOWN, 3)
    assert f"<td>第{VERSIONS_SHOWN + 2}稿</td>" in first and "<td>第0稿</td>" in second
    assert "第 2 页，共 2 页，23 条" in second and "较早的" in first and "较早的" not in second
    assert "翻页" not in desk.page("history/total_output:2024/")


def test_answer_never_given_says_so(desk: Any) -> None:
    assert "还没有填写过" in desk.page("history/total_output:2024/")


def test_key_of_an_explanation_has_its_history(desk: Any) -> None:
    key = "unusual_change:total_output:2024"
    for year, figure in (("2023", "20"), ("2024", "46.85")):  # its finding is there
        desk.save(f"total_output:{year}", figure)
    desk.save(key, "设备检修停产五个月。")
    assert "设备检修停产五个月。" in desk.page(f"history/{key}/")


def test_unknown_answer_and_stranger_find_nothing(desk: Any) -> None:
    assert desk.client().get(desk.address + "history/nothing/").status_code == 404
    assert desk.client("stranger").get(desk.address + "history/operator/").status_code == 404
    assert desk.client().get(desk.address + "formula/total_output/").status_code == 404


def test_formula_stands_with_the_numbers_of_this_form(filled: Any) -> None:
    page = filled.page("formula/patents_per_10k_employees/")
    assert "354" in page and "÷" in page and "＝" in page
