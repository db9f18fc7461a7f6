"""File 文件: the names of the files handed in as evidence for this answer."""

from __future__ import annotations

from jiqun.engine.kinds.characters import bad_character, clean_text, without_outer_blank
from jiqun.engine.kinds.kind import Kind
from jiqun.engine.kinds.question import Question, Value
from jiqun.engine.kinds.trouble import Trouble, trouble


def parse(raw: object, question: Question) -> Value | Trouble:
    """The names, each once, as they came, or Trouble: wrong_shape, bad_character.

    Takes a list of names, or one text with a name a line.
    """
    items = clean_text(raw).split("\n") if isinstance(raw, str) else raw
    if not isinstance(items, (list, tuple)) or not all(isinstance(item, str) for item in items):
        return trouble("wrong_shape", raw, expected="文件名的列表")
    for item in items:
        bad = bad_character(item)
        if bad is not None:
            return trouble("bad_character", item, "请给文件换一个名字。", **bad)
    names = (without_outer_blank(line) for item in items for line in clean_text(item).split("\n"))
    return tuple(dict.fromkeys(name for name in names if name))


def show(value: Value, question: Question) -> str:
    """The names, one a line."""
    return "\n".join(value) if isinstance(value, tuple) else str(value)


def dump(value: Value, question: Question) -> list[str]:
    """The names."""
    return list(value) if isinstance(value, tuple) else [str(value)]


KIND = Kind(
    id="file",
    label="文件",
    read=parse,
    show=show,
    dump=dump,
    widget="file",
    several_lines=True,
    sample=("营业执照.pdf", "审计报告.pdf"),
    numbered=True,
)
