"""Longer for one office: its application stays open, its city's close follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.records.applications.conftest import World

from jiqun.engine import UnusableInput
from jiqun.records.applications.actions import editing, start_application
from jiqun.records.applications.calls import extend, open_call, terms_of
from jiqun.records.applications.deadlines import (
    city_close_is_known,
    city_closes_at,
    closes_at,
    minute_after,
)
from jiqun.records.applications.extensions import extended_for, extended_of
from jiqun.records.applications.models import Application, Call
from jiqun.records.applications.queries import open_calls
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.journal.queries import details_of, events_of
from jiqun.records.organisations.models import Office
from jiqun.records.verdict import NotAllowedError
from jiqun.records.working_days.actions import fill_year

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
REASON = "自然灾害，网络中断"


def again(application: Application) -> Application:
    return Application.objects.select_related("call", "county").get(pk=application.pk)


def test_one_office_has_longer_and_the_others_have_not(world: World) -> None:
    call, own = world.call, world.zhongning
    after = call.county_close + DAY
    made = extend(call, own.county, after, REASON, SYSTEM)
    assert closes_at(again(own)) == minute_after(made.county_close)
    assert closes_at(again(world.haiyuan)) == minute_after(call.county_close)
    late = call.county_close + timedelta(hours=3)
    with editing(own.public_id, world.people["zhongning"], late):
        pass
    with (
        pytest.raises(NotAllowedError, match="截止"),
        editing(world.haiyuan.public_id, world.people["haiyuan"], late),
    ):
        pass
    event = events_of(f"call:{call.pk}").last()
    assert event and event.kind == "call_extended" and details_of(event)["reason"] == REASON


def test_office_that_has_not_begun_may_begin_longer(world: World) -> None:
    call = world.call
    county = Office.objects.create(name="同心县工信局", level="county", division="640324")
    late = call.county_close + timedelta(hours=3)
    assert open_calls(county, late) == []
    extend(call, county, call.county_close + DAY, REASON, SYSTEM)
    assert open_calls(county, late) == [call]
    begun = start_application(call, county, SYSTEM)
    assert closes_at(again(begun)) == minute_after(call.county_close + DAY)


def test_last_extension_counts_and_is_never_shorter_than_the_call(world: World) -> None:
    call, own = world.call, world.zhongning
    extend(call, own.county, call.county_close + DAY, REASON, SYSTEM)
    extend(call, own.county, call.county_close + 2 * DAY, REASON, SYSTEM)
    assert again(own).county_close == call.county_close + 2 * DAY
    for close, reason, why in (
        (call.county_close + DAY, REASON, "要晚于现在的截止时间"),
        (call.county_close + 3 * DAY, "  ", "请写明延期的理由"),
    ):
        with pytest.raises(UnusableInput, match=why):
            extend(call, own.county, close, reason, SYSTEM)
    given = extended_for(call, own.county)
    assert given and (given.until, given.reason) == (call.county_close + 2 * DAY, REASON)
    assert extended_for(call, world.haiyuan.county) is None
    # The call itself is given longer: what one office was given before is overtaken.
    Call.objects.update(county_close=call.county_close + 5 * DAY)
    assert again(own).county_close == call.county_close + 5 * DAY
    assert open_calls(own.county, call.county_close + 4 * DAY) == [call]
    assert extended_of(again(own).call) == {}


def at(words: str) -> datetime:
    return datetime.fromisoformat(f"{words}+08:00")


@pytest.fixture
def autumn(world: World) -> Call:
    """The call of 2023 before 国庆节, with a close for cities in October."""
    Call.objects.update(
        opens_at=at("2023-09-01T09:00"),
        county_close=at("2023-09-20T18:00"),
        city_close=at("2023-10-08T17:30"),
    )
    return Call.objects.get()


def test_city_has_five_working_days_after_what_one_office_was_given(
    world: World, autumn: Call
) -> None:
    fill_year(2023, SYSTEM)
    extend(autumn, world.zhongning.county, at("2023-09-28T12:00"), REASON, SYSTEM)
    assert city_closes_at(again(world.zhongning)) == at("2023-10-11T17:31")
    assert city_closes_at(again(world.haiyuan)) == at("2023-10-08T17:31")
    assert city_close_is_known(again(world.zhongning))
    given = extended_for(again(world.zhongning).call, world.zhongning.county)
    assert given and given.city_until == at("2023-10-11T17:30")


def test_close_of_the_city_is_never_earlier_than_the_call_has_it(
    world: World, autumn: Call
) -> None:
    fill_year(2023, SYSTEM)
    extend(autumn, world.zhongning.county, at("2023-09-21T12:00"), REASON, SYSTEM)
    assert city_closes_at(again(world.zhongning)) == at("2023-10-08T17:31")


def test_call_without_a_close_for_cities_has_none_and_that_is_known(world: World) -> None:
    extend(world.call, world.zhongning.county, world.call.county_close + DAY, REASON, SYSTEM)
    assert city_closes_at(again(world.zhongning)) is None
    assert city_close_is_known(again(world.zhongning))


def test_year_nobody_entered_leaves_the_close_open_and_says_what_to_do(
    world: World, autumn: Call
) -> None:
    extend(autumn, world.zhongning.county, at("2023-09-28T12:00"), REASON, SYSTEM)
    assert city_closes_at(again(world.zhongning)) is None
    told = city_close_is_known(again(world.zhongning))
    assert not told and "请自治区录入2023年的放假和调休安排" in told.reason
    given = extended_for(again(world.zhongning).call, world.zhongning.county)
    assert given and (given.city_until, given.city_unknown) == (None, told.reason)
    # Who was given nothing needs no year.
    assert city_closes_at(again(world.haiyuan)) == at("2023-10-08T17:31")


def test_call_that_closes_for_cities_before_counties_is_refused(world: World) -> None:
    call = world.call
    terms = replace(terms_of(call), city_close=call.opens_at)
    with pytest.raises(UnusableInput, match="市级截止时间不能早于县级截止时间"):
        open_call(terms, SYSTEM)
    with pytest.raises(IntegrityError), transaction.atomic():
        Call.objects.update(city_close=call.opens_at)
