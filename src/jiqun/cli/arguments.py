"""The argument parser in Chinese: headings, help and errors of argparse as officials read them."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

UNUSABLE = 2
"""Exit status when the input cannot be used at all."""

_ERRORS: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", r"缺少参数：\1。"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1。"),
    (
        r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)",
        r"参数 \1 的值 \2 不可用，可用的有：\3。",
    ),
    (r"argument (.+?): expected one argument", r"参数 \1 后面要写一个值。"),
    (r"argument (.+?): expected at least one argument", r"参数 \1 后面至少要写一个值。"),
    (r"argument (.+?): ignored explicit argument (.+)", r"参数 \1 后面不要写值 \2。"),
    (r"argument (.+?): invalid .+ value: (.+)", r"参数 \1 的值 \2 写得不对。"),
    (r"argument (.+?): not allowed with argument (.+)", r"参数 \1 不能和 \2 一起用。"),
    (r"ambiguous option: (.+?) could match (.+)", r"参数 \1 不明确，可能是：\2。"),
    (r"one of the arguments (.+) is required", r"以下参数要写一个：\1。"),
)


class ChineseFormatter(argparse.RawDescriptionHelpFormatter):
    """Help whose usage line begins with 用法."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class ChineseParser(argparse.ArgumentParser):
    """A parser that says in Chinese what is wrong, and ends with status 2."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("formatter_class", ChineseFormatter)
        kwargs["add_help"] = False
        super().__init__(*args, **kwargs)
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示本说明")

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"{self.format_usage()}{in_chinese(message)}\n")
        sys.stderr.write(f"用“{self.prog} --help”查看说明和例子。\n")
        raise SystemExit(UNUSABLE)


def in_chinese(message: str) -> str:
    """An error of argparse in Chinese; one it does not know is shown behind a Chinese lead."""
    for pattern, words in _ERRORS:
        match = re.fullmatch(pattern, message, flags=re.DOTALL)
        if match:
            return match.expand(words)
    return f"命令写得不对：{message}"


def examples(lines: Sequence[str]) -> str:
    """The closing part of a help text."""
    return "例子：\n" + "\n".join(f"  {line}" for line in lines)


if TYPE_CHECKING:
    Commands: TypeAlias = argparse._SubParsersAction[ChineseParser]
    """Where the commands register themselves."""
