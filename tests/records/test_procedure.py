"""Tables of procedures: closed, and asked in words."""

from __future__ import annotations

import pytest

from jiqun.records.procedure import Asked, Move, Procedure, Stage

OPEN, SHUT = Stage("open", "开着", frozenset({"clerk"})), Stage("shut", "关着")
CLOSE = Move("close", "关上", ("open",), "shut", frozenset({"head"}), "closed", reason=2)
REOPEN = Move("reopen", "打开", ("shut",), "open", frozenset({"head", "guard"}), "reopened")
DOOR = Procedure((OPEN, SHUT), (CLOSE, REOPEN))


def test_steps_are_those_of_the_moves() -> None:
    assert sorted(DOOR.steps()) == [("open", "shut"), ("shut", "open")]
    assert DOOR.first is OPEN


def test_moves_of_a_stage_are_those_of_ones_roles() -> None:
    assert DOOR.moves_of("shut", frozenset({"guard"})) == [REOPEN]
    assert DOOR.moves_of("open", frozenset({"guard"})) == []


@pytest.mark.parametrize(
    ("move", "stage", "role", "words"),
    [
        (CLOSE, "open", "head", ""),
        (CLOSE, "open", "guard", "“关上”不由您的岗位办理。"),
        (CLOSE, "shut", "head", "现在是“关着”，不能关上。请刷新页面后再看。"),
    ],
)
def test_refusal_says_why(move: Move, stage: str, role: str, words: str) -> None:
    verdict = DOOR.may(move, stage, frozenset({role}))
    assert (bool(verdict), verdict.reason) == (not words, words)


def test_what_a_move_asks_for_is_asked_in_words() -> None:
    naming = Move(
        "name", "命名", ("open",), "open", frozenset(), "named", asks=(Asked("n", "名", 3),)
    )
    assert naming.given({"n": " 三个字 "}, "")
    for said in ({}, {"n": "  "}, {"n": "四个字了"}):
        assert naming.given(said, "").reason == "请填写名，不超过 3 个字。"
    assert CLOSE.given({}, " 天黑 ")
    assert CLOSE.given({}, " 黑 ").reason == "请写明关上的理由，不少于 2 个字。"


@pytest.mark.parametrize(
    ("stages", "moves"),
    [
        ((OPEN, SHUT), (REOPEN,)),  # nothing leads to shut
        ((OPEN,), (CLOSE,)),  # leads to a stage that is not there
        ((OPEN, SHUT), (CLOSE, REOPEN, CLOSE)),
        ((OPEN, SHUT, OPEN), (CLOSE, REOPEN)),
    ],
)
def test_table_that_is_not_closed_is_refused(
    stages: tuple[Stage, ...], moves: tuple[Move, ...]
) -> None:
    with pytest.raises(ValueError, match="stage"):
        Procedure(stages, moves)
