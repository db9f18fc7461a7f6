"""Text and runs in WordprocessingML: escaping, line ends, and characters XML cannot hold."""

from __future__ import annotations

import re

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
    found = _ILLEGAL.search(text)
    if found:
        code = f"U+{ord(found[0]):04X}"
        raise ValueError(f"{where}: character {code} at {found.start()} cannot stand in XML")


def attribute(text: str, where: str) -> str:
    """The text of an XML attribute or of an element of the document's properties."""
    require_legal(text, where)
    return text.translate(_IN_ATTRIBUTE)


def run(text: str, properties: str, where: str) -> str:
    """One w:r; a line end becomes w:br, a tab w:tab; `where` names the text in errors."""
    require_legal(text, where)
    inner = f'<w:t xml:space="preserve">{text.translate(_IN_TEXT)}</w:t>'
    return f"<w:r>{properties}{inner.replace(_EMPTY, '')}</w:r>"
