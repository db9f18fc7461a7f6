"""Read the bytes of a JSON file safely: limits on size and depth, exact numbers, no ambiguity."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal

LARGEST = 10 * 1024 * 1024  # bytes
DEEPEST = 32
_LONGEST_NUMBER = 40  # characters; a longer literal is handed on as text and refused as a number

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[{}\[\]:]|-?Infinity|NaN', re.DOTALL)
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_REMEDY = "请用导出的原文件重试，或改正后再用。"


class UnusableInput(Exception):  # noqa: N818 - it is the input that is named
    """Input that cannot be used at all; `message` says in Chinese what is wrong and what to do."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


class _AmbiguousError(ValueError):
    """A key written twice, or a constant that is no JSON."""


def read_json(raw: bytes) -> object:
    """The object of a UTF-8 JSON file (a BOM is fine): dict, list, str, int, Decimal, bool, None.

    Raises UnusableInput for anything else than one well-formed object without duplicate keys, of
    at most 10 MB and 32 levels. Numbers with an exponent or of absurd length come as their text.
    """
    if len(raw) > LARGEST:
        raise UnusableInput(f"文件超过{LARGEST // 1024 // 1024} MB，不能读取。{_REMEDY}")
    text = _decoded(raw)
    if not text.strip():
        raise UnusableInput("文件是空的，没有可读取的内容。请选择填报数据文件。")
    try:
        data = json.loads(
            text,
            object_pairs_hook=_mapping,
            parse_float=_number,
            parse_int=_whole_number,
            parse_constant=_no_constant,
        )
    except RecursionError:
        raise UnusableInput(_depth(text)) from None
    except _AmbiguousError:
        raise UnusableInput(_ambiguity(text)) from None
    except json.JSONDecodeError as error:
        where = f"第{error.lineno}行第{error.colno}个字符"
        raise UnusableInput(f"文件在{where}处不符合 JSON 的写法，不能读取。{_REMEDY}") from None
    if not isinstance(data, dict):
        raise UnusableInput(f"文件最外层应当是一个 JSON 对象（以“{{”开头）。{_REMEDY}")
    if _is_deeper(data, DEEPEST):
        raise UnusableInput(_depth(text))
    if _ESCAPED_SURROGATE.search(text):
        _check_surrogates(text)
    return data


def _decoded(raw: bytes) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise UnusableInput("文件是 UTF-16 编码。请另存为 UTF-8 编码后重试。")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnusableInput(
            f"文件第{line}行（第{error.start + 1}个字节）不是 UTF-8 编码。"
            "请另存为 UTF-8 编码后重试。"
        ) from None


def _is_deeper(data: dict[str, object], levels: int) -> bool:
    """Whether mappings and arrays stand in each other more than so many levels deep."""
    layer: list[dict[str, object] | list[object]] = [data]
    for _ in range(levels):
        layer = [
            inner
            for outer in layer
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, (dict, list))
        ]
        if not layer:
            return False
    return True


def _depth(text: str) -> str:
    """What to say of a text that is too deep, with the line where it becomes so."""
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += (token[0] in "{[") - (token[0] in "}]")
        if depth > DEEPEST:
            where = f"第{_line(text, token.start())}行"
            return f"文件在{where}嵌套超过{DEEPEST}层，不能读取。{_REMEDY}"
    return f"文件嵌套超过{DEEPEST}层，不能读取。{_REMEDY}"


def _mapping(pairs: list[tuple[str, object]]) -> dict[str, object]:
    mapping = dict(pairs)
    if len(mapping) != len(pairs):
        raise _AmbiguousError
    return mapping


def _number(literal: str) -> Decimal | str:
    if "e" in literal or "E" in literal or len(literal) > _LONGEST_NUMBER:
        return literal
    return Decimal(literal)


def _whole_number(literal: str) -> int | str:
    return int(literal) if len(literal) <= _LONGEST_NUMBER else literal


def _no_constant(name: str) -> object:
    raise _AmbiguousError


def _ambiguity(text: str) -> str:
    """What is ambiguous and where: the first key written twice, or the first such constant."""
    keys: list[set[str]] = []
    for token, following in _with_following(text):
        mark = token[0]
        if mark == "{":
            keys.append(set())
        elif mark == "}":
            keys.pop()
        elif mark[0] == '"' and following == ":":
            key = json.loads(mark)
            if key in keys[-1]:
                line = _line(text, token.start())
                return (
                    f"文件第{line}行的“{_shortened(key)}”写了两次，不知道以哪个为准。请只保留一个。"
                )
            keys[-1].add(key)
        elif mark in ("NaN", "Infinity", "-Infinity"):
            line = _line(text, token.start())
            return f"文件第{line}行的 {mark} 不是数字。请改为确切的数字，或填写“无”。"
    return f"文件里有写了两次的内容。{_REMEDY}"


def _with_following(text: str) -> Iterator[tuple[re.Match[str], str]]:
    tokens = list(_TOKEN.finditer(text))
    for n, token in enumerate(tokens):
        yield token, tokens[n + 1][0] if n + 1 < len(tokens) else ""


def _check_surrogates(text: str) -> None:
    for token in _TOKEN.finditer(text):
        if "\\" in token[0] and _LONE_SURROGATE.search(json.loads(token[0])):
            where = f"文件第{_line(text, token.start())}行"
            raise UnusableInput(f"{where}里有不完整的字符，不能读取。请重新填写这一处。")


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
