"""An edition 年度版: one folder of official forms of one issuer and year, read once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from jiqun.engine.definition.check_reading import read_checks
from jiqun.engine.definition.edition_revision import (
    EditionRevision,
    read_revisions,
    revision_name,
)
from jiqun.engine.definition.form import Form
from jiqun.engine.definition.form_reading import read_form
from jiqun.engine.definition.layout import Layout
from jiqun.engine.definition.layout_reading import read_layout
from jiqun.engine.definition.source import Entry, Notebook, read_yaml
from jiqun.engine.definition.standard import STANDARDS_FOLDER
from jiqun.engine.definition.unit_reading import read_units
from jiqun.engine.kinds import Division


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition as typed objects: its forms by id, in order, the main form 主表 first."""

    id: str
    title: str
    issuer: str
    region: str
    base_year: int
    folder: Path
    forms: Mapping[str, Form]
    revisions: tuple[EditionRevision, ...] = ()
    units: tuple[Division, ...] = ()  # 自列单位: like a city or county, without a code

    @property
    def revision(self) -> str:
        """The revision 修订版 these files are: "2026.0" as published, then "2026.1"."""
        return revision_name(self.base_year, len(self.revisions))

    def name_of(self, revision: EditionRevision) -> str:
        """How one of its revisions is called."""
        return revision_name(self.base_year, revision.number)

    @property
    def main(self) -> Form:
        """The main form 主表: the one that is meant where only the edition is named."""
        return next(iter(self.forms.values()))


EDITION_FILE = "edition.yaml"
FORM_FILE = "form.yaml"
LOCK_FILE = "LOCK"
SHAPE_FILE = "LOCK.shape"
OFFICIAL_FILE = "official.txt"
_OF_LOCKS = re.compile(r"LOCK(\.\d+|\.shape)?")
_FORM_ID = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class EditionDraft:
    """What could be read of an edition, mistakes or not; `forms` holds what could be read of each
    form, and lacks those of which nothing could."""

    folder: Path
    id: str
    title: str
    issuer: str
    region: str
    base_year: int
    forms: Mapping[str, Form]
    revisions: tuple[EditionRevision, ...]
    units: tuple[Division, ...]


def edition_files(folder: Path) -> tuple[str, ...]:
    """The files an edition consists of, by name: all in its folder but locks and hidden ones."""
    paths = (p.relative_to(folder) for p in folder.rglob("*") if p.is_file())
    names = (p.as_posix() for p in paths if not any(part.startswith(".") for part in p.parts))
    return tuple(sorted(name for name in names if not _OF_LOCKS.fullmatch(name)))


def load_edition(folder: Path) -> Edition:
    """The edition of a folder; raises DefinitionError with every mistake that keeps it from use.

    An edition does not change while the program runs: each folder is read once.
    """
    return _load(folder.resolve())


def read_edition(folder: Path) -> Edition:
    """The same, read anew: for those who change its files."""
    notebook = Notebook()
    draft = read_draft(folder, notebook)
    notebook.stop_if_any()
    if draft is None:
        raise AssertionError("a part could not be read and no mistake was noted")
    return Edition(
        id=draft.id,
        title=draft.title,
        issuer=draft.issuer,
        region=draft.region,
        base_year=draft.base_year,
        folder=folder,
        forms=draft.forms,
        revisions=draft.revisions,
        units=draft.units,
    )


_load = lru_cache(maxsize=16)(read_edition)


def read_form_on_paper(folder: Path) -> Form:
    """The form of a folder in that of its edition with its paper, without its checks: all one needs
    to read what was printed; raises DefinitionError as `load_edition` does."""
    notebook = Notebook()
    draft = _read_head(folder.parent, notebook, only=folder.name)
    form = draft.forms.get(folder.name) if draft else None
    layout = _layout(form, notebook) if form else None
    notebook.stop_if_any()
    if form is None:
        raise AssertionError("a form could not be read and no mistake was noted")
    return replace(form, layout=layout)


def read_draft(folder: Path, notebook: Notebook) -> EditionDraft | None:
    """All that can be read of an edition; every mistake is noted and reading goes on."""
    draft = _read_head(folder, notebook)
    if draft is None:
        return None
    forms = {form.id: _with_all(form, notebook) for form in draft.forms.values()}
    return replace(draft, forms=forms)


def _read_head(folder: Path, notebook: Notebook, only: str = "") -> EditionDraft | None:
    """What edition.yaml says, and its forms (or one of them) with their fields alone."""
    entry = read_yaml(folder / EDITION_FILE, folder, notebook)
    if entry is None:
        return None
    edition_id = entry.need("id").text()
    base_year = _base_year(entry.need("base_year"))
    names = _form_names(entry.need("forms"))
    title, issuer, region = (entry.need(k).text() for k in ("title", "issuer", "region"))
    units = read_units(entry.get("units"))
    revisions = read_revisions(entry)
    entry.finish()
    forms: dict[str, Form] = {}
    for number, name in enumerate(names):
        home = folder / name
        form = read_form(
            home, folder, edition_id, base_year, notebook, region, number == 0, dict(forms), units
        )
        if form is not None:
            called = revision_name(base_year, len(revisions))
            forms[form.id] = replace(form, edition_revision=called)
        if name == only:
            break  # those behind it are none of its sources
    return EditionDraft(
        folder=folder,
        id=edition_id,
        title=title,
        issuer=issuer,
        region=region,
        base_year=base_year,
        forms=forms,
        revisions=revisions,
        units=units,
    )


def _form_names(entry: Entry) -> list[str]:
    """The ids of the forms: the names of their folders, each once."""
    names: list[str] = []
    for item in entry.items():
        name = item.text()
        if not _FORM_ID.fullmatch(name) or name == STANDARDS_FOLDER:
            item.mistake("应当写出表的文件夹名，只用小写字母、数字和下划线，如 yearly_report。")
        elif name in names:
            item.mistake(f"表 {name} 写了两次。")
        else:
            names.append(name)
    if entry.is_list and not entry.items():
        entry.mistake("至少要有一个表，第一个是主表。")
    return names


def _with_all(form: Form, notebook: Notebook) -> Form:
    """A form with its paper and checks."""
    checks = read_checks(form.folder, form.folder.parent, form, notebook)
    return replace(form, layout=_layout(form, notebook), checks=checks)


def _layout(form: Form, notebook: Notebook) -> Layout | None:
    """The paper of a form; none where no layout stands in its folder."""
    if not (form.folder / "layout").is_dir():
        return None
    return read_layout(form.folder, form.folder.parent, form, notebook)


def _base_year(entry: Entry) -> int:
    year = entry.integer()
    if not 2000 <= year <= 2100:
        entry.mistake(f"“{entry.text()}”不是年份，应当是四位数字的基准年度。")
    return year
