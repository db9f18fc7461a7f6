"""Copy an edition to another year: its id, title and years move along, comments stay.

Files are edited as text, never written anew from what was read. Words like {Y-1} need no edit.
"""

from __future__ import annotations

import re
from pathlib import Path

from jiqun.engine.definition.edition import EDITION_FILE, edition_files, read_draft
from jiqun.engine.definition.edition_revision import without_revisions
from jiqun.engine.definition.lint import lint
from jiqun.engine.definition.source import DefinitionError, Mistake, Notebook
from jiqun.engine.definition.years import move_years

_ID = re.compile(r"[a-z][a-z0-9-]*")
_STANDARDS = "standards/"  # they are dated by their own documents
_TEXTS = (".yaml", ".txt")


def new_edition(source: Path, target: Path, new_id: str, base_year: int) -> list[Mistake]:
    """Copy the edition of folder `source` to the new folder `target` with another base year.

    Returns what lint says of the copy: nothing where it is ready. Raises DefinitionError where
    the source cannot be read, the id is no id, or the target exists already.
    """
    notebook = Notebook()
    old = read_draft(source, notebook)
    notebook.stop_if_any()
    if old is None or target.exists() or target.name != new_id or not _ID.fullmatch(new_id):
        words = _refusal(target, new_id, old.id if old else source.name)
        raise DefinitionError([Mistake(target.name, 0, words)])
    for name in edition_files(source):
        content = (source / name).read_bytes()
        if name.endswith(_TEXTS) and not name.startswith(_STANDARDS):
            text = move_years(content.decode("utf-8"), old.base_year, base_year)
            if name == EDITION_FILE:
                text = without_revisions(text)
            content = _rename(text, old.id, new_id).encode("utf-8")
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)
    return lint(target)


def _refusal(target: Path, new_id: str, old_id: str) -> str:
    if target.exists():
        return "这个文件夹已经存在，不能覆盖；请换一个编号，或先移走它。"
    if target.name != new_id:
        return f"文件夹名应当与编号“{new_id}”相同。"
    return f"“{new_id}”不能作编号，只用小写字母、数字和连字符，如 {old_id}。"


def _rename(text: str, old_id: str, new_id: str) -> str:
    return re.sub(rf"(?<![\w-]){re.escape(old_id)}(?![\w-])", new_id, text)
