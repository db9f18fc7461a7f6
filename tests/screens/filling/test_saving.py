"""The endpoint that saves: standard form, stale answers, refusals, what follows from a change."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jiqun.records.applications.models import Call
from jiqun.records.journal.models import Event


def test_saved_answer_comes_back_in_standard_form_with_its_revision_and_time(desk: Any) -> None:
    told = desk.save("sme_output_share:2024", " ７９．８ % ").json()
    expected = {"key": "sme_output_share:2024", "revision": 1, "value": "79.80", "shown": "79.80"}
    assert told["saved"] == [expected]
    assert told["stale"] == []
    assert re.fullmatch(r"\d\d:\d\d:\d\d", told["at"])
    event = Event.objects.get(kind="answer_changed")
    assert (event.topic, event.person_id) == ("sme_output_share:2024", desk.people["clerk"].pk)


@pytest.mark.parametrize(
    ("key", "older", "value"),
    [
        ("total_output:2024", "total_output.2024", "46.85"),
        ("plan_targets:co2", "plan_targets.co2", {"baseline": "1.81"}),
        ("lists:green", "lists.green", [{"name": "甲厂"}]),
        (
            "unusual_change:total_output:2024",
            "explanations.unusual_change:total_output:2024",
            "设备检修停产五个月。",
        ),
    ],
)
def test_page_opened_under_an_older_version_saves_and_hears_its_own_keys(
    desk: Any, key: str, older: str, value: object
) -> None:
    if key.startswith("unusual_change"):  # its finding is there
        for year, figure in (("2023", "20"), ("2024", "46.85")):
            desk.save(f"total_output:{year}", figure)
    (saved,) = desk.save(older, value).json()["saved"]
    assert (saved["key"], saved["revision"]) == (older, 1)
    assert desk.value(key) == saved["value"]
    latest = Event.objects.filter(kind="answer_changed").latest("id")
    assert latest.topic == key
    (stale,) = desk.save(older, "", 0).json()["stale"]
    assert stale["key"] == older


def test_date_comes_back_as_it_is_printed(desk: Any) -> None:
    told = desk.save("application_date", "2026-3-18", section="cover").json()
    assert told["saved"][0]["value"] == "2026-03-18"
    assert told["saved"][0]["shown"] == "2026年3月18日"


def test_value_that_is_not_understood_is_kept_as_typed_and_found(desk: Any) -> None:
    told = desk.save("total_output:2024", "四十亿").json()
    assert told["saved"][0]["shown"] == "四十亿"
    assert "四十亿" in told["findings"] and 'href="#a-total_output:2024"' in told["findings"]


def test_empty_value_clears_the_answer(desk: Any) -> None:
    desk.save("total_output:2024", "40")
    told = desk.save("total_output:2024", "").json()
    assert told["saved"][0]["value"] is None
    assert desk.value("total_output:2024") is None


def test_stale_answer_gives_both_texts_and_overwrites_nothing(desk: Any) -> None:
    desk.save("operator", "甲", 0, section="part_1")
    told = desk.save("operator", "乙", 0, section="part_1", name="operator").json()
    assert told["saved"] == []
    stale = told["stale"][0]
    assert (stale["theirs"], stale["mine_text"], stale["by"]) == ("甲", "乙", "zhongning经办人")
    assert (stale["revision"], desk.value("operator")) == (1, "甲")


def test_stale_answer_holds_no_other_back(desk: Any) -> None:
    desk.save("operator", "甲", 0)
    changes = [
        {"key": "operator", "value": "乙", "revision": 0},
        {"key": "operator_contact", "value": "丙", "revision": 0},
    ]
    told = desk.post("answer/", {"changes": changes, "section": "part_1"}).json()
    assert [s["key"] for s in told["stale"]] == ["operator"]
    assert [s["key"] for s in told["saved"]] == ["operator_contact"]


def test_change_tells_what_follows_in_its_part(filled: Any) -> None:
    told = filled.save("total_output:2025", "100").json()
    assert told["computed"]["leading_output_growth:2025"] == "5.55"
    states = {state["section"]: state for state in told["states"]}
    assert states["part_2"]["sign"] == "error"
    assert "leading_growth_differs" in told["findings"]
    told = filled.save("total_output:2025", "121.81").json()
    assert "leading_growth_differs" not in told["findings"]


def test_change_tells_the_growth_beside_the_rows_of_its_part(filled: Any) -> None:
    told = filled.save("total_output:2025", "100").json()["beside"]
    assert (told["total_output:2024"], told["total_output:2025"]) == ("+6.40%", "+5.57%")
    told = filled.save("total_output:2024", "").json()["beside"]
    assert (told["total_output:2024"], told["total_output:2025"]) == ("", "")
    assert "software_spend:2025" not in told


def test_explanation_settles_its_finding_with_author_and_time(filled: Any) -> None:
    filled.save("total_output:2024", "20.00")
    told = filled.save("unusual_change:total_output:2024", "设备检修停产五个月。").json()
    settled = told["findings"].partition("已说明</h3>")[2]
    assert "unusual_change:total_output:2024" in settled
    assert "设备检修停产五个月。" in settled and "zhongning经办人 写于" in settled


def test_lapsed_explanation_shows_what_changed_and_is_confirmed_by_one_click(filled: Any) -> None:
    key = "unusual_change:total_output:2024"
    filled.save("total_output:2024", "20.00")
    filled.save(key, "设备检修停产五个月。")
    told = filled.save("total_output:2024", "21.00").json()
    staying, _, settled = told["findings"].partition("已说明</h3>")
    assert key in staying and key not in settled
    assert "待复核" in staying and "仍然适用" in staying
    assert "2024年“集群总产值”由 20.00 亿元 变为 21.00 亿元" in staying

    told = filled.save(key, "设备检修停产五个月。", origin="confirmed").json()
    assert key in told["findings"].partition("已说明</h3>")[2]
    assert "待复核" not in told["findings"]
    assert [saved["revision"] for saved in told["saved"]] == [2]


def test_only_an_explanation_can_be_confirmed(filled: Any) -> None:
    assert filled.save("operator", "乙公司", origin="confirmed").status_code == 400
    assert filled.value("operator") != "乙公司"


def test_person_who_may_only_look_is_refused_with_the_reason(desk: Any) -> None:
    answer = desk.save("operator", "甲", 0, name="city")
    assert answer.status_code == 403
    assert "可以查看，不能修改" in answer.json()["error"]
    assert desk.value("operator") is None


def test_change_after_the_deadline_is_refused_and_keeps_nothing(desk: Any) -> None:
    Call.objects.update(county_close=timezone.now() - timedelta(minutes=2))
    answer = desk.save("operator", "甲", 0)
    assert answer.status_code == 403
    assert "截止" in answer.json()["error"]
    assert desk.value("operator") is None


def test_another_county_finds_nothing_to_save_to(desk: Any) -> None:
    assert desk.save("operator", "甲", 0, name="stranger").status_code == 404
    assert desk.value("operator") is None


def test_ended_login_is_told_where_the_login_is(desk: Any) -> None:
    answer = Client().post(desk.address + "answer/", "{}", content_type="application/json")
    assert (answer.status_code, answer.json()) == (401, {"login": "/account/login/"})


def test_change_without_its_token_is_refused(desk: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["jiqun"] = desk.client().cookies["jiqun"].value
    answer = client.post(desk.address + "answer/", "{}", content_type="application/json")
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"changes":[]}',
        b'{"changes":[1]}',
        b'{"changes":[{"key":"operator","value":"x","revision":"a"}]}',
        b'{"changes":[{"key":"operator","value":"x","revision":-1}]}',
        b'{"changes":[{"key":1,"value":"x","revision":0}]}',
        b'{"changes":[{"key":"operator","value":"x","revision":0}],"origin":"word"}',
        b'{"changes":[{"key":"operator","key":"operator","value":"x","revision":0}]}',
        b'{"changes":[{"key":"nothing","value":"x","revision":0}]}',
        b'{"changes":[{"key":"operator:2024","value":"x","revision":0}]}',
        b'{"changes":[{"key":"plan_targets:co2","value":"x","revision":0}]}',
        b'{"changes":[{"key":"operator","value":NaN,"revision":0}]}',
        b'{"changes":[{"key":"operator","value":"x","revision":true}]}',
        b'{"changes":[{"key":"operator","value":"x","revision":"0"}]}',
        b'{"changes":[{"key":"operator","value":"x","revision":1.0}]}',
        b'{"changes":[{"key":"operator","value":"x","revision":2147483648}]}',
        b'{"changes":[{"key":"operator","value":"x","revision":%s}]}' % (b"1" * 5000),
        b'{"changes":[{"key":"operator","value":"x"}]}',
        b'{"changes":{"key":"operator","value":"x","revision":0}}',
        b'{"changes":[{"key":"operator","value":"x","revision":0}],"origin":[]}',
        b'{"changes":[{"key":"operator","value":"x","revision":0}],"origin":null}',
        b'{"changes":[{"key":"operator","value":"x","revision":0}],"section":{}}',
        b'{"changes":[{"key":"operator","value":"x","revision":0}],"shown":"a"}',
        b'{"changes":[{"key":"operator","value":"x","revision":0}],"shown":[1]}',
        b'{"changes":[%s]}' % b",".join([b'{"key":"operator","value":"x","revision":0}'] * 2001),
        b'{"changes":' + b"[" * 100_000,
        b"\xff\xfe{}",
    ],
)
def test_request_that_is_not_understood_is_refused_in_chinese(desk: Any, body: bytes) -> None:
    told = {"content_type": "application/json", "HTTP_ACCEPT": "application/json"}
    answer = desk.client().post(desk.address + "answer/", body, **told)
    assert answer.status_code == 400
    assert re.search("[一-龥]", answer.json()["error"])
    assert not Event.objects.filter(kind="answer_changed").exists()


def test_save_asks_the_database_as_often_with_one_finding_as_with_many(filled: Any) -> None:
    def count(key: str) -> int:
        filled.save(key, "1")
        revision = filled.revision(key)
        with CaptureQueriesContext(connection) as asked:
            filled.save(key, "2", revision)
        return len(asked)

    few = count("sme_count:2023")
    for key in ("total_output:2023", "total_output:2024", "enterprise_count:2024"):
        filled.save(key, "1")
    assert count("sme_count:2024") == few <= 24


def test_news_hold_the_answers_of_the_part_alone(filled: Any) -> None:
    told = filled.client().get(f"{filled.address}findings/?section=part_6").json()
    keys = {answer["key"] for answer in told["answers"]}
    own = {"cooperation_summary", "cooperation_work", "overseas_branches"}
    assert keys == own | {"lists:overseas_branches"}
    assert "findings" in told and len(told["states"]) == 10


def test_news_without_a_part_hold_the_states_alone(filled: Any) -> None:
    told = filled.client().get(f"{filled.address}findings/").json()
    assert told["answers"] == [] and "findings" not in told


def test_findings_the_page_shows_already_come_by_their_marks_alone(filled: Any) -> None:
    told = filled.save("total_output:2025", "100").json()
    marks = re.findall(r'data-mark="(\w+)"', told["findings"])
    assert len(marks) > 1
    change = {"key": "total_output:2025", "value": "101", "revision": 2}
    told = filled.post(
        "answer/", {"changes": [change], "section": "part_2", "shown": [*marks, "0123"]}
    ).json()
    same = re.findall(r'<li data-finding="[\w.:]+" data-same="(\w+)"></li>', told["findings"])
    drawn = re.findall(r'data-mark="(\w+)"', told["findings"])
    assert same and set(same) < set(marks)  # the years beside it stay as they were
    assert drawn and not set(drawn) & set(marks)
    assert (
        told["findings"].count("101") and 'data-code="leading_growth_differs"' in told["findings"]
    )
