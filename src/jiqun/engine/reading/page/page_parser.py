"""Read the document part of a Word file into what is on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from jiqun.engine.documents.paper_mark import is_mark
from jiqun.engine.reading.page import inline_text
from jiqun.engine.reading.page.inline_text import MC, InlineReader, W
from jiqun.engine.reading.page.word_page import PageText, TextCell, TextRow, TextTable, WordPage

_WRAPPERS = (W + "sdt", W + "sdtContent", W + "customXml", W + "smartTag", W + "ins", W + "moveTo")
_TOLD = {
    inline_text.INSERTED: "有修订：插入的文字“{text}”按已接受读取。",
    inline_text.DELETED: "有修订：删除的文字“{text}”没有读取。",
    inline_text.HIDDEN: "有隐藏文字“{text}”，没有读取。",
    inline_text.WHITE: "有白色文字“{text}”，已读取，请核对。",
    inline_text.STRUCK: "有带删除线的文字“{text}”，已照样读取，请核对。",
    inline_text.BOXED: "有文本框“{text}”，没有读取。",
    inline_text.PICTURE: "有图片或图形，其中的内容没有读取。",
    inline_text.FORMULA: "有公式“{text}”，只读取了其中的文字，请核对。",
}
_STORIES = (
    ("footnotes", "脚注“{text}”没有读取。"),
    ("endnotes", "尾注“{text}”没有读取。"),
    ("comments", "批注“{text}”没有读取。"),
    ("header", "页眉“{text}”没有读取。"),
    ("footer", "页脚“{text}”没有读取。"),
)


def read_page(document: etree._Element, stories: Mapping[str, etree._Element]) -> WordPage:
    """What is on the page: deleted and hidden text left out, and every such thing noticed."""
    reader = _PageReader()
    body = document.find(W + "body")
    page = WordPage()
    if body is not None:
        page.blocks = list(reader.blocks(body))
        reader.read_block_controls()
    page.controls, page.bookmarks = reader.inline.controls, reader.inline.bookmarks
    page.notices = [*reader.notices(), *_story_notices(stories)]
    return page


class _PageReader:
    def __init__(self) -> None:
        self.inline = InlineReader(self.notice)
        self.place = "文件开头"
        self.controls: list[etree._Element] = []  # those around whole paragraphs or cells
        self.noticed: dict[tuple[str, str], list[str]] = {}

    def notice(self, kind: str, text: str) -> None:
        if text.strip() or kind == inline_text.PICTURE:
            self.noticed.setdefault((self.place, kind), []).append(text)

    def notices(self) -> Iterator[str]:
        for (place, kind), texts in self.noticed.items():
            sentence = _TOLD[kind].format(text=_short("".join(texts)))
            yield f"“{place}”附近{sentence}" if place else sentence

    def blocks(self, parent: etree._Element) -> Iterator[PageText | TextTable]:
        for child in self.children(parent):
            if child.tag == W + "p":
                text = self.inline.text(child)
                if text.strip():
                    self.place = _short(text, 20)
                yield PageText(text)
            elif child.tag == W + "tbl":
                yield self.table(child)
            elif child.tag in (W + "bookmarkStart", W + "bookmarkEnd"):
                self.inline.bookmark(child, [])

    def read_block_controls(self) -> None:
        plain = InlineReader(lambda kind, text: None)
        for control in self.controls:
            text = "\n".join(plain.text(p) for p in control.iter(W + "p"))
            self.inline.control(control, text)

    def children(self, parent: etree._Element) -> Iterator[etree._Element]:
        """The children, those within content controls and the like included."""
        for child in parent:
            if child.tag in _WRAPPERS:
                if child.tag == W + "sdt":
                    self.controls.append(child)
                yield from self.children(child)
            elif child.tag == MC + "AlternateContent":
                choice = child.find(MC + "Choice")
                if choice is not None:
                    yield from self.children(choice)
            else:
                yield child

    def table(self, element: etree._Element) -> TextTable:
        table = TextTable()
        for child in self.children(element):
            if child.tag == W + "tr":
                properties = child.find(W + "trPr")
                if properties is not None and properties.find(W + "del") is not None:
                    self.notice(inline_text.DELETED, _all_text(child))
                    continue
                table.rows.append(self.row(child, properties))
        return table

    def row(self, element: etree._Element, properties: etree._Element | None) -> TextRow:
        column = _number(properties, "gridBefore", 0)
        row = TextRow()
        for child in self.children(element):
            if child.tag != W + "tc":
                continue
            about = child.find(W + "tcPr")
            columns = max(1, _number(about, "gridSpan", 1))
            if about is not None and about.find(W + "cellDel") is not None:
                self.notice(inline_text.DELETED, _all_text(child))
                continue
            if _merge(about, "hMerge") and row.cells:
                row.cells[-1].columns += columns
            else:
                cell = TextCell(column, columns, _merge(about, "vMerge"))
                cell.blocks = list(self.blocks(child))
                row.cells.append(cell)
            column += columns
        if properties is not None and properties.find(W + "ins") is not None:
            self.notice(inline_text.INSERTED, " ".join(cell.text for cell in row.cells))
        return row


def _all_text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext(W + "t", W + "delText")))


def _number(properties: etree._Element | None, name: str, otherwise: int) -> int:
    element = properties.find(W + name) if properties is not None else None
    value = element.get(W + "val") if element is not None else None
    return min(int(value), 500) if value and value.isascii() and value.isdigit() else otherwise


def _merge(properties: etree._Element | None, name: str) -> bool:
    """Whether a cell goes on with a merged cell that began before it."""
    element = properties.find(W + name) if properties is not None else None
    return element is not None and element.get(W + "val") in (None, "continue")


def _story_notices(stories: Mapping[str, etree._Element]) -> Iterator[str]:
    for name, root in stories.items():
        word, sentence = next((word, s) for word, s in _STORIES if word in name)
        ignore = InlineReader(lambda kind, text: None)
        for note in [root] if word in ("header", "footer") else root.iterchildren():
            if note.get(W + "type") in ("separator", "continuationSeparator"):
                continue
            texts = [ignore.text(p) for p in note.iter(W + "p")]
            text = " ".join(text for text in texts if not is_mark(text)).strip()
            if re.sub(r"[\W\d_]+|第|页|共", "", text):
                yield sentence.format(text=_short(text))


def _short(text: str, length: int = 60) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= length else joined[: length - 1] + "…"
