"""Workbooks that are given out: the same rows make the same file, and no text becomes a formula."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_UNDATED = datetime(2000, 1, 1)
"""What stands in the file as its date: a clock there would make every file another one."""


@contextmanager
def workbook_in(file: BinaryIO, title: str = "") -> Iterator[Workbook]:
    """A workbook that is written into a file when the block ends."""
    import xlsxwriter  # by those who give one out

    # What begins with = is a text somebody typed, never a formula or a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": title, "created": _UNDATED})
        yield book
