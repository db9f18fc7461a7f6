"""Commands for those who keep the forms: lint them, list, copy, compare and lock editions."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from jiqun.cli.arguments import ChineseParser, examples
from jiqun.cli.forms_option import add_forms, forms_folders
from jiqun.cli.terminal import Terminal
from jiqun.engine import (
    DefinitionError,
    Edition,
    EditionRevision,
    UnusableInput,
    check_lock,
    compare_editions,
    find_editions,
    find_mistakes,
    forms_folder,
    is_locked,
    lock,
    new_edition,
    read_edition,
    revise,
    run_cases,
)

if TYPE_CHECKING:
    from jiqun.cli.arguments import Commands


_AFTER_LOCKING = (
    "此后要改正文字、校验或版式，改好后用 jiqun lock-edition --revise 签发修订版。",
    "其他改动请复制成新的年度版。",
)


def add_lint(commands: Commands, what: str) -> None:
    """Register `jiqun lint`."""
    parser = _command(
        commands,
        "lint",
        what,
        "检查一个年度版的文件，核对各表的样例，逐条指出文件、行号和错误。",
        ["jiqun lint forms/ningxia-2026"],
    )
    parser.add_argument("folder", type=Path, metavar="文件夹", help="年度版文件夹")
    parser.set_defaults(run=_lint)


def add_editions(commands: Commands, what: str) -> None:
    """Register `jiqun editions`."""
    parser = _command(commands, "editions", what, "列出现有的年度版。", ["jiqun editions"])
    parser.set_defaults(run=_editions)


def add_new(commands: Commands, what: str) -> None:
    """Register `jiqun new-edition`."""
    parser = _command(
        commands,
        "new-edition",
        what,
        "把一个年度版复制成下一年的，表中年份随基准年移动。",
        ["jiqun new-edition ningxia-2026 forms/ningxia-2027 --base-year 2026"],
    )
    parser.add_argument("source", metavar="来源", help="年度版编号或文件夹")
    parser.add_argument("target", type=Path, metavar="新文件夹", help="新年度版文件夹，名称即编号")
    parser.add_argument("--base-year", required=True, type=int, metavar="年份", help="新的基准年")
    parser.set_defaults(run=_new)


def add_diff(commands: Commands, what: str) -> None:
    """Register `jiqun diff-editions`."""
    parser = _command(
        commands,
        "diff-editions",
        what,
        "比较两个年度版，文字改动与含义改动分开列出。",
        ["jiqun diff-editions ningxia-2026 forms/ningxia-2027"],
    )
    parser.add_argument("old", metavar="旧版", help="年度版编号或文件夹")
    parser.add_argument("new", metavar="新版", help="年度版编号或文件夹")
    parser.set_defaults(run=_diff)


def add_lock(commands: Commands, what: str) -> None:
    """Register `jiqun lock-edition`."""
    parser = _command(
        commands,
        "lock-edition",
        what,
        "为已发布的年度版写下校验和，此后内容不得再改；只有文字、校验和版式可以签发修订版改正。",
        [
            "jiqun lock-edition forms/ningxia-2026",
            "jiqun lock-edition forms/ningxia-2026 --revise --by 张三 --why 更正第三部分的单位说明",
        ],
    )
    parser.add_argument("folder", type=Path, metavar="文件夹", help="年度版文件夹")
    parser.add_argument("--revise", action="store_true", help="把锁定之后的改动签发为修订版")
    parser.add_argument("--by", default="", metavar="姓名", help="签发人，与 --revise 同用")
    parser.add_argument("--why", default="", metavar="原因", help="修订原因，与 --revise 同用")
    parser.set_defaults(run=_lock)


def _command(
    commands: Commands, name: str, what: str, description: str, lines: list[str]
) -> ChineseParser:
    parser: ChineseParser = commands.add_parser(
        name, help=what, description=description, epilog=examples(lines)
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
    mistakes = find_mistakes(folder)
    screen = Terminal(sys.stdout)
    if not mistakes:
        screen.lines("没有发现错误。", [])
        return 0
    screen.lines(f"发现 {len(mistakes)} 处错误：", [str(m) for m in mistakes])
    return 1


def _editions(options: argparse.Namespace) -> int:
    by_home: dict[Path, list[tuple[Edition, str]]] = {forms_folder(): []}
    for _, folder in sorted(find_editions(forms_folders(options)).items()):
        edition = read_edition(folder)
        by_home.setdefault(folder.parent, []).append((edition, _revision(edition)))
    for home, editions in by_home.items():
        Terminal(sys.stdout).editions(home, editions)
    return 0


def _revision(edition: Edition) -> str:
    """The revision the files of an edition are, and whether they are as they were signed."""
    if not is_locked(edition.folder):
        return f"{edition.revision}（未锁定）"
    return f"{edition.revision}（有改动）" if check_lock(edition.folder) else edition.revision


def _sentence(edition: Edition, signed: EditionRevision) -> str:
    name = edition.name_of(signed)
    return f"{name}：{signed.date.isoformat()} 由{signed.by}签发。{signed.why}"


def _new(options: argparse.Namespace) -> int:
    target: Path = options.target
    source = _folder(options.source, options)
    mistakes = new_edition(source, target, target.name, options.base_year)
    mistakes = mistakes or run_cases(read_edition(target))
    screen = Terminal(sys.stdout)
    screen.lines(f"新年度版在 {target}。", ["请对照新的官方文字（official.txt）修改。"])
    if mistakes:
        screen.lines("jiqun lint 的检查结果：", [str(m) for m in mistakes])
    return 0


def _diff(options: argparse.Namespace) -> int:
    old, new = (read_edition(_folder(name, options)) for name in (options.old, options.new))
    difference = compare_editions(old, new)
    screen = Terminal(sys.stdout)
    for title, sentences in (("文字改动", difference.wording), ("含义改动", difference.meaning)):
        screen.lines(f"{title}：{len(sentences)} 处", [str(s) for s in sentences])
    for edition in (old, new):
        signed = [_sentence(edition, own) for own in edition.revisions]
        screen.lines(f"{edition.folder} 的修订版：{_revision(edition)}", signed)
    return 0


def _lock(options: argparse.Namespace) -> int:
    folder, screen = _folder(str(options.folder), options), Terminal(sys.stdout)
    if not options.revise and (options.by or options.why):
        raise UnusableInput("--by 和 --why 用来签发修订版，请一并写上 --revise。")
    try:
        if options.revise:
            signed = revise(folder, options.by, options.why, date.today(), find_mistakes)
        else:
            lock(folder, find_mistakes)
    except DefinitionError as error:
        refused = "没有签发修订版" if options.revise else "没有锁定"
        screen.lines(f"{refused}，原因如下：", [str(m) for m in error.mistakes])
        return 1
    if options.revise:
        sentence = _sentence(read_edition(folder), signed)
        screen.lines(f"已签发 {folder} 的修订版。", [sentence])
    else:
        screen.lines(f"已锁定 {folder}。", _AFTER_LOCKING)
    return 0
