"""Read YAML as text with places: every entry knows its file and line, every mistake is collected.

All scalars stay text (no booleans out of `no`, no floats out of `1.10`); what a value means is
decided by the one who asks for it. Nothing here knows what a form is.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

import yaml

# What the parser says, and what it means for the one who wrote the line.
_YAML_PROBLEMS = (
    ("mapping values are not allowed", "一行里有两个冒号，或上一行的缩进不对"),
    ("did not find expected key", "缩进与上面各行没有对齐，或引号、括号没有写完"),
    ("could not find expected ':'", "缺少冒号，或冒号后面没有空格"),
    ("tab character", "缩进不用制表符，要用空格"),
    ("cannot start any token", "不能以这个字符开头（缩进不用制表符，% @ 开头的文字要加引号）"),
    ("unexpected end of stream", "引号或括号没有写完"),
    ("did not find expected ',' or", "括号里缺少逗号，或括号没有写完"),
    ("did not find expected '-' indicator", "列表各项没有对齐，或漏写了“- ”"),
    ("undefined alias", "以 * 开头的文字要加引号"),
    ("another document", "一个文件里只能写一份内容，不能有“---”"),
    ("control characters are not allowed", "有不可见的控制字符"),
)

_LOADER: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """Where something stands: a file (relative to its edition) and a line counted from 1.

    Line 0 stands for the file as a whole.
    """

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file} 第{self.line}行" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One mistake in a definition, in plain Chinese, at a place."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{SourcePlace(self.file, self.line)}：{self.text}"


class DefinitionError(Exception):
    """A definition that cannot be used; carries every mistake found, not just the first."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        self.mistakes = sorted(set(mistakes))
        super().__init__("\n".join(str(m) for m in self.mistakes))


@dataclass(slots=True)
class Notebook:
    """Collects the mistakes of one reading."""

    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, place: SourcePlace, text: str) -> None:
        self.mistakes.append(Mistake(place.file, place.line, text))

    def stop_if_any(self) -> None:
        if self.mistakes:
            raise DefinitionError(self.mistakes)


@dataclass(slots=True)
class Entry:
    """One YAML node: a text, a list of entries or a mapping of entries, at a place."""

    node: yaml.Node
    file: str
    notebook: Notebook
    used_keys: set[str] = field(default_factory=set)
    key_line: int = 0  # of an entry of a mapping: the line of its key, counted from 1

    @property
    def place(self) -> SourcePlace:
        return SourcePlace(self.file, self.key_line or self.node.start_mark.line + 1)

    def mistake(self, text: str) -> None:
        self.notebook.add(self.place, text)

    # What kind of node it is -----------------------------------------------------------------

    @property
    def is_text(self) -> bool:
        return isinstance(self.node, yaml.ScalarNode)

    @property
    def is_list(self) -> bool:
        return isinstance(self.node, yaml.SequenceNode)

    @property
    def is_mapping(self) -> bool:
        return isinstance(self.node, yaml.MappingNode)

    # A text ----------------------------------------------------------------------------------

    def text(self) -> str:
        if isinstance(self.node, yaml.ScalarNode):
            return str(self.node.value)
        self.mistake("这里应当是一段文字。")
        return ""

    def integer(self) -> int:
        try:
            return int(self.text())
        except ValueError:
            self.mistake(f"“{self.text()}”应当是整数。")
            return 0

    def number(self) -> Decimal:
        try:
            value = Decimal(self.text())
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite():
            self.mistake(f"“{self.text()}”应当是数字。")
            return Decimal(0)
        return value

    def yes(self) -> bool:
        if self.text() not in ("yes", "no"):
            self.mistake(f"“{self.text()}”应当是 yes 或 no。")
        return self.text() == "yes"

    def one_of(self, choices: tuple[str, ...]) -> str:
        if self.text() not in choices:
            self.mistake(f"“{self.text()}”不在可用的值之内：{'、'.join(choices)}。")
            return choices[0] if choices else ""
        return self.text()

    # A list ----------------------------------------------------------------------------------

    def items(self) -> list[Entry]:
        if isinstance(self.node, yaml.SequenceNode):
            return [Entry(n, self.file, self.notebook) for n in self.node.value]
        self.mistake("这里应当是一个列表。")
        return []

    def texts(self) -> tuple[str, ...]:
        return tuple(e.text() for e in self.items())

    # A mapping -------------------------------------------------------------------------------

    def pairs(self) -> Iterator[tuple[str, Entry]]:
        """Every key with its entry, in order; a key written twice is a mistake."""
        if not isinstance(self.node, yaml.MappingNode):
            self.mistake("这里应当是“键: 值”的形式。")
            return
        seen: set[str] = set()
        for key, value in self.node.value:
            name = str(key.value)
            if name in seen:
                self.notebook.add(
                    SourcePlace(self.file, key.start_mark.line + 1), f"“{name}”写了两次。"
                )
                continue
            seen.add(name)
            yield name, self._under(key, value)

    def get(self, key: str) -> Entry | None:
        """The entry under a key, or None; the key then counts as known."""
        self.used_keys.add(key)
        for name, value in self.node.value if isinstance(self.node, yaml.MappingNode) else ():
            if name.value == key:
                return self._under(name, value)
        return None

    def _under(self, key: yaml.Node, value: yaml.Node) -> Entry:
        return Entry(value, self.file, self.notebook, key_line=key.start_mark.line + 1)

    def need(self, key: str) -> Entry:
        """The entry under a key that must be there; a missing one is a mistake, read as empty."""
        value = self.get(key)
        if value is not None:
            return value
        if self.is_mapping:  # a text or a list here is told once, by finish
            self.mistake(f"缺少“{key}”。")
        mark = self.node.start_mark
        empty = yaml.ScalarNode("tag:yaml.org,2002:str", "", mark, mark)
        return Entry(empty, self.file, Notebook())

    def finish(self) -> None:
        """Report the keys nobody asked for."""
        for name, entry in self.pairs():
            if name not in self.used_keys:
                entry.mistake(f"不认识“{name}”。{nearest(name, self.used_keys)}")


def nearest(word: str, words: Iterable[str]) -> str:
    """A hint that names the nearest known word, or nothing."""
    close = difflib.get_close_matches(word, list(words), n=1)
    return f"是否想写“{close[0]}”？" if close else ""


def read_yaml(path: Path, root: Path, notebook: Notebook) -> Entry | None:
    """The root entry of a YAML file; None, with a mistake noted, when it cannot be parsed."""
    name = path.relative_to(root).as_posix()
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except FileNotFoundError:
        notebook.add(SourcePlace(name, 0), "没有这个文件。")
        return None
    except UnicodeDecodeError as error:
        notebook.add(SourcePlace(name, 0), f"不是 UTF-8 文本（第{error.start}字节）。")
        return None
    except yaml.YAMLError as error:
        notebook.add(*_yaml_mistake(name, error))
        return None
    if node is None:
        notebook.add(SourcePlace(name, 0), "文件是空的。")
        return None
    return Entry(node, name, notebook)


def _yaml_mistake(name: str, error: yaml.YAMLError) -> tuple[SourcePlace, str]:
    """Where the YAML broke and why, in Chinese; the parser's own words are English."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    why = next((chinese for words, chinese in _YAML_PROBLEMS if words in str(error)), "")
    return (
        SourcePlace(name, mark.line + 1 if mark else 1),
        f"YAML 写法不通：{why or '请检查这里的缩进、冒号和引号'}。",
    )
