"""What the rules refuse is written down once, whoever tells it to the person."""

from __future__ import annotations

from typing import Any

import pytest
from tests.screens.filling.conftest import *  # noqa: F403

from jiqun.records.applications.models import Call
from jiqun.records.journal.models import Event
from jiqun.records.journal.queries import details_of
from jiqun.records.verdict import NotAllowedError, hearing_refusals, refused


def attempts() -> list[Event]:
    return list(Event.objects.filter(kind="attempt_refused").order_by("id"))


def test_refused_move_and_refused_save_are_kept_with_their_reason(desk: Any) -> None:
    desk.client("city").post(f"{desk.address}procedure/act/", {"move": "drop"})
    (move,) = attempts()
    assert (move.person_id, move.subject) == (
        desk.people["city"].pk,
        f"attempts:{desk.people['city'].pk}",
    )
    told = details_of(move)
    assert told["page"] == "procedure_act" and "不由您的岗位办理" in str(told["reason"])
    Call.objects.update(county_close="2026-01-01T00:00Z", opens_at="2025-12-01T00:00Z")
    sent = {"key": "operator_contact", "value": "新", "revision": 0}
    assert desk.post("answer/", {"section": "part_1", "changes": [sent]}).status_code == 403
    assert [one.person_id for one in attempts()] == [move.person_id, desk.people["clerk"].pk]


def test_page_that_tries_again_and_again_is_one_attempt(desk: Any) -> None:
    for _ in range(3):
        desk.client("city").post(f"{desk.address}procedure/act/", {"move": "drop"})
    assert len(attempts()) == 1
    desk.client("region").post(f"{desk.address}procedure/act/", {"move": "drop"})
    assert len(attempts()) == 2


def test_what_was_kept_already_is_kept_once_and_reading_is_no_attempt(desk: Any) -> None:
    desk.client("clerk").post(f"{desk.address}procedure/deliveries/", {"received_on": "2026-01-01"})
    assert not attempts()
    desk.client("city").get(f"{desk.address}procedure/act/")
    desk.client("clerk").post(
        f"{desk.address}procedure/act/", {"move": "drop", "reason": "不申报了"}
    )
    assert not attempts()


def test_refusals_are_heard_only_while_somebody_listens() -> None:
    NotAllowedError(refused("前"))
    with hearing_refusals() as heard, pytest.raises(NotAllowedError):
        raise NotAllowedError(refused("中"))
    NotAllowedError(refused("后"))
    assert [one.verdict.reason for one in heard] == ["中"]
