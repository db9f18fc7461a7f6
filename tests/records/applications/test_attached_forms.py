"""The on-site statement inside its application: the city fills it in while it has the application,
the region reads it, the county does not see it."""

from __future__ import annotations

import pytest
from tests.records.applications.conftest import World
from tests.records.applications.test_correcting import filled, now_of, submitted  # noqa: F401

from jiqun.engine import cell
from jiqun.records.applications.attached_forms import (
    attached_for,
    begin_attached,
    editing_attached,
    forms_attached,
)
from jiqun.records.applications.models import Application
from jiqun.records.applications.moving import make_move
from jiqun.records.filings.actions import Change, Saved, save_held
from jiqun.records.filings.queries import filings_for
from jiqun.records.verdict import NotAllowedError, NotFound

pytestmark = pytest.mark.django_db
FORM, VISITED = "onsite_statement", cell("visit_from")


def test_city_fills_in_the_statement_that_only_it_and_the_region_see(
    world: World,
    submitted: Application,  # noqa: F811
) -> None:
    city = world.people["zhongwei"]
    filing = begin_attached(submitted.public_id, FORM, city)
    assert begin_attached(submitted.public_id, FORM, city) == filing
    with editing_attached(filing.public_id, city) as found:
        (saved,) = save_held(found.filing, [Change(VISITED, "2026-11-30", 0)], city)
    assert isinstance(saved, Saved)
    assert attached_for(world.people["ningxia"], filing.public_id)
    with (
        pytest.raises(NotAllowedError, match="由市级填写"),
        editing_attached(filing.public_id, world.people["ningxia"]),
    ):
        pass
    for name in ("zhongning", "park", "yinchuan", "admin"):
        with pytest.raises(NotFound):
            attached_for(world.people[name], filing.public_id)
    assert filing not in list(filings_for(city))


def test_statement_is_begun_only_while_the_city_has_the_application(
    world: World,
    submitted: Application,  # noqa: F811
) -> None:
    city, own = world.people["zhongwei"], submitted.public_id
    offered = [form.form for form, _ in forms_attached(city, submitted)]
    assert offered == [FORM, "recommendation"]
    assert forms_attached(world.people["zhongning"], submitted) == []
    with pytest.raises(NotAllowedError):
        begin_attached(own, FORM, world.people["ningxia"])
    filing = begin_attached(own, FORM, city)
    make_move(own, "withdraw", world.people["zhongning"], reason="今年不再申报")
    application = now_of(submitted)
    with (
        pytest.raises(NotAllowedError, match="已撤回"),
        editing_attached(filing.public_id, city),
    ):
        pass
    with pytest.raises(NotFound):
        begin_attached(own, "no_such_form", city)
    assert [id_ for _, id_ in forms_attached(city, application)] == [filing.public_id]
