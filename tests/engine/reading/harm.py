"""Damage to Word files that takes something away: what is not read must be told."""

from __future__ import annotations

import copy
import random
import re

from lxml import etree
from tests.engine.reading.damage import (
    NOTE,
    TICKS,
    Damage,
    W,
    filled_cells,
    label_cells,
    rewrite,
    rows_of_a_table,
    set_text,
    text_of,
    tick_cells,
    word_element,
)


def lose_notes(rng: random.Random, root: etree._Element) -> None:
    for cell in rng.sample(filled_cells(root), 30):
        rewrite(cell, lambda text: NOTE.sub("", text))


def add_row(rng: random.Random, root: etree._Element) -> None:
    row = rng.choice(rows_of_a_table(rng, root))
    extra = copy.deepcopy(row)
    for number, cell in enumerate(extra.findall(W + "tc")):
        rewrite(cell, lambda text, n=number: "补充指标" if not n else str(rng.random()))
    row.addnext(extra)


def copy_row(rng: random.Random, root: etree._Element) -> None:
    """A row twice, with other figures."""
    row = rng.choice(rows_of_a_table(rng, root))
    twin = copy.deepcopy(row)
    for cell in twin.findall(W + "tc")[1:]:
        rewrite(cell, lambda text: re.sub(r"\d", "7", text))
    row.addnext(twin)


def drop(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def delete_row(rng: random.Random, root: etree._Element) -> None:
    row = rng.choice(rows_of_a_table(rng, root))
    drop(row)


def swap_rows(rng: random.Random, root: etree._Element) -> None:
    rows = rows_of_a_table(rng, root)
    first = rng.randrange(len(rows) - 1)
    rows[first].addprevious(rows[first + 1])


def move_row(rng: random.Random, root: etree._Element) -> None:
    rows = rows_of_a_table(rng, root)
    moved, target = rng.sample(rows, 2)
    target.addnext(moved)


def change_label(rng: random.Random, root: etree._Element) -> None:
    cell = rng.choice(label_cells(root))

    def change(text: str) -> str:
        place = rng.randrange(len(text))
        return text[:place] + rng.choice(["", "的", "有关"]) + text[place + 1 :]

    rewrite(cell, change)


def replace_label(rng: random.Random, root: etree._Element) -> None:
    other = rng.choice(["Total output", "指标甲", "集群企业情况", "2022年", "联系人"])
    rewrite(rng.choice(label_cells(root)), lambda text: other)


def copy_label(rng: random.Random, root: etree._Element) -> None:
    """The label of one row on another."""
    first, second = rng.sample(label_cells(root), 2)
    rewrite(first, lambda text: text_of(second))


def merge_cells(rng: random.Random, root: etree._Element) -> None:
    """Two cells of a row drawn as one."""
    row = rng.choice([r for r in rows_of_a_table(rng, root) if len(r.findall(W + "tc")) > 1])
    cells = row.findall(W + "tc")
    place = rng.randrange(len(cells) - 1)
    joined = text_of(cells[place]) + "\n" + text_of(cells[place + 1])
    properties = cells[place].find(W + "tcPr")
    assert properties is not None
    for span in properties.findall(W + "gridSpan"):
        properties.remove(span)
    properties.append(word_element("gridSpan", val="2"))
    rewrite(cells[place], lambda text: joined)
    row.remove(cells[place + 1])


def split_cell(rng: random.Random, root: etree._Element) -> None:
    row = rng.choice(rows_of_a_table(rng, root))
    cell = rng.choice(row.findall(W + "tc"))
    extra = copy.deepcopy(cell)
    rewrite(extra, lambda text: rng.choice(["", "", "33.33"]))
    cell.addnext(extra)


def swap_heads(rng: random.Random, root: etree._Element) -> None:
    """Two heads of columns in each other's place, the figures left as they are."""
    rows = [
        row
        for row in root.iter(W + "tr")
        if sum(text_of(c) in ("2023年", "2024年", "2025年", "主持数量", "参与数量") for c in row)
        > 1
    ]
    cells = rng.choice(rows).findall(W + "tc")[1:]
    first, second = rng.sample(cells, 2)
    words = text_of(first), text_of(second)
    rewrite(first, lambda text: words[1])
    rewrite(second, lambda text: words[0])


def add_column(rng: random.Random, root: etree._Element) -> None:
    rows = rows_of_a_table(rng, root)
    place = rng.randrange(1, 3)
    for number, row in enumerate(rows):
        cells = row.findall(W + "tc")
        if place < len(cells):
            extra = copy.deepcopy(cells[place])
            rewrite(extra, lambda text, n=number: "2022年" if not n else "55.55")
            cells[place].addprevious(extra)


def odd_tick(rng: random.Random, root: etree._Element) -> None:
    """A tick nobody can know the meaning of, or two where one is asked for."""
    cell = rng.choice(tick_cells(root) or filled_cells(root))
    mark = rng.choice(["V", "☒", "✗", "对", "※"])
    rewrite(cell, lambda text: re.sub(f"[{TICKS}]", mark, text, count=1))


def tick_all(rng: random.Random, root: etree._Element) -> None:
    cells = [c for c in tick_cells(root) if re.search("[□☑√]否", text_of(c))]
    if cells:
        rewrite(rng.choice(cells), lambda text: re.sub("[□√]", "☑", text))


def change_heading(rng: random.Random, root: etree._Element) -> None:
    """A heading of the plan with other words, gone, or on one line with its text."""
    headings = [
        p
        for p in root.iter(W + "p")
        if re.match("(（?[一二三四]）?、?|[12][.](?!\\d)|（[123]）)", text_of(p))
        and len(text_of(p)) < 24
    ]
    if not headings:
        return
    heading = rng.choice(headings)
    following = heading.getnext()
    way = rng.randrange(3)
    if way == 0:
        drop(heading)
    elif way == 1:
        set_text(heading, text_of(heading)[:-2] + "有关情况")
    elif following is not None and following.tag == W + "p":
        set_text(heading, f"{text_of(heading)}：{text_of(following)}")
        drop(following)


def repeat_heading(rng: random.Random, root: etree._Element) -> None:
    """A line of the plan that reads like one of its headings."""
    texts = [p for p in root.iter(W + "p") if len(text_of(p)) > 24]
    paragraph = copy.deepcopy(rng.choice(texts))
    set_text(paragraph, rng.choice(["重点任务", "发展目标", "2027年度", "保障措施"]))
    rng.choice([p for p in texts if p.getparent().tag == W + "body"] or texts).addnext(paragraph)


HARMFUL: tuple[Damage, ...] = (
    lose_notes,
    add_row,
    copy_row,
    delete_row,
    swap_rows,
    move_row,
    change_label,
    replace_label,
    copy_label,
    merge_cells,
    split_cell,
    swap_heads,
    add_column,
    odd_tick,
    tick_all,
    change_heading,
    repeat_heading,
)
