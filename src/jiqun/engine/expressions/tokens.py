"""Cut the text of a formula into tokens, each with its position."""

from __future__ import annotations

import re
from typing import NamedTuple

MAX_LENGTH = 2000
MAX_DIGITS = 30

_PATTERN = re.compile(
    r"""(?P<space>[ \t\n\u3000]+)
      | (?P<number>[0-9]+(?:\.[0-9]+)?)
      | (?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)?)
      | (?P<text>"[^"\n]*"|'[^'\n]*')
      | (?P<sign><=|>=|!=|\.\.|[-+*/^%()\[\],<>=×÷−≤≥≠])
    """,
    re.VERBOSE,
)

_SAME = {"×": "*", "÷": "/", "−": "-", "≤": "<=", "≥": ">=", "≠": "!="}
_HALF_WIDTH = str.maketrans("（）［］，＋－＊／＜＞＝％＂＇“”‘’", "()[],+-*/<>=%\"'\"\"''")


class ExpressionError(Exception):
    """A formula that cannot be read: `message` in Chinese, `position` counted from 0."""

    def __init__(self, position: int, message: str) -> None:
        self.position = position
        self.message = message
        super().__init__(position, message)

    def __str__(self) -> str:
        return f"第{self.position + 1}个字符处：{self.message}"


class Token(NamedTuple):
    """`kind` is number, name, text, sign or end; `text` is in its ASCII form, texts unquoted."""

    kind: str
    text: str
    position: int


def tokenise(text: str) -> list[Token]:
    """The tokens of a formula, closed by one of kind "end"; raises ExpressionError."""
    if len(text) > MAX_LENGTH:
        raise ExpressionError(MAX_LENGTH, f"公式超过{MAX_LENGTH}个字符，请拆成几条。")
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        match = _PATTERN.match(text, position)
        if match is None:
            raise ExpressionError(position, _unknown(text[position]))
        kind, word = match.lastgroup or "", match.group()
        if kind == "number" and len(word) > MAX_DIGITS:
            raise ExpressionError(position, f"数字超过{MAX_DIGITS}位。")
        if kind == "text":
            tokens.append(Token(kind, word[1:-1], position))
        elif kind != "space":
            tokens.append(Token(kind, _SAME.get(word, word), position))
        position = match.end()
    tokens.append(Token("end", "", len(text)))
    return tokens


def _unknown(character: str) -> str:
    half = character.translate(_HALF_WIDTH)
    if half != character:
        return f" {character} 应当写成半角的 {half} 。"
    if character in "\"'":
        return "引号没有成对。"
    return f"公式里不能有“{character}”。"
