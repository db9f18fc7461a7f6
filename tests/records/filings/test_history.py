"""The history of an answer, as people read it."""

from __future__ import annotations

import pytest
from tests.records.filings.new_process import begin_anew

from jiqun.engine import Address, Form, cell
from jiqun.records.filings.actions import save_answer
from jiqun.records.filings.change_details import change_details
from jiqun.records.filings.models import AnswerRow, Filing
from jiqun.records.filings.queries import history
from jiqun.records.filings.wording import Wording, wording_of
from jiqun.records.journal.actions import record, writing
from jiqun.records.journal.queries import events_of
from jiqun.records.journal.verifying import verify
from jiqun.records.organisations.models import Person

pytestmark = pytest.mark.django_db


def test_history_gives_every_change_the_latest_first(
    filing: Filing, clerk: Person, operator: Person
) -> None:
    save_answer(filing, cell("total_output", "2024"), "46.85", 0, clerk)
    save_answer(filing, cell("total_output", "2024"), "四十亿", 1, operator, origin="pasted")
    save_answer(filing, cell("operator"), "甲", 0, clerk)
    latest, first = history(filing, cell("total_output", "2024"))
    assert (first.before, first.after, first.person) == ("", "46.85", "zhongning经办人")
    assert (latest.before, latest.after, latest.office) == (
        "46.85",
        "四十亿",
        "中宁县枸杞产业集群运营中心",
    )
    assert (latest.revision, latest.origin, latest.origin_label, latest.source) == (
        2,
        "pasted",
        "粘贴",
        "web",
    )
    assert latest.label == "集群总产值（亿元） 2024年"
    assert [v.address for v in history(filing)] == [
        cell("operator"),
        cell("total_output", "2024"),
        cell("total_output", "2024"),
    ]


def test_history_of_an_answer_never_given_is_empty(filing: Filing) -> None:
    assert history(filing, cell("operator")) == []


OLDER = [
    ("total_output.2024", cell("total_output", "2024"), "46.85"),
    ("plan_targets.other_1", Address("plan_targets", row="other_1"), {"label": "品牌"}),
    (
        "explanations.unusual_change:total_output:2024",
        cell("total_output", "2024").explained("unusual_change"),
        "新投产",
    ),
    ("explanations.flat_series", Address(code="flat_series"), "三年未变"),
]


@pytest.mark.parametrize(("topic", "at", "value"), OLDER)
def test_what_the_journal_noted_under_an_older_key_is_history_of_the_answer(
    filing: Filing, clerk: Person, topic: str, at: Address, value: object
) -> None:
    details = {"before": None, "after": value, "origin": "typed", "revision": 1}
    with writing():
        record("answer_changed", filing.subject, clerk, topic, details)
    if at.code:  # one that was kept when it was written
        row = {"value": '"旧文"', "revision": 1, "changed_at": filing.created_at, "changed_in": 1}
        AnswerRow.objects.create(filing=filing, key=str(at), changed_by=clerk, **row)
        begin_anew()
    save_answer(filing, at, value, 1 if at.code else 0, clerk)
    before = [event.topic for event in events_of(filing.subject)]
    assert [version.address for version in history(filing)] == [at, at]
    latest, first = history(filing, at)
    assert (first.label, first.after) == (latest.label, latest.after)
    assert history(filing, cell("operator")) == []
    assert [event.topic for event in events_of(filing.subject)] == before
    assert before[-2:] == [topic, str(at)] and not verify()


def test_rows_of_a_list_noted_under_its_older_key_are_told(filing: Filing, clerk: Person) -> None:
    green, rows = Address(list="green"), [{"name": "甲厂"}]
    details = change_details(green, None, rows, "typed", 1)
    with writing():
        record("answer_changed", filing.subject, clerk, "lists.green", details)
    assert [version.after for version in history(filing, green)] == ["1行，修改后：甲厂"]


def test_history_of_a_list_tells_the_rows_that_came_and_went(filing: Filing, clerk: Person) -> None:
    save_answer(filing, Address(list="green"), [{"name": "甲厂"}, {"name": "乙厂"}], 0, clerk)
    save_answer(filing, Address(list="green"), [{"name": "甲厂"}], 1, clerk)
    latest, first = history(filing, Address(list="green"))
    assert (first.before, first.after) == ("", "2行，修改后：甲厂；乙厂")
    assert (latest.before, latest.after) == ("2行，修改前：乙厂", "1行")


@pytest.mark.parametrize(
    ("at", "value", "label", "text"),
    [
        (cell("application_date"), "2026-03-18", "申报时间", "2026年3月18日"),
        (cell("industry_sector"), "secondary", "主导产业所属产业类型", "第二产业"),
        (cell("county"), "640521", "所属地区：    市   县（市、区）", "中宁县"),
        (cell("total_output", "2024"), "1.5", "集群总产值（亿元） 2024年", "1.50"),
        (cell("total_output", "2024"), "四十亿", "集群总产值（亿元） 2024年", "四十亿"),
        (Address(list="green"), [{"name": "甲"}], "绿色制造清单", "1行"),
        (
            Address("plan_targets", row="co2"),
            {"indicator": "co2", "baseline": "1.81", "2028": "1.40"},
            "规划目标：二氧化碳排放量",
            "2025年基准值 1.81；2028年目标值 1.40",
        ),
        (
            Address("plan_targets", row="other_1"),
            {"indicator": "other_1", "label": "用水量", "unit": "吨", "2028": "5"},
            "规划目标：other_1",
            "用水量；吨；2028年目标值 5",
        ),
        (
            cell("total_output", "2024").explained("unusual_change"),
            "新投产",
            "情况说明：集群总产值（亿元） 2024年",
            "新投产",
        ),
        (cell("operator"), None, "集群运营管理机构", ""),
    ],
)
def test_answer_reads_as_on_paper(
    form: Form, at: Address, value: object, label: str, text: str
) -> None:
    assert wording_of(form, at, value) == Wording(label, text)
