"""Calls: who announces and changes them, what they may say, and who is reminded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from tests.records.applications.conftest import World

from jiqun.engine import Address, UnusableInput
from jiqun.records.applications.actions import start_application
from jiqun.records.applications.calls import (
    CallTerms,
    call_shown,
    calls_shown,
    change_call,
    extend_office,
    open_call,
    terms_of,
    usual_city_close,
)
from jiqun.records.applications.deadlines import said_moment
from jiqun.records.applications.models import Application, Call, Extension
from jiqun.records.applications.reminders import remind
from jiqun.records.evidence.answers_with_evidence import outcome_with_evidence
from jiqun.records.filings.actions import save_answer
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.journal.queries import details_of, events_of
from jiqun.records.organisations.models import Office, Person
from jiqun.records.outbox.queries import told_to
from jiqun.records.verdict import NotAllowedError, NotFound
from jiqun.records.working_days.actions import fill_year

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def officer(world: World) -> Person:
    return world.people["ningxia"]


def terms(world: World) -> CallTerms:
    return terms_of(world.call)


def test_region_announces_and_others_do_not(world: World, officer: Person) -> None:
    later = replace(terms(world), title="2027年申报", quota=2, standard="")
    call = open_call(later, officer)
    assert call_shown(call.public_id).terms == later
    assert {one.terms.title for one in calls_shown()} == {"2026年申报", "2027年申报"}
    for name in ("zhongning", "zhongwei", "park"):
        with pytest.raises(NotAllowedError, match="由自治区"):
            open_call(later, world.people[name])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda t: replace(t, title=" "), "请填申报通知的名称"),
        (lambda t: replace(t, county_close=t.opens_at), "县级截止时间要晚于开始时间"),
        (lambda t: replace(t, city_close=t.county_close - DAY), "市级截止时间不能早于"),
        (lambda t: replace(t, quota=0), "推荐名额至少是1个"),
        (lambda t: replace(t, standard="mars"), "没有所选的认定标准"),
    ],
)
def test_terms_that_cannot_be_are_refused(
    world: World, officer: Person, change: Callable[[CallTerms], CallTerms], why: str
) -> None:
    before = Call.objects.count()
    with pytest.raises(UnusableInput, match=why):
        open_call(change(terms(world)), officer)
    assert Call.objects.count() == before


def test_change_is_recorded_with_what_it_was(world: World, officer: Person) -> None:
    was = terms(world)
    change_call(world.call.public_id, replace(was, quota=3, copies=5), officer)
    event = events_of(f"call:{world.call.pk}").last()
    assert event and event.kind == "call_changed"
    assert details_of(event) == {"quota": [None, 3], "copies": [3, 5]}
    change_call(world.call.public_id, replace(was, quota=3, copies=5), officer)
    assert events_of(f"call:{world.call.pk}").last() == event


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda t: replace(t, edition="ningxia-2025"), "没有年度版"),
        (lambda t: replace(t, opens_at=t.opens_at - DAY), "不能再改开始时间"),
        (lambda t: replace(t, county_close=t.opens_at + DAY / 48), "截止时间已经过去"),
    ],
)
def test_what_counties_rely_on_stays(
    world: World, officer: Person, change: Callable[[CallTerms], CallTerms], why: str
) -> None:
    with pytest.raises((UnusableInput, LookupError), match=why):
        change_call(world.call.public_id, change(terms(world)), officer)
    assert terms(world) == terms_of(Call.objects.get(pk=world.call.pk))


def test_call_asks_that_what_fails_its_standard_is_explained(world: World, officer: Person) -> None:
    own, clerk = world.zhongning.filing, world.people["zhongning"]
    save_answer(own, Address("area_km2"), "100.01", 0, clerk)
    before = own.confirms
    change_call(world.call.public_id, replace(terms(world), explain_failed=True), officer)
    own.refresh_from_db()
    assert (own.explained_standard, own.confirms) == ("national-2022", before + 1)
    found = [f.key for f in outcome_with_evidence(own).findings if f.code == "standard_not_met"]
    assert found == ["standard_not_met:area_km2"]
    explained = Address("area_km2", code="standard_not_met")
    save_answer(own, explained, "两处原料基地也在集群范围之内，面积较大", 0, clerk)
    assert own.confirms == before
    other = replace(terms(world), standard="yunnan-2022", explain_failed=True)
    change_call(world.call.public_id, other, officer)
    own.refresh_from_db()
    assert own.explained_standard == "yunnan-2022"


def test_who_has_frozen_is_not_asked_for_more(world: World, officer: Person) -> None:
    Application.objects.filter(pk=world.haiyuan.pk).update(stage="dropped")
    change_call(world.call.public_id, replace(terms(world), explain_failed=True), officer)
    asked = Application.objects.exclude(filing__explained_standard="")
    assert {one.pk for one in asked} == {world.zhongning.pk, world.helan.pk}
    later = open_call(replace(terms(world), title="2027年申报", explain_failed=True), officer)
    begun = start_application(later, world.zhongning.county, officer)
    assert begun.filing.explained_standard == "national-2022"


def test_county_is_given_longer_and_told(world: World, officer: Person) -> None:
    own, close = world.zhongning, world.call.county_close + DAY
    extend_office(world.call.public_id, own.county.pk, close, "停电一天", officer)
    assert Extension.objects.get().county_close == close
    words = f"2026年申报 · 中宁县工信局：获准延期到{said_moment(close)}"
    for name in ("zhongning", "park", "zhongwei"):
        assert [line.words for line in told_to(world.people[name])] == [words], name
    for name in ("haiyuan", "yinchuan", "ningxia"):
        assert told_to(world.people[name]) == []
    city = own.county.parent
    assert city is not None
    with pytest.raises(NotFound):
        extend_office(world.call.public_id, city.pk, close, "停电一天", officer)
    with pytest.raises(NotAllowedError):
        extend_office(
            world.call.public_id, own.county.pk, close + DAY, "停电", world.people["zhongwei"]
        )


def test_reminders_reach_the_selected_counties_alone(world: World, officer: Person) -> None:
    own, other = world.zhongning.county, world.haiyuan.county
    assert remind(world.call.public_id, [own.pk], "请补齐佐证", officer) == 1
    told = told_to(world.people["zhongning"])
    assert [line.words for line in told] == ["2026年申报：自治区工信厅催办。请补齐佐证"]
    assert told_to(world.people["haiyuan"]) == []
    event = events_of(f"call:{world.call.pk}").last()
    assert event and details_of(event) == {"offices": [own.pk], "words": "请补齐佐证"}
    city = world.people["zhongwei"]
    assert remind(world.call.public_id, [own.pk, other.pk], "", city) == 2


@pytest.mark.parametrize(("words", "why"), [("好" * 101, "不超过100个字"), ("", "没有选择县")])
def test_reminder_needs_counties_and_few_words(
    world: World, officer: Person, words: str, why: str
) -> None:
    with pytest.raises(UnusableInput, match=why):
        remind(world.call.public_id, [world.zhongning.county.pk] if words else [], words, officer)


def test_one_foreign_county_refuses_the_whole_reminder(world: World) -> None:
    own, foreign = world.zhongning.county, world.helan.county
    with pytest.raises(NotFound):
        remind(world.call.public_id, [own.pk, foreign.pk], "", world.people["zhongwei"])
    assert told_to(world.people["zhongning"]) == []
    with pytest.raises(NotAllowedError):
        remind(world.call.public_id, [own.pk], "", world.people["zhongning"])


def test_city_has_five_working_days_unless_the_year_is_unknown() -> None:
    fill_year(2023, SYSTEM)
    close = datetime.fromisoformat("2023-09-27T17:30+08:00")
    usual = usual_city_close(close)
    assert usual is not None
    assert timezone.localtime(usual).isoformat() == "2023-10-10T17:30:00+08:00"
    assert usual_city_close(datetime.fromisoformat("2031-01-05T17:30+08:00")) is None


def test_unknown_call_is_not_found(officer: Person) -> None:
    for call_id in ("0" * 32, "x"):
        with pytest.raises(NotFound):
            call_shown(call_id)
    assert Office.objects.exists()
