"""Reading YAML as text with places: values stay text, every mistake has its file and line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from jiqun.engine.definition import DefinitionError, Entry, Mistake, Notebook, SourcePlace
from jiqun.engine.definition.source import nearest, read_yaml


@pytest.fixture
def notebook() -> Notebook:
    return Notebook()


def read(folder: Path, text: str | bytes, notebook: Notebook) -> Entry | None:
    path = folder / "a.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_yaml(path, folder, notebook)


def entry(folder: Path, text: str, notebook: Notebook) -> Entry:
    found = read(folder, text, notebook)
    assert found is not None
    return found


def test_scalars_that_look_like_other_types_stay_text(tmp_path: Path, notebook: Notebook) -> None:
    root = entry(tmp_path, "a: no\nb: 1.10\nc: 2026-03-18\nd: 0x1F\ne: ~\n", notebook)
    texts = [e.text() for _, e in root.pairs()]
    assert texts == ["no", "1.10", "2026-03-18", "0x1F", "~"]


def test_place_of_an_entry_is_the_line_of_its_key(tmp_path: Path, notebook: Notebook) -> None:
    root = entry(tmp_path, "# 说明\na:\n  b: 1\n  c:\n    - x\n    - y\n", notebook)
    inner = root.need("a")
    assert inner.place == SourcePlace("a.yaml", 2)
    assert inner.need("b").place.line == 3
    assert [e.place.line for e in inner.need("c").items()] == [5, 6]


def test_typed_readings_of_good_texts_give_their_values(tmp_path: Path, notebook: Notebook) -> None:
    root = entry(tmp_path, "n: 12\nd: 1.10\ny: yes\nc: b\nl: [p, q]\n", notebook)
    assert root.need("n").integer() == 12
    assert root.need("d").number() == Decimal("1.10")
    assert root.need("y").yes() is True
    assert root.need("c").one_of(("a", "b")) == "b"
    assert root.need("l").texts() == ("p", "q")
    root.finish()
    assert notebook.mistakes == []


@pytest.mark.parametrize(
    ("text", "ask", "message"),
    [
        ("x: [1]", "text", "这里应当是一段文字。"),
        ("x: 1.5", "integer", "“1.5”应当是整数。"),
        ("x: NaN", "number", "“NaN”应当是数字。"),
        ("x: true", "yes", "“true”应当是 yes 或 no。"),
        ("x: 1", "items", "这里应当是一个列表。"),
    ],
)
def test_typed_readings_of_wrong_texts_are_mistakes_with_their_line(
    tmp_path: Path, notebook: Notebook, text: str, ask: str, message: str
) -> None:
    getattr(entry(tmp_path, "# 说明\n" + text, notebook).need("x"), ask)()
    assert notebook.mistakes == [Mistake("a.yaml", 2, message)]


def test_choice_outside_the_list_is_a_mistake_that_names_the_list(
    tmp_path: Path, notebook: Notebook
) -> None:
    assert entry(tmp_path, "x: c", notebook).need("x").one_of(("a", "b")) == "a"
    assert notebook.mistakes == [Mistake("a.yaml", 1, "“c”不在可用的值之内：a、b。")]


def test_unknown_key_is_a_mistake_that_names_the_nearest(
    tmp_path: Path, notebook: Notebook
) -> None:
    root = entry(tmp_path, "label: a\nlable: b\n", notebook)
    root.need("label")
    root.finish()
    assert notebook.mistakes == [Mistake("a.yaml", 2, "不认识“lable”。是否想写“label”？")]


def test_missing_key_is_one_mistake_and_reads_as_empty(tmp_path: Path, notebook: Notebook) -> None:
    root = entry(tmp_path, "a: 1\n", notebook)
    assert root.need("title").text() == ""
    assert root.need("title2").items() == []
    assert [m.text for m in notebook.mistakes] == ["缺少“title”。", "缺少“title2”。"]


def test_key_written_twice_is_told_once(tmp_path: Path, notebook: Notebook) -> None:
    root = entry(tmp_path, "a: 1\nb: 2\na: 3\n", notebook)
    assert root.need("a").text() == "1"
    root.need("b")
    root.finish()
    assert notebook.mistakes == [Mistake("a.yaml", 3, "“a”写了两次。")]


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("a: b: c\n", 1, "一行里有两个冒号"),
        ("a: 1\n b: 2\n", 2, "上一行的缩进不对"),
        ("a: [1, 2\n", 2, "括号没有写完"),
        ("a: 'x\n", 2, "引号或括号没有写完"),
        ("a: 1\n\tb: 2\n", 2, "缩进不用制表符"),
        ("a: *x\n", 1, "以 * 开头的文字要加引号"),
        ("a: 1\n---\nb: 2\n", 2, "只能写一份内容"),
        ("a:\n  - 1\n  b: 2\n", 3, "漏写了“- ”"),
        ("a: \x01\n", 1, "控制字符"),
    ],
)
def test_broken_yaml_is_told_in_chinese_with_its_line(
    tmp_path: Path, notebook: Notebook, text: str, line: int, why: str
) -> None:
    assert read(tmp_path, text, notebook) is None
    (mistake,) = notebook.mistakes
    assert mistake.line == line
    assert mistake.text.startswith("YAML 写法不通：")
    assert why in mistake.text


def test_file_that_is_missing_empty_or_not_utf8_is_a_mistake(
    tmp_path: Path, notebook: Notebook
) -> None:
    assert read_yaml(tmp_path / "none.yaml", tmp_path, notebook) is None
    assert read(tmp_path, "", notebook) is None
    assert read(tmp_path, "标题".encode("gbk"), notebook) is None
    assert [str(m) for m in notebook.mistakes] == [
        "none.yaml：没有这个文件。",
        "a.yaml：文件是空的。",
        "a.yaml：不是 UTF-8 文本（第0字节）。",
    ]


def test_definition_error_lists_every_mistake_once_in_order(notebook: Notebook) -> None:
    for line in (9, 2, 9):
        notebook.add(SourcePlace("a.yaml", line), "错。")
    with pytest.raises(DefinitionError) as caught:
        notebook.stop_if_any()
    assert str(caught.value) == "a.yaml 第2行：错。\na.yaml 第9行：错。"


def test_nearest_word_is_named_only_if_it_is_near() -> None:
    assert nearest("total_outpt", ("total_output", "area")) == "是否想写“total_output”？"
    assert nearest("zzz", ("total_output", "area")) == ""
