"""An edition 年度版: one folder of official forms of one issuer and year, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jiqun.engine.definition.check import CheckList
from jiqun.engine.definition.check_reading import read_checks
from jiqun.engine.definition.form import Form
from jiqun.engine.definition.form_reading import read_form
from jiqun.engine.definition.layout import Layout
from jiqun.engine.definition.layout_reading import read_layout
from jiqun.engine.definition.source import Entry, Notebook, read_yaml
from jiqun.engine.definition.standard import Standard, read_standard


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition as typed objects: its application form, its paper, checks and standards."""

    id: str
    title: str
    issuer: str
    region: str
    base_year: int
    folder: Path
    form: Form
    layout: Layout
    checks: CheckList
    standards: tuple[Standard, ...]


EDITION_FILE = "edition.yaml"
LOCK_FILE = "LOCK"
OFFICIAL_FILE = "official.txt"


@dataclass(frozen=True, slots=True)
class EditionDraft:
    """What could be read of an edition, mistakes or not; None is what could not."""

    folder: Path
    id: str
    title: str
    issuer: str
    region: str
    base_year: int
    application: Path
    form: Form | None
    layout: Layout | None
    checks: CheckList | None
    standards: tuple[Standard, ...]


def forms_folder() -> Path:
    """The folder of official forms: inside the installed package, else the checkout's forms/."""
    package = Path(__file__).resolve().parents[2]
    installed = package / "forms"
    return installed if installed.is_dir() else package.parents[1] / "forms"


def find_editions(root: Path | None = None) -> Mapping[str, Path]:
    """The editions of a folder of forms (the shipped ones if none is given): id → folder."""
    paths = (root or forms_folder()).glob(f"*/{EDITION_FILE}")
    return {path.parent.name: path.parent for path in sorted(paths)}


def edition_files(folder: Path) -> tuple[str, ...]:
    """The files an edition consists of, by name: all in its folder but LOCK and hidden ones."""
    paths = (p.relative_to(folder) for p in folder.rglob("*") if p.is_file())
    names = (p.as_posix() for p in paths if not any(part.startswith(".") for part in p.parts))
    return tuple(sorted(name for name in names if name != LOCK_FILE))


def load_edition(folder: Path) -> Edition:
    """The edition of a folder; raises DefinitionError with every mistake that keeps it from use.

    An edition does not change while the program runs: each folder is read once.
    """
    return _load(folder.resolve())


@lru_cache(maxsize=16)
def _load(folder: Path) -> Edition:
    notebook = Notebook()
    draft = read_draft(folder, notebook)
    notebook.stop_if_any()
    if draft is None or draft.form is None or draft.layout is None or draft.checks is None:
        raise AssertionError("a part could not be read and no mistake was noted")
    return Edition(
        id=draft.id,
        title=draft.title,
        issuer=draft.issuer,
        region=draft.region,
        base_year=draft.base_year,
        folder=folder,
        form=draft.form,
        layout=draft.layout,
        checks=draft.checks,
        standards=draft.standards,
    )


def read_draft(folder: Path, notebook: Notebook) -> EditionDraft | None:
    """All that can be read of an edition; every mistake is noted and reading goes on."""
    entry = read_yaml(folder / EDITION_FILE, folder, notebook)
    if entry is None:
        return None
    edition_id = entry.need("id").text()
    base_year = _base_year(entry.need("base_year"))
    home = _home(entry.need("application"), folder)
    names = entry.need("standards").items()
    title, issuer, region = (entry.need(k).text() for k in ("title", "issuer", "region"))
    entry.finish()
    form = read_form(home, folder, edition_id, base_year, notebook, region)
    layout = read_layout(home, folder, form, notebook) if form else None
    checks = read_checks(home, folder, form, notebook) if form else None
    standards = [_standard(name, folder, notebook) for name in names]
    return EditionDraft(
        folder=folder,
        id=edition_id,
        title=title,
        issuer=issuer,
        region=region,
        base_year=base_year,
        application=home,
        form=form,
        layout=layout,
        checks=checks,
        standards=tuple(s for s in standards if s is not None),
    )


def _home(entry: Entry, folder: Path) -> Path:
    """The folder of the application form, named by its form.yaml."""
    name, _, file = entry.text().partition("/")
    if file != "form.yaml" or name in ("", ".", ".."):
        entry.mistake("应当写出申报表的位置，如 application/form.yaml。")
        name = "application"
    return folder / name


def _base_year(entry: Entry) -> int:
    year = entry.integer()
    if not 2000 <= year <= 2100:
        entry.mistake(f"“{entry.text()}”不是年份，应当是四位数字的基准年度。")
    return year


def _standard(entry: Entry, folder: Path, notebook: Notebook) -> Standard | None:
    path = folder / "standards" / f"{entry.text()}.yaml"
    if not path.is_file():
        entry.mistake(f"没有认定标准文件 standards/{entry.text()}.yaml。")
        return None
    return read_standard(path, folder, notebook)
