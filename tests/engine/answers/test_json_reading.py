"""The door for bytes: one well-formed object, exact numbers, nothing ambiguous (H61 to H63)."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.engine.answers import UnusableInput, read_json


def test_json_of_an_object_is_read_with_exact_numbers() -> None:
    raw = b'{"a": 1.50, "b": 12, "c": [true, null, "\\ud83d\\ude00"], "d": 0.1}'
    found = read_json(raw)
    assert found == {"a": Decimal("1.50"), "b": 12, "c": [True, None, "😀"], "d": Decimal("0.1")}
    assert isinstance(found, dict)
    assert str(found["a"]) == "1.50"


def test_json_with_byte_order_mark_is_read() -> None:
    assert read_json(b'\xef\xbb\xbf{"a": "\xe4\xb8\xad"}') == {"a": "中"}


def test_json_numbers_nobody_writes_come_as_text() -> None:
    digits = "9" * 5000
    found = read_json(f'{{"a": {digits}, "b": 1e400, "c": 1E5, "d": 0.{digits}}}'.encode())
    assert found == {"a": digits, "b": "1e400", "c": "1E5", "d": f"0.{digits}"}


def test_json_at_the_deepest_level_is_read_and_one_more_refused() -> None:
    assert read_json(b'{"a":' + b"[" * 31 + b"]" * 31 + b"}")
    with pytest.raises(UnusableInput, match="第2行嵌套超过32层"):
        read_json(b'{"a":\n' + b"[" * 32 + b"]" * 32 + b"}")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "空的"),
        (b" \n", "空的"),
        (b"null", "对象"),
        (b'"x"', "对象"),
        (b"[]", "对象"),
        (b"12", "对象"),
        (b'{"a": 1', "第1行第8个字符"),
        (b'{"a":\n 1,}', "第2行"),
        (b'{"a": 01}', "第1行"),
        (b'{"a": 1}{"b": 2}', "第1行"),
        (b'{"a": "\x00"}', "第1行"),
        (b"{'a': 1}", "第1行"),
        (b'{"a": 1, "a": 1}', "“a”写了两次"),
        (b'{"a": {"x": 1},\n "b": {"x": 1,\n "x": 2}}', "第3行的“x”写了两次"),
        (b'{"a": 1, "\\u0061": 1}', "“a”写了两次"),
        (b'{"a": NaN}', "NaN 不是数字"),
        (b'{"NaN": "NaN",\n "b": -Infinity}', "第2行的 -Infinity"),
        (b'{"a": "\\ud800"}', "第1行里有不完整的字符"),
        (b'{"\\udc00": 1}', "不完整的字符"),
        (b'{"a": "\xed\xa0\x80"}', "不是 UTF-8"),
        (b'{"a": "\xc0\xaf"}', "不是 UTF-8"),
        (b'{\n"a": "\xff"}', "第2行"),
        ('{"a": "中宁"}'.encode("gbk"), "不是 UTF-8"),
        ('{"a": 1}'.encode("utf-16"), "UTF-16"),
        (b"\x00\x01\x02", "第1行"),
        (b"PK\x03\x04 a Word file", "第1行"),
        (b"[" * 100_000, "嵌套超过32层"),
        (b'{"a":' * 100_000, "嵌套超过32层"),
        (b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "嵌套超过32层"),
        (b'{"a": "' + b"x" * (10 * 1024 * 1024) + b'"}', "超过10 MB"),
        (b'{"a": "' + b"\\" * 1_000_000, "第1行"),
        (b'{"a": "' + b'\\"' * 1_000_000, "第1行"),
    ],
    ids=range(32),
)
def test_json_that_cannot_be_used_is_refused_in_chinese_and_at_once(raw: bytes, words: str) -> None:
    start = time.process_time()
    with pytest.raises(UnusableInput) as refusal:
        read_json(raw)
    assert time.process_time() - start < 2
    assert words in refusal.value.message
    assert refusal.value.message.endswith("。")
    assert len(refusal.value.message) < 120


@given(st.binary(max_size=60) | st.text(alphabet='{}[]":,\\ue1-.NaIinfty\n', max_size=40))
def test_json_of_anything_is_an_object_or_unusable(raw: bytes | str) -> None:
    try:
        found = read_json(raw if isinstance(raw, bytes) else raw.encode())
    except UnusableInput as refusal:
        assert refusal.message
    else:
        assert isinstance(found, dict)
