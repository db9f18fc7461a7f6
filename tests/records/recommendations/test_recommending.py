"""推荐 to 追回: what must hold, said in words; order, papers, one batch; who may."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from tests.records.applications.conftest import World
from tests.records.applications.sealed_forms import opined, seal, stated
from tests.records.evidence.sample_files import PDF

from jiqun.engine import UnusableInput
from jiqun.records.applications.attached_forms import (
    OPINION,
    STATEMENT,
    begin_attached,
    words_of_the_city,
)
from jiqun.records.applications.attached_sealing import freeze_attached, thaw_attached
from jiqun.records.applications.calls import change_call, terms_of
from jiqun.records.applications.correcting import answer_request, ask_correction
from jiqun.records.applications.models import Application, Call
from jiqun.records.applications.move_conditions import CONDITIONS
from jiqun.records.applications.moving import make_move
from jiqun.records.evidence.actions import arriving
from jiqun.records.filings.models import AnswerRow
from jiqun.records.invariants.checking import check_invariants
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.journal.queries import events_of
from jiqun.records.outbox.queries import told_to
from jiqun.records.recommendations.actions import Placed, place, send_batch, write_papers
from jiqun.records.recommendations.batch_scans import (
    bring_batch_scan,
    current_paper,
    sent_paper,
)
from jiqun.records.recommendations.gathering import batches_sent, gathering
from jiqun.records.recommendations.models import Batch
from jiqun.records.verdict import ALLOWED, NotAllowedError, NotFound
from jiqun.records.versions.queries import version_in_force
from jiqun.records.versions.scans import bind_scan
from jiqun.records.working_days.actions import DayOfWork, enter_year

pytestmark = pytest.mark.django_db
WRITTEN = {
    "letter_number": "卫工信函〔2026〕12号",
    "letter_date": "2026-04-20",
    "letter_contact": "马建军",
    "letter_phone": "0955-7012345",
    "filler": "马建军",
    "filler_phone": "0955-7012345",
    "filled_on": "2026-04-20",
}
REASON = "推荐材料有误，重新核对"


def order(world: World, lying: list[Application], *ranks: str) -> None:
    niches = ("枸杞", "马铃薯种薯")
    placed = {
        one.public_id: Placed(rank, niche, "")
        for one, rank, niche in zip(lying, ranks, niches, strict=False)
    }
    place(world.call.public_id, placed, world.people["zhongwei"])


def recommend(world: World, one: Application) -> None:
    make_move(one.public_id, "recommend", world.people["zhongwei"])


def scan(world: World, paper: str) -> None:
    with arriving("盖章件.pdf", BytesIO(PDF)) as arrived:
        bring_batch_scan(world.call.public_id, paper, arrived, world.people["zhongwei"])


def whole(world: World) -> None:
    write_papers(world.call.public_id, WRITTEN, world.people["zhongwei"])
    for paper in ("letter", "summary"):
        scan(world, paper)


@pytest.fixture
def sent(world: World, lying: list[Application]) -> list[Application]:
    order(world, lying, "1", "2")
    for one in lying:
        recommend(world, one)
    whole(world)
    send_batch(world.call.public_id, world.people["zhongwei"])
    return [Application.objects.get(pk=one.pk) for one in lying]


def test_what_is_missing_is_said_until_it_is_recommended(
    world: World, lying: list[Application]
) -> None:
    own, city = lying[0], world.people["zhongwei"]
    with pytest.raises(NotAllowedError, match="还没有排序"):
        recommend(world, own)
    order(world, lying, "1", "")
    thaw_attached(own.public_id, OPINION, city)
    with pytest.raises(NotAllowedError, match="还没有定稿的推荐意见"):
        recommend(world, own)
    freeze_attached(own.public_id, OPINION, city)
    with pytest.raises(NotAllowedError, match="推荐意见还没有上传盖章扫描件"):
        recommend(world, own)
    seal(own, OPINION, city)
    thaw_attached(own.public_id, STATEMENT, city)
    with pytest.raises(NotAllowedError, match="还没有定稿的现场核查符合性说明"):
        recommend(world, own)
    stated(own, city, conclusion="not_conform")
    with pytest.raises(NotAllowedError, match="结论不是“符合”"):
        recommend(world, own)
    thaw_attached(own.public_id, STATEMENT, city)
    stated(own, city, conclusion="conforms")
    with pytest.raises(NotAllowedError, match="不由您的岗位办理"):
        make_move(own.public_id, "recommend", world.people["zhongning"])
    recommend(world, own)
    assert Application.objects.get(pk=own.pk).stage == "recommended"


def test_quota_niche_rank_and_filer_are_refused_in_words(
    world: World, lying: list[Application]
) -> None:
    own, other = lying
    order(world, lying, "1", "2")
    recommend(world, own)
    with pytest.raises(UnusableInput, match="推荐排序都是 1"):
        order(world, lying, "1", "1")
    city = world.people["zhongwei"]
    place(world.call.public_id, {other.public_id: Placed("2", "枸 杞", "")}, city)
    with pytest.raises(NotAllowedError, match="细分领域“枸 杞”已经推荐了中宁县工信局"):
        recommend(world, other)
    order(world, lying, "1", "2")
    change_call(world.call.public_id, replace(terms_of(world.call), quota=1), SYSTEM)
    with pytest.raises(NotAllowedError, match="最多推荐 1 个，已推荐 1 个"):
        recommend(world, other)
    change_call(world.call.public_id, replace(terms_of(world.call), quota=2), SYSTEM)
    row = AnswerRow.objects.filter(filing=other.filing).first()
    assert row
    AnswerRow.objects.filter(pk=row.pk).update(changed_by=city)
    with pytest.raises(NotAllowedError, match="您填写过这份申报"):
        recommend(world, other)


def test_call_that_asks_for_the_nation_has_it_said(world: World, lying: list[Application]) -> None:
    own, city = lying[0], world.people["zhongwei"]
    order(world, lying, "1", "2")
    change_call(world.call.public_id, replace(terms_of(world.call), asks_national=True), SYSTEM)
    with pytest.raises(NotAllowedError, match="是否同时推荐申报国家级"):
        recommend(world, own)
    thaw_attached(own.public_id, OPINION, city)
    opined(own, city, also_national="yes")
    recommend(world, own)
    body = current_paper(city, world.call.public_id, "letter").answers.cells
    assert any("同时推荐申报国家级" in str(answer.value) for answer in body.values())


def test_batch_goes_as_one_with_its_papers_and_stays_as_it_was_sent(
    world: World, lying: list[Application]
) -> None:
    city, call = world.people["zhongwei"], world.call.public_id
    order(world, lying, "2", "3")
    for one in lying:
        recommend(world, one)
    with pytest.raises(NotAllowedError, match="报送按批办理"):
        make_move(lying[0].public_id, "send", city)
    with pytest.raises(UnusableInput, match="推荐排序应当是 1、2，现在是 2、3"):
        send_batch(call, city)
    order(world, lying, "2", "1")
    with pytest.raises(UnusableInput, match="推荐函"):
        send_batch(call, city)
    with pytest.raises(UnusableInput, match="推荐函还不能盖章"):
        scan(world, "letter")
    whole(world)
    place(call, {lying[0].public_id: Placed("2", "枸杞", "老集群")}, city)
    assert gathering(city, call).missing == (
        "推荐汇总表在扫描以后有改动，请重新打印、盖章、扫描上传。",
    )
    scan(world, "summary")
    assert gathering(city, call).missing == ()
    with pytest.raises(NotFound):
        send_batch(call, world.people["ningxia"])
    batch = send_batch(call, city)
    assert {one.place.level for one in Application.objects.filter(county__parent=batch.city)} == {
        "region"
    }
    summary = sent_paper(world.people["ningxia"], batch.public_id, "summary")
    ranks = [str(v.value) for at, v in summary.answers.cells.items() if at.part == "rank"]
    assert ranks == ["1", "2"] and summary.wrong == []
    (shown,) = batches_sent(world.people["ningxia"], call)
    assert (shown.number, len(shown.scans)) == (1, 3)
    with pytest.raises(NotFound):
        sent_paper(world.people["yinchuan"], batch.public_id, "summary")
    assert [e.kind for e in events_of(batch.subject)][-1] == "batch_sent"
    assert "报送了申报" in told_to(world.people["ningxia"])[0].words
    assert list(check_invariants()) == []


def test_what_fails_half_way_sends_nothing(world: World, lying: list[Application]) -> None:
    order(world, lying, "1", "2")
    for one in lying:
        recommend(world, one)
    whole(world)
    city = world.people["zhongwei"]
    AnswerRow.objects.filter(
        pk=AnswerRow.objects.filter(filing=lying[1].filing).values("pk")[:1]
    ).update(changed_by=city)
    with pytest.raises(NotAllowedError, match="您填写过这份申报"):
        send_batch(world.call.public_id, city)
    assert {one.stage for one in Application.objects.filter(pk__in=[o.pk for o in lying])} == {
        "recommended"
    }
    assert Batch.objects.get().sent_at is None


def test_recall_ends_with_the_regions_first_act_and_goes_again_as_a_supplement(
    world: World, sent: list[Application]
) -> None:
    own, other = sent
    city, region = world.people["zhongwei"], world.people["ningxia"]
    make_move(own.public_id, "recall", city, REASON)
    with pytest.raises(NotAllowedError, match="报送按批办理"):
        make_move(own.public_id, "send", city)
    make_move(own.public_id, "unrecommend", city, REASON)
    assert Application.objects.get(pk=own.pk).place.level == "city"
    recommend(world, own)
    shown = gathering(city, world.call.public_id)
    assert shown.supplement and shown.missing[0].startswith("推荐函：")
    whole(world)
    batch = send_batch(world.call.public_id, city)
    assert batch.number == 2
    ask_correction(other.public_id, "total_output:2025", "与统计不符", "按统计局数改", region)
    with pytest.raises(NotAllowedError, match="自治区已经开始审查"):
        make_move(other.public_id, "recall", city, REASON)


def test_formal_check_that_was_begun_is_a_first_act(world: World, sent: list[Application]) -> None:
    begin_attached(sent[0].public_id, "formal_check", world.people["ningxia"])
    with pytest.raises(NotAllowedError, match="自治区已经开始审查"):
        make_move(sent[0].public_id, "recall", world.people["zhongwei"], REASON)


def test_part_nine_prints_the_opinion_for_city_and_region_alone(
    world: World, lying: list[Application]
) -> None:
    own = lying[0]
    assert own.submitted
    for name, known in (("zhongwei", 3), ("ningxia", 3), ("zhongning", 0), ("park", 0)):
        assert len(words_of_the_city(world.people[name], own, own.submitted)) == known


def test_late_application_holds_up_the_batch_and_one_with_longer_goes(
    world: World, lying: list[Application]
) -> None:
    own, other = lying
    city, now = world.people["zhongwei"], timezone.now()
    order(world, lying, "1", "2")
    for one in lying:
        recommend(world, one)
    for year in (now.year, now.year + 1):
        fixed = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))
        enter_year(year, [DayOfWork(date(year, *day), False, "节") for day in fixed], SYSTEM)
    over = now - timedelta(minutes=5)
    Call.objects.update(opens_at=over - timedelta(days=9), county_close=over, city_close=over)
    Application.objects.filter(pk=other.pk).update(extended_to=now + timedelta(days=1))
    missing = gathering(city, world.call.public_id).missing
    assert missing[0].startswith("中宁县工信局的申报已过市级报送截止时间")
    make_move(own.public_id, "unrecommend", city, REASON)
    order(world, lying, "2", "1")
    whole(world)
    send_batch(world.call.public_id, city)
    assert Application.objects.get(pk=other.pk).place.level == "region"
    assert Application.objects.get(pk=own.pk).stage == "under_review"


def test_what_comes_back_from_the_region_is_stated_and_sealed_anew(
    world: World, sent: list[Application], monkeypatch: pytest.MonkeyPatch
) -> None:
    own, city, head = sent[0], world.people["zhongwei"], world.people["zhongning"]
    region = world.people["ningxia"]
    monkeypatch.setitem(CONDITIONS, "due_in_working_days", lambda attempt: ALLOWED)
    ask_correction(own.public_id, "total_output:2025", "与统计不符", "按统计局数改", region)
    until = (timezone.now() + timedelta(days=20)).isoformat()
    make_move(own.public_id, "send_back", region, said={"deadline": until})
    request = own.requests.get()
    answer_request(own.public_id, request.public_id, "已按统计局数核对", head)
    said = {"leading_industry": "枸杞", "niche": "枸杞", "niche_code": "1391"}
    make_move(own.public_id, "freeze", head, said=said)
    version = version_in_force(own.filing)
    assert version
    with arriving("盖章页.pdf", BytesIO(PDF)) as arrived:
        bind_scan(version, arrived, head)
    make_move(own.public_id, "resubmit", head, said={"declaration_date": "2026-04-30"})
    with pytest.raises(NotAllowedError, match="现场核查符合性说明是对申报第1版写的"):
        make_move(own.public_id, "reconfirm", city)
    freeze_attached(own.public_id, STATEMENT, city)
    freeze_attached(own.public_id, OPINION, city)
    with pytest.raises(NotAllowedError, match="推荐意见还没有上传盖章扫描件"):
        make_move(own.public_id, "reconfirm", city)
    seal(own, OPINION, city)
    make_move(own.public_id, "reconfirm", city)
    assert str(Application.objects.get(pk=own.pk).place) == "under_review/region"
