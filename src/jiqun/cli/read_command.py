"""`jiqun read`: a Word file filled by anybody comes back as answers, with a report."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jiqun.cli.arguments import examples
from jiqun.cli.files import open_word, write_json
from jiqun.cli.forms_option import add_form, add_forms, forms_folders
from jiqun.cli.terminal import Terminal
from jiqun.engine import UnusableInput, write_answers

if TYPE_CHECKING:
    from jiqun.cli.arguments import Commands


def add_read(commands: Commands, what: str) -> None:
    """Register the command; `what` it does is said in the list of all."""
    parser = commands.add_parser(
        "read",
        help=what,
        description="导入一份 Word 申报表。无法识别、互相矛盾、被改动的地方都会列出。",
        epilog=examples(
            [
                "jiqun read 收到的申报表.docx --to 申报表.json",
                "jiqun read 收到的申报表.docx --to 申报表.json --report 读取报告.json",
            ]
        ),
    )
    parser.add_argument("file", type=Path, metavar="文件", help="Word 申报表（.docx）")
    parser.add_argument(
        "--to", required=True, type=Path, metavar="输出文件", help="填报值（.json）"
    )
    parser.add_argument("--report", type=Path, metavar="文件", help="读取报告（.json）")
    add_form(parser)
    add_forms(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read the file, write answers and report, and say what needs a person's eye."""
    if options.file.suffix.lower() != ".docx":
        raise UnusableInput(f"“{options.file.name}”不是 .docx 文件。请在 WPS 中另存为 .docx。")
    reading = open_word(options.file, forms_folders(options), options.form)
    write_json(options.to, write_answers(reading.answers))
    if options.report:
        write_json(options.report, reading.report.as_json())
    Terminal(sys.stdout).reading(options.to, reading)
    return 0
