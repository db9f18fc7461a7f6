"""Read a form from its folder: form.yaml and one file a part under parts/."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

from jiqun.engine.definition.form import (
    EVIDENCE,
    PAPERS,
    Column,
    DeclaredFact,
    Field,
    Form,
    Indicator,
    Option,
    Range,
    RowCount,
    RowList,
    Section,
    year_of,
)
from jiqun.engine.definition.source import Entry, Notebook, read_yaml
from jiqun.engine.definition.standard import STANDARDS_FOLDER, Standard, read_standard
from jiqun.engine.definition.years import WORDS
from jiqun.engine.kinds import FIELD_KINDS, LIST_KINDS


def read_form(
    folder: Path,
    root: Path,
    edition: str,
    base_year: int,
    notebook: Notebook,
    region: str = "",
    is_main: bool = True,
) -> Form | None:
    """The form of a folder, its parts and all it asks; None when form.yaml cannot be read at all
    (the mistake is noted). Its layout and checks are read once it is there."""
    entry = read_yaml(folder / "form.yaml", root, notebook)
    if entry is None:
        return None
    paper, instructions = entry.get("paper"), entry.get("instructions")
    lists = {i: _row_list(i, e) for i, e in _pairs(entry.get("lists"))}
    directions = {i: e.text() for i, e in _pairs(entry.get("directions"))}
    indicators = tuple(_indicator(i, e, directions) for i, e in _pairs(entry.get("indicators")))
    sections = [
        _section(e.text(), folder / "parts" / f"{e.text()}.yaml", root, base_year, notebook)
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
        sections=tuple(s for s in sections if s is not None),
        lists=lists,
        directions=directions,
        indicators=indicators,
        place=entry.place,
        facts={i: _declared_fact(i, e, base_year) for i, e in _pairs(entry.get("facts"))},
        paper=paper.one_of(PAPERS) if paper else PAPERS[0],
        standards=tuple(_standards(entry.get("standards"), root, notebook)),
        region=region,
    )
    entry.finish()
    return form


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


def with_years(text: str, base_year: int) -> str:
    """Words of the form with {Y}, {Y-2}, … replaced by the years they stand for."""
    if "{Y" not in text:
        return text
    for word in WORDS:
        text = text.replace("{" + word + "}", year_of(word, base_year))
    return text


def _section(
    section_id: str, path: Path, root: Path, base_year: int, notebook: Notebook
) -> Section | None:
    entry = read_yaml(path, root, notebook)
    if entry is None:
        return None
    one_page, repeats = entry.get("one_page"), entry.get("repeats")
    section = Section(
        id=section_id,
        part=entry.need("part").integer(),
        heading=entry.need("heading").text(),
        one_page=one_page.yes() if one_page else False,
        fields=tuple(_field(i, e, section_id, base_year) for i, e in entry.need("fields").pairs()),
        repeats=repeats.texts() if repeats else (),
    )
    entry.finish()
    return section


def _field(field_id: str, entry: Entry, section_id: str, base_year: int) -> Field:
    def text(key: str) -> str:
        value = entry.get(key)
        return with_years(value.text(), base_year) if value else ""

    def whole_number(key: str) -> int | None:
        value = entry.get(key)
        return value.integer() if value else None

    def yes(key: str, default: bool) -> bool:
        value = entry.get(key)
        return value.yes() if value else default

    def choice(key: str, choices: tuple[str, ...], default: str) -> str:
        value = entry.get(key)
        return value.one_of(choices) if value else default

    span = entry.get("range")
    rows = entry.get("rows")
    options = entry.get("options")
    field = Field(
        id=field_id,
        label=with_years(entry.need("label").text(), base_year),
        kind=entry.need("kind").one_of(FIELD_KINDS),
        section=section_id,
        place=entry.place,
        unit=text("unit"),
        periods=_years(entry.get("years"), base_year),
        required=choice("required", ("yes", "no", "at_submission"), "yes"),
        none_allowed=yes("none", False),
        range=_range(span) if span else Range(),
        limit=whole_number("limit"),
        options=tuple(Option(i, e.text()) for i, e in options.pairs()) if options else (),
        evidence=choice("evidence", EVIDENCE, ""),
        rows=_row_count(rows) if rows else None,
        names_for=text("names_for"),
        hint=text("hint"),
        inside=text("inside"),
        level=choice("level", ("city", "county"), ""),
        written_by=choice("written_by", ("county", "city"), "county"),
        instruction=whole_number("instruction"),
        formula=text("formula"),
        default=text("default"),
        note=text("note"),
        official=yes("official", True),
    )
    entry.finish()
    return field


def _years(entry: Entry | None, base_year: int) -> tuple[str, ...]:
    years = []
    for item in entry.items() if entry else ():
        try:
            years.append(year_of(item.text(), base_year))
        except ValueError:
            item.mistake(f"“{item.text()}”不是年份，应写成 Y、Y-1、Y+3 这样。")
    return tuple(years)


def _range(entry: Entry) -> Range:
    """A range written "0..100", "0..", "..100" or ">0"."""
    text = entry.text()
    try:
        if text.startswith(">"):
            return Range(low=Decimal(text[1:]), low_open=True)
        low, _, high = text.partition("..")
        return Range(Decimal(low) if low else None, Decimal(high) if high else None)
    except InvalidOperation:
        entry.mistake(f"“{text}”不是范围，应写成 0..100、0..、..100 或 >0。")
        return Range()


def _row_count(entry: Entry) -> RowCount:
    where = entry.get("where")
    rows = RowCount(
        entry.need("list").text(), {k: e.text() for k, e in where.pairs()} if where else {}
    )
    entry.finish()
    return rows


def _row_list(list_id: str, entry: Entry) -> RowList:
    key, lowest = entry.get("key"), entry.get("lowest")
    row_list = RowList(
        id=list_id,
        label=entry.need("label").text(),
        columns=tuple(_column(i, e) for i, e in entry.need("columns").pairs()),
        key=key.text() if key else "",
        lowest=lowest.text() if lowest else "",
    )
    entry.finish()
    return row_list


def _declared_fact(name: str, entry: Entry, base_year: int) -> DeclaredFact:
    fact = DeclaredFact(
        name=name,
        label=with_years(entry.need("label").text(), base_year),
        unit=entry.need("unit").text(),
        source=entry.need("source").text(),
        place=entry.place,
    )
    entry.finish()
    return fact


def _column(column_id: str, entry: Entry) -> Column:
    options = entry.get("options")
    column = Column(
        id=column_id,
        label=entry.need("label").text(),
        kind=entry.need("kind").one_of(LIST_KINDS),
        options=options.texts() if options else (),
    )
    entry.finish()
    return column


def _indicator(indicator_id: str, entry: Entry, directions: dict[str, str]) -> Indicator:
    indicator = Indicator(
        id=indicator_id,
        direction=entry.need("direction").one_of(tuple(directions)),
        label=entry.need("label").text(),
        unit=entry.need("unit").text(),
        kind=entry.need("kind").one_of(("percent", "count", "decimal", "text")),
    )
    entry.finish()
    return indicator
