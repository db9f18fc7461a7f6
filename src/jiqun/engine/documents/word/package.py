"""The package: the fixed parts of a Word file, and the zip archive they are put into."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from jiqun.engine.documents.paper import Paper
from jiqun.engine.documents.tags import (
    DIGEST_PROPERTY,
    FORM_PROPERTY,
    LAYOUT_PROPERTY,
    LAYOUT_VERSION,
    REVISION_PROPERTY,
)
from jiqun.engine.documents.word.runs import attribute
from jiqun.engine.documents.word.styles import MAIN

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_TYPES = {
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "word/footer1.xml": f"{_WORD}.footer+xml",
    "word/footer2.xml": f"{_WORD}.footer+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}
_PACKAGE_RELATIONS = {
    "rId1": (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
    "rId2": (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    "rId3": (f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
    "rId4": (f"{_OFFICE}/relationships/custom-properties", "docProps/custom.xml"),
}
_DOCUMENT_RELATIONS = {
    "rId1": (f"{_OFFICE}/relationships/styles", "styles.xml"),
    "rId2": (f"{_OFFICE}/relationships/settings", "settings.xml"),
    "rId3": (f"{_OFFICE}/relationships/fontTable", "fontTable.xml"),
    "rId4": (f"{_OFFICE}/relationships/footer", "footer1.xml"),
    "rId5": (f"{_OFFICE}/relationships/footer", "footer2.xml"),
}
FOOTERS = (
    '<w:footerReference w:type="default" r:id="rId4"/>'
    '<w:footerReference w:type="first" r:id="rId5"/>'
)
"""What a section names as its footers: page numbers, and nothing on the first page."""

# doNotExpandShiftReturn: else a justified line that ends in w:br is stretched "一 、 推 进".
_SETTINGS = (
    f'<w:settings {MAIN}><w:zoom w:percent="100"/>'
    '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
    '<w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="compressPunctuation"/>'
    "<w:compat><w:doNotExpandShiftReturn/>"
    + "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word"'
        f' w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
        )
    )
    + '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)
_LOOK = '<w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr>'


def _run(inner: str) -> str:
    return f"<w:r>{_LOOK}{inner}</w:r>"


# The page number is five runs, each with properties: WPS loses other forms of the field.
_NUMBER = "".join(
    map(
        _run,
        (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        ),
    )
)
_DASHES = (_run('<w:t xml:space="preserve">— </w:t>'), _run('<w:t xml:space="preserve"> —</w:t>'))


def _footer(inner: str) -> str:
    return f'<w:ftr {MAIN}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{inner}</w:p></w:ftr>'


def _content_types() -> str:
    parts = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in _TYPES.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


def _relations(entries: Mapping[str, tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="{identity}" Type="{kind}" Target="{target}"/>'
        for identity, (kind, target) in entries.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _core(title: str) -> str:
    """Title only: no names, and no dates, which would be either the clock's or untrue."""
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{attribute(title, 'the title')}</dc:title>"
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def _custom(form: str, revision: str, digest: str) -> str:
    entries = (
        (FORM_PROPERTY, form),
        (DIGEST_PROPERTY, digest),
        (LAYOUT_PROPERTY, LAYOUT_VERSION),
        (REVISION_PROPERTY, revision),
    )
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{name}">'
        f"<vt:lpwstr>{attribute(value, name)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(entries, 2)
    )
    return (
        f'<Properties xmlns="{_OFFICE}/custom-properties"'
        f' xmlns:vt="{_OFFICE}/docPropsVTypes">{properties}</Properties>'
    )


def pack(document: str, styles: str, fonts: str, paper: Paper) -> bytes:
    """The .docx: every part in a fixed order with a fixed time, so equal papers are equal bytes."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(_PACKAGE_RELATIONS),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations(_DOCUMENT_RELATIONS),
        "word/styles.xml": styles,
        "word/settings.xml": _SETTINGS,
        "word/fontTable.xml": fonts,
        "word/footer1.xml": _footer(_DASHES[0] + _NUMBER + _DASHES[1]),
        "word/footer2.xml": _footer(""),
        "docProps/core.xml": _core(paper.title),
        "docProps/app.xml": f'<Properties xmlns="{_OFFICE}/extended-properties"/>',
        "docProps/custom.xml": _custom(paper.form, paper.revision, paper.digest),
    }
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED, compresslevel=6) as target:
        for name, content in parts.items():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, (_HEAD + content).encode())
    return archive.getvalue()
