"""Lint of names that two things share, where an address or a formula could not tell them apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from jiqun.engine.definition.address import LISTS
from jiqun.engine.definition.form import Form
from jiqun.engine.definition.lint.columns import ID, IN_FORMULAS, NOT_AN_ID
from jiqun.engine.definition.source import Entry, Notebook, SourcePlace, read_yaml

Named = Mapping[str, SourcePlace]


def lint_shared_names(form: Form, home: Path, root: Path, notebook: Notebook) -> None:
    """Note ids that are none, words that are taken, and names that two things of a form share."""
    top = read_yaml(home / "form.yaml", root, Notebook())
    checks = read_yaml(home / "checks.yaml", root, Notebook())
    named: dict[str, Named] = {
        "填报项": {field.id: field.place for field in form.fields.values()},
        "清单": _places(top, "lists"),
        "已知数": {fact.name: fact.place for fact in form.facts.values()},
        "数值": _places(checks, "numbers"),
        "来源": _places(top, "sources"),
        "校验": {check.code: check.place for check in form.checks.checks},
    }
    for what, names in named.items():
        for name, place in names.items():
            for text in _reserved(what, name):
                notebook.add(place, f"{what} {name} {text}")
    for one, other in _APART:
        for name, place in named[one].items():
            if name in named[other] and not _is_counted(form, name):
                text = f"与 {named[other][name]} 的{other}重名，两处分不清，请换一个编号。"
                notebook.add(place, f"{one} {name} {text}")
    for what, names in _columns(top).items():
        for name, place in names.items():
            if not ID.fullmatch(name):
                notebook.add(place, f"{what} {name} 的{NOT_AN_ID}")


def _is_counted(form: Form, name: str) -> bool:
    """Whether a field counts the rows of the list of its own name: both are one thing."""
    field = form.fields.get(name)
    return bool(field and field.rows and field.rows.list == name)


_APART = (
    ("清单", "填报项"),  # in formulas
    ("数值", "填报项"),
    ("数值", "清单"),
    ("来源", "填报项"),  # application.output is a box of a field in the older spelling
    ("校验", "填报项"),  # code:place is an explanation, field:year a cell
)


def _reserved(what: str, name: str) -> Iterator[str]:
    if name == LISTS:
        yield f"不能叫 {LISTS}：这个词在位置里引出清单。请换一个编号。"
    if name in IN_FORMULAS:
        yield f"不能用这个编号：{'、'.join(IN_FORMULAS)}在公式里另有意义。请换一个编号。"
    if what in ("清单", "校验") and not ID.fullmatch(name):
        yield f"的{NOT_AN_ID}"


def _columns(top: Entry | None) -> Mapping[str, Named]:
    """The ids of the columns of lists."""
    lists = top.get("lists") if top else None
    pairs = lists.pairs() if lists else ()
    return {f"清单 {name} 的列": _places(own, "columns") for name, own in pairs}


def _places(entry: Entry | None, key: str) -> Named:
    own = entry.get(key) if entry and entry.is_mapping else None
    return {name: each.place for name, each in own.pairs()} if own and own.is_mapping else {}
