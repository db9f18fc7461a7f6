"""The command line `jiqun`: the engine without a database, for people and for other programs.

Exit status: 0 all well, 1 findings of level error (or conflicts, or mistakes in a definition),
2 the input cannot be used at all.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import NamedTuple

from jiqun import __version__
from jiqun.cli.arguments import UNUSABLE, ChineseParser, examples


class _Command(NamedTuple):
    """A command: the module of this package and the function in it that registers it, and what it
    does."""

    module: str
    add: str
    what: str


_COMMANDS: Mapping[str, _Command] = {
    "check": _Command("check_command", "add_check", "校验申报表"),
    "print": _Command("print_command", "add_print", "打印成 Word、PDF 或网页"),
    "read": _Command("read_command", "add_read", "导入 Word 申报表"),
    "merge": _Command("merge_command", "add_merge", "合并两份修改"),
    "lint": _Command("edition_commands", "add_lint", "检查表单定义"),
    "editions": _Command("edition_commands", "add_editions", "列出年度版"),
    "new-edition": _Command("edition_commands", "add_new", "由旧版复制出新年度版"),
    "diff-editions": _Command("edition_commands", "add_diff", "比较两个年度版"),
    "lock-edition": _Command("edition_commands", "add_lock", "锁定已发布的年度版"),
}
# A command is short and builds what stays: looking for garbage took a fifth of its start.
_OBJECTS_BETWEEN_COLLECTIONS = 100_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the return value is the exit status."""
    words = sys.argv[1:] if arguments is None else arguments
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    options = _parser(words).parse_args(words)
    return _run(options)


def _run(options: argparse.Namespace) -> int:
    # Imported here: who asks for help or writes a command wrongly need not wait for the engine.
    from jiqun.engine import DefinitionError, UnusableInput

    try:
        return int(options.run(options))
    except UnusableInput as error:
        print(error, file=sys.stderr)
    except DefinitionError as error:
        print("表单定义有误，不能使用：", *error.mistakes, sep="\n  ", file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()
    return UNUSABLE


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """All commands by what they do; the one that is meant, which alone is imported, in full."""
    parser = ChineseParser(
        prog="jiqun",
        description="中小企业特色产业集群申报表：校验、打印、导入 Word、合并。",
        epilog=examples(
            [
                "jiqun check 申报表.json",
                "jiqun print 申报表.json --to 申报表.docx",
                "jiqun read 收到的申报表.docx --to 申报表.json --report 读取报告.json",
                "jiqun check --help",
            ]
        ),
    )
    parser.add_argument(
        "--version", action="version", version=f"jiqun {__version__}", help="显示版本号"
    )
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True, dest="命令")
    meant = next((word for word in words if not word.startswith("-")), "")
    for name, command in _COMMANDS.items():
        if name == meant:
            module = import_module(f"{__name__}.{command.module}")
            getattr(module, command.add)(commands, command.what)
        else:
            commands.add_parser(name, help=command.what)
    return parser
