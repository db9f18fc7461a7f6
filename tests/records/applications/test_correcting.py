"""Sending back and coming back: requests, what they open, versions, deadlines, who is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from tests.records.applications.conftest import World
from tests.records.evidence.sample_files import PDF

from jiqun.engine import Address, UnusableInput, cell
from jiqun.records.applications.actions import editing
from jiqun.records.applications.correcting import answer_request, ask_correction, drop_request
from jiqun.records.applications.models import Application, Request
from jiqun.records.applications.move_conditions import CONDITIONS
from jiqun.records.applications.moving import make_move
from jiqun.records.applications.requests_made import rounds_of
from jiqun.records.evidence.actions import add_piece, arriving
from jiqun.records.filings.actions import Change, save_held
from jiqun.records.filings.openings import ClosedAnswerError
from jiqun.records.invariants.checking import check_invariants
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.journal.queries import details_of, events_of
from jiqun.records.outbox.queries import told_to
from jiqun.records.verdict import ALLOWED, NotAllowedError, NotFound
from jiqun.records.versions.queries import version_in_force
from jiqun.records.versions.scans import bind_scan, remove_scan, scans_of

pytestmark = pytest.mark.django_db

SAID = {"leading_industry": "枸杞", "niche": "枸杞", "niche_code": "1391"}
DATED = {"declaration_date": "2026-03-31"}
OUTPUT = cell("total_output", "2025")


@pytest.fixture(autouse=True)
def filled(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked of the form holds; test_move_conditions.py is about that."""
    monkeypatch.setitem(CONDITIONS, "ready_to_freeze", lambda attempt: ALLOWED)


def now_of(application: Application) -> Application:
    return Application.objects.select_related("filing", "call").get(pk=application.pk)


def scanned(application: Application, by: object) -> None:
    version = version_in_force(application.filing)
    assert version
    with arriving("盖章页.pdf", BytesIO(PDF)) as arrived:
        bind_scan(version, arrived, by)  # type: ignore[arg-type]


@pytest.fixture
def submitted(world: World) -> Application:
    own, head = world.zhongning, world.people["zhongning"]
    make_move(own.public_id, "freeze", head, said=SAID)
    with pytest.raises(NotAllowedError, match="还没有上传盖章后的扫描件"):
        make_move(own.public_id, "submit", head, said=DATED)
    scanned(own, head)
    make_move(own.public_id, "submit", head, said=DATED)
    return now_of(own)


@pytest.fixture
def returned(world: World, submitted: Application) -> Application:
    officer = world.people["zhongwei"]
    ask_correction(submitted.public_id, "total_output:2025", "与统计不符", "按统计局数改", officer)
    make_move(submitted.public_id, "send_back", officer, said=until(timedelta(minutes=30)))
    return now_of(submitted)


def until(later: timedelta) -> dict[str, str]:
    return {"deadline": (timezone.now() + later).isoformat()}


def save(application: Application, world: World, at: Address, value: object) -> None:
    head = world.people["zhongning"]
    with editing(application.public_id, head) as held:
        save_held(held.filing, [Change(at, value, 0)], head)


def test_submitted_version_is_what_the_city_looks_at_and_both_are_told(
    world: World, submitted: Application
) -> None:
    version = version_in_force(submitted.filing)
    assert version and submitted.submitted_id == version.pk
    event = events_of(submitted.subject).last()
    assert event and details_of(event)["digest"] == version.digest
    for name in ("zhongwei", "zhongning"):
        (line,) = told_to(world.people[name])
        assert line.words == "2026年申报 · 中宁县工信局：提交了申报"
    assert told_to(world.people["park"]) == told_to(world.people["helan"]) == []
    with pytest.raises(NotAllowedError, match="现在是“审核中（市级）”，不能提交"):
        make_move(submitted.public_id, "submit", world.people["zhongning"], said=DATED)


def test_return_without_requests_is_refused_and_with_them_opens_what_goes_along(
    world: World, submitted: Application
) -> None:
    officer = world.people["zhongwei"]
    with pytest.raises(NotAllowedError, match="还没有写修改要求"):
        make_move(submitted.public_id, "send_back", officer, said=until(timedelta(minutes=30)))
    ask_correction(submitted.public_id, "total_output:2025", "与统计不符", "按统计局数改", officer)
    with pytest.raises(NotAllowedError, match="要晚于现在"):
        make_move(submitted.public_id, "send_back", officer, said=until(-timedelta(minutes=1)))
    make_move(submitted.public_id, "send_back", officer, said=until(timedelta(minutes=30)))
    application = now_of(submitted)
    opened = application.filing.open_only
    assert {"total_output", "leading_output_growth"} <= {*opened}
    assert "cluster_name" not in opened and application.due_at is not None
    save(application, world, OUTPUT, "121.81")
    with pytest.raises(ClosedAnswerError, match="退回时没有要求修改“集群名称"):
        save(application, world, cell("cluster_name"), "中宁枸杞产业集群")
    with pytest.raises(ClosedAnswerError):
        add_piece(
            application.filing,
            "证明.pdf",
            BytesIO(PDF),
            "authority",
            [cell("cluster_name")],
            world.people["park"],
        )


def test_request_of_the_whole_opens_everything(world: World, submitted: Application) -> None:
    officer = world.people["zhongwei"]
    ask_correction(submitted.public_id, "", "前后矛盾", "全部核对", officer)
    make_move(submitted.public_id, "send_back", officer, said=until(timedelta(minutes=30)))
    application = now_of(submitted)
    assert application.filing.open_only is None
    save(application, world, cell("cluster_name"), "中宁枸杞产业集群")


