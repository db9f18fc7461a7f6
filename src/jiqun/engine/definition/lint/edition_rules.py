"""Lint of edition.yaml: its id, its region, and the standards it lists."""

from __future__ import annotations

from pathlib import Path

from jiqun.engine.definition.edition_reading import EDITION_FILE
from jiqun.engine.definition.source import Notebook, read_yaml
from jiqun.engine.kinds import division_of

_STANDARDS = "standards"


def lint_edition(root: Path, notebook: Notebook) -> None:
    """Note an id that is not the folder's, a region that is none, and standards not in order."""
    entry = read_yaml(root / EDITION_FILE, root, Notebook())
    if entry is None:
        return
    own, region, listed = entry.need("id"), entry.need("region"), entry.need(_STANDARDS)
    if own.text() != root.name:
        text = f"编号“{own.text()}”与文件夹名“{root.name}”不同，应当一致。"
        notebook.add(own.place, text)
    if region.text() and division_of(region.text()) is None:
        notebook.add(region.place, f"“{region.text()}”不是行政区划代码。")
    names = listed.texts() if listed.is_list else ()
    for number, item in enumerate(listed.items()):
        if item.text() in names[:number]:
            notebook.add(item.place, f"认定标准 {item.text()} 写了两次。")
    for path in sorted((root / _STANDARDS).glob("*.yaml")):
        if path.stem not in names:
            notebook.add(listed.place, f"文件 standards/{path.name} 没有列入 standards。")
