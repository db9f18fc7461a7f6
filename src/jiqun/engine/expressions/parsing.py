"""Read tokens into a tree, by precedence climbing; every mistake has a position."""

from __future__ import annotations

import difflib
from dataclasses import replace
from decimal import Decimal

from jiqun.engine.expressions.operations import FUNCTIONS, Operation
from jiqun.engine.expressions.scope import BASELINE, UNIT
from jiqun.engine.expressions.tokens import ExpressionError, Token, tokenise
from jiqun.engine.expressions.tree import NameNode, Node, NumberNode, TextNode, YearNode
from jiqun.engine.expressions.type_rules import (
    apply,
    as_argument,
    compare,
    expand,
    gives,
)

MAX_NESTING = 50
MAX_NODES = 500
MAX_OFFSET = 99

_LEVELS = {"or": 1, "and": 2, "<": 4, "<=": 4, ">": 4, ">=": 4, "=": 4, "!=": 4, "in": 4}
_LEVELS |= {"+": 5, "-": 5, "*": 6, "/": 6, "%": 8, "^": 8}
_NOT, _COMPARISON, _SIGN = 3, 4, 7
_KEYWORDS = ("and", "or", "not", "in")


def parse_tree(text: str) -> Node:
    """The tree of a formula; raises ExpressionError."""
    parser = _Parser(tokenise(text))
    tree = parser.expression(0)
    if parser.token.kind != "end":
        raise ExpressionError(parser.token.position, f"这里多出了“{parser.token.text}”。")
    gives(tree)
    return tree