def test_corrected_form_comes_back_with_another_version_and_the_round_is_kept(
    world: World, returned: Application
) -> None:
    head = world.people["zhongning"]
    save(returned, world, OUTPUT, "121.81")
    with pytest.raises(NotAllowedError, match="还有 1 条修改要求没有回复"):
        make_move(returned.public_id, "freeze", head, said=SAID)
    (request,) = rounds_of(returned)[0].requests.all()
    answer_request(returned.public_id, request.public_id, "已改为统计局数据", head)
    make_move(returned.public_id, "freeze", head, said=SAID)
    scanned(returned, head)
    make_move(returned.public_id, "resubmit", head, said=DATED)
    application = now_of(returned)
    assert str(application.place) == "under_review/city"
    assert application.filing.open_only is None and application.due_at is None
    (one,) = rounds_of(application)
    assert (one.before.number, one.after and one.after.number) == (1, 2)
    assert one.ended_at and application.submitted_id == one.after_id


def test_correction_that_is_late_lapses_and_the_submitted_version_counts(
    world: World, returned: Application
) -> None:
    head = world.people["zhongning"]
    (request,) = rounds_of(returned)[0].requests.all()
    answer_request(returned.public_id, request.public_id, "已改", head)
    make_move(returned.public_id, "freeze", head, said=SAID)
    with pytest.raises(NotAllowedError, match="还没有到期限"):
        make_move(returned.public_id, "lapse", SYSTEM)
    late = timezone.now() + timedelta(minutes=31)
    scanned(returned, head)
    with pytest.raises(NotAllowedError, match=r"修改已于.*截止"):
        make_move(returned.public_id, "resubmit", head, said=DATED, at=late)
    make_move(returned.public_id, "lapse", SYSTEM, at=late)
    application = now_of(returned)
    assert (str(application.place), application.overdue) == ("under_review/city", True)
    version = version_in_force(application.filing)
    assert version and version.number == 1 and application.submitted_id == version.pk
    assert rounds_of(application)[0].ended_at


@pytest.mark.parametrize("frozen", [False, True])
def test_withdrawn_while_corrected_leaves_no_round_and_no_version_open(
    world: World, returned: Application, frozen: bool
) -> None:
    head = world.people["zhongning"]
    if frozen:
        (request,) = rounds_of(returned)[0].requests.all()
        answer_request(returned.public_id, request.public_id, "已改", head)
        make_move(returned.public_id, "freeze", head, said=SAID)
    make_move(returned.public_id, "withdraw", head, reason="集群要重新规划")
    application = now_of(returned)
    (one,) = rounds_of(application)
    assert one.ended_at and one.after is None and application.filing.open_only is None
    version = version_in_force(application.filing)
    assert version and version.pk == application.submitted_id and not application.overdue
    assert list(check_invariants()) == []


def test_returned_form_is_corrected_after_the_close_of_the_call_until_its_own(
    world: World, returned: Application
) -> None:
    head, filing = world.people["zhongning"], returned.filing
    world.call.county_close = timezone.now() - timedelta(minutes=30)
    world.call.save(update_fields=["county_close"])
    save(returned, world, OUTPUT, "121.81")
    assert filing.pk
    later = timezone.now() + timedelta(minutes=31)
    with (
        pytest.raises(NotAllowedError, match="修改已于"),
        editing(returned.public_id, head, later),
    ):
        pass


@pytest.mark.parametrize(
    ("target", "wrong", "wanted", "words"),
    [
        ("no_such", "不对", "改", "表中没有这一项"),
        ("total_output:2025", " ", "改", "请填写“哪里不对”"),
        ("total_output:2025", "不对", "字" * 501, "请填写“要怎么改”，不超过 500 个字"),
    ],
)
def test_request_says_what_is_wrong_and_what_is_wanted(
    world: World, submitted: Application, target: str, wrong: str, wanted: str, words: str
) -> None:
    with pytest.raises(UnusableInput, match=words):
        ask_correction(submitted.public_id, target, wrong, wanted, world.people["zhongwei"])
    assert not Request.objects.exists()


def test_requests_are_made_and_dropped_by_those_who_may_send_back(
    world: World, submitted: Application
) -> None:
    officer, own = world.people["zhongwei"], submitted.public_id
    for name in ("zhongning", "park", "ningxia"):
        with pytest.raises(NotAllowedError):
            ask_correction(own, "", "不对", "改", world.people[name])
    with pytest.raises(NotFound):
        ask_correction(own, "", "不对", "改", world.people["yinchuan"])
    made = ask_correction(own, "", "不对", "改", officer)
    drop_request(own, made.public_id, officer)
    with pytest.raises(NotFound):
        drop_request(own, made.public_id, officer)
    assert [e.kind for e in events_of(submitted.subject)][-2:] == [
        "request_made",
        "request_dropped",
    ]


def test_scan_is_a_picture_or_pdf_of_a_version_that_counts(world: World) -> None:
    own, head = world.zhongning, world.people["zhongning"]
    make_move(own.public_id, "freeze", head, said=SAID)
    version = version_in_force(own.filing)
    assert version
    with (
        pytest.raises(UnusableInput, match="请用 PDF、JPG 或 PNG"),
        arriving("盖章页.pdf", BytesIO(PDF)) as arrived,
    ):
        bind_scan(version, replace(arrived, media_type="application/msword"), head)
    scanned(own, head)
    remove_scan(scans_of(version)[0], head)
    assert scans_of(version) == []
    make_move(own.public_id, "thaw", head, reason="数据有误")
    with (
        pytest.raises(UnusableInput, match="第1版定稿已经取消"),
        arriving("盖章页.pdf", BytesIO(PDF)) as arrived,
    ):
        bind_scan(version, arrived, head)
