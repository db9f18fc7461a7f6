"""The command line `jiqun`: the engine without a database, for people and for other programs.

Exit status: 0 all well, 1 findings of level error (or conflicts, or mistakes in a definition),
2 the input cannot be used at all.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from jiqun import __version__
from jiqun.cli.arguments import UNUSABLE, ChineseParser, examples
from jiqun.cli.check_command import add_check
from jiqun.cli.edition_commands import add_diff, add_editions, add_lint, add_lock, add_new
from jiqun.cli.merge_command import add_merge
from jiqun.cli.print_command import add_print
from jiqun.cli.read_command import add_read
from jiqun.engine import DefinitionError, UnusableInput


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the return value is the exit status."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except UnusableInput as error:
        print(error, file=sys.stderr)
    except DefinitionError as error:
        print("表单定义有误，不能使用：", *error.mistakes, sep="\n  ", file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()
    return UNUSABLE


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(
        prog="jiqun",
        description="中小企业特色产业集群申报表：校验、打印、读回、合并。",
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
    for add in (
        add_check,
        add_print,
        add_read,
        add_merge,
        add_lint,
        add_editions,
        add_new,
        add_diff,
        add_lock,
    ):
        add(commands)
    return parser
