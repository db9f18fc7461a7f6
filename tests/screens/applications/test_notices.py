"""The notices as pages show them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from jiqun.records.applications.models import Call
from jiqun.records.journal.actions import record, writing
from jiqun.records.outbox.actions import tell


def log_in(desk: Any, name: str) -> None:
    person = desk.people[name]
    with writing():
        record("logged_in", f"person:{person.pk}", person, "session")


def page(desk: Any, address: str, name: str = "clerk") -> str:
    answer = desk.client(name).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_page_without_notices_says_what_would_be_told(desk: Any) -> None:
    shown = page(desk, "/notices/")
    assert "现在没有要提醒的事。" in shown and "离截止不到 7 天" in shown
    assert 'id="notices"' not in page(desk, "/")


def test_near_deadline_and_changes_of_others_stand_on_the_home_page_and_their_own(
    desk: Any,
) -> None:
    Call.objects.update(county_close=timezone.now() + timedelta(days=2))
    log_in(desk, "clerk")
    desk.save("operator", "甲", 0, section="part_1", name="operator")
    log_in(desk, "clerk")
    for shown in (page(desk, "/"), page(desk, "/notices/")):
        assert " 截止</span>" in shown and "data-countdown" in shown
        assert "中宁园区 park经办人改了 1 项填报内容" in shown
        assert f'href="{desk.address}history/"' in shown
    city = page(desk, "/notices/", "city")
    assert "现在没有要提醒的事。" in city and "park经办人" not in city


def test_bar_of_every_page_has_notices_help_account_and_out_in_this_order(desk: Any) -> None:
    for address in ("/", f"{desk.address}part/1/", "/help/", "/account/password/"):
        bar = page(desk, address).partition('<header class="bar">')[2].partition("</header>")[0]
        places = [
            bar.index(word) for word in ("集群申报", "经办人", "提醒", "帮助", "账号", "退出")
        ]
        assert places == sorted(places)


def test_unread_stand_in_the_bar_until_the_page_says_they_were_read(desk: Any) -> None:
    with writing():
        tell([(desk.application.county, "county")], "call:1", "call_opened", "2026年申报：开始申报")
    assert '<b class="count" data-unread>1<' in page(desk, "/")
    shown = page(desk, "/notices/")
    number = shown.partition('name="up_to" value="')[2].partition('"')[0]
    client = desk.client("clerk")
    assert client.post("/notices/read/", {"up_to": "x"}).status_code == 404
    assert client.post("/notices/read/", {"up_to": number}).status_code == 302
    for address in ("/", "/notices/"):
        assert "data-unread" not in page(desk, address)
    assert "全部已读" in shown and "全部已读" not in page(desk, "/notices/")
