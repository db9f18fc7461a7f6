"""The page 办理: what is pressed twice is done once, and what is not done says why."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.screens.applications.test_officer_pages import lies

from jiqun.records.applications.calls import extend
from jiqun.records.applications.models import Application, Return
from jiqun.records.applications.move_conditions import CONDITIONS
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.journal.models import Event
from jiqun.records.verdict import ALLOWED
from jiqun.records.versions.actions import freeze

pytestmark = pytest.mark.django_db
SAID = {"leading_industry": "枸杞", "niche": "枸杞", "niche_code": "1391"}


def act(desk: Any, **form: str) -> str:
    answer = desk.client().post(f"{desk.address}procedure/act/", form, follow=True)
    return str(answer.content.decode())


def test_move_pressed_twice_is_made_once_and_says_so_both_times(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(CONDITIONS, "ready_to_freeze", lambda attempt: ALLOWED)
    pages = [act(desk, move="freeze", **SAID) for _ in range(2)]
    assert all("已定稿。" in page and "不能定稿" not in page for page in pages)
    assert Event.objects.filter(kind="application_frozen").count() == 1


def test_move_that_somebody_else_made_is_refused_with_the_reason(desk: Any) -> None:
    Application.objects.filter(pk=desk.application.pk).update(stage="ready_to_seal")
    assert "现在是“待盖章”，不能定稿" in act(desk, move="freeze", **SAID)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"move": "freeze"}, "处未填"),
        ({"move": "drop", "reason": "无"}, "请写明作废的理由，不少于 4 个字。"),
        ({"move": "drop", "reason": "字" * 501}, "作废的理由不超过 500 个字。"),
        ({"move": "submit", "declaration_date": "明天"}, "现在是“填报中”，不能提交"),
    ],
)
def test_nonsense_is_answered_in_words_and_changes_nothing(
    desk: Any, form: dict[str, str], words: str
) -> None:
    assert words in act(desk, **form)
    assert Application.objects.get(pk=desk.application.pk).stage == "filling"


def test_move_there_is_not_is_not_found(desk: Any) -> None:
    answer = desk.client().post(f"{desk.address}procedure/act/", {"move": "no_such"})
    assert answer.status_code == 404


def test_move_that_weighs_much_asks_for_the_password_again_and_goes_on(desk: Any) -> None:
    client, address = desk.client(), f"{desk.address}procedure/act/"
    client.get("/account/session/")
    session = client.session
    session["began"] = int(time.time()) - 20 * 60
    session.save()
    sent = {"move": "submit", "declaration_date": "2026-11-30"}
    asked = client.post(address, sent)
    assert asked["Location"].startswith("/account/again/?next=")
    again = {"password": "密码-password", "next": address}
    assert client.post("/account/again/", again)["Location"] == f"{desk.address}procedure/"
    # What was sent arrived: it is refused for the stage, not for its words.
    page = client.get(f"{desk.address}procedure/").content.decode()
    assert "现在是“填报中”，不能提交" in page
    # For a while nothing is asked.
    assert client.post(address, sent)["Location"] == f"{desk.address}procedure/"


def test_move_that_weighs_little_never_asks_for_the_password(desk: Any) -> None:
    client = desk.client()
    client.get("/account/session/")
    session = client.session
    session["began"] = int(time.time()) - 20 * 60
    session.save()
    answer = client.post(f"{desk.address}procedure/act/", {"move": "freeze"})
    assert answer["Location"] == f"{desk.address}procedure/"


def test_correction_that_lapsed_is_told_to_all_until_it_comes_in_again(desk: Any) -> None:
    now, version = timezone.now(), freeze(desk.fresh().filing, SYSTEM)
    lies(desk, "under_review/city", submitted=version, overdue=True)
    sent = {"application": desk.application, "number": 1, "level": "city", "before": version}
    by = desk.people["city"]
    Return.objects.create(**sent, sent_by=by, sent_at=now, due_at=now, ended_at=now)
    for name in ("clerk", "operator", "city", "region"):
        page = desk.page("procedure/", name)
        assert "修改逾期：第1次退回要在" in page and "结束，没有重新提交" in page
    assert "修改逾期" in desk.client("city").get("/").content.decode()
    board = f"/board/{desk.application.call.public_id}/"
    assert "修改逾期" in desk.client("region").get(board).content.decode()
    lies(desk, "under_review/city", submitted=version, overdue=False)
    assert "修改逾期：" not in desk.page("procedure/")


def test_longer_time_is_told_with_its_reason(desk: Any) -> None:
    call, own = desk.application.call, desk.application.county
    assert "已获准延期到" not in desk.page("procedure/")
    later = timezone.localtime(call.county_close + timedelta(days=2))
    extend(call, own, later, "停电一天", SYSTEM)
    said = f"{later.year}年{later.month}月{later.day}日 {later:%H:%M}，理由：停电一天。"
    for name in ("clerk", "operator", "city", "region"):
        assert f"已获准延期到 {said}" in desk.page("procedure/", name)
    board = desk.client("region").get(f"/board/{call.public_id}/").content.decode()
    assert f"延期到{later.month}月{later.day}日 {later:%H:%M}" in board