class _Parser:
    """Holds the place in the tokens; `expression` reads what binds at least as tight as asked."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.nesting = 0
        self.nodes = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        token = self.tokens[self.at]
        if token.kind == "end":
            raise ExpressionError(token.position, "公式不完整，这里还缺内容。")
        self.at += 1
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise ExpressionError(token.position, "公式太长，请拆成几条。")
        return token

    def sees(self, *signs: str) -> bool:
        """Whether the next token is one of these signs or words."""
        return self.token.kind in ("sign", "name") and self.token.text in signs

    def expect(self, sign: str) -> Token:
        if not self.sees(sign):
            instead = f"却是“{self.token.text}”" if self.token.text else "公式却到此为止"
            raise ExpressionError(self.token.position, f"这里应当是 {sign} ，{instead}。")
        return self.take()

    def expression(self, floor: int) -> Node:
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise ExpressionError(self.token.position, f"公式套得超过{MAX_NESTING}层。")
        left = self.operand()
        while (level := self.level()) >= max(floor, 1):
            left = self.continued(left, self.take(), level)
            if level == _COMPARISON and self.level() == _COMPARISON:
                raise ExpressionError(self.token.position, "比较不能连写，请用 and 连接两个比较。")
        self.nesting -= 1
        return left

    def level(self) -> int:
        return _LEVELS.get(self.token.text, 0) if self.token.kind in ("sign", "name") else 0

    def continued(self, left: Node, sign: Token, level: int) -> Node:
        """What stands left of an operator, the operator, and what follows."""
        if sign.text == "%":
            return apply(sign.position, "%", (left,))
        if sign.text == "^":
            return apply(sign.position, "^", (left,), self.whole(1, 9))
        if sign.text in ("and", "or"):
            parts = [left, self.expression(level + 1)]
            while self.sees(sign.text):
                self.take()
                parts.append(self.expression(level + 1))
            return apply(sign.position, sign.text, tuple(parts))
        if sign.text == "in":
            return self.membership(left, sign)
        right = self.expression(level + 1)
        if level == _COMPARISON:
            return compare(sign.position, sign.text, left, right)
        return apply(sign.position, sign.text, (left, right))

    def operand(self) -> Node:
        token = self.take()
        if token.kind == "number":
            return NumberNode(token.position, token.text, Decimal(token.text))
        if token.kind == "text":
            return TextNode(token.position, token.text)
        if token.text == "(":
            inner = self.expression(0)
            self.expect(")")
            return inner
        if token.text == "-":
            return apply(token.position, "negate", (self.expression(_SIGN),))
        if token.text == "not":
            return apply(token.position, "not", (self.expression(_NOT),))
        if token.kind == "sign" or token.text in _KEYWORDS:
            raise ExpressionError(token.position, f"这里不应当是“{token.text}”。")
        if token.text in ("y", "Y"):
            return YearNode(token.position, token.text)
        if self.sees("("):
            return self.target(token) if token.text == "target" else self.call(token)
        source, _, name = token.text.rpartition(".")
        node = NameNode(token.position, name, source=source)
        return self.period(node) if self.sees("[") else node

    def period(self, name: NameNode) -> NameNode:
        """The brackets after a name: [y-1], [Y], [Y-2..Y]."""
        self.expect("[")
        base, offset = self.year()
        reference = replace(name, base=base, offset=offset)
        if self.sees(".."):
            reference = self.until(reference)
        self.expect("]")
        return reference

    def until(self, name: NameNode) -> NameNode:
        dots = self.take()
        base, last = self.year()
        if base != name.base or last < name.offset:
            raise ExpressionError(dots.position, "年份范围应当从早到晚，两头都用 y 或都用 Y 。")
        self.nodes += last - name.offset
        return replace(name, until=last)

    def year(self) -> tuple[str, int]:
        token = self.take()
        if token.text not in ("y", "Y"):
            raise ExpressionError(token.position, "年份用 y（校验的年份）或 Y（基准年）加减来写。")
        if not self.sees("+", "-"):
            return token.text, 0
        sign = self.take().text
        size = self.whole(0, MAX_OFFSET)
        return token.text, size if sign == "+" else -size

    def whole(self, low: int, high: int) -> int:
        token = self.take()
        if not (token.kind == "number" and token.text.isdigit() and low <= int(token.text) <= high):
            raise ExpressionError(token.position, f"这里应当是{low}至{high}的整数。")
        return int(token.text)

    def target(self, word: Token) -> NameNode:
        """target(co2, baseline), target(row, unit), target(row, Y+3)."""
        self.expect("(")
        row = self.take()
        if row.kind != "name" or row.text in (*_KEYWORDS, "it", "y", "Y"):
            raise ExpressionError(row.position, "这里应当是规划指标的代号，或 row 。")
        self.expect(",")
        name = NameNode(row.position, row.text, target=True)
        if self.sees(BASELINE, UNIT):
            name = replace(name, base=self.take().text)
        else:
            base, offset = self.year()
            name = replace(name, base=base, offset=offset)
            if self.sees(".."):
                name = self.until(name)
        self.expect(")")
        return name

    def call(self, word: Token) -> Node:
        operation = FUNCTIONS.get(word.text)
        if operation is None:
            close = difflib.get_close_matches(word.text, list(FUNCTIONS), n=1)
            hint = f"是否想写“{close[0]}”？" if close else f"可用的有：{'、'.join(FUNCTIONS)}。"
            raise ExpressionError(word.position, f"没有函数“{word.text}”。{hint}")
        self.expect("(")
        arguments: list[Node] = []
        whole = 0
        while not self.sees(")"):
            if arguments:
                self.expect(",")
            if operation.whole is not None and len(arguments) == operation.most:
                whole = self.whole(*operation.whole)
                break
            arguments += expand(self.expression(0), spread=operation.spreads)
        closing = self.expect(")")
        _check_count(word, operation, arguments, whole, closing)
        return apply(word.position, word.text, tuple(arguments), whole)

    def membership(self, left: Node, sign: Token) -> Node:
        """name in ("a", "b"), or "a" in name."""
        if isinstance(left, TextNode):
            holder = self.expression(_COMPARISON + 1)
            return apply(sign.position, "holds", (left, as_argument(holder)))
        self.expect("(")
        texts: list[Node] = []
        while not texts or self.sees(","):
            if texts:
                self.take()
            token = self.take()
            if token.kind != "text":
                raise ExpressionError(token.position, "in 后面的括号里应当是带引号的文字。")
            texts.append(TextNode(token.position, token.text))
        self.expect(")")
        return apply(sign.position, "in", (as_argument(left), *texts))


def _check_count(
    word: Token, operation: Operation, arguments: list[Node], whole: int, closing: Token
) -> None:
    few = len(arguments) < operation.least
    many = operation.most is not None and len(arguments) > operation.most
    if few or many or (operation.whole is not None and operation.whole[0] > whole):
        expected = f"{operation.least}" if operation.most else f"至少{operation.least}"
        if operation.most and operation.most > operation.least:
            expected = f"{operation.least}至{operation.most}"
        extra = "和一个整数" if operation.whole else ""
        raise ExpressionError(
            closing.position if few else word.position,
            f"函数“{word.text}”要{expected}个参数{extra}，这里有{len(arguments)}个。",
        )
