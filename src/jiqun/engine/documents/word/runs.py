"""Runs of text in WordprocessingML, and what one Word file being written keeps count of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jiqun.engine.definition import Address
from jiqun.engine.documents.paper import Style
from jiqun.engine.documents.tags import bookmark_name
from jiqun.engine.documents.word.styles import paragraph_style

_ILLEGAL = re.compile("[^\\t\\n\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_SPECIAL = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\n": '</w:t><w:br/><w:t xml:space="preserve">',
    "\t": '</w:t><w:tab/><w:t xml:space="preserve">',
}
_IN_TEXT = str.maketrans({key: _SPECIAL[key] for key in "&<>\n\t"})
_IN_ATTRIBUTE = str.maketrans({key: _SPECIAL[key] for key in '&<>"'} | {"\n": " ", "\t": " "})
_EMPTY = '<w:t xml:space="preserve"></w:t>'


def require_legal(text: str, where: str) -> None:
    """Raise ValueError naming `where` if the text has a character that XML 1.0 cannot hold."""
    match = _ILLEGAL.search(text)
    if match:
        code = f"U+{ord(match[0]):04X}"
        raise ValueError(f"{where}: character {code} at {match.start()} cannot stand in XML")


def attribute(text: str, where: str) -> str:
    """The text of an XML attribute or of an element of the document's properties."""
    require_legal(text, where)
    return text.translate(_IN_ATTRIBUTE)


def run(text: str, properties: str, where: str) -> str:
    """One w:r; a line end becomes w:br, a tab w:tab; `where` names the text in errors."""
    require_legal(text, where)
    inner = f'<w:t xml:space="preserve">{text.translate(_IN_TEXT)}</w:t>'
    return f"<w:r>{properties}{inner.replace(_EMPTY, '')}</w:r>"


@dataclass(slots=True)
class WriterState:
    """Gives out style ids, bookmark names and numbers, always the same for the same paper."""

    styles: dict[tuple[Style, bool], str] = field(default_factory=dict)
    places: dict[Address, int] = field(default_factory=dict)  # answer → places so far
    bookmarks: dict[str, Address] = field(default_factory=dict)  # name → answer
    marks: int = 0

    def style_id(self, style: Style, heading: bool) -> str:
        """The id of the paragraph style of this setting, made when first met."""
        key = (style, heading)
        if key not in self.styles:
            self.styles[key] = f"P{len(self.styles) + 1}"
        return self.styles[key]

    def next_mark(self, at: Address) -> tuple[int, str]:
        """A number of its own and the bookmark name for the next place of this answer.

        Raises ValueError if two answers would share a bookmark name.
        """
        self.marks += 1
        self.places[at] = place = self.places.get(at, 0) + 1
        name = bookmark_name(at, place)
        other = self.bookmarks.setdefault(name, at)
        if other != at:
            raise ValueError(f"{other} and {at} share the bookmark {name}")
        return self.marks, name

    def own_styles(self) -> str:
        """The w:style elements of every setting met."""
        return "".join(
            paragraph_style(identity, f"申报表{identity[1:]}", style, heading)
            for (style, heading), identity in self.styles.items()
        )
