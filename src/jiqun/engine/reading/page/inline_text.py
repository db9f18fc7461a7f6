"""The text of a paragraph as it is seen: runs, symbols, fields, controls, accepted revisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from jiqun.engine.documents.tags import INDENTED_LINE_END
from jiqun.engine.reading.page.symbol_fonts import is_symbol_font, seen
from jiqun.engine.reading.page.word_page import Control

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_FIXED = {
    W + "br": "\n",
    W + "cr": "\n",
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "noBreakHyphen": "-",
}
_THROUGH = {
    W + name
    for name in ("hyperlink", "smartTag", "sdtContent", "customXml", "fldSimple", "dir", "bdo")
} | {MC + "Choice", M + "oMath", M + "oMathPara"}
_BOOKMARKS = (W + "bookmarkStart", W + "bookmarkEnd")
_OFF = ("0", "false", "off", "none")

# What is noticed of a stretch of text, and how it is told.
INSERTED, DELETED, HIDDEN, WHITE, STRUCK = "inserted", "deleted", "hidden", "white", "struck"
BOXED, PICTURE, FORMULA = "boxed", "picture", "formula"
FONT = "font"
_LOOKS = {
    W + "vanish": HIDDEN,
    W + "rFonts": FONT,
    W + "strike": STRUCK,
    W + "dstrike": STRUCK,
    W + "color": WHITE,
}


@dataclass(slots=True)
class _OpenControl:
    """A bookmark that began: its text in paragraphs before, and where it goes on in this one."""

    name: str
    start: int
    before: str = ""


@dataclass(slots=True)
class InlineReader:
    """Reads paragraphs one after the other; fields may run over several of them.

    `notice(kind, text)` is told of everything that is not plainly on the page.
    """

    notice: Callable[[str, str], None]
    fields: list[bool] = field(default_factory=list)  # open fields: True while in the instruction
    controls: list[Control] = field(default_factory=list)
    bookmarks: list[tuple[str, str]] = field(default_factory=list)
    open: dict[str, _OpenControl] = field(default_factory=dict)  # bookmarks that have not ended

    def text(self, element: etree._Element) -> str:
        out: list[str] = []
        self._walk(element, out)
        for mark in self.open.values():
            mark.before += "".join(out[mark.start :]) + "\n"
            mark.start = 0
        return "".join(out).replace(INDENTED_LINE_END, "\n")

    def bookmark(self, element: etree._Element, out: list[str]) -> None:
        """Note where a bookmark begins, and its text where it ends."""
        identity = element.get(W + "id") or ""
        if element.tag == W + "bookmarkStart":
            self.open[identity] = _OpenControl(element.get(W + "name") or "", len(out))
        elif identity in self.open:
            mark = self.open.pop(identity)
            text = mark.before + "".join(out[mark.start :])
            self.bookmarks.append((mark.name, text.replace(INDENTED_LINE_END, "\n").strip("\n")))

    def control(self, element: etree._Element, text: str) -> None:
        """Note a content control that has a tag."""
        properties = element.find(W + "sdtPr")
        tag = properties.find(W + "tag") if properties is not None else None
        if properties is None or tag is None:
            return
        box = properties.find(f"{W14}checkbox/{W14}checked")
        checked = None if box is None else (box.get(W14 + "val") or "0") not in _OFF
        self.controls.append(
            Control(
                tag.get(W + "val") or "",
                text.replace(INDENTED_LINE_END, "\n"),
                is_on(properties, "showingPlcHdr"),
                checked,
            )
        )

    def _walk(self, element: etree._Element, out: list[str]) -> None:
        for child in element:
            tag = child.tag
            if tag == W + "r":
                self._run(child, out)
            elif tag in _BOOKMARKS:
                self.bookmark(child, out)
            elif tag == W + "sdt":
                content = child.find(W + "sdtContent")
                if content is not None:
                    start = len(out)
                    self._walk(content, out)
                    self.control(child, "".join(out[start:]))
            elif tag in (W + "ins", W + "moveTo"):
                start = len(out)
                self._walk(child, out)
                self.notice(INSERTED, "".join(out[start:]))
            elif tag in (W + "del", W + "moveFrom"):
                self.notice(DELETED, "".join(_all_text(child)))
            elif tag == MC + "AlternateContent":
                self._alternate(child, out, self._walk)
            elif tag in (M + "oMath", M + "oMathPara"):
                formula = "".join(t.text or "" for t in child.iter(M + "t"))
                self.notice(FORMULA, formula)
                out.append(formula)
            elif tag == W + "p" or tag in _THROUGH:
                self._walk(child, out)

    def _alternate(
        self,
        element: etree._Element,
        out: list[str],
        read: Callable[[etree._Element, list[str]], None],
    ) -> None:
        """The first choice that is offered; what is kept for older programs repeats it."""
        choice = element.find(MC + "Choice")
        if choice is not None:
            read(choice, out)

    def _run(self, run: etree._Element, out: list[str]) -> None:
        properties = run.find(W + "rPr")
        start = len(out)
        self._contents(run, out)
        if properties is None or len(out) == start:
            return
        for child in properties:
            look = _LOOKS.get(str(child.tag))
            if look == HIDDEN and _is_set(child):
                self.notice(HIDDEN, "".join(out[start:]))
                del out[start:]
                return
            if look == FONT:
                names = (child.get(W + n) or "" for n in ("ascii", "hAnsi", "eastAsia", "cs"))
                font = next((name for name in names if is_symbol_font(name)), "")
                out[start:] = [seen(font, "".join(out[start:]))] if font else out[start:]
            elif (look == STRUCK and _is_set(child)) or (
                look == WHITE and (child.get(W + "val") or "").upper() == "FFFFFF"
            ):
                self.notice(look, "".join(out[start:]))

    def _contents(self, run: etree._Element, out: list[str]) -> None:
        for child in run:
            tag = child.tag
            if tag == W + "t":
                if not any(self.fields):
                    out.append(child.text or "")
            elif tag in _FIXED:
                if tag != W + "br" or child.get(W + "type") in (None, "textWrapping"):
                    out.append(_FIXED[tag])
            elif tag == W + "sym":
                code = child.get(W + "char") or ""
                try:
                    out.append(seen(child.get(W + "font") or "", chr(int(code, 16))))
                except (ValueError, OverflowError):
                    self.notice(PICTURE, "")
            elif tag == W + "fldChar":
                self._field(child, out)
            elif tag in (W + "drawing", W + "pict", W + "object"):
                self._drawing(child)
            elif tag == MC + "AlternateContent":
                self._alternate(child, out, self._contents)

    def _field(self, mark: etree._Element, out: list[str]) -> None:
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            self.fields.append(True)
            out.append(_form_field(mark))
        elif kind == "separate" and self.fields:
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _drawing(self, drawing: etree._Element) -> None:
        boxes = list(drawing.iter(W + "txbxContent"))
        for box in boxes:
            self.notice(BOXED, "".join(_all_text(box)))
        if not boxes:
            self.notice(PICTURE, "")


def is_on(properties: etree._Element, name: str) -> bool:
    """Whether an on/off property (vanish, strike …) is set."""
    element = properties.find(W + name)
    return element is not None and _is_set(element)


def _is_set(element: etree._Element) -> bool:
    return (element.get(W + "val") or "1").lower() not in _OFF


def _form_field(mark: etree._Element) -> str:
    """What an old form field shows: a box, or the chosen line of a list."""
    box = mark.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        state = box.find(W + "checked")
        state = state if state is not None else box.find(W + "default")
        on = state is not None and (state.get(W + "val") or "1") not in _OFF
        return "☑" if on else "□"
    chosen = mark.find(f"{W}ffData/{W}ddList")
    if chosen is not None:
        lines = [e.get(W + "val") or "" for e in chosen.iterchildren(W + "listEntry")]
        result = chosen.find(W + "result")
        index = (result.get(W + "val") or "0") if result is not None else "0"
        if index.isdigit() and int(index) < len(lines):
            return lines[int(index)]
    return ""


def _all_text(element: etree._Element) -> Iterator[str]:
    for child in element.iter(W + "t", W + "delText", W + "p"):
        if child.tag == W + "p":
            yield "\n"
        else:
            yield child.text or ""
