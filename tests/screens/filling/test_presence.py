"""Presence: who is where, told to those at the same form alone."""

from __future__ import annotations

from typing import Any


def ask(desk: Any, name: str, section: str) -> Any:
    return desk.client(name).post(desk.address + "presence/", {"section": section})


def test_others_are_told_and_oneself_is_not(desk: Any) -> None:
    ask(desk, "operator", "part_3")
    told = ask(desk, "clerk", "part_2").json()
    assert told["people"] == [{"section": "part_3", "name": "park经办人"}]
    page = desk.page("part/2/")
    assert "park经办人正在这一部分" in page and "zhongning经办人正在这一部分" not in page


def test_unknown_section_is_not_written_down(desk: Any) -> None:
    ask(desk, "operator", "<b>")
    assert ask(desk, "clerk", "part_2").json()["people"] == [{"section": "", "name": "park经办人"}]


def test_stranger_learns_nothing(desk: Any) -> None:
    assert ask(desk, "stranger", "part_2").status_code == 404


def test_looking_by_get_is_refused(desk: Any) -> None:
    assert desk.client().get(desk.address + "presence/").status_code == 405


def test_revision_tells_that_something_changed(desk: Any) -> None:
    before = ask(desk, "clerk", "part_2").json()["revision"]
    desk.save("operator", "甲", 0, name="operator")
    assert ask(desk, "clerk", "part_2").json()["revision"] == before + 1
