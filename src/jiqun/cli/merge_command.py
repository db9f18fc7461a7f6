"""`jiqun merge`: two people's versions of one form joined answer by answer."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jiqun.cli.arguments import examples
from jiqun.cli.files import open_application, write_json
from jiqun.cli.forms_option import add_forms, forms_folders
from jiqun.cli.terminal import Terminal
from jiqun.engine import merge, write_answers

if TYPE_CHECKING:
    from jiqun.cli.arguments import Commands


def add_merge(commands: Commands, what: str) -> None:
    """Register the command; `what` it does is said in the list of all."""
    parser = commands.add_parser(
        "merge",
        help=what,
        description="按填报项合并两份从同一底稿改出的申报表。双方改了同一项而不一致时保留我方内容并列出。",
        epilog=examples(["jiqun merge 底稿.json 我的.json 对方的.json --to 合并后.json"])
        + "\n\n退出状态：0 全部合并，1 有冲突（已列出），2 文件不能使用。",
    )
    for name, words in (("base", "底稿"), ("mine", "我方"), ("theirs", "对方")):
        parser.add_argument(name, type=Path, metavar=words, help=f"{words}的申报表文件")
    parser.add_argument(
        "--to", required=True, type=Path, metavar="输出文件", help="合并结果（.json）"
    )
    add_forms(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Merge and write; conflicts are listed with all three texts."""
    base, mine, theirs = (
        open_application(path, forms_folders(options)).answers
        for path in (options.base, options.mine, options.theirs)
    )
    merged = merge(base, mine, theirs)
    write_json(options.to, write_answers(merged.answers))
    Terminal(sys.stdout).merged(options.to, merged)
    return 1 if merged.conflicts else 0
