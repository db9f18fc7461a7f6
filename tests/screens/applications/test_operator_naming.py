"""The county says on the page 办理 who operates the cluster."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jiqun.records.applications.moving import make_move
from jiqun.records.organisations.models import Office


@pytest.fixture
def other(desk: Any, office: Callable[..., Office]) -> Office:
    return office("中宁枸杞协会", "operator", desk.application.county)


def shown(desk: Any, name: str) -> str:
    answer = desk.client(name).get(f"{desk.address}procedure/")
    assert answer.status_code == 200
    return answer.content.decode()


def chosen(desk: Any, name: str, office: object) -> Any:
    return desk.client(name).post(f"{desk.address}procedure/operator/", {"operator": office})


def test_county_chooses_among_its_operators_and_the_one_before_sees_no_more(
    desk: Any, other: Office
) -> None:
    assert f'<option value="{other.pk}">中宁枸杞协会</option>' in shown(desk, "clerk")
    assert "谁和您的单位一起填报" not in shown(desk, "operator")
    assert chosen(desk, "clerk", other.pk).status_code == 302
    assert desk.fresh().operator == other
    assert desk.client("operator").get(f"{desk.address}procedure/").status_code == 404
    chosen(desk, "clerk", "")
    assert desk.fresh().operator is None


def test_strange_offices_and_other_people_change_nothing(desk: Any, other: Office) -> None:
    before = desk.application.operator_id
    for strange in (desk.application.county.pk, "x", "1" * 30):
        assert chosen(desk, "clerk", strange).status_code == 404
    for name in ("operator", "city", "region"):
        assert chosen(desk, name, other.pk).status_code == 302
    assert chosen(desk, "stranger", other.pk).status_code == 404
    assert desk.fresh().operator_id == before


def test_after_it_was_dropped_nothing_is_chosen(desk: Any, other: Office) -> None:
    make_move(desk.application.public_id, "drop", desk.people["clerk"], reason="本年不申报")
    assert "谁和您的单位一起填报" not in shown(desk, "clerk")
    chosen(desk, "clerk", other.pk)
    assert desk.fresh().operator_id != other.pk
