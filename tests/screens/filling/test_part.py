"""The page of a part: every answer of the form stands there, for those who may see it alone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from jiqun.engine import kept_addresses
from jiqun.records.evidence.answers_with_evidence import outcome_with_evidence
from jiqun.records.filings.editions import form_of
from jiqun.screens.widgets import element_of, shown_at

WRONG = {
    "total_output:2023": "四十亿",
    "total_output:2024": "20",
    "total_output:2025": "60.123",
    "sme_count:2024": "9.5",
    "enterprise_count:2024": "3",
    "county_phone": "没有",
    "city": "中卫市",
    "county": "贺兰县",
    "application_date": "明天",
    "restricted_industry": "yes",
    "green_work": ["energy_diagnosis", "carbon_accounting"],
    "carbon_monitoring": "yes",
    "standards_national_led:2024": "2",
    "valid_patents": "2",
    "lists:patents": [{"number": "ZL1", "granted": "昨天", "uscc": "123"}],
    "plan_targets:output_growth": {"baseline": "9", "2026": "8", "2028": "9.5"},
    "plan_targets:other_1": {"label": "品牌", "direction": "other", "baseline": "x"},
    "chain_strengthening_summary": "字" * 201,
}


def pages(desk: Any) -> list[str]:
    return [desk.page(f"part/{section.part}/") for section in form_of_(desk).sections]


def form_of_(desk: Any) -> Any:
    return form_of(desk.application.filing)


def test_pages_hold_every_answer_of_the_form_once_in_its_order(desk: Any) -> None:
    found = [key for page in pages(desk) for key in re.findall(r'data-answer="([^"]+)"', page)]
    the_forms = list(kept_addresses(form_of_(desk)))
    row_to_copy = "plan_targets:other_0"
    own = [at for at in (desk.at(key) for key in found if key != row_to_copy) if not at.code]
    assert sorted(own) == sorted(the_forms)
    assert [at for at in own if not at.list] == [at for at in the_forms if not at.list]


def test_values_stand_in_their_inputs_and_every_input_has_a_name(filled: Any) -> None:
    page = filled.page("part/2/")
    assert re.search(r'id="a-total_output:2024"[^>]*value="94\.72"', page)
    assert re.search(r'value="chain_map"\s+checked', page)
    assert "2026年3月18日" in filled.page("part/0/")
    for tag in re.findall(r"<(?:input|textarea)\b[^>]*>", "".join(pages(filled))):
        named = "aria-label=" in tag or 'type="hidden"' in tag
        labelled = 'type="radio"' in tag or 'type="checkbox"' in tag or "login-" in tag
        assert named or labelled or 'id="merged"' in tag, tag


@pytest.mark.parametrize("values", [{}, WRONG])
def test_every_finding_points_to_an_element_of_its_page(desk: Any, values: dict[str, Any]) -> None:
    desk.fill(values)
    form, found = form_of_(desk), outcome_with_evidence(desk.fresh().filing).findings
    by_id = {section.id: desk.page(f"part/{section.part}/") for section in form.sections}
    assert len(found) > 100 or values
    for finding in found:
        shown = shown_at(form, finding.at)
        if shown and not shown.list:  # rows of a list are drawn by the page itself
            assert f'id="{element_of(shown)}"' in by_id[form.section_of(finding.at)], finding


def test_page_of_another_county_is_not_found_like_a_random_one(desk: Any) -> None:
    stranger = desk.client("stranger")
    theirs = stranger.get(desk.address + "part/2/")
    nobodys = stranger.get(f"/a/{'0' * 32}/part/2/")
    assert (theirs.status_code, theirs.content) == (404, nobodys.content)


def test_part_that_the_form_does_not_have_is_not_found(desk: Any) -> None:
    assert desk.client().get(desk.address + "part/10/").status_code == 404


def test_page_without_login_leads_to_the_login(desk: Any) -> None:
    answer = Client().get(desk.address + "part/2/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


def test_city_looks_and_does_not_write(filled: Any) -> None:
    page = filled.page("part/2/", "city")
    assert "可以查看，不能修改" in page
    assert "data-writes" not in page and "data-none" not in page
    inputs = re.findall(r'<(?:input|textarea) [^>]*data-answer="[^"]+"[^>]*>', page)
    assert inputs and all("readonly" in tag for tag in inputs)


def test_parts_of_the_city_are_read_only_for_the_county(desk: Any) -> None:
    page = desk.page("part/9/")
    assert re.search(r'<textarea[^>]*data-answer="city_opinion"[^>]*readonly', page)
    assert not re.search(r'<input[^>]*data-answer="declaration_signatory"[^>]*readonly', page)


def test_part_to_sign_has_the_declaration_in_its_official_words_and_what_to_do(desk: Any) -> None:
    official = form_of(desk.application.filing).folder / "official.txt"
    words = re.search(r"本单位承诺.*后果。", official.read_text(encoding="utf-8"))
    assert words
    page = desk.page("part/9/")
    assert f"<blockquote><p>{words[0]}</p></blockquote>" in page
    assert "签字、写明日期，单位盖章" in page and f'href="{desk.address}paper/"' in page
    assert "没有相关情况的填" not in page
    assert "blockquote" not in desk.page("part/8/")
    city = desk.page("part/9/", "city")
    assert words[0] in city


def test_text_of_a_person_is_shown_as_text(desk: Any) -> None:
    desk.fill({"operator": '</textarea><script>alert("1")</script>'})
    page = desk.page("part/1/")
    assert "<script>alert" not in page
    assert "&lt;/textarea&gt;&lt;script&gt;" in page


def test_rows_of_a_list_cannot_end_their_data(desk: Any) -> None:
    desk.fill({"lists:patents": [{"number": "</script><b>1"}]})
    assert "</script><b>" not in desk.page("part/3/")


def test_page_asks_the_database_as_often_empty_as_full(
    desk: Any, example_data: Any, request: pytest.FixtureRequest
) -> None:
    def count() -> int:
        desk.page("part/2/")
        with CaptureQueriesContext(connection) as asked:
            desk.page("part/2/")
        return len(asked)

    empty = count()
    request.getfixturevalue("filled")
    assert count() == empty <= 10


def test_application_leads_to_the_first_part_that_is_not_ready(desk: Any) -> None:
    desk.fill({"city": "中卫市", "county": "中宁县", "application_date": "2026-03-18"})
    assert desk.client().get(desk.address)["Location"] == f"{desk.address}part/1/"


@pytest.mark.parametrize("fast", [False, True])
def test_sign_says_what_a_cut_of_power_may_take(desk: Any, settings: Settings, fast: bool) -> None:
    settings.SQLITE_FAST = fast
    words = "已保存（断电可能丢失）" if fast and connection.vendor == "sqlite" else "已保存"
    assert f'data-saved="{words}"' in desk.page("part/1/")
