"""The formal check: what the system tells of each item, and what it takes to accept or refuse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection

from jiqun.engine import Address
from jiqun.records.applications.attached_forms import attached_form, begin_attached
from jiqun.records.applications.judging_form import judged_items
from jiqun.records.applications.models import GUARD, Application, Call
from jiqun.records.applications.moving import make_move, proposal_of, propose_move
from jiqun.records.evidence.answers_with_evidence import outcome_with_evidence
from jiqun.records.filings.actions import save_answer
from jiqun.records.filings.editions import form_of
from jiqun.records.filings.models import Filing
from jiqun.records.filings.queries import answers_now
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.organisations.actions import create_person
from jiqun.records.organisations.models import Person
from jiqun.records.organisations.roles import Role
from jiqun.records.triggers import take_down
from jiqun.records.verdict import NotAllowedError
from jiqun.records.versions.actions import freeze
from jiqun.records.versions.queries import versions_of

ITEMS = 26
NICHE = {"leading_industry": "枸杞", "niche": "枸杞精深加工", "niche_code": "1391"}


def at_region(application: Application, **said: str) -> Application:
    """The application frozen with this niche, submitted and sent to the region."""
    take_down(connection, GUARD)
    version = freeze(application.filing, SYSTEM, {**NICHE, **said})
    rows = Application.objects.filter(pk=application.pk)
    rows.update(stage="under_review", level="region", submitted=version)
    return rows.get()


def judged(application: Application, item: str) -> str:
    return judged_items(application)[f"{item}_judged"]


@pytest.fixture
def sent(world: Any) -> Application:
    return at_region(world.zhongning)


@pytest.fixture
def second(world: Any, person: Callable[..., Person]) -> Person:
    """The second officer of the region."""
    office = world.people["ningxia"].posts[0].office
    return person("fuhe", office, "second_officer")


def test_nothing_is_told_of_what_never_left_its_county(world: Any) -> None:
    assert judged_items(world.haiyuan) == {}


def test_every_fact_that_the_form_declares_is_told(world: Any, sent: Application) -> None:
    filing = begin_attached(sent.public_id, "formal_check", world.people["ningxia"])
    told = judged_items(sent)
    assert set(form_of(filing).facts) == set(told)
    assert all(text.startswith(("通过：", "不通过：", "请核对：")) for text in told.values())


def test_empty_form_fails_and_says_of_what(sent: Application) -> None:
    assert judged(sent, "no_empty_cell").startswith("不通过：未填 ")
    assert judged(sent, "digest_matches") == "不通过：第1版没有盖章扫描件。"
    assert judged(sent, "onsite_complete") == "不通过：还没有现场核查符合性说明。"
    assert judged(sent, "right_applicant") == "通过：申报单位是中宁县工信局。"


def test_same_niche_counts_within_the_city_and_is_told_across_cities(
    world: Any, sent: Application
) -> None:
    assert judged(sent, "one_per_niche").startswith("通过：细分领域“枸杞精深加工”")
    at_region(world.helan, niche="枸杞 精深加工", niche_code="")  # of another city
    told = judged(sent, "one_per_niche")
    assert told.startswith("通过") and world.helan.number in told
    at_region(world.haiyuan, niche="别的", niche_code="1391")
    assert judged(sent, "one_per_niche").startswith("不通过：同一细分领域另有海原县工信局")
    Call.objects.update(one_per_niche=False)
    assert judged(Application.objects.get(pk=sent.pk), "one_per_niche").startswith("通过")


def test_quota_counts_what_its_city_sent(world: Any, sent: Application) -> None:
    assert "不限名额" in judged(sent, "within_quota")
    Call.objects.update(quota=1)
    at_region(world.helan)
    fresh = Application.objects.get(pk=sent.pk)
    assert judged(fresh, "within_quota") == "通过：中卫市工信局报送 1 份，名额 1 份。"
    at_region(world.haiyuan)
    assert judged(fresh, "within_quota") == "不通过：中卫市工信局报送 2 份，名额 1 份。"


def test_same_name_and_late_correction_fail(world: Any) -> None:
    for one in (world.zhongning, world.helan):
        name = "中宁县枸杞产业集群" if one is world.zhongning else "中宁县 枸杞产业集群"
        save_answer(one.filing, Address("cluster_name"), name, 0, SYSTEM)
    sent = at_region(world.zhongning)
    at_region(world.helan)
    assert judged(sent, "not_duplicate").startswith("不通过：集群名称与贺兰县工信局")
    save_answer(world.haiyuan.filing, Address("cluster_name"), "海原县肉牛产业集群", 0, SYSTEM)
    sent_too = at_region(world.haiyuan)
    assert judged(sent_too, "not_duplicate") == "通过：本次申报没有同名集群。"
    save_answer(world.haiyuan.filing, Address("cluster_name"), "中宁枸杞产业集群", 1, SYSTEM)
    assert judged(sent_too, "not_duplicate").startswith("请核对：集群名称与")
    Application.objects.filter(pk=sent.pk).update(overdue=True)
    assert judged(Application.objects.get(pk=sent.pk), "in_time").startswith("不通过：退回修改逾期")


def filled_in(sent: Application, by: Person, result: str) -> Filing:
    """The formal check with every item looked at, and a conclusion."""
    filing = begin_attached(sent.public_id, "formal_check", by)
    form = form_of(filing)
    outcome = outcome_with_evidence(filing)
    count = 0
    for table in (field for field in form.fields.values() if field.columns):
        for row in table.given:
            row_id = row if isinstance(row, str) else row.id
            system = str(outcome.values.get(Address(table.id, row=row_id, part="system"), ""))
            found = "no" if system.startswith("不通过") and result != "accept" else "yes"
            value = {"found": found}
            if found == "no" or system.startswith("不通过"):
                value["remark"] = "已经逐项看过纸质材料，情况属实"
            save_answer(filing, Address(table.id, row=row_id), value, 0, by)
            count += 1
    assert count == ITEMS
    said = {"result": result, "checker": "李建国", "second_checker": "马秀英"}
    if result == "refuse":
        said |= {"ground": "not_eligible", "reason": "集群运营管理机构不是独立法人"}
    for name, text in said.items():
        save_answer(filing, Address(name), text, 0, by)
    save_answer(filing, Address("checked_on"), date.today().isoformat(), 0, by)
    return filing


def test_accepting_takes_a_whole_check_and_two_people(
    world: Any, sent: Application, second: Person
) -> None:
    officer = world.people["ningxia"]
    with pytest.raises(NotAllowedError, match="还没有填写形式审查表"):
        propose_move(sent.public_id, "accept", officer)
    filing = begin_attached(sent.public_id, "formal_check", officer)
    with pytest.raises(NotAllowedError, match="处没有填写"):
        propose_move(sent.public_id, "accept", officer)
    filing = filled_in(sent, officer, "accept")
    found = [(f.code, str(f.at), f.message) for f in outcome_with_evidence(filing).findings]
    assert found == []
    with pytest.raises(NotAllowedError, match="结论是“受理”，不能办理“不予受理”"):
        propose_move(sent.public_id, "refuse", officer, "不符合条件", {"ground": "逾期"})
    propose_move(sent.public_id, "accept", officer)
    proposed = proposal_of(sent)
    assert proposed and (proposed.move, proposed.by_id) == ("accept", officer.pk)
    with pytest.raises(NotAllowedError):
        make_move(sent.public_id, "accept", officer)
    moved = make_move(sent.public_id, "accept", second)
    assert moved.stage == "accepted" and proposal_of(sent) is None
    kept = attached_form(moved, "formal_check")
    assert kept and [one.number for one in versions_of(kept)] == [1]


def test_who_has_both_roles_never_confirms_what_they_proposed(
    world: Any, sent: Application, second: Person
) -> None:
    office = world.people["ningxia"].posts[0].office
    roles = (Role.REGION_OFFICER, Role.SECOND_OFFICER)
    both = create_person("liangren", "两岗", office, roles, SYSTEM, "密码-password")
    filled_in(sent, both, "accept")
    propose_move(sent.public_id, "accept", both)
    with pytest.raises(NotAllowedError, match="由您提出，要由另一个人确认"):
        make_move(sent.public_id, "accept", both)
    assert make_move(sent.public_id, "accept", second).stage == "accepted"


def test_refusing_names_a_ground_of_the_list(world: Any, sent: Application, second: Person) -> None:
    officer = world.people["ningxia"]
    filled_in(sent, officer, "refuse")
    with pytest.raises(NotAllowedError, match="请选择不予受理的情形"):
        propose_move(sent.public_id, "refuse", officer, "不符合条件", {"ground": "心情不好"})
    propose_move(sent.public_id, "refuse", officer, "不符合条件", {"ground": "不符合申报条件"})
    proposed = proposal_of(sent)
    assert proposed and proposed.said == (("不予受理的情形", "不符合申报条件"),)
    assert make_move(sent.public_id, "refuse", second).stage == "refused"


def test_check_of_before_a_resubmission_counts_no_more(
    world: Any, sent: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = world.people["ningxia"]
    filing = filled_in(sent, officer, "accept")

    class Later:
        at = filing.changed_at.replace(year=filing.changed_at.year + 1)

    monkeypatch.setattr(
        "jiqun.records.applications.formal_check.last_submission", lambda application: Later
    )
    with pytest.raises(NotAllowedError, match="按新的版本再审查一遍"):
        propose_move(sent.public_id, "accept", officer)


def test_city_and_county_neither_see_nor_begin_it(world: Any, sent: Application) -> None:
    begin_attached(sent.public_id, "formal_check", world.people["ningxia"])
    for name in ("zhongwei", "zhongning", "park"):
        with pytest.raises(NotAllowedError):
            begin_attached(sent.public_id, "formal_check", world.people[name])
    assert not answers_now(attached_form(sent, "formal_check"))  # type: ignore[arg-type]
