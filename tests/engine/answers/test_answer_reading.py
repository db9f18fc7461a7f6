"""The one door for objects: typed answers, and a list of all that did not fit."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiqun.engine.answers import Answers, Problem, UnusableInput, form_id, read_answers
from jiqun.engine.definition import Address, Form, cell
from jiqun.engine.kinds import NONE
from proofs import times

Read = Callable[..., Answers]
Generated = Callable[[st.DataObject], dict[str, object]]


def only_problem(answers: Answers) -> Problem:
    assert len(answers.problems) == 1, answers.problems
    problem = answers.problems[0]
    assert set(problem.params) >= {"typed", "hint", "place"}
    return problem


def test_example_is_read_whole(example: Answers) -> None:
    assert example.problems == ()
    assert example.leftovers == ()
    assert all(a.trouble is None for a in example.cells.values())
    assert example.value("city") == "640500"
    assert example.value("application_date") == date(2026, 3, 18)
    assert example.number("total_output", "2025") == Decimal("121.81")
    assert example.value("fdi_cumulative_growth", "2023") == NONE
    assert example.number("fdi_cumulative_growth", "2023") is None
    assert example.value("quality_brand_work") == ("collective_mark",)
    assert len(example.targets) == 9
    assert len(example.evidence) == 32
    assert [len(rows) for rows in example.lists.values()] == [25, 3, 354, 3, 1]


def test_example_is_shown_as_on_paper(example: Answers) -> None:
    assert example.shown("application_date") == "2026年3月18日"
    assert example.shown("county") == "中宁县"
    assert example.shown("restricted_industry") == "否"
    assert example.shown("total_output", "2023") == "89.02"
    assert example.shown("city_opinion") == ""
    assert example.shown_at(Address("plan_targets", row="rd_spend", part="2028")) == "16800.00"
    assert example.shown_at(Address("plan_targets", row="rd_spend", part="2031")) == ""


def test_form_id_of_data_is_what_it_says(example_data: dict[str, object]) -> None:
    assert form_id(example_data) == "ningxia-2026"
    assert form_id({"form": 5}) is None
    assert form_id([]) is None


@pytest.mark.parametrize("data", [None, [], "x", 5])
def test_data_that_is_no_mapping_is_unusable(form: Form, data: object) -> None:
    with pytest.raises(UnusableInput):
        read_answers(form, data)


def test_empty_data_is_an_empty_form(form: Form) -> None:
    assert read_answers(form, {}) == Answers(form)
    assert read_answers(form, {"form": form.name, "answers": {}, "lists": {}}) == Answers(form)


def test_form_of_another_name_is_unknown_form(form: Form) -> None:
    problem = only_problem(read_answers(form, {"form": "ningxia-1999", "answers": {}}))
    assert (problem.code, problem.params["typed"]) == ("unknown_form", "ningxia-1999")


def test_blank_none_and_zero_are_three_things(read: Read) -> None:
    blank = read(green_parks=" ", little_giant_count={"2023": "", "2024": None})
    assert blank.cells == {}
    assert blank.problems == ()
    assert read(green_parks="无").value("green_parks") == NONE
    assert read(green_parks="0").value("green_parks") == Decimal(0)


def test_number_not_understood_keeps_what_was_typed(read: Read) -> None:
    answers = read(total_output={"2023": "约40", "2024": "46.85"})
    answer = answers.cells[cell("total_output", "2023")]
    assert (answer.value, answer.typed) == (None, "约40")
    assert answer.trouble is not None
    assert answer.trouble.code == "not_a_number"
    assert answers.shown("total_output", "2023") == "约40"
    assert answers.number("total_output", "2024") == Decimal("46.85")


def test_number_of_json_is_read_like_its_text(read: Read) -> None:
    as_numbers = read(total_output={"2023": Decimal("41.20"), "2024": 46}, sme_employees=18342)
    as_text = read(total_output={"2023": "41.20", "2024": "46"}, sme_employees="18342")
    assert as_numbers == as_text


def test_text_too_long_is_kept_with_its_trouble(read: Read) -> None:
    text = "业" * 201
    answers = read(green_summary=text)
    answer = answers.cells[cell("green_summary")]
    assert answer.value == text
    assert answer.trouble is not None
    assert answer.trouble.code == "too_long"
    assert answers.shown("green_summary") == text


def test_bad_character_is_shown_harmlessly(read: Read) -> None:
    answers = read(operator="中宁\x0c管委会")
    assert answers.cells[cell("operator")].typed == "中宁\x0c管委会"
    assert answers.shown("operator") == "中宁�管委会"


def test_field_unknown_is_listed_with_the_nearest_name(read: Read) -> None:
    answers = read(cluster_nam="中宁县枸杞产业集群")
    problem = only_problem(answers)
    assert (problem.code, problem.at.field) == ("unknown_field", "cluster_nam")
    assert problem.params["hint"] == "是否想写“cluster_name”？"
    assert answers.leftovers[0].value == "中宁县枸杞产业集群"


def test_top_level_key_unknown_is_listed(form: Form) -> None:
    problem = only_problem(read_answers(form, {"answer": {}}))
    assert (problem.code, problem.at.field) == ("unknown_field", "answer")


def test_year_unknown_is_listed_on_its_field(read: Read) -> None:
    problem = only_problem(read(total_output={"2022": "38.10", "2023": "41.20"}))
    assert (problem.code, problem.at.field, problem.at.period) == (
        "unknown_field",
        "total_output",
        "2022",
    )


@pytest.mark.parametrize(
    ("answers", "field", "period"),
    [
        ({"total_output": "41.20"}, "total_output", None),
        ({"total_output": ["41.20"]}, "total_output", None),
        ({"total_output": {"2023": ["41.20"]}}, "total_output", "2023"),
        ({"sme_employees": {"2025": "5"}}, "sme_employees", None),
        ({"sme_employees": True}, "sme_employees", None),
        ({"cluster_name": ["x"]}, "cluster_name", None),
        ({"cluster_name": 5}, "cluster_name", None),
        ({"industry_sector": ["secondary"]}, "industry_sector", None),
        ({"restricted_industry": False}, "restricted_industry", None),
        ({"green_work": "carbon_accounting"}, "green_work", None),
        ({"green_work": {"carbon_accounting": True}}, "green_work", None),
        ({"green_work": [1]}, "green_work", None),
        ({"plan_targets": {}}, "plan_targets", None),
    ],
)
def test_answer_of_another_shape_is_wrong_shape(
    read: Read, answers: dict[str, object], field: str, period: str | None
) -> None:
    found = read(**answers)
    problem = only_problem(found)
    assert (problem.code, problem.at.field, problem.at.period) == ("wrong_shape", field, period)
    assert problem.params["expected"]
    assert len(found.leftovers) == 1


def test_option_unknown_of_several_is_listed_and_the_others_count(read: Read) -> None:
    answers = read(green_work=["x", "green_solutions", "energy_diagnosis", "y"])
    assert answers.value("green_work") == ("energy_diagnosis", "green_solutions")
    assert [(p.code, p.at.field, p.at.option) for p in answers.problems] == [
        ("unknown_option", "green_work", "x"),
        ("unknown_option", "green_work", "y"),
    ]


def test_option_unknown_of_one_is_its_trouble(read: Read) -> None:
    trouble = read(industry_sector="fourth").cells[cell("industry_sector")].trouble
    assert trouble is not None
    assert (trouble.code, trouble.params["option"]) == ("unknown_option", "fourth")


def test_county_outside_its_city_is_reported_on_the_county(read: Read) -> None:
    answers = read(city="银川市", county="中宁县")
    problem = only_problem(answers)
    assert (problem.code, problem.at.field) == ("not_a_division", "county")
    assert "“中宁县”不在“银川市”之内" in problem.params["hint"]
    assert answers.value("county") == "640521"
    assert read(city="中卫", county="中宁").problems == ()
    assert read(county="中宁").problems == ()


def test_city_outside_the_region_of_the_form_is_not_a_division(form: Form) -> None:
    of_region = replace(form, region="640000")
    data = {"answers": {"city": "北京市", "county": "110105"}}
    problem = only_problem(read_answers(of_region, data))
    assert (problem.code, problem.at.field) == ("not_a_division", "city")
    assert "不在“宁夏回族自治区”之内" in problem.params["hint"]
    assert read_answers(of_region, {"answers": {"city": "中卫市"}}).problems == ()


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({"for": "carbon_monitoring", "file": "一.pdf", "kind": "hearsay"}, "wrong_shape"),
        ({"for": "carbon_monitoring", "file": "", "kind": "authority"}, "wrong_shape"),
        ({"for": "carbon_monitoring", "file": "一.pdf"}, "wrong_shape"),
        ({"for": "carbon_monitoring", "file": 5, "kind": "authority"}, "wrong_shape"),
        ("一.pdf", "wrong_shape"),
        ({"for": "nowhere", "file": "一.pdf", "kind": "authority"}, "unknown_field"),
        ({"for": "green_work.x", "file": "一.pdf", "kind": "authority"}, "unknown_option"),
        ({"for": "green_work.", "file": "一.pdf", "kind": "authority"}, "unknown_option"),
        ({"for": "green_work", "file": "一\u202e.pdf", "kind": "authority"}, "bad_character"),
    ],
)
def test_evidence_that_does_not_fit_is_listed_and_kept(
    form: Form, entry: object, code: str
) -> None:
    good = {"for": "green_work.carbon_accounting", "file": "一.pdf", "kind": "authority"}
    answers = read_answers(form, {"evidence": [entry, good]})
    problem = only_problem(answers)
    assert (problem.code, problem.params["place"]) == (code, "佐证材料第1条")
    assert [e.at for e in answers.evidence] == [Address("green_work", "carbon_accounting")]
    assert answers.leftovers[0].value == entry


def test_explanation_under_the_key_of_an_answer_is_listed_and_kept(form: Form) -> None:
    answers = read_answers(form, {"explanations": {"total_output:2024": "写错了地方"}})
    assert only_problem(answers).params["place"] == "情况说明“total_output:2024”"
    assert answers.explanations == {"total_output:2024": "写错了地方"}


def test_explanation_of_a_field_unknown_is_listed_and_kept(form: Form) -> None:
    explained = {
        "unusual_change:total_output:2024": "新投产两条生产线\r\n",
        "name_pattern": "地名如此",
        "unusual_change:total_outptu:2024": "写错了",
    }
    answers = read_answers(form, {"explanations": explained})
    assert answers.explanations["unusual_change:total_output:2024"] == "新投产两条生产线\n"
    problem = only_problem(answers)
    assert (problem.code, problem.at.field) == ("unknown_field", "total_outptu")
    assert "total_output" in problem.params["hint"]


@pytest.mark.parametrize("key", ["answers", "evidence", "lists", "explanations"])
def test_group_of_another_shape_is_wrong_shape(form: Form, key: str) -> None:
    answers = read_answers(form, {key: "x"})
    assert only_problem(answers).code == "wrong_shape"
    assert answers.leftovers[0].path == (key,)


def test_input_of_nothing_but_unknown_keys_is_listed_in_good_time(form: Form) -> None:
    start = time.process_time()
    answers = read_answers(form, {"answers": {f"total_outpu{n}": n for n in range(20_000)}})
    assert len(answers.problems) == 20_000
    assert time.process_time() - start < 2


@pytest.mark.proof("answers")
@settings(max_examples=times("answers"), deadline=None, derandomize=True)
@given(data=st.data())
def test_every_generated_input_is_read_and_nothing_raises(
    form: Form, generated: Generated, data: st.DataObject
) -> None:
    answers = read_answers(form, generated(data))
    for problem in answers.problems:
        assert all(isinstance(v, str) for v in problem.params.values())
        "".join(problem.params.values()).encode()


@pytest.mark.parametrize(
    "key",
    [
        "unusual_change:total_output:2024",
        "unusual_change:total_output.2024",
        "explanations.unusual_change:total_output:2024",
        "explanations.unusual_change.total_output.2024",
    ],
)
def test_explanation_counts_under_the_older_spelling_of_its_key(form: Form, key: str) -> None:
    answers = read_answers(form, {"explanations": {key: "新投产两条生产线"}})
    assert answers.explanations == {"unusual_change:total_output:2024": "新投产两条生产线"}


def test_explanation_in_both_spellings_loses_neither(form: Form) -> None:
    texts = {"unusual_change:total_output:2024": "甲", "unusual_change:total_output.2024": "乙"}
    assert read_answers(form, {"explanations": texts}).explanations == texts
