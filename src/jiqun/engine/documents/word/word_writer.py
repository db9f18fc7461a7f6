"""Writing a paper as a Word file: every sheet on a new page, in the order of printing."""

from __future__ import annotations

from jiqun.engine.documents.paper import Paper, PaperSheet, PaperTable, Paragraph
from jiqun.engine.documents.word.body import paragraph, table
from jiqun.engine.documents.word.margins import margin_parts
from jiqun.engine.documents.word.package import pack
from jiqun.engine.documents.word.runs import WriterState
from jiqun.engine.documents.word.styles import GAP, MAIN, fonts_part, styles_part

_NAMESPACES = (
    f'{MAIN} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
_TABLE_ON_NEW_PAGE = '<w:p><w:pPr><w:pStyle w:val="Gap"/><w:pageBreakBefore/></w:pPr></w:p>'
Block = Paragraph | PaperTable
_FOOTER_HEIGHT = 280  # twips, the pitch of the style Footer


def write_word(paper: Paper) -> bytes:
    """The paper as a .docx; the same paper always gives the same bytes.

    Raises ValueError naming the answer's tag where a text has a character XML cannot hold, and
    where a table's cells do not tile its grid.
    """
    state = WriterState()
    width = (paper.page.width - paper.page.left - paper.page.right) * 72 / 25.4
    sheets = "".join(
        _sheet(sheet, state, width, new_page=number > 0)
        for number, sheet in enumerate(paper.sheets)
    )
    ends_in_table = isinstance(paper.sheets[-1].blocks[-1], PaperTable)
    end = (GAP if ends_in_table else "") + _section(paper)  # Word ends in a paragraph
    document = f"<w:document {_NAMESPACES}><w:body>{sheets}{end}</w:body></w:document>"
    styles = styles_part(state.own_styles())
    return pack(document, styles, fonts_part(), paper)


def _sheet(sheet: PaperSheet, state: WriterState, width: float, new_page: bool) -> str:
    parts: list[str] = []
    above: Block | None = None
    for block in sheet.blocks:
        break_here = new_page and above is None
        if isinstance(block, Paragraph):
            parts.append(paragraph(block, state, width, break_here))
        else:
            if break_here:
                parts.append(_TABLE_ON_NEW_PAGE)
            elif isinstance(above, PaperTable):
                parts.append(GAP)  # Word joins tables that have no paragraph between them
            parts.append(table(block, state))
        above = block
    return "".join(parts)


def _section(paper: Paper) -> str:
    """Paper and margins; the footer stands in the middle of the lower margin."""
    page = paper.page
    width, height, top, bottom, left, right = (
        round(length * 1440 / 25.4)
        for length in (page.width, page.height, page.top, page.bottom, page.left, page.right)
    )
    footer = max(0, (bottom - _FOOTER_HEIGHT) // 2)
    margins = "".join(
        f'<w:{part.kind}Reference w:type="{part.pages}" r:id="{part.id}"/>'
        for part in margin_parts(paper)
    )
    return (
        f'<w:sectPr>{margins}<w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}"'
        f' w:header="0" w:footer="{footer}" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
