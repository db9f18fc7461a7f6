"""字数 in a page and in the engine: the same for every text."""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Callable

from playwright.sync_api import Page

from jiqun.engine import count_characters

# What people write, and what they paste: Han of all planes, marks, Latin, digits, joined signs.
_POOL = [
    "的枸杞产业集群𠮷𪚥﨑",
    "，。、；：？“”‘’（）《》—…·！％＋－",
    "abcXYZ0123456789.,%-+/()'\"@#&é",
    " \t\n\u3000\u00a0",
    "①②½×÷≥℃㎡㎏",
    "\u0301\u200b\u200d\ufe0f\U000e0100\U0001f3fb",
    "👩👨👧🎉カタカナひらがなｶﾀ한글",
]


def texts(number: int) -> list[str]:
    chance = random.Random(2026)
    assigned = [
        chr(c) for c in range(0x20, 0x1FFFF) if unicodedata.category(chr(c)) not in ("Cn", "Cs")
    ]
    found = []
    for _ in range(number):
        signs = [chance.choice(chance.choice(_POOL)) for _ in range(chance.randrange(40))]
        signs += chance.choices(assigned, k=chance.randrange(4))
        chance.shuffle(signs)
        found.append("".join(signs))
    return found


def test_page_counts_ten_thousand_texts_as_the_engine_does(
    open_page: Callable[..., Page],
) -> None:
    given = texts(10_000)
    counted = open_page("part/9/").evaluate(
        """async texts => { const m = await import('/static/jiqun/js/desk/character_count.js');
        return JSON.parse(texts).map(m.countCharacters); }""",
        json.dumps(given),
    )
    assert counted == [count_characters(text) for text in given]
