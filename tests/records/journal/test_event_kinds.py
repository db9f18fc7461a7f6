"""Every event that is written down stands in the register with its words, and no other."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

from jiqun.records.applications.moves import PROCEDURE
from jiqun.records.journal.event_kinds import COUNTED, EVENT_KINDS

SOURCE = Path(__file__).parents[3] / "src" / "jiqun"
# The calls that write an event down, and how far its kind stands in them.
_NAMING = {"record": 2, "refusal_kept": 2, "_note": 2, "_end": 5}
HOLES = {"name", "file", "use", "label", "trouble", "accepted"}


def kinds_in(text: str) -> Iterator[str]:
    """The texts that stand where a kind of event is named: in the calls that write one down, and in
    what is called `kind` or `event`."""
    for node in ast.walk(ast.parse(text)):
        named: list[ast.expr] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            named = node.args[: _NAMING.get(node.func.id, 0)]
        elif isinstance(node, ast.FunctionDef):
            given = node.args.args[len(node.args.args) - len(node.args.defaults) :]
            pairs = zip(given, node.args.defaults, strict=True)
            named = [default for one, default in pairs if one.arg in ("kind", "event")]
        elif isinstance(node, ast.Assign):
            names = {target.id for target in node.targets if isinstance(target, ast.Name)}
            named = [node.value] if names & {"kind", "event"} else []
        for part in named:
            for inner in ast.walk(part):
                text_of = inner.value if isinstance(inner, ast.Constant) else None
                if isinstance(text_of, str) and re.fullmatch("[a-z]+(_[a-z]+)+", text_of):
                    yield text_of


def test_events_that_are_recorded_stand_in_the_register() -> None:
    recorded = {
        kind
        for folder in ("records", "screens", "site")
        for path in (SOURCE / folder).rglob("*.py")
        for kind in kinds_in(path.read_text("utf-8"))
        if path.name != "event_kinds.py"
    }
    recorded |= {move.event for move in PROCEDURE.moves.values()}
    assert recorded <= set(EVENT_KINDS)
    assert set(EVENT_KINDS) - recorded == set()


def test_unregistered_event_is_seen() -> None:
    planted = 'record("seal_broken", filing.subject, by)'
    assert list(kinds_in(planted)) == ["seal_broken"]


def test_words_are_chinese_with_holes_that_are_filled() -> None:
    for words in EVENT_KINDS.values():
        holes = {name for _, name, _, _ in string.Formatter().parse(words) if name}
        assert holes <= HOLES
        assert any("\u4e00" <= character <= "\u9fff" for character in words)


def test_counted_kinds_are_registered() -> None:
    assert all(kinds <= set(EVENT_KINDS) for kinds, _ in COUNTED)
