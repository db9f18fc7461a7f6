"""The answers put into the layout: the official words, the places, the filled and blank form."""

from __future__ import annotations

from collections.abc import Callable

from tests.engine.documents.unsized_texts import texts, words

from jiqun.engine.answers import Answers
from jiqun.engine.definition import Address, Edition, cell
from jiqun.engine.documents.compose import compose
from jiqun.engine.documents.paper import Run

OFFICIAL = "official.txt"
Read = Callable[..., Answers]


def runs(edition: Edition, answers: Answers, place: str) -> list[Run]:
    return [run for p in texts(edition, answers) for run in p.runs if str(run.at) == place]


def shown(edition: Edition, answers: Answers, place: str) -> list[str]:
    return [run.text for run in runs(edition, answers, place)]


def test_blank_form_reads_as_the_official_text(edition: Edition) -> None:
    official = (edition.main.folder / OFFICIAL).read_text(encoding="utf-8")
    assert words(edition, Answers(edition.main)) == "".join(official.split())


def test_blank_form_has_a_place_for_every_answer(edition: Edition) -> None:
    places = {run.at for p in texts(edition, Answers(edition.main)) for run in p.runs}
    for field in edition.main.fields.values():
        for period in field.cells:
            if field.options:
                assert {Address(field.id, option.id) for option in field.options} <= places
            elif not field.kind.plan:
                assert cell(field.id, period) in places
    assert {
        Address("plan_targets", row=indicator.id, part="baseline")
        for indicator in edition.main.fields["plan_targets"].indicators
    } <= places


def test_same_answers_give_the_same_sheets(edition: Edition, example: Answers) -> None:
    first = compose(edition.main.layout, example)
    assert compose(edition.main.layout, example) == first


def test_answers_are_printed_in_standard_form(edition: Edition, read: Read) -> None:
    answers = read(
        total_output={"2024": " １，２３４.5 亿元"}, application_date="2026-03-18", city="640500"
    )
    assert shown(edition, answers, "total_output:2024") == ["1234.50"]
    assert shown(edition, answers, "application_date") == ["2026年3月18日"]
    assert shown(edition, answers, "city") == ["中卫市"]


def test_repeated_answer_stands_on_the_cover_and_in_part_one(edition: Edition, read: Read) -> None:
    answers = read(cluster_name="中宁县枸杞产业集群")
    assert shown(edition, answers, "cluster_name") == ["中宁县枸杞产业集群"] * 2


def test_region_is_printed_with_a_space_between(edition: Edition, example: Answers) -> None:
    line = next(t for t in texts(edition, example) if t.runs[0].text == "所属地区：")
    assert "".join(run.text for run in line.runs) == "所属地区：中卫市 中宁县"


def test_number_is_marked_as_one_and_words_are_not(edition: Edition, read: Read) -> None:
    answers = read(area_km2="49.46", rd_growth={"2023": "无"}, operator="管委会 2025")
    assert runs(edition, answers, "area_km2")[0].number
    assert not runs(edition, answers, "rd_growth:2023")[0].number
    assert not runs(edition, answers, "operator")[0].number


def test_answer_not_understood_is_printed_as_typed(edition: Edition, read: Read) -> None:
    answers = read(area_km2="约五十", industry_sector="工业")
    assert shown(edition, answers, "area_km2") == ["约五十"]
    assert shown(edition, answers, "industry_sector") == [" 工业"]
    assert shown(edition, answers, "industry_sector.secondary") == ["□"]


def test_boxes_show_what_is_ticked(edition: Edition, read: Read) -> None:
    answers = read(industry_sector="secondary", green_work=["carbon_accounting"])
    ticked = {
        str(run.at): run.text
        for p in texts(edition, answers)
        for run in p.runs
        if run.ticked is True
    }
    assert ticked == {"industry_sector.secondary": "☑", "green_work.carbon_accounting": "☑"}
    assert shown(edition, answers, "industry_sector.primary") == ["□"]


def test_contact_of_part_one_stands_on_the_cover_where_none_is_given(
    edition: Edition, read: Read
) -> None:
    both = read(county_contact="马建国", county_phone="0953-6021234")
    assert shown(edition, both, "cover_contact") == ["马建国 0953-6021234"]
    own = read(county_contact="马建国", county_phone="0953-6021234", cover_contact="王芳 1")
    assert shown(edition, own, "cover_contact") == ["王芳 1"]
    assert shown(edition, read(county_contact="马建国"), "cover_contact") == [""]


def test_hint_goes_once_its_answer_is_filled(edition: Edition, read: Read) -> None:
    hint = "包括总体情况、主导产业"
    assert hint in words(edition, read(plan_achievements="成效"))
    assert hint not in words(edition, read(plan_profile="集群以枸杞为主导产业"))


def test_formula_stands_under_the_figures_only_when_filled(edition: Edition, read: Read) -> None:
    answers = read(co2_intensity={"2025": "0.81"}, co2_intensity_formula="排放量÷产值")
    assert "2025年0.81排放量÷产值近三年单位工业" in words(edition, answers)
