"""Partner counties: named by the county that applies, they look on and no more."""

from __future__ import annotations

from typing import Any

import pytest

from jiqun.records.applications.models import Application, Partner
from jiqun.records.applications.moving import make_move
from jiqun.records.applications.partners import (
    counties_to_name,
    name_partner,
    partners_of,
    partners_said,
    remove_partner,
)
from jiqun.records.applications.queries import applications_for, looked_on, own_applications
from jiqun.records.applications.rules import can_edit, can_see, roles_in
from jiqun.records.journal.models import Event
from jiqun.records.organisations.models import Office
from jiqun.records.outbox.queries import told_to
from jiqun.records.verdict import NotAllowedError, NotFound


def named(world: Any, *others: Application) -> Application:
    """The application of 中宁, into which the counties of others' are named."""
    for other in others:
        name_partner(world.zhongning.public_id, other.county_id, world.people["zhongning"])
    return Application.objects.get(pk=world.zhongning.pk)


def test_partner_sees_and_has_no_part_in_it(world: Any) -> None:
    lead, person = named(world, world.helan), world.people["helan"]
    assert can_see(person, lead)
    assert not roles_in(person, lead)
    assert not can_edit(person, lead)
    assert [one.pk for one in applications_for(person)] == [world.helan.pk, lead.pk]
    assert own_applications(person, 2) == [world.helan]
    assert looked_on(person) == [lead]
    assert not can_see(world.people["haiyuan"], lead)
    assert not can_see(world.people["yinchuan"], lead)  # the city above a partner


def test_partner_is_told_and_taken_off_sees_no_more(world: Any) -> None:
    lead, person = named(world, world.helan), world.people["helan"]
    assert [line.kind for line in told_to(person)] == ["partner_named"]
    remove_partner(lead.public_id, world.helan.county_id, world.people["zhongning"])
    remove_partner(lead.public_id, world.helan.county_id, world.people["zhongning"])
    assert not can_see(person, lead)
    kinds = Event.objects.filter(subject=lead.subject, kind__startswith="partner")
    assert list(kinds.order_by("id").values_list("kind", flat=True)) == [
        "partner_named",
        "partner_removed",
    ]


def test_naming_twice_names_once(world: Any) -> None:
    named(world, world.helan, world.helan)
    assert Partner.objects.count() == 1
    assert Event.objects.filter(kind="partner_named").count() == 1


def test_own_county_others_offices_and_ended_ones_are_none(world: Any) -> None:
    own, by = world.zhongning, world.people["zhongning"]
    Office.objects.filter(pk=world.haiyuan.county_id).update(ended_on="2026-01-01")
    for strange in (own.county_id, own.county.parent_id, own.operator_id, world.haiyuan.county_id):
        with pytest.raises(NotFound):
            name_partner(own.public_id, strange, by)
    assert [one.name for one in counties_to_name(own)] == ["贺兰县工信局"]


def test_only_the_county_that_applies_names_them(world: Any) -> None:
    for name in ("park", "zhongwei", "ningxia"):
        with pytest.raises(NotAllowedError, match="由牵头申报的"):
            name_partner(world.zhongning.public_id, world.helan.county_id, world.people[name])
    lead = named(world, world.helan)
    with pytest.raises(NotAllowedError, match="由牵头申报的"):
        remove_partner(lead.public_id, world.helan.county_id, world.people["helan"])


def test_no_more_than_the_margin_holds(world: Any, office: Any) -> None:
    by, own = world.people["zhongning"], world.zhongning.public_id
    name_partner(own, world.helan.county_id, by)
    name_partner(own, office("宁东能源化工基地管委会经济发展局", "county").pk, by)
    with pytest.raises(NotAllowedError, match="页边印不下"):
        name_partner(own, world.haiyuan.county_id, by)
    assert Partner.objects.count() == 2


def test_once_dropped_nobody_is_named(world: Any) -> None:
    make_move(world.zhongning.public_id, "drop", world.people["zhongning"], reason="本年不申报")
    with pytest.raises(NotAllowedError, match="已经定稿"):
        named(world, world.helan)


def test_version_keeps_their_names(world: Any) -> None:
    assert partners_said(world.zhongning) == {}
    lead = named(world, world.helan, world.haiyuan)
    assert [one.name for one in partners_of(lead)] == ["贺兰县工信局", "海原县工信局"]
    assert partners_said(lead) == {"partners": "贺兰县、海原县"}
