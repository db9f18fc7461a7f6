"""Lint of a form 表 as a whole: its sections 栏目, lists 清单 and words with years."""

from __future__ import annotations

from pathlib import Path

from jiqun.engine.definition.form import Form
from jiqun.engine.definition.form_reading import with_years
from jiqun.engine.definition.source import Entry, Notebook, nearest, read_yaml


def lint_form(form: Form, home: Path, root: Path, notebook: Notebook) -> None:
    """Note every mistake of form.yaml and of the parts' own entries."""
    entry = read_yaml(home / "form.yaml", root, Notebook())
    if entry is None:
        return
    _sections(entry.need("sections"), home, notebook)
    _lists(entry.need("lists"), form, notebook)
    for item in entry.need("instructions").items():
        _years(item, form, notebook)
    for section in form.sections:
        part = read_yaml(home / "parts" / f"{section.id}.yaml", root, Notebook())
        repeats = part.get("repeats") if part else None
        for item in repeats.items() if repeats else ():
            if item.text() not in form.fields:
                hint = nearest(item.text(), list(form.fields))
                notebook.add(item.place, f"没有填报项“{item.text()}”。{hint}")


def _sections(entry: Entry, home: Path, notebook: Notebook) -> None:
    names = [e.text() for e in entry.items()]
    for number, item in enumerate(entry.items()):
        if item.text() in names[:number]:
            notebook.add(item.place, f"栏目 {item.text()} 写了两次。")
    for path in sorted((home / "parts").glob("*.yaml")):
        if path.stem not in names:
            notebook.add(entry.place, f"文件 parts/{path.name} 没有列入 sections。")


def _lists(entry: Entry, form: Form, notebook: Notebook) -> None:
    for list_id, own in entry.pairs() if entry.is_mapping else ():
        columns = [c.id for c in form.lists[list_id].columns] if list_id in form.lists else []
        for key in ("key", "lowest"):
            value = own.get(key)
            if value and value.text() not in columns:
                hint = nearest(value.text(), columns)
                notebook.add(value.place, f"清单 {list_id} 没有列“{value.text()}”。{hint}")


def _years(item: Entry, form: Form, notebook: Notebook) -> None:
    if "{Y" in with_years(item.text(), form.base_year):
        notebook.add(item.place, "有认不出的年份，应写成 {Y}、{Y-1}、{Y+3} 这样。")
