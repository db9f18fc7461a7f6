"""The on-screen paper: the same tables as HTML, and a complete file of it for the browser.

No style stands in the markup (a strict content security policy forbids it): sizes, pitches and
spaces are classes of `page_css`, rounded to half points and the like; widths and heights are
attributes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib import resources

from jiqun.engine.definition import Page
from jiqun.engine.documents.paper import (
    Paper,
    PaperCell,
    PaperRow,
    PaperSheet,
    PaperTable,
    Paragraph,
    Run,
    Style,
)
from jiqun.engine.documents.paper_mark import PaperMark, code_as_svg

HEADING = "heading"
_PX = 96 / 72  # CSS pixels of a point
_SIZES = range(2, 73)  # half points
_PITCHES = range(10, 21)  # tenths of the size
_SPACE, _SPACES = 3, range(1, 120)  # steps of pt above and below a paragraph


def write_page(paper: Paper) -> str:
    """The paper as an HTML fragment; every answer stands in an element with its data-answer."""
    mark = _mark(paper.mark)
    sheets = "\n".join(_sheet(sheet, mark) for sheet in paper.sheets)
    return f'<div class="paper" lang="zh-CN" data-form="{escape(paper.form)}">\n{sheets}\n</div>\n'


def write_document(paper: Paper) -> str:
    """The paper as one HTML file that needs nothing else and prints on its own paper size."""
    css = f"{page_css()}\n{_dimensions(paper.page)}"
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(paper.title)}</title>\n<style>\n{css}</style>\n</head>\n"
        f'<body class="paper-desk">\n<main>\n{write_page(paper)}</main>\n</body>\n</html>\n'
    )


def page_css() -> str:
    """The style sheet of the fragment: page.css and the classes of sizes, pitches and spaces."""
    sizes = (f".paper .z{n}{{font-size:{n / 2:g}pt}}" for n in _SIZES)
    pitches = (f".paper .l{n}{{line-height:{n / 10:g}}}" for n in _PITCHES)
    spaces = (
        f".paper .b{n}{{padding-top:{n * _SPACE}pt}}.paper .e{n}{{padding-bottom:{n * _SPACE}pt}}"
        for n in _SPACES
    )
    own = resources.files("jiqun.engine.documents").joinpath("page.css").read_text("utf-8")
    return own + "\n".join((*sizes, *pitches, *spaces)) + "\n"


def _dimensions(page: Page) -> str:
    """The paper's own size and margins."""
    return (
        f"@page{{size:{page.width:g}mm {page.height:g}mm;margin:0}}\n"
        f".paper{{--width:{page.width:g}mm;--height:{page.height:g}mm;--top:{page.top:g}mm;"
        f"--right:{page.right:g}mm;--bottom:{page.bottom:g}mm;--left:{page.left:g}mm}}\n"
    )


def _mark(mark: PaperMark) -> str:
    """What stands in the margins of a sheet."""
    above = f'<p class="mark above">{escape(mark.above)}</p>\n' if mark.above else ""
    lines = "<br>".join(map(escape, mark.lines))
    words = f'<p class="mark lines">{lines}</p>\n' if lines else ""
    code = f'<div class="mark code">{code_as_svg(mark.code)}</div>\n' if mark.code else ""
    return above + words + code


def _sheet(sheet: PaperSheet, mark: str) -> str:
    identity = f"sheet-{escape(sheet.id)}"
    flows = "" if sheet.one_page else " flows"
    return (
        f'<section class="sheet{flows}" id="{identity}" aria-labelledby="{identity}-title">\n'
        f"{mark}{_content(sheet.blocks, identity)}</section>"
    )


def _content(blocks: Sequence[Paragraph | PaperTable], identity: str = "") -> str:
    return "".join(
        _paragraph(block, identity) if isinstance(block, Paragraph) else _table(block)
        for block in blocks
    )


