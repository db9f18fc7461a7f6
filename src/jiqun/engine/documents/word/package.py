"""The package: the fixed parts of a Word file, and the zip archive they are put into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from jiqun.engine.documents.word.margins import MarginPart, margin_parts, margin_pictures
from jiqun.engine.documents.word.runs import attribute
from jiqun.engine.documents.word.styles import MAIN

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_DOCUMENT_TYPES = {
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/fontTable.xml": f"{_WORD}.fontTable+xml",
}
_PROPERTY_TYPES = {
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
}

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


def _content_types(margins: Sequence[MarginPart], pictures: bool) -> str:
    of_margins = {part.name: f"{_WORD}.{part.kind}+xml" for part in margins}
    kinds = _DOCUMENT_TYPES | of_margins | _PROPERTY_TYPES
    parts = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    png = '<Default Extension="png" ContentType="image/png"/>' if pictures else ""
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{png}{parts}</Types>'
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
    margins, pictures = margin_parts(paper), margin_pictures(paper)
    named = {
        part.id: (f"{_OFFICE}/relationships/{part.kind}", part.name.removeprefix("word/"))
        for part in margins
    }
    parts = {
        "[Content_Types].xml": _content_types(margins, bool(pictures)),
        "_rels/.rels": _relations(_PACKAGE_RELATIONS),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations(_DOCUMENT_RELATIONS | named),
        "word/styles.xml": styles,
        "word/settings.xml": _SETTINGS,
        "word/fontTable.xml": fonts,
        **{part.name: part.content for part in margins},
        **{
            part.name.replace("word/", "word/_rels/") + ".rels": _relations(part.relations)
            for part in margins
            if part.relations
        },
        "docProps/core.xml": _core(paper.title),
        "docProps/app.xml": f'<Properties xmlns="{_OFFICE}/extended-properties"/>',
        "docProps/custom.xml": _custom(paper.form, paper.revision, paper.digest),
    }
    encoded = {name: (_HEAD + content).encode() for name, content in parts.items()}
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED, compresslevel=6) as target:
        for name, content in (encoded | pictures).items():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, content)
    return archive.getvalue()
