"""What is typed in any way is understood, refused, or offered as what it was meant to be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiqun.engine.kinds import KINDS, PlainQuestion, Trouble

ASKED = PlainQuestion(unit="万元", none_allowed=True, month_allowed=True)
PIECES = (
    *("0", "1", "2", "5", "9", "12", "123", "1234", "2026", "0953", "6021234", "13995001234"),
    *(
        ".",
        ",",
        "。",
        "-",
        "–",
        "—",
        "−",
        "+",
        "(",
        ")",
        "（",
        "）",
        "'",
        " ",
        "\u2009",
        "/",
        "e",
        "E",
    ),
    *(
        "%",
        "万",
        "亿元",
        "万元",
        "元",
        "亩",
        "约",
        "左右",
        "O",
        "l",
        "无",
        "暂无",
        "十",
        "二〇",
        "年",
        "月",
    ),
    *(
        "日",
        "号",
        "+86",
        "+852",
        "00",
        "转",
        "ext",
        "、",
        "；",
        "\n",
        "\x0b",
        "\u2028",
        "\x07",
        "\ufffd",
        "甲",
    ),
)


@pytest.mark.parametrize(
    "kind_id", ["decimal", "percent", "count", "phone", "date", "text", "person"]
)
@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_anything_typed_is_an_answer_or_has_a_repair_that_is_one(kind_id: str, typed: str) -> None:
    kind = KINDS[kind_id]
    found = kind.parse(typed, ASKED)
    if isinstance(found, Trouble):
        assert not found.repair or not isinstance(kind.parse(found.repair, ASKED), Trouble)
    elif found is not None:
        assert kind.parse(kind.show(found, ASKED), ASKED) == found
        assert kind.parse(kind.dump(found, ASKED), ASKED) == found
