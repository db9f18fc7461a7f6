"""`jiqun print`: the official paper as Word, PDF or web page, filled or blank."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jiqun.cli.arguments import examples
from jiqun.cli.files import open_known, write_json, write_whole
from jiqun.cli.forms_option import add_form, add_forms, form_named, forms_folders
from jiqun.cli.source_option import add_source, sources_for
from jiqun.cli.terminal import Terminal
from jiqun.engine import (
    DRAFT,
    NO_MARK,
    Answers,
    Facts,
    Paper,
    UnusableInput,
    assess,
    fit_report,
    lay_out,
    overflow_findings,
    write_document,
    write_pdf,
    write_word,
)

if TYPE_CHECKING:
    from jiqun.cli.arguments import Commands


_UNVERIFIED = "这个表没有官方版式，版式由本系统拟定，未经核定。"


def add_print(commands: Commands, what: str) -> None:
    """Register the command; `what` it does is said in the list of all."""
    parser = commands.add_parser(
        "print",
        help=what,
        description="把申报表排成官方格式：一至七部分各占一页。格式由输出文件的扩展名决定。",
        epilog=examples(
            [
                "jiqun print 申报表.json --to 申报表.docx",
                "jiqun print 申报表.json --to 申报表.pdf --final",
                "jiqun print 申报表.json --to 申报表.pdf --report 排版报告.json",
                "jiqun print 申报表.json --to 印刷版.pdf --final --duplex",
                "jiqun print --blank ningxia-2026 --to 空白表.docx",
                "jiqun print 核查说明.json --to 核查说明.docx --source application=申报表.json",
            ]
        )
        + "\n\n退出状态：0 已写出，1 有填报内容超出一页（未写出），2 文件不能使用。",
    )
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("file", nargs="?", type=Path, metavar="文件", help="申报表文件")
    source.add_argument(
        "--blank", metavar="年度版[/表]", help="打印这个年度版的空白表，不写表就是主表"
    )
    parser.add_argument(
        "--to", required=True, type=Path, metavar="输出文件", help=".docx .pdf .html"
    )
    parser.add_argument(
        "--final", action="store_true", help="页边不印“草稿”：内容已经定下，用于签字盖章"
    )
    parser.add_argument(
        "--duplex",
        action="store_true",
        help="印刷版（.pdf）：双面印刷，装订边 28 毫米，各部分从右边的一页开始",
    )
    parser.add_argument("--report", type=Path, metavar="文件", help="把各部分的字号和余量写成 JSON")
    add_source(parser)
    add_form(parser)
    add_forms(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Lay the paper out and write it; what does not fit its page is said, not written."""
    if options.to.suffix.lower() not in _WRITERS:
        raise UnusableInput(f"“{options.to.name}”的扩展名应当是 .docx、.pdf 或 .html。")
    if options.duplex and options.to.suffix.lower() != ".pdf":
        raise UnusableInput(f"印刷版只能写成 .pdf，“{options.to.name}”不是。")
    screen = Terminal(sys.stdout)
    folders = forms_folders(options)
    if options.blank:
        answers = Answers(form_named(options.blank, folders))
    else:
        answers = open_known(options.file, folders, options.form).answers
    facts = Facts(sources=sources_for(answers.form, options))
    mark = NO_MARK if options.final or options.blank else DRAFT
    paper = lay_out(answers, assess(answers, facts).values, mark)
    if options.report:
        write_json(options.report, fit_report(paper))
    if crowded := overflow_findings(answers, paper.fits):
        screen.lines("没有写出文件：填报内容超出一页。", [finding.message for finding in crowded])
        return 1
    write = _duplex if options.duplex else _WRITERS[options.to.suffix.lower()]
    data, remarks = write(paper)
    write_whole(options.to, data)
    if answers.form.paper == "ours":
        remarks = [_UNVERIFIED, *remarks]
    screen.written(options.to, remarks)
    return 0


def _word(paper: Paper) -> tuple[bytes, list[str]]:
    return write_word(paper), []


def _pdf(paper: Paper, duplex: bool = False) -> tuple[bytes, list[str]]:
    pdf = write_pdf(paper, duplex=duplex)
    return pdf.data, [missing.message for missing in pdf.missing]


def _duplex(paper: Paper) -> tuple[bytes, list[str]]:
    return _pdf(paper, duplex=True)


def _html(paper: Paper) -> tuple[bytes, list[str]]:
    return write_document(paper).encode("utf-8"), []


_WRITERS = {".docx": _word, ".pdf": _pdf, ".html": _html}
