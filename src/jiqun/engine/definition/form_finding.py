"""Find editions 年度版 and their forms 表 by name, in the shipped folder and in further ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from jiqun.engine.definition.edition import EDITION_FILE, Edition, load_edition
from jiqun.engine.definition.form import Form
from jiqun.engine.definition.source import DefinitionError, Mistake, Notebook, read_yaml


class UnknownFormError(LookupError):
    """A name of no edition, or of no form of it; `str` of it says in Chinese which there are."""


def forms_folder() -> Path:
    """The folder of official forms: inside the installed package, else the checkout's forms/."""
    package = Path(__file__).resolve().parents[2]
    installed = package / "forms"
    return installed if installed.is_dir() else package.parents[1] / "forms"


def find_editions(folders: Iterable[Path] = ()) -> Mapping[str, Path]:
    """The shipped editions and those in further folders: id → folder.

    Raises DefinitionError where a folder is none, or two folders have an edition of one id.
    """
    found: dict[str, Path] = {}
    for folder in dict.fromkeys(f.resolve() for f in (forms_folder(), *folders)):
        if not folder.is_dir():
            raise DefinitionError([Mistake(str(folder), 0, "没有这个文件夹，里面找不到年度版。")])
        for path in sorted(folder.glob(f"*/{EDITION_FILE}")):
            other = found.setdefault(path.parent.name, path.parent)
            if other != path.parent:
                text = f"与“{other}”编号相同，不知道用哪一个。请改名或移走其中一个。"
                raise DefinitionError([Mistake(str(path.parent), 0, text)])
    return found


def find_edition(edition_id: str, folders: Iterable[Path] = ()) -> Edition:
    """The edition of an id; raises UnknownFormError."""
    editions = find_editions(folders)
    if edition_id not in editions:
        known = "、".join(sorted(editions))
        raise UnknownFormError(f"没有年度版“{edition_id}”。现有：{known}。")
    return load_edition(editions[edition_id])


def find_form(name: str, folders: Iterable[Path] = ()) -> Form:
    """The form of a name "EDITION" (its main form) or "EDITION/FORM"; raises UnknownFormError."""
    edition_id, slash, form_id = name.partition("/")
    edition = find_edition(edition_id, folders)
    if not slash:
        return edition.main
    if form_id not in edition.forms:
        known = "、".join(edition.forms)
        raise UnknownFormError(f"年度版“{edition_id}”没有表“{form_id}”。现有：{known}。")
    return edition.forms[form_id]


def form_folders(folders: Iterable[Path] = ()) -> Mapping[str, Path]:
    """Every form there is by its name, and its folder; no form is read for it."""
    found: dict[str, Path] = {}
    for edition_id, folder in find_editions(folders).items():
        entry = read_yaml(folder / EDITION_FILE, folder, Notebook())
        forms = entry.get("forms") if entry else None
        for number, form in enumerate(forms.items() if forms else ()):
            name = f"{edition_id}/{form.text()}" if number else edition_id
            found[name] = folder / form.text()
    return found


def newest_edition(folders: Iterable[Path] = ()) -> str:
    """The id of the edition with the highest base year, by id where several have it."""
    editions = find_editions(folders)
    if not editions:
        raise UnknownFormError("没有任何年度版。")
    return max(editions, key=lambda edition_id: (_base_year(editions[edition_id]), edition_id))


def _base_year(folder: Path) -> int:
    """What edition.yaml says, without reading the forms; 0 where it says nothing of use."""
    entry = read_yaml(folder / EDITION_FILE, folder, Notebook())
    year = entry.get("base_year") if entry else None
    return year.integer() if year else 0
