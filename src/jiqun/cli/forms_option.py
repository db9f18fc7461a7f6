"""The option --forms and the forms named on the command line: EDITION or EDITION/FORM."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from jiqun.cli.arguments import ChineseParser
from jiqun.engine import Form, UnknownFormError, UnusableInput, find_form

SETTING = "JIQUN_FORMS"


def add_forms(parser: ChineseParser) -> None:
    """Add the option to a command that names an edition."""
    parser.add_argument(
        "--forms",
        action="append",
        default=[],
        type=Path,
        metavar="文件夹",
        help="另外存放年度版的文件夹，可写多次；也可以写在环境变量 JIQUN_FORMS 里",
    )


def add_form(parser: ChineseParser) -> None:
    """Add the option that says which form a Word file is."""
    parser.add_argument(
        "--form",
        default="",
        metavar="年度版[/表]",
        help="Word 文件按这个表读取；不写时按文件写明的表，没有写明的按文字识别",
    )


def forms_folders(options: argparse.Namespace) -> tuple[Path, ...]:
    """The folders of editions beside the shipped ones: those of the setting, then the option's."""
    told = os.environ.get(SETTING, "").split(os.pathsep)
    return (*(Path(part) for part in told if part.strip()), *options.forms)


def form_named(name: str, folders: Sequence[Path]) -> Form:
    """The form of this name; UnusableInput names those there are."""
    try:
        return find_form(name, folders)
    except UnknownFormError as error:
        raise UnusableInput(str(error)) from None
