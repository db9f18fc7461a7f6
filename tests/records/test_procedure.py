"""Tables of procedures: closed, and asked in words."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from jiqun.records.procedure import Asked, Move, MoveRow, Place, Procedure, Stage

row = MoveRow.of
OPEN, SHUT = Stage("open", "开着", frozenset({"clerk"})), Stage("shut", "关着")
CLOSE = Move("close", "关上", "closed", (row("open", "shut", "head"),), reason=2)
REOPEN = Move("reopen", "打开", "reopened", (row("shut", "open", "head guard"),))
DOOR = Procedure((OPEN, SHUT), (CLOSE, REOPEN))
IN, OUT = Place("open"), Place("shut")


def test_steps_are_those_of_the_moves() -> None:
    assert sorted(DOOR.steps()) == [(IN, OUT), (OUT, IN)]
    assert DOOR.first is OPEN


def test_row_in_words_says_places_names_and_who_confirms() -> None:
    made = row("open/a open", "", "head", "x y", "one", "guard", "gone")
    assert made.starts == (Place("open", "a"), Place("open")) and made.to is None
    assert (made.needs, made.told, made.outcome) == (("x", "y"), ("one",), "gone")
    assert made.roles == {"head", "guard"} and [*map(str, made.starts)] == ["open/a", "open"]


def test_moves_of_a_stage_are_those_of_ones_roles() -> None:
    assert DOOR.moves_of(OUT, frozenset({"guard"})) == [(REOPEN, REOPEN.rows[0])]
    assert DOOR.moves_of(IN, frozenset({"guard"})) == []


@pytest.mark.parametrize(
    ("move", "place", "role", "words"),
    [
        (CLOSE, IN, "head", ""),
        (CLOSE, IN, "guard", "“关上”不由您的岗位办理。"),
        (CLOSE, OUT, "head", "现在是“关着”，不能关上。请刷新页面后再看。"),
    ],
)
def test_refusal_says_why(move: Move, place: Place, role: str, words: str) -> None:
    verdict = DOOR.may(move, place, frozenset({role}))
    assert (bool(verdict), verdict.reason) == (not words, words)


def test_row_of_another_level_is_for_its_own_roles() -> None:
    send = Move(
        "send",
        "送",
        "sent",
        (row("open/a", "shut/a", "x"), row("open/b", "open/a", "y")),
    )
    table = Procedure((OPEN, SHUT), (send,), {"a": "甲级", "b": "乙级"})
    assert table.may(send, Place("open", "a"), frozenset("x"))
    assert not table.may(send, Place("open", "b"), frozenset("x"))
    assert table.label_of(Place("open", "b")) == "开着（乙级）"


def test_outcome_chooses_among_rows_of_one_place() -> None:
    judge = Move(
        "judge",
        "审",
        "judged",
        (
            row("open", "shut", "x", outcome="no"),
            row("open", "open", "x", outcome="yes"),
        ),
    )
    table = Procedure((OPEN, SHUT), (judge,))
    assert judge.row(IN, "no") is judge.rows[0] and judge.row(IN, "yes") is judge.rows[1]
    assert not table.may(judge, IN, frozenset("x"), "perhaps")


def test_what_a_move_asks_for_is_asked_in_words() -> None:
    rows = (row("open", "", "head"),)
    naming = Move("name", "命名", "named", rows, asks=(Asked("n", "名", 3),))
    assert naming.given({"n": " 三个字 "}, "")
    for said in ({}, {"n": "  "}, {"n": "四个字了"}):
        assert naming.given(said, "").reason == "请填写名，不超过 3 个字。"
    assert CLOSE.given({}, " 天黑 ")
    assert CLOSE.given({}, " 黑 ").reason == "请写明关上的理由，不少于 2 个字。"


@pytest.mark.parametrize(
    ("read", "good", "bad"),
    [
        (date, "2026-03-31", ("", "2026-02-30", "明天")),
        (datetime, "2026-03-31T18:00+08:00", ("", "2026-03-31T18:00", "18:00")),
    ],
)
def test_days_and_moments_are_asked_for_as_such(
    read: type[date | datetime], good: str, bad: tuple[str, ...]
) -> None:
    asked = Asked("d", "时间", read=read)
    assert asked.taken(good)
    assert all(asked.taken(text).reason == "请填写时间。" for text in bad)


@pytest.mark.parametrize(
    ("stages", "moves"),
    [
        ((OPEN, SHUT), (REOPEN,)),  # nothing leads to shut
        ((OPEN,), (CLOSE,)),  # leads to a stage that is not there
        ((OPEN, SHUT), (CLOSE, REOPEN, CLOSE)),
        ((OPEN, SHUT, OPEN), (CLOSE, REOPEN)),
        (
            (OPEN, SHUT),
            (Move("m", "m", "m", (row("open/z", "shut", "x"),)),),
        ),  # no such level
        ((OPEN, SHUT), (Move("m", "m", "m", (*CLOSE.rows, *CLOSE.rows)),)),  # which of the two?
    ],
)
def test_table_that_is_not_closed_is_refused(
    stages: tuple[Stage, ...], moves: tuple[Move, ...]
) -> None:
    with pytest.raises(ValueError, match="stage"):
        Procedure(stages, moves)
