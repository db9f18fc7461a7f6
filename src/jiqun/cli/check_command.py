"""`jiqun check`: every finding of one or more filled forms, for people or as JSON lines."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jiqun.cli.arguments import UNUSABLE, examples
from jiqun.cli.files import FilledForm, open_application
from jiqun.cli.forms_option import add_form, add_forms, forms_folders
from jiqun.cli.source_option import add_source, sources_for
from jiqun.cli.terminal import Terminal
from jiqun.engine import Facts, Form, Outcome, UnusableInput, check, write_outcome

if TYPE_CHECKING:
    from jiqun.cli.arguments import Commands


def add_check(commands: Commands, what: str) -> None:
    """Register the command; `what` it does is said in the list of all."""
    parser = commands.add_parser(
        "check",
        help=what,
        description="校验一份或多份申报表（.json 或 .docx），说明每处问题、依据和改法。",
        epilog=examples(
            [
                "jiqun check 申报表.json",
                "jiqun check 申报表.docx --for submission",
                "jiqun check *.json --json > 校验结果.jsonl",
                "jiqun check 申报表.json --standard yunnan-2022",
                "jiqun check 核查说明.json --source application=申报表.json",
            ]
        )
        + "\n\n退出状态：0 没有强制性问题，1 有强制性问题，2 文件不能使用。",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="文件", help="申报表文件")
    parser.add_argument("--json", action="store_true", help="每个文件输出一行 JSON，供程序使用")
    parser.add_argument(
        "--for",
        dest="occasion",
        choices=["filling", "submission"],
        default="filling",
        metavar="场合",
        help="filling 填报中（默认），submission 正式提交前：另查签字、日期和盖章扫描件",
    )
    parser.add_argument(
        "--standard", metavar="编号", help="自评所用的认定标准，默认用这个表的第一个"
    )
    parser.add_argument(
        "--explained-standard",
        metavar="编号",
        help="申报通知要求说明原因的认定标准：数值未达到的，作为核实性问题列出",
    )
    add_source(parser)
    add_form(parser)
    add_forms(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check each file in turn; one bad file does not stop the others."""
    screen = Terminal(sys.stdout)
    worst = 0
    for number, path in enumerate(options.files, 1):
        screen.progress(number, len(options.files), path.name)
        try:
            application = open_application(path, forms_folders(options), options.form)
            outcome = check(
                application.answers,
                Facts(
                    for_submission=options.occasion == "submission",
                    sources=sources_for(application.answers.form, options),
                    explained_standard=_standard(
                        application.answers.form, options.explained_standard
                    )
                    or "",
                ),
                _standard(application.answers.form, options.standard),
            )
        except UnusableInput as error:
            worst = UNUSABLE
            _say_unusable(screen, path, error, options.json)
            continue
        worst = max(worst, int(outcome.has_errors))
        if options.json:
            print(_line(application, outcome))
        else:
            screen.outcome(application, outcome)
    screen.progress_done()
    return worst


def _standard(form: Form, chosen: str | None) -> str | None:
    ids = [standard.id for standard in form.standards]
    if chosen is not None and chosen not in ids:
        raise UnusableInput(f"没有认定标准“{chosen}”。{form.name} 有：{'、'.join(ids)}。")
    return chosen


def _line(application: FilledForm, outcome: Outcome) -> str:
    result: dict[str, object] = {"file": str(application.path)}
    result |= write_outcome(outcome)
    if application.reading is not None:
        result["reading"] = application.reading.report.as_json()
    return json.dumps(result, ensure_ascii=False)


def _say_unusable(screen: Terminal, path: Path, error: UnusableInput, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"file": str(path), "error": str(error)}, ensure_ascii=False))
    else:
        screen.unusable(path, error)
