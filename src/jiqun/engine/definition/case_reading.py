"""Read worked cases 样例: answers in, findings out, as an official can read and write them.

A case starts from the answers of cases/bases/NAME.yaml (written as in application.json), changes
some of them, and says which findings must then come out: all of them, and no other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jiqun.engine.definition.source import Entry, Notebook, SourcePlace, read_yaml

Plain = str | list["Plain"] | dict[str, "Plain"]
"""What YAML gives when every scalar stays text."""

_CHANGES = ("change", "lists", "evidence", "explanations", "facts", "form", "extra")


@dataclass(frozen=True, slots=True)
class Case:
    """One case.

    changes   by part: `change` (answers by field; a year, a plan row and its cells by name; an
              empty text takes the answer away), `lists` (rows replaced, or by number from 1),
              `evidence` (`with` and `without`), `explanations`, `facts`, `form`, `extra`
    expect    the findings: code, code:field, code:field.option, code:field:year or code:field:row
    absent    the codes this case is a near miss of
    """

    title: str
    base: str
    changes: Mapping[str, Plain]
    expect: tuple[str, ...]
    absent: tuple[str, ...]
    place: SourcePlace


def read_cases(folder: Path, root: Path, notebook: Notebook) -> tuple[Case, ...]:
    """The cases of a form's folder, from every file under cases/; none where there is none."""
    cases: list[Case] = []
    for path in sorted((folder / "cases").glob("*.yaml")):
        entry = read_yaml(path, root, notebook)
        cases.extend(_case(item, folder) for item in (entry.items() if entry else ()))
    return tuple(cases)


def plain(entry: Entry) -> Plain:
    """An entry as plain texts, lists and mappings."""
    if entry.is_mapping:
        return {key: plain(own) for key, own in entry.pairs()}
    return [plain(own) for own in entry.items()] if entry.is_list else entry.text()


def base_of(folder: Path, name: str) -> Path:
    """Where the answers lie that cases of a form's folder start from."""
    return folder / "cases" / "bases" / f"{name}.yaml"


def _case(entry: Entry, folder: Path) -> Case:
    base, absent = entry.need("starts_from"), entry.get("not")
    if base.text() and not base_of(folder, base.text()).is_file():
        base.mistake(f"没有样例的起点 cases/bases/{base.text()}.yaml。")
    changes = {key: entry.get(key) for key in _CHANGES}
    case = Case(
        title=entry.need("title").text(),
        base=base.text(),
        changes={key: plain(own) for key, own in changes.items() if own},
        expect=entry.need("expect").texts(),
        absent=absent.texts() if absent else (),
        place=entry.place,
    )
    entry.finish()
    return case
