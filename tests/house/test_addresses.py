"""Addresses: one module writes and reads the place of an answer, and no other takes one apart."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "src" / "jiqun"

OUTCOME = "engine/findings/finding.py"
ROWS, ROW_CELLS = (f"screens/static/jiqun/js/desk/{name}.js" for name in ("rows", "row_cells"))

MAKERS = {
    "engine/definition/address.py": "the one way an address is written and read",
    "engine/documents/tags.py": "the names of bookmarks, made of the words of an address",
}
EXCEPTIONS = {
    ("engine/expressions/scope.py", "baseline"): "the period of formulas, BASELINE for all others",
    (OUTCOME, "f'{at.list}:{at.row}'"): "the row as other programs are told it",
    (ROWS, "}:${"): "a row added in the browser has its address before the server knows it",
    (ROWS, "other_"): "and its number",
    (ROW_CELLS, "}:${"): "the rows of a list are numbered as they stand on the page",
    (ROW_CELLS, '.split(":"'): "and found by their numbers",
}
"""Where an address, or what looks like one, is made by hand all the same: the file, the words."""

PARTS = {"field", "option", "list", "row", "part", "period", "year", "indicator", "column"}
PARTS |= {"code", "key", "tag", "at", "address", "place", "name"}
WHOLES = re.compile(r"(?:^|[._])(?:tag|key|address|place|target|topic|answer|cell|at)s?(?:$|_)")
JOINTS = (".", ":")
TAKES_APART = {"partition", "rpartition", "split", "rsplit"}
TAKES_OFF = {"startswith", "endswith", "removeprefix", "removesuffix"}
WORDS = re.compile(r"baseline|other_|lists[.:].*|explanations\.")
IN_TEXT = re.compile(
    r"""(\}\}?[.:](?:\$\{|\{\{))|["'`](baseline|other_|lists[.:]|explanations\.)"""
    r"""|(\.split\(["'`][.:]["'`])"""
)


def files(house: Path = HOUSE) -> Iterator[Path]:
    """Modules, templates and scripts; not migrations, which tell of what was."""
    for ending in ("py", "html", "js"):
        yield from (p for p in house.rglob(f"*.{ending}") if p.parent.name != "migrations")


def made_by_hand(text: str) -> Iterator[tuple[int, str]]:
    """Where a module joins an address, takes one apart, or spells a word of one."""
    tree = ast.parse(text)
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and any(_joins(node)):
            yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if _takes_apart(node, node.func) or _joins_words(node.func, node.args):
                yield node.lineno, ast.unparse(node.func)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and _adds(node):
            yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.Constant) and id(node) not in said and _is_word(node.value):
            yield node.lineno, str(node.value)


def made_in_text(text: str) -> Iterator[tuple[int, str]]:
    """The same in a template or a script, by its letters."""
    for number, line in enumerate(text.splitlines(), 1):
        yield from ((number, "".join(match.groups(""))) for match in IN_TEXT.finditer(line))


def _is_word(value: object) -> bool:
    return isinstance(value, str) and bool(WORDS.fullmatch(value))


def _joins(text: ast.JoinedStr) -> Iterator[bool]:
    """Whether a dot or colon alone stands between two parts of an address."""
    for first, joint, last in zip(text.values, text.values[1:], text.values[2:], strict=False):
        between = isinstance(joint, ast.Constant) and joint.value in JOINTS
        yield between and _is_part(first) and _is_part(last)
    for first, last in zip(text.values, text.values[1:], strict=False):
        led = isinstance(first, ast.Constant) and WORDS.fullmatch(str(first.value))
        yield bool(led) and isinstance(last, ast.FormattedValue)


def _is_part(node: ast.expr) -> bool:
    """{field.id}, {key.part}, {period}: something called as a part of an address is."""
    if not isinstance(node, ast.FormattedValue):
        return False
    words = re.split(r"\W+|_", ast.unparse(node.value))
    return bool(PARTS & set(words))


def _takes_apart(call: ast.Call, what: ast.Attribute) -> bool:
    joint = call.args[0] if call.args else None
    if not isinstance(joint, ast.Constant):
        return False
    named = bool(WHOLES.search(ast.unparse(what.value)))
    apart = what.attr in TAKES_APART and joint.value in JOINTS
    off = what.attr in TAKES_OFF and isinstance(joint.value, str) and joint.value[-1:] in JOINTS
    return named and (apart or off)


def _joins_words(what: ast.Attribute, args: list[ast.expr]) -> bool:
    """ ":".join(parts of an address): whatever is called so."""
    joint = what.value
    if what.attr != "join" or not isinstance(joint, ast.Constant) or joint.value not in JOINTS:
        return False
    words = {word for arg in args for word in re.split(r"\W+|_", ast.unparse(arg))}
    return bool((PARTS | {"words", "parts"}) & words)


def _adds(added: ast.BinOp) -> bool:
    """key + ":" and the like."""
    left, right = added.left, added.right
    joint = isinstance(right, ast.Constant) and right.value in JOINTS
    return joint and bool(PARTS & set(re.split(r"\W+|_", ast.unparse(left))))


def found(house: Path = HOUSE) -> list[str]:
    told, used = [], set()
    for path in sorted(files(house)):
        name = path.relative_to(house).as_posix()
        if name in MAKERS:
            continue
        look = made_by_hand if path.suffix == ".py" else made_in_text
        for line, words in look(path.read_text(encoding="utf-8")):
            if (name, words) in EXCEPTIONS:
                used.add((name, words))
            else:
                told.append(f"{name}:{line} {words}")
    told += [f"no longer there: {key}" for key in EXCEPTIONS if key not in used]
    return told


def test_addresses_are_made_in_one_place() -> None:
    assert found() == []


@pytest.mark.parametrize("name", MAKERS)
def test_makers_of_addresses_are_there(name: str) -> None:
    assert (HOUSE / name).is_file()


@pytest.mark.parametrize(
    "code",
    [
        'f"{field.id}.{option.id}"',
        'f"{field}:{period}"',
        'f"{key}:{row}"',
        'f"lists.{name}"',
        'f"other_{number}"',
        'tag.partition(".")',
        'key.split(":")',
        'self.key.rpartition(":")',
        'target.split(".", 1)',
        'key.startswith("lists.")',
        'key.removeprefix("explanations.")',
        '":".join((code, field, period))',
        'at == "baseline"',
        'key + ":"',
    ],
)
def test_address_made_by_hand_is_found(code: str) -> None:
    assert list(made_by_hand(code))


@pytest.mark.parametrize(
    "code",
    [
        "cell(field.id, period)",
        'f"{host}:{port}"',
        'f"{name}：{row}"',
        'f"{field.label} {period}年"',
        'name.rpartition(".")',
        'text.split("\\n")',
        '".".join(version)',
        '"""A row of "baseline"."""',
        '"list_count"',
    ],
)
def test_other_code_is_left_alone(code: str) -> None:
    assert not list(made_by_hand(code))


@pytest.mark.parametrize(
    "text",
    [
        "{{ field.id }}.{{ period }}",
        "`${field}:${row}`",
        "key.split(':')",
        'name.startsWith("lists.")',
        "row === 'baseline'",
    ],
)
def test_address_made_by_hand_in_a_template_or_script_is_found(text: str) -> None:
    assert list(made_in_text(text))


@pytest.mark.parametrize(
    "text", ["{{ label }}：{{ text }}", "`${row.id} ${part}`", "a.split('\\n')"]
)
def test_other_text_is_left_alone(text: str) -> None:
    assert not list(made_in_text(text))
