"""A Word file as a stranger would send it: the same tables without our marks."""

from __future__ import annotations

import io
import re
import zipfile

_MARKS = re.compile(
    rb"<w:bookmark(?:Start|End)[^>]*/>|<w:perm(?:Start|End)[^>]*/>"
    rb"|<w:sdtPr>.*?</w:sdtPr>|</?w:sdt>|</?w:sdtContent>",
    flags=re.DOTALL,
)


def without_marks(word: bytes) -> bytes:
    """The file with content controls, bookmarks and permitted ranges taken off the text."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == "word/document.xml":
                data = _MARKS.sub(b"", data)
            target.writestr(info, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
