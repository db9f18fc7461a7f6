"""形式审查 on the pages: filled in by the region, proposed by one and confirmed by another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.records.applications.test_formal_check import at_region, filled_in

from jiqun.records.organisations.models import Person


@pytest.fixture
def sent(desk: Any, person: Callable[..., Person]) -> Any:
    """The application at the region, and its second officer."""
    office = desk.people["region"].posts[0].office
    desk.people["second"] = person("fuhe", office, "second_officer")
    at_region(desk.application)
    return desk.fresh()


def page(desk: Any, name: str) -> str:
    answer = desk.client(name).get(f"{desk.address}procedure/")
    assert answer.status_code == 200
    return answer.content.decode()


def act(desk: Any, name: str, **said: str) -> Any:
    return desk.client(name).post(f"{desk.address}procedure/act/", said, follow=True)


def test_region_fills_it_in_with_what_the_system_tells_beside(desk: Any, sent: Any) -> None:
    begun = desk.client("region").post(f"{desk.address}attached/formal_check/")
    address = begun["Location"]
    first = desk.client("region").get(f"{address}part/1/").content.decode()
    assert "系统判断" in first and "通过：申报单位是" in first
    for name in ("city", "clerk", "operator"):
        assert desk.client(name).get(f"{address}part/1/").status_code == 404
        assert "形式审查表" not in page(desk, name)


def test_one_proposes_and_another_confirms(desk: Any, sent: Any) -> None:
    filled_in(sent, desk.people["region"], "accept")
    own = page(desk, "region")
    assert "提出受理" in own and "确认受理" not in own
    answer = act(desk, "region", move="accept", propose="yes")
    assert "已提出“受理”，等待复核人确认" in answer.content.decode()
    assert "等另一人确认" in page(desk, "region")
    assert "确认受理" in page(desk, "second")
    act(desk, "region", move="accept")
    assert desk.fresh().stage == "under_review"
    act(desk, "second", move="accept")
    assert desk.fresh().stage == "accepted"


def test_refusal_asks_for_a_ground_and_the_second_person_reads_it(desk: Any, sent: Any) -> None:
    filled_in(sent, desk.people["region"], "refuse")
    assert "<option>超出名额</option>" in page(desk, "region")
    sent_along = {"ground": "超出名额", "reason": "全市已报送三份", "propose": "yes"}
    act(desk, "region", move="refuse", **sent_along)
    shown = page(desk, "second")
    assert "超出名额" in shown and "全市已报送三份" in shown and "确认不予受理" in shown
    act(desk, "second", move="refuse")
    assert desk.fresh().stage == "refused"


def test_second_officer_alone_is_told_who_begins(desk: Any, sent: Any) -> None:
    filled_in(sent, desk.people["region"], "accept")
    answer = act(desk, "second", move="accept")
    assert "要先由经办人提出" in answer.content.decode()
    assert desk.fresh().stage == "under_review"
