"""A look at zip packages (docx, xlsx, ofd), by the engine's gate, in a child process."""

from __future__ import annotations

from jiqun.engine import UnusableInput, check_package_safely
from jiqun.records.evidence.file_checks import UnusableFileError


def look_docx(data: bytes) -> str:
    """A Word document; gives no remark."""
    return _look(data, "docx")


def look_xlsx(data: bytes) -> str:
    """An Excel workbook; gives no remark."""
    return _look(data, "xlsx")


def look_ofd(data: bytes) -> str:
    """An OFD document (GB/T 33190): a package whose root holds OFD.xml; gives no remark."""
    return _look(data, "ofd")


def _look(data: bytes, sort: str) -> str:
    try:
        check_package_safely(data, sort)
    except UnusableInput as trouble:
        raise UnusableFileError(f"{trouble}也可以另存为 PDF 后再上传。") from trouble
    return ""
