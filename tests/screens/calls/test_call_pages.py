"""The region writes a call; its city reads it; counties do not see the pages."""

from __future__ import annotations

from typing import Any

import pytest

from jiqun.records.applications.models import Call
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.working_days.actions import fill_year

NEW = {
    "edition": "ningxia-2026",
    "title": "2026年第二批申报",
    "opens_at": "2026-03-02T09:00",
    "county_close": "2026-03-31T18:00",
    "city_close": "",
    "quota": "3",
    "one_per_niche": "on",
    "copies": "4",
    "discs": "1",
    "sampled_enterprises": "6",
    "standard": "",
}


def test_region_announces_a_call_and_the_city_close_is_worked_out(desk: Any) -> None:
    fill_year(2026, SYSTEM)
    answer = desk.client("region").post("/calls/new/", NEW)
    assert answer["Location"] == "/calls/"
    call = Call.objects.get(title=NEW["title"])
    assert call.city_close is not None
    assert call.city_close.isoformat() == "2026-04-08T10:00:00+00:00"  # 清明 on 6 April is free
    assert (call.quota, call.copies, call.sampled_enterprises) == (3, 4, 6)
    page = desk.client("region").get("/calls/").content.decode()
    assert "2026年4月8日 18:00" in page and "4 份，光盘 1 张" in page


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("title", "", "请填申报通知的名称"),
        ("opens_at", "yesterday", "请填开始时间，精确到分钟"),
        ("quota", "0", "推荐名额请填1到99的整数"),
        ("county_close", "2026-03-01T09:00", "县级截止时间要晚于开始时间"),
        ("edition", "mars-1999", "有效的选项"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    desk: Any, name: str, value: str, words: str
) -> None:
    typed = NEW | {"city_close": "2026-04-08T18:00", "title": "待改的通知", name: value}
    answer = desk.client("region").post("/calls/new/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert name == "title" or "待改的通知" in page
    assert Call.objects.count() == 1


def test_year_nobody_entered_asks_for_the_city_close(desk: Any) -> None:
    answer = desk.client("region").post("/calls/new/", NEW)
    assert answer.status_code == 422
    assert "工作日还没有录入" in answer.content.decode()


def test_call_is_changed_but_not_what_counties_rely_on(desk: Any) -> None:
    call = desk.application.call
    page = desk.client("region").get(f"/calls/{call.public_id}/").content.decode()
    assert "已有 1 份申报" in page and call.title in page
    form = NEW | {"city_close": "2036-04-08T18:00", "county_close": "2036-03-31T18:00"}
    answer = desk.client("region").post(f"/calls/{call.public_id}/", form)
    assert "不能再改开始时间" in answer.content.decode()
    call.refresh_from_db()
    assert call.title == "2026年申报"


def test_others_do_not_find_the_pages(desk: Any) -> None:
    call = desk.application.call.public_id
    assert desk.client("city").get("/calls/").status_code == 200
    assert "修改" not in desk.client("city").get("/calls/").content.decode()
    for name, paths in (("city", ("new/", f"{call}/")), ("clerk", ("", "new/", f"{call}/"))):
        for path in paths:
            assert desk.client(name).get(f"/calls/{path}").status_code == 404
    assert desk.client("region").get(f"/calls/{'0' * 32}/").status_code == 404
