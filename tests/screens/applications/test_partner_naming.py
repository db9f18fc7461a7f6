"""The county says on the page 办理 into which counties its cluster reaches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jiqun.records.organisations.models import Office, Person


@pytest.fixture
def neighbour(desk: Any, office: Callable[..., Office], person: Callable[..., Person]) -> Office:
    """A county beside, with somebody who works there."""
    beside = office("同心县工信局", "county", desk.application.county.parent, "640324")
    desk.people["neighbour"] = person("tongxin", beside, "county")
    return beside


def changed(desk: Any, name: str, do: str, office: object) -> Any:
    sent = {"do": do, "county": office}
    return desk.client(name).post(f"{desk.address}procedure/partners/", sent)


def page(desk: Any, name: str, below: str = "procedure/") -> str:
    answer = desk.client(name).get(f"{desk.address}{below}" if below != "/" else "/")
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_neighbour_reads_all_and_changes_nothing(desk: Any, neighbour: Office) -> None:
    assert changed(desk, "clerk", "name", neighbour.pk).status_code == 302
    home = page(desk, "neighbour", "/")
    assert "协作的申报" in home and desk.address in home
    assert "同心县工信局" in page(desk, "neighbour")
    for below in ("part/1/", "part/8/"):
        assert "您的单位可以查看，不能修改" in page(desk, "neighbour", below), below
    for below in ("checks/", "paper/", "evidence/", "history/"):
        assert page(desk, "neighbour", below)
    assert "加入" not in page(desk, "neighbour")
    sent = {
        "section": "part_1",
        "changes": [{"key": "operator_contact", "value": "新", "revision": 0}],
    }
    answer = desk.client("neighbour").post(
        f"{desk.address}answer/", sent, content_type="application/json"
    )
    assert answer.status_code == 403
    for below in ("procedure/act/", "procedure/requests/", "procedure/operator/"):
        desk.client("neighbour").post(f"{desk.address}{below}", {"move": "drop", "do": "ask"})
    assert desk.fresh().stage == "filling"
    assert desk.client("neighbour").get(f"{desk.address}talks/").status_code in (403, 404)


def test_taken_off_it_is_shut_again(desk: Any, neighbour: Office) -> None:
    changed(desk, "clerk", "name", neighbour.pk)
    assert "移出同心县工信局" in page(desk, "clerk")
    changed(desk, "clerk", "remove", neighbour.pk)
    assert desk.client("neighbour").get(f"{desk.address}procedure/").status_code == 404
    assert "协作的申报" not in page(desk, "neighbour", "/")


def test_odd_requests_and_other_people_change_nothing(desk: Any, neighbour: Office) -> None:
    for do, office in (("name", "x"), ("name", "1" * 30), ("", neighbour.pk), ("name", 0)):
        assert changed(desk, "clerk", do, office).status_code == 404
    for name in ("operator", "city", "region"):
        assert changed(desk, name, "name", neighbour.pk).status_code == 302
    assert changed(desk, "stranger", "name", neighbour.pk).status_code == 404
    assert not desk.fresh().partners.exists()
