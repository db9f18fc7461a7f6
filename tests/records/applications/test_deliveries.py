"""Copies and discs that were received: by whom, when, and what the codes of the disc say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.records.applications.conftest import World
from tests.records.applications.test_correcting import (  # noqa: F401
    filled,
    submitted,
)

from jiqun.engine import UnusableInput
from jiqun.records.applications.deliveries import (
    DeliveryNote,
    can_receive,
    deliveries_of,
    receive,
    submitted_codes,
    take_back,
)
from jiqun.records.applications.models import Application, Delivery
from jiqun.records.journal.queries import details_of, events_of
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.roles import Role
from jiqun.records.outbox.queries import told_to
from jiqun.records.verdict import NotAllowedError, NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture
def note(world: World) -> DeliveryNote:
    return DeliveryNote(3, 1, timezone.localdate(), "少盖一章")


def test_city_and_region_receive_and_the_county_is_told(
    world: World,
    submitted: Application,  # noqa: F811
    note: DeliveryNote,
) -> None:
    codes = submitted_codes(submitted)
    receive(submitted.public_id, replace(note, codes=codes), world.people["zhongwei"])
    receive(submitted.public_id, replace(note, copies=2, discs=0), world.people["ningxia"])
    region, city = deliveries_of(submitted, world.people["zhongwei"])
    assert (region.office, region.copies, region.discs) == ("自治区工信厅", 2, 0)
    assert (city.office, city.copies, city.version, city.remark) == (
        "中卫市工信局",
        3,
        1,
        "少盖一章",
    )
    assert region.disc is None and city.disc and city.disc.agrees
    assert len(city.disc.same) == len(codes.splitlines()) == 2  # the content and its scan
    event = events_of(submitted.subject).filter(kind="copies_received").first()
    assert event and details_of(event)["codes"] == "agree"
    assert told_to(world.people["zhongning"])[0].words.endswith("自治区工信厅签收了纸质件和光盘")


def test_who_does_not_receive_is_refused(
    world: World,
    submitted: Application,  # noqa: F811
    note: DeliveryNote,
) -> None:
    with pytest.raises(NotAllowedError, match="由地级市和自治区签收"):
        receive(submitted.public_id, note, world.people["zhongning"])
    for name in ("yinchuan", "haiyuan", "admin"):
        with pytest.raises(NotFound):
            receive(submitted.public_id, note, world.people[name])
    with pytest.raises(NotAllowedError, match="还没有提交"):
        receive(world.haiyuan.public_id, note, world.people["zhongwei"])
    with pytest.raises(NotFound):
        submitted_codes(world.haiyuan)
    assert can_receive(world.people["zhongwei"], submitted) and not Delivery.objects.exists()
    # What was tried is kept, of those who see the application.
    tried = events_of(submitted.subject).filter(kind="receiving_refused")
    assert [(e.person_name, details_of(e)["reason"]) for e in tried] == [
        ("zhongning经办人", "纸质件和光盘由地级市和自治区签收。")
    ]
    assert events_of(world.haiyuan.subject).filter(kind="receiving_refused").count() == 1


def test_what_was_noted_wrongly_is_taken_back_and_stays_to_be_read(
    world: World,
    submitted: Application,  # noqa: F811
    note: DeliveryNote,
    person: Callable[..., Person],
) -> None:
    own, officer = submitted.public_id, world.people["zhongwei"]
    office = Office.objects.get(name="中卫市工信局")
    wrong = receive(own, note, officer)
    colleague = person("colleague", office, Role.CITY_OFFICER.value)
    for by in (colleague, world.people["ningxia"], world.people["zhongning"]):
        with pytest.raises(NotAllowedError, match="由登记的人或者本单位负责人撤销"):
            take_back(own, wrong.pk, "登记有误", by)
    with pytest.raises(UnusableInput, match="撤销的理由"):
        take_back(own, wrong.pk, " ", officer)
    with pytest.raises(NotFound):
        take_back(own, wrong.pk + 1, "登记有误", officer)
    assert events_of(submitted.subject).filter(kind="receiving_refused").count() == 3
    assert [one.may_take_back for one in deliveries_of(submitted, officer)] == [True]

    take_back(own, wrong.pk, "登记有误", officer)
    (shown,) = deliveries_of(submitted, officer)
    assert shown.taken_back and shown.taken_back.reason == "登记有误" and not shown.may_take_back
    with pytest.raises(NotAllowedError, match="已经撤销"):
        take_back(own, wrong.pk, "登记有误", officer)
    event = events_of(submitted.subject).filter(kind="receipt_taken_back").get()
    assert event.topic == str(wrong.pk) and details_of(event)["reason"] == "登记有误"
    assert told_to(world.people["zhongning"])[0].words.endswith("中卫市工信局撤销了一次签收")

    # The same again is another one now, and the head takes back what an officer noted.
    again = receive(own, note, officer)
    assert again.pk != wrong.pk
    head = person("head", office, Role.CITY_HEAD.value)
    take_back(own, again.pk, "重复登记", head)


def test_what_cannot_be_is_refused_and_pressed_twice_is_once(
    world: World,
    submitted: Application,  # noqa: F811
    note: DeliveryNote,
) -> None:
    officer, day = world.people["zhongwei"], timedelta(days=1)
    for wrong in (
        replace(note, copies=0, discs=0),
        replace(note, copies=100),
        replace(note, received_on=note.received_on + day),
        replace(note, received_on=note.received_on - day),
        replace(note, remark="长" * 201),
    ):
        with pytest.raises(UnusableInput):
            receive(submitted.public_id, wrong, officer)
    said = replace(note, codes="什么也没有")
    first = receive(submitted.public_id, said, officer)
    assert receive(submitted.public_id, said, officer) == first
    assert first.disc["missing"] and Delivery.objects.count() == 1  # type: ignore[index]
    Delivery.objects.update(at=timezone.now() - day)
    assert receive(submitted.public_id, said, officer) != first
