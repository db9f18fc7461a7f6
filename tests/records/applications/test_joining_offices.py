"""Offices that come together bring their applications along, but not two of one niche of a call."""

from __future__ import annotations

import pytest
from django.utils import timezone
from tests.records.applications.conftest import World

from jiqun.records.applications.models import Application, Call
from jiqun.records.applications.move_conditions import CONDITIONS
from jiqun.records.applications.moving import make_move
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.journal.models import Event
from jiqun.records.organisations.models import Office
from jiqun.records.organisations.office_changes import merge_office, rename_office, split_office
from jiqun.records.organisations.office_things import open_things
from jiqun.records.verdict import ALLOWED, NotAllowedError
from jiqun.records.versions.queries import versions_of

pytestmark = pytest.mark.django_db
TODAY, WHY = timezone.localdate(), "机构改革方案"


@pytest.fixture
def frozen(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """中宁 and 海原 of one city, and 贺兰 of the other, say the same niche."""
    monkeypatch.setitem(CONDITIONS, "ready_to_freeze", lambda attempt: ALLOWED)
    for name in ("zhongning", "haiyuan", "helan"):
        said = {"leading_industry": "枸杞", "niche": "枸杞加工", "niche_code": "1391"}
        make_move(getattr(world, name).public_id, "freeze", world.people[name], said=said)
    return world


def merge(gone: Office, into: Office) -> None:
    merge_office(gone, into, TODAY, WHY, SYSTEM, people_move=True)


def test_counties_with_one_niche_do_not_come_together(frozen: World) -> None:
    gone, into = frozen.zhongning.county, frozen.haiyuan.county
    words = f"中宁县工信局的申报 {frozen.zhongning.number} 和海原县工信局的申报"
    with pytest.raises(NotAllowedError, match=words) as refusal:
        merge(gone, into)
    assert "同一细分领域“枸杞加工”" in str(refusal.value.verdict.reason)
    assert Office.objects.get(pk=gone.pk).ended_on is None
    assert Office.objects.get(pk=gone.pk).memberships.filter(until=None).exists()


def test_nor_cities_by_what_lies_in_their_counties(frozen: World) -> None:
    cities = [frozen.zhongning.county.parent, frozen.helan.county.parent]
    with pytest.raises(NotAllowedError, match="同一细分领域"):
        merge(cities[0], cities[1])  # type: ignore[arg-type]


def test_nor_an_operator_and_another(frozen: World) -> None:
    park, farm = frozen.zhongning.operator, frozen.haiyuan.operator
    assert park and farm
    with pytest.raises(NotAllowedError, match="同一细分领域"):
        merge(park, farm)


def test_split_county_does_not_bring_one_to_another_that_has_it(frozen: World) -> None:
    county, other = frozen.zhongning.county, frozen.haiyuan.county
    assert county.parent and frozen.zhongning.operator
    new = Office.objects.create(name="中宁县商务局", level="county", parent=county.parent)
    below = {frozen.zhongning.operator: new}
    people = {frozen.people["zhongning"].pk: new}

    def split(acts: Office) -> None:
        split_office(county, (new, other), TODAY, WHY, SYSTEM, below, "web", people, acts)

    with pytest.raises(NotAllowedError, match="同一细分领域"):
        split(other)
    split(new)
    assert Office.objects.get(pk=new.pk).acts_as(county.pk)


@pytest.mark.parametrize("how", ["no limit", "another call", "done", "another niche"])
def test_what_does_not_meet_comes_together(frozen: World, call: Call, how: str) -> None:
    gone, into = frozen.zhongning.county, frozen.haiyuan.county
    own = frozen.haiyuan
    if how == "no limit":
        Call.objects.update(one_per_niche=False)
    if how == "another call":
        call.pk, call.public_id = None, "c" * 32
        call.save()
        Application.objects.filter(pk=own.pk).update(call=call)
    if how == "done":
        make_move(own.public_id, "drop", frozen.people["haiyuan"], reason="集群规模不够")
    if how == "another niche":
        make_move(own.public_id, "thaw", frozen.people["haiyuan"], reason="细分领域有误")
        said = {"leading_industry": "马铃薯", "niche": "马铃薯加工", "niche_code": "1393"}
        make_move(own.public_id, "freeze", frozen.people["haiyuan"], said=said)
    merge(gone, into)
    assert Office.objects.get(pk=into.pk).acts_as(gone.pk)


def test_open_things_are_those_not_done_each_where_it_lies(frozen: World) -> None:
    county, city = frozen.zhongning.county, frozen.zhongning.county.parent
    park = frozen.zhongning.operator
    assert city and park
    for office, at in ((county, county.pk), (park, park.pk)):
        (one,) = open_things(office)
        assert one.at == at
        assert one.words == (f"中宁县工信局的申报 {frozen.zhongning.number}（2026年申报，待盖章）")
    assert {one.at for one in open_things(city)} == {county.pk, frozen.haiyuan.county_id}
    make_move(frozen.zhongning.public_id, "drop", frozen.people["zhongning"], reason="规模不够")
    assert not open_things(county)


def test_what_was_frozen_and_written_keeps_the_name_of_then(frozen: World) -> None:
    application = frozen.helan

    def written() -> tuple[list[tuple[str, str]], list[tuple[int, str, str]]]:
        versions = [(one.content, one.digest) for one in versions_of(application.filing)]
        rows = Event.objects.filter(subject__in=(application.subject, application.filing.subject))
        return versions, list(rows.order_by("pk").values_list("pk", "office_name", "details"))

    before = written()
    assert "贺兰县工信局" in {name for _, name, _ in before[1]} and before[0]
    rename_office(application.county, "贺兰县商务局", TODAY, WHY, SYSTEM)
    Call.objects.update(one_per_niche=False)
    merge_office(application.county, frozen.haiyuan.county, TODAY, WHY, SYSTEM, people_move=True)
    assert written() == before
