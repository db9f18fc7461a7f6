"""Lint of the sheets of the layout: one for each part, in styles that exist."""

from __future__ import annotations

from pathlib import Path

from jiqun.engine.definition.form import Form
from jiqun.engine.definition.layout import Layout, Line
from jiqun.engine.definition.lint.slots import parts_of
from jiqun.engine.definition.source import Notebook, nearest, read_yaml

INSTRUCTIONS = "instructions"
_FOLDER = "layout"
_TOP = "layout.yaml"


def lint_sheets(form: Form, layout: Layout, home: Path, root: Path, notebook: Notebook) -> None:
    """Note parts without a sheet, sheets of no part, and styles that are not there."""
    for sheet in layout.sheets:
        section = form.section_by_id.get(sheet.id)
        if section and section.one_page and not sheet.one_page:
            notebook.add(sheet.place, f"栏目 {sheet.id} 须在一页之内，不能写 flows。")
        for part in parts_of(sheet):
            if isinstance(part, Line) and part.style not in layout.styles:
                hint = nearest(part.style, layout.styles)
                notebook.add(part.place, f"没有版式“{part.style}”。{hint}")
    entry = read_yaml(home / _FOLDER / _TOP, root, Notebook())
    order = entry.get("order") if entry else None
    if order is None:
        return
    names = [item.text() for item in order.items()]
    for number, item in enumerate(order.items()):
        if item.text() in names[:number]:
            notebook.add(item.place, f"版面 {item.text()} 排了两次。")
        if item.text() not in (*form.section_by_id, INSTRUCTIONS):
            hint = nearest(item.text(), [*form.section_by_id, INSTRUCTIONS])
            notebook.add(item.place, f"没有栏目“{item.text()}”。{hint}")
    for section in form.sections:
        if section.id not in names:
            notebook.add(order.place, f"栏目 {section.id} 没有排进版式（order）。")
    for path in sorted((home / _FOLDER).glob("*.yaml")):
        if path.name != _TOP and path.stem not in names:
            notebook.add(order.place, f"文件 layout/{path.name} 没有列入 order。")
