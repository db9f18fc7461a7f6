"""The option --source: the filled forms a form reads answers of, by the names it has for them."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from jiqun.cli.arguments import ChineseParser
from jiqun.cli.files import open_known
from jiqun.cli.forms_option import forms_folders
from jiqun.engine import Answers, Form, UnusableInput


def add_source(parser: ChineseParser) -> None:
    """Add the option to a command that works out what follows from answers."""
    parser.add_argument(
        "--source",
        action="append",
        default=[],
        metavar="名称=文件",
        help="这个表引用的另一份表，如 application=申报表.json；可写多次",
    )


def sources_for(form: Form, options: argparse.Namespace) -> Mapping[str, Answers]:
    """The answers of the forms named; UnusableInput where one is not what the form reads."""
    return dict(_source(form, told, options) for told in options.source)


def _source(form: Form, told: str, options: argparse.Namespace) -> tuple[str, Answers]:
    name, equals, file = told.partition("=")
    if not (name and equals and file):
        raise UnusableInput(f"--source 要写成 名称=文件，写的是“{told}”。")
    if name not in form.sources:
        named = "、".join(form.sources) or "没有"
        raise UnusableInput(f"表“{form.name}”不引用“{name}”。它引用的表：{named}。")
    answers = open_known(Path(file), forms_folders(options)).answers
    if answers.form.name != form.sources[name].name:
        wanted = form.sources[name].name
        raise UnusableInput(f"“{name}”应当是“{wanted}”的表，“{file}”是“{answers.form.name}”的表。")
    return name, answers
