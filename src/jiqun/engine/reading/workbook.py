"""Read a workbook 工作簿 (.xlsx): the first sheet as rows of texts.

Programs that read workbooks build the whole rectangle of a sheet, and two cells far apart end them.
Here only cells that hold something are looked at, one by one, and few enough of them are taken.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from posixpath import basename, dirname, normpath

from lxml import etree

from jiqun.engine.answers import UnusableInput
from jiqun.engine.reading.gate.kept_package import PACKAGE_SORTS, read_package
from jiqun.engine.reading.gate.word_package import main_part
from jiqun.engine.reading.gate.xml_gate import parse_xml
from jiqun.engine.reading.gate.zip_gate import DAMAGED

MAX_ROWS, MAX_COLUMNS = 2_000, 50
_TOO_LARGE = (
    f"表格太大，没有读取：第一张表最多 {MAX_ROWS} 行、{MAX_COLUMNS} 列。请只保留要用的内容再试。"
)
_PLACE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_MOST_DIGITS = 20


def read_workbook(data: bytes) -> list[list[str]]:
    """The rows of the first sheet that is shown, from the first row and column on, each cell as its
    text; what a formula came to counts as typed. Raises UnusableInput with a Chinese reason."""
    parts = read_package(data, "xlsx")
    sheet = parse_xml("sheet", parts[_first_sheet(parts)])
    shared = _shared_texts(parts)
    cells: dict[tuple[int, int], str] = {}
    row = 0
    for line in sheet.iterfind("{*}sheetData/{*}row"):
        row, column = _row_number(line, row), 0
        for cell in line.iterchildren("{*}c"):
            column += 1
            if place := _PLACE.fullmatch(cell.get("r") or ""):
                column, row = _column_number(place[1]), int(place[2])
            if not (text := _text(cell, shared)):
                continue
            if row > MAX_ROWS or column > MAX_COLUMNS:
                raise UnusableInput(_TOO_LARGE)
            cells[row, column] = text
    rows = max((row for row, _ in cells), default=0)
    columns = max((column for _, column in cells), default=0)
    return [
        [cells.get((row, column), "") for column in range(1, columns + 1)]
        for row in range(1, rows + 1)
    ]


def _first_sheet(parts: dict[str, bytes]) -> str:
    """The part of the first sheet that is shown."""
    book = main_part(parts, PACKAGE_SORTS["xlsx"].main_type)
    folder = dirname(book)
    links = f"{folder}/_rels/{basename(book)}.rels"
    targets = {
        str(one.get("Id")): normpath(f"{folder}/{one.get('Target')}")
        if not str(one.get("Target")).startswith("/")
        else str(one.get("Target")).lstrip("/")
        for one in (parse_xml(links, parts[links]) if links in parts else ())
    }
    for sheet in parse_xml(book, parts[book]).iterfind("{*}sheets/{*}sheet"):
        if sheet.get("state", "visible") == "visible":
            link = next((v for name, v in sheet.items() if str(name).endswith("}id")), "")
            if (part := targets.get(str(link), "")) in parts:
                return part
    raise UnusableInput(DAMAGED.format(why="工作簿里没有可以读取的表"))


def _shared_texts(parts: dict[str, bytes]) -> list[str]:
    """The texts that cells name by their number."""
    name = next((name for name in parts if name.lower() == "xl/sharedstrings.xml"), "")
    if not name:
        return []
    return [_joined(item) for item in parse_xml(name, parts[name]).iterchildren("{*}si")]


def _text(cell: etree._Element, shared: list[str]) -> str:
    """What a cell shows; a figure as plain digits, and nothing for an error."""
    kind, value = cell.get("t", "n"), cell.findtext("{*}v") or ""
    if kind == "s":
        known = value.isascii() and value.isdigit() and len(value) < 8
        if not known or int(value) >= len(shared):
            raise UnusableInput(DAMAGED.format(why="工作簿里有单元格的文字找不到"))
        return shared[int(value)].strip()
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return _joined(inline).strip() if inline is not None else ""
    if kind == "e":
        return ""
    return _figure(value.strip()) if kind == "n" else value.strip()


def _joined(item: etree._Element) -> str:
    """The runs of a text, without how it is pronounced."""
    spoken = {run for guide in item.iter("{*}rPh") for run in guide.iter("{*}t")}
    return "".join(run.text or "" for run in item.iter("{*}t") if run not in spoken)


def _figure(value: str) -> str:
    """A figure as a person types it: 13995001234 and not 1.3995001234E10."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        return value
    return f"{number.normalize():f}"


def _row_number(row: etree._Element, before: int) -> int:
    said = row.get("r") or ""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 8 else before + 1


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
