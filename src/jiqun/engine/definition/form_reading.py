"""Read a form from its folder: form.yaml and one file a part under parts/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from jiqun.engine.definition.field_reading import read_field, read_kind, with_years
from jiqun.engine.definition.form import (
    PAPERS,
    Column,
    DeclaredFact,
    Field,
    Form,
    RowList,
    Section,
)
from jiqun.engine.definition.source import Entry, Notebook, nearest, read_yaml
from jiqun.engine.definition.standard import STANDARDS_FOLDER, Standard, read_standard
from jiqun.engine.kinds import KINDS, Division

NO_FORMS: Mapping[str, Form] = {}
_LIST_KINDS = tuple(kind.id for kind in KINDS.values() if kind.in_lists)


def read_form(
    folder: Path,
    root: Path,
    edition: str,
    base_year: int,
    notebook: Notebook,
    region: str = "",
    is_main: bool = True,
    others: Mapping[str, Form] = NO_FORMS,
    units: tuple[Division, ...] = (),
) -> Form | None:
    """The form of a folder, its parts and all it asks; None when form.yaml cannot be read at all
    (the mistake is noted). `others` are the forms before it, which it may name as its sources;
    `units` those of the edition that a division may be. Its layout and checks are read once it is
    there."""
    entry = read_yaml(folder / "form.yaml", root, notebook)
    if entry is None:
        return None
    paper, instructions = entry.get("paper"), entry.get("instructions")
    lists = {i: _row_list(i, e) for i, e in _pairs(entry.get("lists"))}
    sources = dict(_sources(entry.get("sources"), others))
    sections = [
        _section(
            e.text(), folder / "parts" / f"{e.text()}.yaml", root, base_year, notebook, sources
        )
        for e in entry.need("sections").items()
    ]
    form = Form(
        id=folder.name,
        edition=edition,
        is_main=is_main,
        folder=folder,
        title=entry.need("title").text(),
        issuer=entry.need("issuer").text(),
        base_year=base_year,
        instructions=tuple(
            with_years(t, base_year) for t in (instructions.texts() if instructions else ())
        ),
        sections=tuple(_with_units(s, units) for s in sections if s is not None),
        lists=lists,
        place=entry.place,
        facts={i: _declared_fact(i, e, base_year) for i, e in _pairs(entry.get("facts"))},
        paper=paper.one_of(PAPERS) if paper else PAPERS[0],
        standards=tuple(_standards(entry.get("standards"), root, notebook)),
        region=region,
        sources=sources,
    )
    entry.finish()
    return form


def _with_units(section: Section, units: tuple[Division, ...]) -> Section:
    """The section, whose divisions may be the units of the edition."""

    def asked(field: Field) -> Field:
        columns = tuple(asked(column) for column in field.columns)
        return replace(field, columns=columns, units=units if field.kind.has_level else ())

    return replace(section, fields=tuple(asked(field) for field in section.fields))


def _sources(entry: Entry | None, others: Mapping[str, Form]) -> Iterator[tuple[str, Form]]:
    """The forms whose answers formulas may name, by the name they are called by."""
    for name, own in _pairs(entry):
        form = others.get(own.text())
        if form is None:
            own.mistake(f"本年度版在此之前没有表“{own.text()}”。{nearest(own.text(), others)}")
        elif not name.isidentifier():
            own.mistake(f"“{name}”不能作名字，只用小写字母、数字和下划线。")
        else:
            yield name, form


def _pairs(entry: Entry | None) -> Iterator[tuple[str, Entry]]:
    return entry.pairs() if entry else iter(())


def _standards(listed: Entry | None, root: Path, notebook: Notebook) -> Iterator[Standard]:
    """The standards a form is set against: the names of files under standards/ of the edition."""
    for item in listed.items() if listed else ():
        path = root / STANDARDS_FOLDER / f"{item.text()}.yaml"
        if not path.is_file():
            item.mistake(f"没有认定标准文件 standards/{item.text()}.yaml。")
            continue
        standard = read_standard(path, root, notebook)
        if standard is not None:
            yield standard


def _section(
    section_id: str,
    path: Path,
    root: Path,
    base_year: int,
    notebook: Notebook,
    sources: Mapping[str, Form],
) -> Section | None:
    """The part of a file; None when it cannot be parsed at all (the mistake is noted)."""
    entry = read_yaml(path, root, notebook)
    if entry is None:
        return None
    one_page, repeats = entry.get("one_page"), entry.get("repeats")
    section = Section(
        id=section_id,
        part=entry.need("part").integer(),
        heading=entry.need("heading").text(),
        one_page=one_page.yes() if one_page else False,
        fields=tuple(
            read_field(i, e, section_id, base_year, sources)
            for i, e in entry.need("fields").pairs()
        ),
        repeats=repeats.texts() if repeats else (),
    )
    entry.finish()
    return section


def _row_list(list_id: str, entry: Entry) -> RowList:
    lowest = entry.get("lowest")
    row_list = RowList(
        id=list_id,
        label=entry.need("label").text(),
        columns=tuple(_column(i, e) for i, e in entry.need("columns").pairs()),
        key=_columns(entry, "key"),
        lowest=lowest.text() if lowest else "",
        named_by=_columns(entry, "named_by"),
        repeats=_columns(entry, "repeats"),
        dated=_columns(entry, "dated"),
    )
    entry.finish()
    return row_list


def _columns(entry: Entry, key: str) -> tuple[str, ...]:
    named = entry.get(key)
    return named.texts() if named else ()


def _declared_fact(name: str, entry: Entry, base_year: int) -> DeclaredFact:
    kind = entry.get("kind")
    fact = DeclaredFact(
        name=name,
        label=with_years(entry.need("label").text(), base_year),
        unit=entry.need("unit").text(),
        source=entry.need("source").text(),
        place=entry.place,
        is_text=kind is not None and kind.one_of(("number", "text")) == "text",
    )
    entry.finish()
    return fact


def _column(column_id: str, entry: Entry) -> Column:
    options = entry.get("options")
    column = Column(
        id=column_id,
        label=entry.need("label").text(),
        kind=read_kind(entry, "清单的列", _LIST_KINDS),
        options=options.texts() if options else (),
    )
    entry.finish()
    return column
