"""Sheets as files: a .csv as Excel and WPS write it, a workbook, and a blank one they open."""

from __future__ import annotations

import csv
import io

from jiqun.engine import UnusableInput, read_workbook_safely
from jiqun.records.organisations.people_sheet import (
    COLUMNS,
    LEVEL,
    LEVEL_WORDS,
    MOST_ROWS,
    roles_by_level,
)
from jiqun.records.verdict import NotAllowedError, refused
from jiqun.screens.widgets.workbooks import workbook_in

LARGEST = 1024 * 1024
"""Bytes of a sheet; 500 rows are a tenth of it."""

_WIDTHS = (36, 36, 16, 14, 12, 20, 28, 16)
_BOM = "\ufeff"
_UNREADABLE = "不能识别这个文件里的文字。请用 Excel 或 WPS 另存为“CSV UTF-8”后再上传。"
_NOT_A_SHEET = {
    b"\xd0\xcf": "这是旧版 Excel 文件（.xls）。请用 Excel 或 WPS 另存为 .xlsx 后再上传。",
    b"%PDF": "这是 PDF 文件。请上传按空白表格填写的 .csv 或 .xlsx 文件。",
}


def read_sheet(data: bytes) -> list[list[str]]:
    """The rows of a .csv in UTF-8 or GB18030, or of a workbook's first sheet.

    Raises NotAllowedError for other files.
    """
    if len(data) > LARGEST:
        raise NotAllowedError(refused("文件超过 1 MB。请只保留要新建的单位和人员。"))
    for beginning, words in _NOT_A_SHEET.items():
        if data.startswith(beginning):
            raise NotAllowedError(refused(words))
    if data.startswith(b"PK"):
        try:
            return read_workbook_safely(data)
        except UnusableInput as refusal:
            raise NotAllowedError(refused(str(refusal))) from None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return rows_of(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise NotAllowedError(refused(_UNREADABLE))


def rows_of(text: str) -> list[list[str]]:
    """The rows of a text, its cells parted by commas, or by tabs where the head has such."""
    if "\0" in text:
        raise NotAllowedError(refused(_UNREADABLE))
    head = text.partition("\n")[0]
    parted_by = "\t" if "\t" in head and "," not in head else ","
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=parted_by))
    except csv.Error:
        raise NotAllowedError(refused(_UNREADABLE)) from None


def text_of(rows: list[list[str]]) -> str:
    """The rows as text again, which `rows_of` reads."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def blank_text() -> bytes:
    """A .csv with its head alone, which Excel and WPS open with the right characters."""
    return (_BOM + text_of([list(COLUMNS)])).encode()


def blank_workbook() -> bytes:
    """An .xlsx with its head alone: codes and phones stay texts, levels are chosen from a list, and
    what roles there are stands beside."""
    file = io.BytesIO()
    with workbook_in(file, "单位和人员") as book:
        sheet = book.add_worksheet("单位和人员")
        head = book.add_format({"bold": True, "bottom": 1})
        text = book.add_format({"num_format": "@"})
        for number, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
            sheet.set_column(number, number, width, text)
            sheet.write_string(0, number, name, head)
        sheet.freeze_panes(1, 0)
        levels = {"validate": "list", "source": list(LEVEL_WORDS)}
        sheet.data_validation(1, COLUMNS.index(LEVEL), MOST_ROWS, COLUMNS.index(LEVEL), levels)
        notes = book.add_worksheet("角色")
        notes.set_column(0, 1, 40)
        for number, (level, roles) in enumerate(roles_by_level()):
            notes.write_string(number, 0, level)
            notes.write_string(number, 1, roles)
    return file.getvalue()
