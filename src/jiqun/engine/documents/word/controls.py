"""Content controls: the place of an answer, within its bookmark and its permitted range.

The control is a rich-text one within a paragraph: LibreOffice 7.4 repeats Chinese text of
plain-text controls, and of controls that hold whole paragraphs, up to four times.
"""

from __future__ import annotations

from jiqun.engine.documents.compose import TICKED, UNTICKED
from jiqun.engine.documents.paper import Run, Style
from jiqun.engine.documents.tags import INDENTED_LINE_END
from jiqun.engine.documents.word.runs import WriterState, attribute, run
from jiqun.engine.documents.word.styles import FONTS, TICK_FONT, half_points, one_font

_HINT = '<w:rFonts w:hint="eastAsia"/>'
# Named as English, or LibreOffice takes □ from a Chinese font where ☑ comes from another.
_ENGLISH = '<w:lang w:val="en-US" w:eastAsia="en-US"/>'
EMPTY = "\u3000\u3000"
"""Content of an empty answer without a blank of its own: white space wide enough to click."""
LONGEST_NAME = 64
"""Characters Word takes as the tag or the name of a control."""
_KEPT_END = 12


def run_properties(piece: Run, style: Style) -> str:
    """The w:rPr of a run: what its paragraph style does not say already."""
    size = half_points(style.size * piece.squeeze)
    own_size = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if piece.squeeze < 1 else ""
    if piece.ticked is not None:
        return f"<w:rPr>{one_font(TICK_FONT)}{own_size}{_ENGLISH}</w:rPr>"
    if piece.rule:
        # One font throughout, so that the rule under it is one line.
        font = one_font(FONTS[style.face].name)
        return f'<w:rPr>{font}{own_size}<w:u w:val="single"/></w:rPr>'
    return f"<w:rPr>{_HINT}{own_size}</w:rPr>"


def set_lines(text: str, style: Style) -> str:
    """The text with its line ends set so that every line is indented as the first is."""
    return text.replace("\n", INDENTED_LINE_END) if style.indent > 0 else text


def control_properties(piece: Run, properties: str, number: int) -> str:
    """The w:sdtPr of an answer's control."""
    tag = attribute(piece.tag, piece.tag)
    alias = attribute(_shortened(piece.label), piece.tag) or tag
    blank = "" if piece.filled or piece.ticked is not None else "<w:showingPlcHdr/>"
    return (
        f'<w:sdtPr>{properties}<w:alias w:val="{alias}"/><w:tag w:val="{tag}"/>'
        f'<w:id w:val="{number}"/><w:lock w:val="sdtLocked"/>{blank}{_checkbox(piece)}</w:sdtPr>'
    )


def _shortened(label: str) -> str:
    """The label within the characters Word takes as a control's name; its year stays at the end."""
    if len(label) <= LONGEST_NAME:
        return label
    end = label[-_KEPT_END:]
    return f"{label[: LONGEST_NAME - len(end) - 1]}…{end}"


def _checkbox(piece: Run) -> str:
    if piece.ticked is None:
        return ""
    return (
        f'<w14:checkbox><w14:checked w14:val="{int(piece.ticked)}"/>'
        f'<w14:checkedState w14:val="{ord(TICKED):04X}" w14:font="{TICK_FONT}"/>'
        f'<w14:uncheckedState w14:val="{ord(UNTICKED):04X}" w14:font="{TICK_FONT}"/>'
        "</w14:checkbox>"
    )


def control(piece: Run, style: Style, state: WriterState) -> str:
    """The place of an answer within a paragraph: bookmark, permitted range, content control."""
    number, name = state.next_mark(piece.tag)
    properties = run_properties(piece, style)
    content = run(set_lines(piece.text, style) or EMPTY, properties, piece.tag)
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        f'<w:permStart w:id="{number}" w:edGrp="everyone"/>'
        f"<w:sdt>{control_properties(piece, properties, number)}"
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        f'<w:permEnd w:id="{number}"/><w:bookmarkEnd w:id="{number}"/>'
    )
