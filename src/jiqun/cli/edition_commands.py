"""Commands for those who keep the forms: lint them, list, copy, compare and lock editions."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jiqun.cli.arguments import ChineseParser, examples
from jiqun.cli.forms_option import add_forms, forms_folders
from jiqun.cli.terminal import Terminal
from jiqun.engine import (
    DefinitionError,
    Edition,
    UnusableInput,
    compare_editions,
    find_editions,
    forms_folder,
    lint,
    load_edition,
    lock,
    new_edition,
    read_edition,
    run_cases,
)

if TYPE_CHECKING:
    from jiqun.cli.arguments import Commands


def add_lint(commands: Commands) -> None:
    """Register `jiqun lint`."""
    parser = _command(
        commands,
        "lint",
        "检查表单定义",
        "检查一个年度版的文件，核对各表的样例，逐条指出文件、行号和错误。",
        ["jiqun lint forms/ningxia-2026"],
    )
    parser.add_argument("folder", type=Path, metavar="文件夹", help="年度版文件夹")
    parser.set_defaults(run=_lint)


def add_editions(commands: Commands) -> None:
    """Register `jiqun editions`."""
    parser = _command(commands, "editions", "列出年度版", "列出现有的年度版。", ["jiqun editions"])
    parser.set_defaults(run=_editions)


def add_new(commands: Commands) -> None:
    """Register `jiqun new-edition`."""
    parser = _command(
        commands,
        "new-edition",
        "由旧版复制出新年度版",
        "把一个年度版复制成下一年的，表中年份随基准年移动。",
        ["jiqun new-edition ningxia-2026 forms/ningxia-2027 --base-year 2026"],
    )
    parser.add_argument("source", metavar="来源", help="年度版编号或文件夹")
    parser.add_argument("target", type=Path, metavar="新文件夹", help="新年度版文件夹，名称即编号")
    parser.add_argument("--base-year", required=True, type=int, metavar="年份", help="新的基准年")
    parser.set_defaults(run=_new)


def add_diff(commands: Commands) -> None:
    """Register `jiqun diff-editions`."""
    parser = _command(
        commands,
        "diff-editions",
        "比较两个年度版",
        "比较两个年度版，文字改动与含义改动分开列出。",
        ["jiqun diff-editions ningxia-2026 forms/ningxia-2027"],
    )
    parser.add_argument("old", metavar="旧版", help="年度版编号或文件夹")
    parser.add_argument("new", metavar="新版", help="年度版编号或文件夹")
    parser.set_defaults(run=_diff)


def add_lock(commands: Commands) -> None:
    """Register `jiqun lock-edition`."""
    parser = _command(
        commands,
        "lock-edition",
        "锁定已发布的年度版",
        "为已发布的年度版写下校验和，此后内容不得再改。",
        ["jiqun lock-edition forms/ningxia-2026"],
    )
    parser.add_argument("folder", type=Path, metavar="文件夹", help="年度版文件夹")
    parser.set_defaults(run=_lock)


def _command(
    commands: Commands, name: str, short: str, description: str, lines: list[str]
) -> ChineseParser:
    parser: ChineseParser = commands.add_parser(
        name, help=short, description=description, epilog=examples(lines)
    )
    add_forms(parser)
    return parser


def _folder(name: str, options: argparse.Namespace) -> Path:
    """The folder of an edition named by its id or by its path."""
    editions = find_editions(forms_folders(options))
    if name in editions:
        return editions[name]
    if (Path(name) / "edition.yaml").is_file():
        return Path(name)
    raise UnusableInput(f"没有年度版“{name}”。现有：{'、'.join(sorted(editions))}。")


def _lint(options: argparse.Namespace) -> int:
    folder = _folder(str(options.folder), options)
    mistakes = lint(folder) or run_cases(read_edition(folder.resolve()))
    screen = Terminal(sys.stdout)
    if not mistakes:
        screen.lines("没有发现错误。", [])
        return 0
    screen.lines(f"发现 {len(mistakes)} 处错误：", [str(m) for m in mistakes])
    return 1


def _editions(options: argparse.Namespace) -> int:
    by_home: dict[Path, list[Edition]] = {forms_folder(): []}
    for _, folder in sorted(find_editions(forms_folders(options)).items()):
        by_home.setdefault(folder.parent, []).append(load_edition(folder))
    for home, editions in by_home.items():
        Terminal(sys.stdout).editions(home, editions)
    return 0


def _new(options: argparse.Namespace) -> int:
    target: Path = options.target
    source = _folder(options.source, options)
    mistakes = new_edition(source, target, target.name, options.base_year)
    screen = Terminal(sys.stdout)
    screen.lines(f"新年度版在 {target}。", ["请对照新的官方文字（official.txt）修改。"])
    if mistakes:
        screen.lines("jiqun lint 的检查结果：", [str(m) for m in mistakes])
    return 0


def _diff(options: argparse.Namespace) -> int:
    difference = compare_editions(
        load_edition(_folder(options.old, options)), load_edition(_folder(options.new, options))
    )
    screen = Terminal(sys.stdout)
    for title, sentences in (("文字改动", difference.wording), ("含义改动", difference.meaning)):
        screen.lines(f"{title}：{len(sentences)} 处", [str(s) for s in sentences])
    return 0


def _lock(options: argparse.Namespace) -> int:
    folder = _folder(str(options.folder), options)
    try:
        lock(folder)
    except DefinitionError as error:
        Terminal(sys.stdout).lines("没有锁定，原因如下：", [str(m) for m in error.mistakes])
        return 1
    Terminal(sys.stdout).lines(f"已锁定 {folder}。", ["此后要改动，请复制成新的年度版。"])
    return 0
