"""One word for one thing: words that were given up are read nowhere by those who use it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "jiqun"

# The word given up, as a pattern, and the one in its place.
GIVEN_UP = {
    "没有做的校验": "未执行的校验",
    "纸面": "打印预览",
    "读回": "导入 Word",
    "看法": "查看方式",
    "光标处": "当前填报项",
    "键入": "手工填写",
    "扫描的方块|下面的方块": "二维码",
    "没有看懂|没有读懂|没看懂|看不懂": "无法识别",
    "缺口": "缺少佐证材料的填报项",
    "现在这里": "系统当前内容",
    "键为": "说明编号",
    "情况属实时": "情况属实的",
    "取下了": "取消了…的关联",
    "没有再收": "本次未接收",
    "改去": "修改前",
    "做了什么|(?<!修)改前|(?<!修)改后": "操作内容、修改前、修改后",
    "看纸面|看历史|去看": "查看…",
    "登录已结束|登录已更换|登录已经更换": "登录已过期、登录账号已变更",
    "一页放不下|放不下一页": "超出一页",
    "兆字节": "MB",
    "座机号码": "固定电话",
    "上级主管部门的管理员": "上级主管部门",
}
_OLD = re.compile("|".join(f"(?:{word})" for word in GIVEN_UP))


def given_up(text: str) -> list[str]:
    """The words of a text that were given up."""
    return [found[0] for found in _OLD.finditer(text)]


def strings_of(source: str) -> Iterator[str]:
    """What a module says to people: its strings, not what it says of itself."""
    tree = ast.parse(source)
    kinds = (ast.Module, ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, kinds) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def read_by_people() -> Iterator[tuple[Path, str]]:
    """Every text that those who use it read, with its file."""
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            for text in strings_of(path.read_text(encoding="utf-8")):
                yield path, text
    pages = [path for path in (SOURCE / "screens" / "templates").rglob("*") if path.is_file()]
    manual = [*(ROOT / "docs" / "manual").glob("*.md"), ROOT / "docs" / "checks.md"]
    for path in (*pages, *manual):
        yield path, path.read_text(encoding="utf-8")
    for path in (SOURCE / "screens" / "static" / "jiqun").rglob("*.js"):
        yield path, re.sub(r"^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for path in (ROOT / "forms").glob("*/application/checks/*.yaml"):
        yield path, re.sub(r"^\s*#.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    users, _, _ = (ROOT / "README.md").read_text(encoding="utf-8").partition("## For developers")
    yield ROOT / "README.md", users


def test_words_given_up_are_read_nowhere() -> None:
    texts = list(read_by_people())
    assert len(texts) > 5000
    found = [(str(path.relative_to(ROOT)), word) for path, text in texts for word in given_up(text)]
    assert found == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("看纸面", ["看纸面"]),
        ("没有看懂", ["没有看懂"]),
        ("改后", ["改后"]),
        ("修改后", []),
        ("打印预览", []),
    ],
)
def test_planted_word_is_found(text: str, words: list[str]) -> None:
    assert given_up(text) == words


def test_what_a_module_says_of_itself_is_for_developers() -> None:
    assert list(strings_of('"""键入"""\nSAID = "键入"')) == ["键入"]
