"""申请开放 on the page 办理: the county asks, its city answers, and each sees what is theirs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from jiqun.records.applications.models import GUARD, Application, OpeningAsk, Request, Return
from jiqun.records.filings.models import Filing
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.triggers import take_down
from jiqun.records.versions.actions import freeze


@pytest.fixture
def returned(desk: Any) -> Any:
    """An application that its city sent back for one answer."""
    desk.fill({"area_km2": "49.46", "total_output:2025": "121.81"})
    version = freeze(desk.fresh().filing, SYSTEM)
    now = timezone.now()
    take_down(connection, GUARD)
    own = Application.objects.filter(pk=desk.application.pk)
    due = now + timedelta(hours=1)
    own.update(stage="returned", level="city", submitted=version, due_at=due)
    sent_back = Return.objects.create(
        application=own.get(),
        number=1,
        level="city",
        before=version,
        sent_by=desk.people["city"],
        sent_at=now,
        due_at=due,
    )
    Request.objects.create(
        application=own.get(),
        round=sent_back,
        level="city",
        target="total_output:2025",
        wrong="不对",
        wanted="改",
        made_by=desk.people["city"],
        made_at=now,
    )
    Filing.objects.filter(pk=own.get().filing_id).update(open_only=["total_output"])
    return desk


def page(desk: Any, name: str) -> str:
    answer = desk.client(name).get(f"{desk.address}procedure/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_county_asks_city_opens_and_both_read_it(returned: Any) -> None:
    assert 'id="opening-target"' in page(returned, "clerk")
    assert 'value="area_km2"' in page(returned, "clerk")
    assert "申请开放" not in page(returned, "city")
    sent = {"target": "area_km2", "reason": "面积也要更正"}
    told = returned.client("clerk").post(f"{returned.address}procedure/opening/", sent, follow=True)
    assert "已申请开放，等待答复。" in told.content.decode()
    ask = OpeningAsk.objects.get()
    assert "面积也要更正" in page(returned, "city") and "待答复" in page(returned, "clerk")
    decided = {"ask": ask.public_id, "do": "grant", "reply": ""}
    told = returned.client("city").post(
        f"{returned.address}procedure/opening/decide/", decided, follow=True
    )
    assert "已开放这一项" in told.content.decode()
    assert "已开放</span>" in page(returned, "clerk")
    assert "area_km2" in returned.fresh().filing.open_only
    assert returned.save("area_km2", "50.00", section="part_1").status_code == 200


def test_nothing_stands_there_while_all_may_be_filled_in(desk: Any) -> None:
    for name in ("clerk", "city", "region"):
        assert "申请开放" not in page(desk, name)