def _table(table: PaperTable) -> str:
    total = sum(table.widths)
    columns = "".join(f'<col width="{width / total:.3%}">' for width in table.widths)
    rows = "".join(_row(row, number) for number, row in enumerate(table.rows))
    return (
        f'<table width="{_px(total)}"><colgroup>{columns}</colgroup>\n<tbody>\n{rows}'
        "</tbody></table>\n"
    )


def _row(row: PaperRow, number: int) -> str:
    cells = "".join(_cell(cell, row, number) for cell in row.cells)
    return f"<tr>{cells}</tr>\n"


def _cell(cell: PaperCell, row: PaperRow, number: int) -> str:
    name, scope = _head(cell, number)
    across = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    down = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    height = f' height="{_px(row.height)}"' if cell.rows == 1 else ""
    top = "" if cell.centred else ' class="top"'
    content = _content(cell.content)
    return f"<{name}{scope}{across}{down}{height}{top}>{content}</{name}>"


def _head(cell: PaperCell, number: int) -> tuple[str, str]:
    """A cell that holds words only heads its row, or its column in the first row."""
    if any(run.at for run in _runs(cell.content)):
        return "td", ""
    if number == 0 and cell.column > 0:
        return "th", ' scope="col"'
    return ("th", ' scope="row"') if cell.column == 0 else ("td", "")


def _runs(content: Sequence[Paragraph | PaperTable]) -> Iterator[Run]:
    for block in content:
        if isinstance(block, Paragraph):
            yield from block.runs
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _runs(cell.content)


def _paragraph(paragraph: Paragraph, identity: str) -> str:
    classes = _classes(paragraph.style)
    if paragraph.role == HEADING and identity:
        inner = _inline(paragraph)
        return f'<h2 id="{identity}-title" class="{classes}">{inner}</h2>\n'
    role = f' data-role="{paragraph.role}"' if paragraph.role else ""
    if any(run.fill for run in paragraph.runs):
        classes += " ruled"
    return f'<p class="{classes}"{role}>{_inline(paragraph)}</p>'


def _inline(paragraph: Paragraph) -> str:
    """The runs; those under a rule together, as one stretch that reaches to the edge."""
    runs = [run for run in paragraph.runs if not run.fill]
    plain = "".join(_run(run, paragraph.style) for run in runs if not run.rule)
    ruled = "".join(_run(run, paragraph.style) for run in runs if run.rule)
    return f'<span>{plain}</span><span class="rule">{ruled}</span>' if ruled else plain


def _run(run: Run, style: Style) -> str:
    if run.ticked is not None:
        state, place = "已勾选" if run.ticked else "未勾选", escape(str(run.at))
        return (
            f'<span class="box{" ticked" * run.ticked}" data-answer="{place}" role="img" '
            f'aria-label="{state}：{escape(run.label)}">{run.text}</span>'
        )
    if not run.at:
        return _lines(run.text)
    classes = "answer" if run.filled else "answer blank"
    if run.number:
        classes += " number"
    if run.squeeze < 1:
        classes += f" z{max(_SIZES[0], int(2 * style.size * run.squeeze + 1e-6))}"
    several = "\n" in run.text and style.indent > 0
    text = (
        "".join(f'<span class="line">{escape(line)}</span>' for line in run.text.split("\n"))
        if several
        else _lines(run.text)
    )
    return f'<span class="{classes}" data-answer="{escape(str(run.at))}">{text}</span>'


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _classes(style: Style) -> str:
    classes = [style.face, style.align, f"z{_near(2 * style.size, _SIZES)}"]
    classes.append(f"l{_near(10 * style.pitch / style.size, _PITCHES)}")
    if style.indent:
        classes.append("indent")
    if style.bold:
        classes.append("bold")
    for letter, space in (("b", style.before), ("e", style.after)):
        steps = round(space / _SPACE)
        if steps:
            classes.append(f"{letter}{_near(steps, _SPACES)}")
    return " ".join(classes)


def _near(value: float, allowed: range) -> int:
    return min(max(round(value), allowed[0]), allowed[-1])


def _px(points: float) -> str:
    return f"{points * _PX:.1f}".removesuffix(".0")
