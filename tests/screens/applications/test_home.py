"""The home page: what is open, how far each part is, what happened, whose it is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.screens.applications.test_officer_pages import lies

from jiqun.demo.pdf_page import page as page_of
from jiqun.records.applications.actions import start_application
from jiqun.records.applications.calls import CallTerms, extend, open_call
from jiqun.records.applications.models import Application
from jiqun.records.evidence.actions import add_piece
from jiqun.records.evidence.answers_with_evidence import outcome_with_evidence
from jiqun.records.evidence.queries import matrix
from jiqun.records.filings.actions import create_filing
from jiqun.records.filings.models import Filing
from jiqun.records.filings.queries import answers, section_states
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.organisations.models import Office
from jiqun.records.organisations.posts import name_deputy
from jiqun.records.organisations.queries import office_of
from jiqun.records.organisations.roles import Role
from jiqun.records.versions.actions import freeze
from jiqun.screens.applications.home_lists import PAGE_SIZE
from jiqun.screens.filling.desk import next_part

BUDGET = 150_000  # bytes, as they are before they are packed


def home(desk: Any, name: str = "clerk") -> str:
    answer = desk.client(name).get("/")
    assert answer.status_code == 200
    # As it is seen: a line end is a space, and none at the beginning of an element.
    return " ".join(answer.content.decode().split()).replace('"> ', '">')


def test_county_sees_its_parts_and_goes_on_where_something_is_missing(desk: Any) -> None:
    page = home(desk)
    assert "2026年申报" in page and "一、基本情况" in page
    assert f'href="{desk.address}part/0/">继续填写' in page
    assert "项已填" in page


def test_way_on_of_who_only_looks_is_to_look(desk: Any) -> None:
    page = home(desk, "city")
    assert f'btn-plain" href="{desk.address}part/0/">查看' in page
    assert "继续填写" not in page


def test_way_on_when_all_is_filled_in_is_to_check_and_print(filled: Any) -> None:
    filing = filled.fresh().filing
    ticks = matrix(filing, answers(filing)).ticks
    gaps = [tick.at for tick in ticks if tick.gap]
    add_piece(filing, "佐证.pdf", BytesIO(page_of(["佐证"])), "authority", gaps, SYSTEM)
    page = home(filled)
    assert f'href="{filled.address}checks/">检查并打印' in page


def test_way_on_leads_past_what_is_signed_by_hand(desk: Any) -> None:
    page = home(desk)
    assert '<span class="sign by-hand">打印后签章</span>' in page
    states = section_states(
        answers(desk.application.filing), outcome_with_evidence(desk.application.filing)
    )
    ready = [replace(state, state="ready") for state in states[:9]]
    assert next_part([*ready, states[9]]) is None
    assert next_part([*ready[:8], states[8], states[9]]) == states[8]


def test_home_tells_who_did_what_last(desk: Any) -> None:
    desk.save("operator", "甲", 0, name="operator")
    assert "<b>park经办人</b> 填写了“集群运营管理机构”" in home(desk)


def test_county_without_an_application_can_start_one(desk: Any) -> None:
    page = home(desk, "stranger")
    assert "开始申报" in page and desk.application.public_id not in page
    call = desk.application.call.public_id
    answer = desk.client("stranger").post(f"/start/{call}/")
    started = Application.objects.get(county=office_of(desk.people["stranger"]))
    assert answer["Location"] == f"/a/{started.public_id}/"
    assert "开始申报" not in home(desk, "stranger")


def test_county_that_has_longer_is_told_its_own_close(desk: Any) -> None:
    office, call = office_of(desk.people["stranger"]), desk.application.call
    later = call.county_close + timedelta(days=2)
    extend(call, office, later, "停电", SYSTEM)
    page = desk.client("stranger").get("/").content.decode()
    local = timezone.localtime(later)
    assert f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}" in page


def test_home_of_a_returned_form_says_until_when_it_is_corrected(desk: Any) -> None:
    due = timezone.localtime() + timedelta(days=3)
    version = freeze(desk.fresh().filing, SYSTEM)
    lies(desk, "returned/city", submitted=version, due_at=due)
    page = desk.client("clerk").get("/").content.decode()
    assert f"{due.year}年{due.month}月{due.day}日 {due:%H:%M}" in page
    assert (
        f"{due.month}月{due.day}日 {due:%H:%M} 截止"
        in desk.client("clerk").get("/notices/").content.decode()
    )
    lies(desk, "under_review/city", submitted=version, due_at=None)
    assert '<div class="until">' not in desk.client("clerk").get("/").content.decode()


def test_county_can_start_its_own_beside_one_it_sees_as_a_deputy(desk: Any) -> None:
    county, helper = office_of(desk.people["clerk"]), desk.people["stranger"]
    until = timezone.localdate() + timedelta(days=5)
    name_deputy(helper, county, Role.COUNTY_CLERK, county.parent, until, SYSTEM)
    assert ">开始申报</button>" in home(desk, "stranger")
    assert ">开始申报</button>" not in home(desk, "clerk")


def test_county_begins_one_for_a_further_cluster_and_a_double_press_is_one(desk: Any) -> None:
    own, county = desk.application, office_of(desk.people["clerk"])
    assert "已有 1 份申报" in home(desk, "clerk")
    for _ in range(2):
        answer = desk.client("clerk").post(f"/start/{own.call.public_id}/", {"after": "1"})
    second = Application.objects.get(county=county, ordinal=2)
    assert answer["Location"] == f"/a/{second.public_id}/"
    assert Application.objects.filter(county=county).count() == 2
    for after in ("-1", "x", "100"):
        told = desk.client("clerk").post(f"/start/{own.call.public_id}/", {"after": after})
        assert told.status_code == 404


def test_operator_and_city_cannot_start_an_application(desk: Any) -> None:
    call = desk.application.call.public_id
    for name in ("operator", "city", "region"):
        assert desk.client(name).post(f"/start/{call}/").status_code == 404
        assert "开始申报" not in home(desk, name)


def test_start_by_a_look_changes_nothing(desk: Any) -> None:
    call = desk.application.call.public_id
    assert desk.client("stranger").get(f"/start/{call}/").status_code == 405
    assert Application.objects.count() == 1


def test_county_with_two_applications_can_go_on_with_each(desk: Any) -> None:
    now = timezone.now()
    hour = timedelta(hours=1)
    call = open_call(CallTerms("ningxia-2026", "2026年补充申报", now - hour, now + hour), SYSTEM)
    second = start_application(call, office_of(desk.people["clerk"]), SYSTEM)
    page = home(desk)
    for application in (desk.application, second):
        assert f'btn-primary" href="/a/{application.public_id}/part/0/">继续填写' in page
    looking = home(desk, "city")
    assert f'btn-plain" href="/a/{second.public_id}/part/0/">查看' in looking
    assert "继续填写" not in looking


def test_city_with_several_applications_sees_a_list(desk: Any) -> None:
    start_application(desk.application.call, office_of(desk.people["stranger"]), SYSTEM)
    page = home(desk, "city")
    assert "中宁县工信局" in page and "海原县工信局" in page
    assert "海原县" not in home(desk)


def test_first_page_after_login_stays_within_its_budget(desk: Any) -> None:
    page = home(desk)
    files = [finders.find(name) for name in re.findall(r'"/static/([^"]+)"', page)]
    assert len(files) > 5 and all(files)
    assert len(page.encode()) + sum(Path(file).stat().st_size for file in files) < BUDGET


def many(desk: Any, count: int, word: str = "第") -> list[Application]:
    """So many more applications of counties below the city, each with figures of its own."""
    city = office_of(desk.people["city"])
    made = []
    for number in range(count):
        name = f"{word}{number:02}县工信局"
        county = Office.objects.create(name=name, level="county", parent=city, division="")
        application = start_application(desk.application.call, county, SYSTEM)
        Filing.objects.filter(pk=application.filing_id).update(filled=number, errors=count - number)
        made.append(application)
    return made


def rows(page: str) -> list[str]:
    """The counties of a list, from above."""
    return re.findall('<td><a href="/a/[0-9a-f]+/">([^<]+)</a></td>', page)


@pytest.mark.parametrize("name", ["city", "region"])
def test_home_asks_the_database_as_often_for_many_as_for_few(
    desk: Any, name: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = desk.client(name)
    many(desk, 2)
    client.get("/")  # the first one notes when the session began
    with django_assert_max_num_queries(12) as few:
        client.get("/")
    many(desk, 30, "又")
    with django_assert_max_num_queries(12) as more:
        client.get("/")
    assert len(more) == len(few)


def test_list_shows_what_stands_in_the_rows_and_judges_nothing(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(desk, 3)

    def judged(*_: object, **__: object) -> None:
        raise AssertionError("a form was judged for a list")

    monkeypatch.setattr("jiqun.records.filings.queries.answers_and_outcome.check", judged)
    page = home(desk, "region")
    assert re.search(r'第02县工信局.*?data-head="已填">2/\d+<.*?data-head="需改">1<', page)


def test_list_comes_page_by_page(desk: Any) -> None:
    many(desk, PAGE_SIZE + 1)
    client = desk.client("region")
    first, second = (client.get(f"/?page={n}").content.decode() for n in (1, 2))
    assert len(rows(first)) == PAGE_SIZE and len(rows(second)) == 2
    assert not set(rows(first)) & set(rows(second))
    assert 'href="?page=2">下一页' in first and 'href="?page=1">上一页' in second
    assert f"申报（{PAGE_SIZE + 2}）" in first
    assert rows(client.get("/?page=99").content.decode()) == rows(second)


def test_list_is_ordered_by_its_heads(desk: Any) -> None:
    many(desk, 5)
    client = desk.client("region")
    page = client.get("/?order=-errors").content.decode()
    assert rows(page)[:3] == ["第00县工信局", "第01县工信局", "第02县工信局"]
    assert 'aria-sort="descending"' in page and 'href="?order=errors"' in page
    assert rows(client.get("/?order=filled").content.decode())[-1] == "第04县工信局"
    assert rows(client.get("/?order=nothing").content.decode()) == rows(
        client.get("/").content.decode()
    )


def test_list_is_searched_by_words_of_county_city_and_call(desk: Any) -> None:
    many(desk, 5)
    client = desk.client("region")
    found = client.get("/?q=第03&order=errors").content.decode()
    assert rows(found) == ["第03县工信局"]
    assert "显示全部" in found and 'name="order" value="errors"' in found
    city = office_of(desk.people["city"]).name
    assert len(rows(client.get("/", {"q": f"{city} 2026年申报"}).content.decode())) == 6
    none = client.get("/?q=银川").content.decode()
    assert not rows(none) and "没有名称中含有“银川”的申报" in none


def test_search_finds_nothing_of_others(desk: Any) -> None:
    many(desk, 2)
    for application in many_of_another_city(desk):
        assert application.county.name not in home(desk, "city")
    page = desk.client("city").get("/?q=外市").content.decode()
    assert not rows(page)


def many_of_another_city(desk: Any) -> list[Application]:
    """Applications of two counties of a city that nobody of the desk works in."""
    city = Office.objects.create(name="外市工信局", level="city", division="640100")
    return [
        start_application(
            desk.application.call,
            Office.objects.create(name=name, level="county", parent=city),
            SYSTEM,
        )
        for name in ("外市甲县工信局", "外市乙县工信局")
    ]


def test_other_forms_come_page_by_page(desk: Any) -> None:
    county = office_of(desk.people["clerk"])
    for _ in range(PAGE_SIZE + 1):
        create_filing("ningxia-2026", county, SYSTEM, "onsite_statement")
    client = desk.client("clerk")
    first, second = (client.get(f"/?forms={n}").content.decode() for n in (1, 2))
    assert first.count('href="/f/') == 2 * PAGE_SIZE and second.count('href="/f/') == 2
