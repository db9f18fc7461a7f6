"""Changes of offices as heads ask for them: tried without a trace, made, kept for their day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.records.organisations.conftest import Tree

from jiqun.records.journal.models import Event
from jiqun.records.journal.queries import details_of, events_of
from jiqun.records.organisations.actions import create_office
from jiqun.records.organisations.change_previews import (
    past_changes,
    preview_change,
    waiting_of,
)
from jiqun.records.organisations.models import Office, OfficeChange, OfficeName, Person, Succession
from jiqun.records.organisations.planned_changes import (
    ChangeAsked,
    carry_out_changes,
    make_change,
    take_back_change,
    try_change,
)
from jiqun.records.organisations.posts import name_deputy
from jiqun.records.organisations.queries import acting_for, other_names_of, person_numbered
from jiqun.records.organisations.roles import Level, Role
from jiqun.records.verdict import NotAllowedError

pytestmark = pytest.mark.django_db
TODAY, DAY, WHY = timezone.localdate(), timedelta(days=1), "机构改革方案"
LATER = TODAY + 9 * DAY
NAME = ChangeAsked("rename", TODAY, WHY, "中宁县商务局")


@pytest.fixture
def haiyuan(tree: Tree) -> Office:
    return create_office("海原县工信局", Level.COUNTY, tree["city"], tree.city, "640522")


def merger(into: Office, **said: object) -> ChangeAsked:
    return replace(ChangeAsked("merge", TODAY, WHY, into=(into.pk,)), **said)  # type: ignore[arg-type]


def read(office: Office) -> Office:
    return Office.objects.get(pk=office.pk)


def at(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY + days * DAY)


def test_what_is_only_tried_leaves_no_trace(tree: Tree, haiyuan: Office) -> None:
    before = (Event.objects.count(), OfficeName.objects.count())
    for asked in (NAME, merger(haiyuan), merger(haiyuan, on=LATER)):
        try_change(tree["city"], tree.county, asked)
        preview_change(tree["city"], tree.county, asked)
    assert (Event.objects.count(), OfficeName.objects.count()) == before
    assert not Succession.objects.exists() and not OfficeChange.objects.exists()
    assert tree.county.name == read(tree.county).name == "中宁县工信局"
    clerk = person_numbered(tree["clerk"].pk)
    assert clerk and clerk.office_name == "中宁县工信局"


def test_preview_says_who_and_what_goes_where(tree: Tree, haiyuan: Office) -> None:
    helper = tree["other-county"]
    name_deputy(helper, tree.county, Role.COUNTY_HEAD, tree.city, LATER, tree["city"])
    shown = preview_change(tree["city"], tree.county, merger(haiyuan))
    assert "并入海原县工信局" in shown.sentences[0] and not shown.waits
    assert {(one.words, one.to) for one in shown.people} == {
        ("county经办人（县级负责人）", "海原县工信局"),
        ("clerk经办人（县级填报员）", "海原县工信局"),
        ("other-county经办人（县级负责人）", ""),
    }
    assert [(one.words, one.to) for one in shown.below] == [("枸杞运营中心", "海原县工信局")]
    shown = preview_change(tree["city"], tree.county, replace(NAME, on=LATER))
    assert shown.waits and "改名为中宁县商务局" in shown.sentences[0] and not shown.people


def test_change_of_today_is_made_at_once(tree: Tree, haiyuan: Office) -> None:
    assert make_change(tree["city"], tree.county, NAME)
    assert read(tree.county).name == "中宁县商务局"
    assert make_change(tree["city"], tree.county, merger(haiyuan))
    assert read(tree.county).ended_on == TODAY
    clerk = person_numbered(tree["clerk"].pk)
    assert clerk and clerk.office_name == "海原县工信局"
    words = [one.words for one in past_changes(read(haiyuan))]
    assert any("中宁县工信局从" in one and "改名为中宁县商务局" in one for one in words)
    assert any("并入海原县工信局。理由：机构改革方案" in one for one in words)


def test_merger_of_a_day_to_come_waits_for_it(
    tree: Tree, haiyuan: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not make_change(tree["city"], tree.county, merger(haiyuan, on=LATER))
    event = events_of(f"office:{tree.county.pk}").last()
    assert event and event.kind == "office_change_planned"
    assert details_of(event)["on"] == LATER.isoformat()
    waiting = waiting_of(tree.county)
    assert waiting and (waiting.words, waiting.on) == ("并入海原县工信局", LATER)
    at(monkeypatch, 8)
    assert carry_out_changes() == 0 and read(tree.county).ended_on is None
    at(monkeypatch, 9)
    assert carry_out_changes() == 1 and carry_out_changes() == 0
    assert read(tree.county).ended_on == LATER and waiting_of(tree.county) is None
    clerk = person_numbered(tree["clerk"].pk)
    assert clerk and clerk.office_name == "海原县工信局"


def test_split_of_a_day_to_come_is_kept_as_it_was_said(
    tree: Tree, haiyuan: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = create_office("中宁县商务局", Level.COUNTY, tree["city"], tree.city)
    asked = ChangeAsked(
        "split",
        LATER,
        WHY,
        into=(haiyuan.pk, new.pk),
        below={tree.operator.pk: new.pk},
        people={tree["county"].pk: new.pk, tree["clerk"].pk: haiyuan.pk},
    )
    shown = preview_change(tree["city"], tree.county, asked)
    assert ("clerk经办人（县级填报员）", "海原县工信局") in {
        (one.words, one.to) for one in shown.people
    }
    assert not make_change(tree["city"], tree.county, asked)
    waiting = waiting_of(tree.county)
    assert waiting and waiting.words.startswith("拆分，由")
    at(monkeypatch, 9)
    assert carry_out_changes() == 1
    assert read(tree.operator).parent == new
    head, clerk = person_numbered(tree["county"].pk), person_numbered(tree["clerk"].pk)
    assert head and head.office_name == "中宁县商务局"
    assert clerk and clerk.office_name == "海原县工信局"


def test_what_cannot_be_on_its_day_says_why_and_waits(
    tree: Tree, haiyuan: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    third = create_office("沙坡头区工信局", Level.COUNTY, tree["city"], tree.city, "640502")
    make_change(tree["city"], tree.county, merger(haiyuan, on=LATER))
    make_change(tree["city"], haiyuan, merger(third))
    at(monkeypatch, 9)
    assert carry_out_changes() == 0 and carry_out_changes() == 0
    waiting = waiting_of(tree.county)
    assert waiting and "海原县工信局已于" in waiting.trouble and "撤销" in waiting.trouble
    take_back_change(tree["city"], tree.county, "改并入沙坡头区")
    assert waiting_of(tree.county) is None
    assert make_change(tree["city"], tree.county, merger(third))


@pytest.mark.parametrize("kind", ["rename", "merge"])
def test_what_waits_is_taken_back_and_never_happens(
    tree: Tree, haiyuan: Office, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    asked = replace(NAME, on=LATER) if kind == "rename" else merger(haiyuan, on=LATER)
    assert not make_change(tree["city"], tree.county, asked)
    assert waiting_of(read(tree.county))
    with pytest.raises(NotAllowedError, match="已经登记了将来的变更"):
        make_change(tree["city"], tree.county, replace(NAME, name="中宁县发展局"))
    with pytest.raises(NotAllowedError, match="请写明变更的理由"):
        take_back_change(tree["city"], tree.county, " ")
    with pytest.raises(NotAllowedError, match="不由您管理"):
        take_back_change(tree["county"], tree.county, "推迟")
    take_back_change(tree["city"], tree.county, "推迟")
    assert waiting_of(read(tree.county)) is None
    event = events_of(f"office:{tree.county.pk}").last()
    assert event and event.kind == "office_change_taken_back"
    at(monkeypatch, 9)
    assert carry_out_changes() == 0
    assert read(tree.county).name == "中宁县工信局" and read(tree.county).ended_on is None
    with pytest.raises(NotAllowedError, match="没有将要生效的名称"):
        take_back_change(tree["city"], tree.county, "推迟")


@pytest.mark.parametrize(
    ("by", "of", "may"),
    [
        ("city", "county", True),
        ("region", "county", True),
        ("region", "city", True),
        ("county", "operator", True),
        ("system", "region", True),
        ("system", "administration", True),
        ("region", "institution", True),
        ("region", "region", False),
        ("city", "city", False),
        ("county", "county", False),
        ("other-city", "county", False),
        ("system", "county", False),
        ("security", "region", False),
        ("city-officer", "county", False),
    ],
)
def test_head_of_the_office_above_changes_it(tree: Tree, by: str, of: str, may: bool) -> None:
    place: Office = getattr(tree, of)
    asked = replace(NAME, name="新的单位名称")
    if may:
        assert make_change(tree[by], place, asked) and read(place).name == "新的单位名称"
        return
    with pytest.raises(NotAllowedError, match="不由您管理"):
        make_change(tree[by], place, asked)
    assert read(place).name != "新的单位名称"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (replace(NAME, on=None), "请填写从哪一天起"),
        (replace(NAME, reason=" "), "请写明变更的理由"),
        (replace(NAME, reason="长" * 201), "不超过 200 个字"),
        (replace(NAME, name="贺兰县工信局"), "已经有名为“贺兰县工信局”的单位"),
        (replace(NAME, name="中宁县工信局"), "与现在不同的单位全称"),
        (replace(NAME, on=TODAY - DAY), "早于中宁县工信局最近一次登记的变动"),
        (ChangeAsked("merge", TODAY, WHY), "请选择并入哪一个单位"),
        (ChangeAsked("split", TODAY, WHY), "至少有两个单位承接"),
    ],
)
def test_change_that_cannot_be_is_refused_in_words(
    tree: Tree, asked: ChangeAsked, words: str
) -> None:
    for do in (preview_change, make_change):
        with pytest.raises(NotAllowedError, match=words):
            do(tree["city"], tree.county, asked)


def test_nobody_merges_into_what_is_not_theirs_or_into_itself(tree: Tree) -> None:
    for into, words in (
        (tree.other_county, "请从列出的单位中选择"),
        (tree.city, "请从列出的单位中选择"),
        (tree.county, "不能承接它自己"),
    ):
        with pytest.raises(NotAllowedError, match=words):
            make_change(tree["city"], tree.county, merger(into))
    assert make_change(tree["region"], tree.county, merger(tree.other_county))


def test_names_before_and_of_those_followed_are_known(tree: Tree, haiyuan: Office) -> None:
    make_change(tree["city"], tree.county, NAME)
    make_change(tree["city"], haiyuan, replace(NAME, name="海原县商务局", on=LATER))
    assert other_names_of([read(tree.county), read(haiyuan)]) == {
        tree.county.pk: ("中宁县工信局",),
        haiyuan.pk: (),
    }
    take_back_change(tree["city"], read(haiyuan), "推迟")
    make_change(tree["city"], tree.county, merger(haiyuan))
    assert other_names_of([read(haiyuan)])[haiyuan.pk] == ("中宁县工信局", "中宁县商务局")
    assert acting_for({tree.county.pk}) == {tree.county.pk: haiyuan}
    assert acting_for(()) == {}


def test_database_keeps_one_waiting_change_an_office(tree: Tree, haiyuan: Office) -> None:
    make_change(tree["city"], tree.county, merger(haiyuan, on=LATER))
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeChange.objects.create(
            office=tree.county, on=LATER, said={}, by=Person.objects.get(username="city")
        )
