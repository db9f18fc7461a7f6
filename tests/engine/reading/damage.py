"""Damage to Word files, as people and programs do it; every function changes a parsed document."""

from __future__ import annotations

import copy
import io
import random
import re
import zipfile
from collections.abc import Callable

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
Damage = Callable[[random.Random, etree._Element], None]
TICKS = "☑√"
NOTE = re.compile(r"（[^（）]*）")


def damaged(file: bytes, rng: random.Random, damages: list[Damage]) -> bytes:
    """The file with every damage done to its document, one after the other."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    for damage in damages:
        damage(rng, root)
    parts["word/document.xml"] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


# What the document is made of ----------------------------------------------------------------


def text_of(element: etree._Element) -> str:
    return "".join(
        "\n" if e.tag == W + "br" else e.text or "" for e in element.iter(W + "t", W + "br")
    )


def set_text(paragraph: etree._Element, text: str) -> None:
    """Put a text into a paragraph as one run, line ends as breaks."""
    for child in list(paragraph):
        if child.tag != W + "pPr":
            paragraph.remove(child)
    run = etree.SubElement(paragraph, W + "r")
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, W + "br")
        etree.SubElement(run, W + "t").text = line


def rows_of_a_table(
    rng: random.Random, root: etree._Element, least: int = 4
) -> list[etree._Element]:
    """The rows of a table chosen at random."""
    tables = [t for t in root.iter(W + "tbl") if len(t.findall(W + "tr")) >= least]
    return rng.choice(tables).findall(W + "tr")


def filled_cells(root: etree._Element) -> list[etree._Element]:
    return [cell for cell in root.iter(W + "tc") if text_of(cell).strip()]


def label_cells(root: etree._Element) -> list[etree._Element]:
    """The first cells of rows that have words in them."""
    firsts = [row.find(W + "tc") for row in root.iter(W + "tr")]
    return [cell for cell in firsts if cell is not None and text_of(cell).strip()]


def tick_cells(root: etree._Element) -> list[etree._Element]:
    return [
        cell for cell in filled_cells(root) if any(mark in text_of(cell) for mark in "□" + TICKS)
    ]


def rewrite(cell: etree._Element, change: Callable[[str], str]) -> None:
    paragraph = cell.find(W + "p")
    if paragraph is not None:
        set_text(paragraph, change(text_of(cell)))
        for more in cell.findall(W + "p")[1:]:
            cell.remove(more)


def _replace(paragraph: etree._Element, runs: list[etree._Element]) -> None:
    set_text(paragraph, "")
    paragraph.remove(paragraph[-1])
    paragraph.extend(runs)


def _run(text: str, *properties: etree._Element) -> etree._Element:
    run = etree.Element(W + "r")
    if properties:
        etree.SubElement(run, W + "rPr").extend(properties)
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, W + "br")
        etree.SubElement(run, W + "t").text = line
    return run


def word_element(name: str, **attributes: str) -> etree._Element:
    element = etree.Element(W + name)
    for key, value in attributes.items():
        element.set(W + key, value)
    return element


# Harmless damage: every answer must still be read ------------------------------------------------


def lose_brackets(rng: random.Random, root: etree._Element) -> None:
    for cell in rng.sample(label_cells(root), 12):
        rewrite(cell, lambda text: re.sub("[（）]", "", text))


def halve_brackets(rng: random.Random, root: etree._Element) -> None:
    for cell in rng.sample(label_cells(root), 20):
        rewrite(cell, lambda text: text.replace("（", "(").replace("）", ") ").replace("：", ":"))


def add_blanks(rng: random.Random, root: etree._Element) -> None:
    for cell in rng.sample(label_cells(root), 20):
        rewrite(
            cell, lambda text: "".join(c + rng.choice(["", "", " ", "\u3000", "\n"]) for c in text)
        )


def split_runs(rng: random.Random, root: etree._Element) -> None:
    for paragraph in list(root.iter(W + "p")):
        text = text_of(paragraph)
        if text.strip() and rng.random() < 0.5:
            cut = sorted(rng.sample(range(len(text) + 1), min(3, len(text))))
            pieces = [text[a:b] for a, b in zip([0, *cut], [*cut, len(text)], strict=True)]
            _replace(paragraph, [_run(piece) for piece in pieces])


def wrap_runs(rng: random.Random, root: etree._Element) -> None:
    """Put runs into content controls, links, smart tags and accepted insertions."""
    for run in rng.sample(list(root.iter(W + "r")), 60):
        wrapper = rng.choice(["sdt", "hyperlink", "smartTag", "ins", "moveTo"])
        outer = inner = etree.Element(W + wrapper)
        if wrapper == "sdt":
            etree.SubElement(outer, W + "sdtPr")
            inner = etree.SubElement(outer, W + "sdtContent")
        parent = run.getparent()
        assert parent is not None
        parent.replace(run, outer)
        inner.append(run)


def delete_text(rng: random.Random, root: etree._Element) -> None:
    """Leave deleted text behind, and moved text where it came from."""
    for paragraph in rng.sample(list(root.iter(W + "p")), 40):
        gone = word_element(rng.choice(["del", "moveFrom"]), author="某人")
        run = etree.SubElement(gone, W + "r")
        etree.SubElement(run, W + "delText").text = rng.choice(["12.34", "☑", "旧的文字"])
        paragraph.insert(1, gone)


def hide_text(rng: random.Random, root: etree._Element) -> None:
    for paragraph in rng.sample(list(root.iter(W + "p")), 20):
        paragraph.append(_run("99.99", word_element("vanish")))


def fall_back(rng: random.Random, root: etree._Element) -> None:
    """Repeat runs for older programs."""
    for run in rng.sample([r for r in root.iter(W + "r") if text_of(r)], 20):
        parent = run.getparent()
        assert parent is not None
        alternate = etree.Element(MC + "AlternateContent")
        parent.replace(run, alternate)
        etree.SubElement(alternate, MC + "Choice", Requires="w14").append(run)
        etree.SubElement(alternate, MC + "Fallback").append(copy.deepcopy(run))


def draw_ticks(rng: random.Random, root: etree._Element) -> None:
    """Other marks for ticked and empty boxes, the same throughout the file."""
    ticked, empty = rng.choice(
        [
            ("☑", "☐"),
            ("☒", "☐"),
            ("■", "□"),
            ("✓", "□"),
            ("✔", ""),
            ("√", ""),
            ("●", "○"),
            ("[√]", "[ ]"),
            ("（√）", "（ ）"),
            ("□√", "□"),
            ("√", "口"),
        ]
    )
    for cell in tick_cells(root):
        rewrite(
            cell,
            lambda text: "".join(ticked if c in TICKS else empty if c == "□" else c for c in text),
        )


def draw_symbols(rng: random.Random, root: etree._Element) -> None:
    """Ticks and boxes as characters of Wingdings, typed or inserted."""
    font, ticked, empty = rng.choice(
        [("Wingdings", 0xFE, 0xA8), ("Wingdings 2", 0x52, 0xA3), ("Wingdings", 0xFC, 0x6F)]
    )
    inserted = rng.random() < 0.5
    for cell in tick_cells(root):
        paragraph = cell.find(W + "p")
        assert paragraph is not None
        runs = []
        for piece in re.split("([□☑√])", text_of(cell)):
            if piece not in ("□", "☑", "√"):
                runs.append(_run(piece))
                continue
            code = empty if piece == "□" else ticked
            if inserted:
                run = etree.Element(W + "r")
                run.append(word_element("sym", font=font, char=f"F0{code:02X}"))
            else:
                run = _run(chr(code), word_element("rFonts", ascii=font, hAnsi=font))
            runs.append(run)
        _replace(paragraph, runs)


def tick_behind(rng: random.Random, root: etree._Element) -> None:
    """The boxes behind the options, each on its line."""
    for cell in tick_cells(root):
        rewrite(cell, lambda text: re.sub("([□☑√])([^□☑√（\n]+)", r"\2\1", text))


def widen_figures(rng: random.Random, root: etree._Element) -> None:
    """Figures in full-width digits and with blanks around them."""
    wide = str.maketrans("0123456789.", "０１２３４５６７８９．")
    for cell in filled_cells(root):
        if re.fullmatch(r"\d+\.\d\d", text_of(cell)):
            rewrite(cell, lambda text: f" {text.translate(wide)}\u3000")


def merge_down(rng: random.Random, root: etree._Element) -> None:
    """Merge blank first cells with the cell above, as on the official form."""
    for row in root.iter(W + "tr"):
        first = row.find(W + "tc")
        above = row.getprevious()
        if first is None or text_of(first).strip() or above is None or above.tag != W + "tr":
            continue
        for cell, value in ((first, "continue"), (above.find(W + "tc"), "restart")):
            assert cell is not None
            properties = cell.find(W + "tcPr")
            assert properties is not None
            if properties.find(W + "vMerge") is None:
                properties.append(word_element("vMerge", val=value))


def split_table(rng: random.Random, root: etree._Element) -> None:
    """Break a table in two, as people do at the end of a page."""
    rows = rows_of_a_table(rng, root)
    table = rows[0].getparent()
    assert table is not None
    second = copy.deepcopy(table)
    cut = len(rows) // 2
    for row in second.findall(W + "tr")[:cut]:
        second.remove(row)
    for row in rows[cut:]:
        table.remove(row)
    table.addnext(second)
    second.addprevious(etree.Element(W + "p"))


def frame_plan(rng: random.Random, root: etree._Element) -> None:
    """Put the plan into a table of one cell, as on the official form."""
    body = root.find(W + "body")
    assert body is not None
    blocks = list(body)
    places = [n for n, b in enumerate(blocks) if text_of(b).startswith(("八、", "九、"))]
    if len(places) != 2:
        return
    table = etree.Element(W + "tbl")
    cell = etree.SubElement(etree.SubElement(table, W + "tr"), W + "tc")
    blocks[places[0]].addnext(table)
    cell.extend(blocks[places[0] + 1 : places[1]])


def lose_numbering(rng: random.Random, root: etree._Element) -> None:
    """Headings of the plan without their numbers."""
    for paragraph in root.iter(W + "p"):
        text = text_of(paragraph)
        bare = re.sub("^(（?[一二三四]）?、?|[12][.](?!\\d)|（[123]）)", "", text)
        if bare != text and len(text) < 24:
            set_text(paragraph, bare)


HARMLESS: tuple[Damage, ...] = (
    lose_brackets,
    halve_brackets,
    add_blanks,
    split_runs,
    wrap_runs,
    delete_text,
    hide_text,
    fall_back,
    draw_ticks,
    draw_symbols,
    tick_behind,
    widen_figures,
    merge_down,
    split_table,
    frame_plan,
    lose_numbering,
)

_ORDER: tuple[tuple[Damage, ...], ...] = (
    (draw_ticks, draw_symbols, tick_behind),
    (fall_back, frame_plan),
    (delete_text, hide_text),
)


def in_order(damages: list[Damage]) -> list[Damage]:
    """Damage that rewrites cells comes before damage that cannot be rewritten without losing it;
    of the ways to draw ticks only one."""
    ticks = [damage for damage in damages if damage in _ORDER[0]][1:]
    rank = {damage: n for n, group in enumerate(_ORDER, 1) for damage in group}
    return sorted((d for d in damages if d not in ticks), key=lambda d: rank.get(d, 0))
