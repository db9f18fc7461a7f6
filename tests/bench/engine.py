"""The engine against its peers: outcome, Word, PDF, reading; medians and peak memory."""

from __future__ import annotations

import statistics
from functools import partial

from rich.table import Table
from tests.bench.measure import medians, peak_mb
from tests.bench.outcome import contenders, example
from tests.bench.paper import Office, pdf_work, word_contenders
from tests.bench.stripped import without_marks

from jiqun.engine import (
    find_editions,
    lay_out,
    load_edition,
    read_word,
    write_pdf,
    write_word,
)
from jiqun.engine.definition import edition as edition_module

EDITION = "ningxia-2026"
ROUNDS = 9


def work(name: str) -> None:
    """One piece of work in a fresh process, for its peak memory."""
    edition = load_edition(find_editions()[EDITION])
    answers = example(edition)
    if name in ("outcome", "jsonschema"):
        ours, peer = contenders(edition).values()
        (ours if name == "outcome" else peer)()
    elif name in ("word", "docxtpl"):
        ours, peer = word_contenders(edition, answers).values()
        (ours if name == "word" else peer)()
    elif name == "pdf":
        write_pdf(lay_out(answers))
    else:
        file = write_word(lay_out(answers))
        read_word(file if name == "read by tags" else without_marks(file), edition.main)


def read_anew(name: str) -> None:
    """Read an edition from its files, whatever is kept of it."""
    edition_module._load.cache_clear()
    load_edition(find_editions()[name])


def engine_table() -> Table:
    """What the engine does, against its peers."""
    edition = load_edition(find_editions()[EDITION])
    answers = example(edition)
    table = Table(
        "工作", "本软件", "对照", "倍数", "目标", "内存", title="基准（同一次运行的中位数）"
    )

    def row(what: str, ours: float, peer: float | None, goal: str, memory: str) -> None:
        ratio = f"{peer / ours:.1f}×" if peer else "—"
        against = f"{peer * 1000:.1f} 毫秒" if peer else "—"
        table.add_row(what, f"{ours * 1000:.1f} 毫秒", against, ratio, goal, memory)

    ours, peer = medians(contenders(edition), 20, times=20).values()
    memory = (
        f"{peak_mb(partial(work, 'outcome')):.0f} / {peak_mb(partial(work, 'jsonschema')):.0f} MB"
    )
    row("全部校验结果 ÷ jsonschema 能写的同样规则", ours, peer, "≤ 2 毫秒，且更快", memory)

    # From the files each time, as at the start of a process; afterwards it is kept.
    read = medians({"read": partial(read_anew, EDITION)}, ROUNDS)["read"]
    row("读入一个年度版", read, None, "≤ 500 毫秒", "")

    ours, peer = medians(word_contenders(edition, answers), ROUNDS).values()
    memory = f"{peak_mb(partial(work, 'word')):.0f} / {peak_mb(partial(work, 'docxtpl')):.0f} MB"
    row("排版并写 Word ÷ docxtpl 填模板", ours, peer, "≥ 8×", memory)

    file = write_word(lay_out(answers))
    pdf = medians({"pdf": pdf_work(edition, answers)}, ROUNDS)["pdf"]
    memory = f"{peak_mb(partial(work, 'pdf')):.0f} MB"
    if Office.available():
        office = Office(file)
        try:
            office.cold()
            cold = medians({"cold": office.cold}, 3)["cold"]
            row("热态 PDF ÷ 冷启动 LibreOffice", pdf, cold, "≥ 8×，≤ 150 毫秒", memory)
            if office.start():
                warm = statistics.median(office.warm_seconds(ROUNDS))
                row("热态 PDF ÷ 运行中的 LibreOffice", pdf, warm, "≥ 3×", memory)
        finally:
            office.close()
    else:
        row("热态 PDF（没有 LibreOffice，不作比较）", pdf, None, "≤ 150 毫秒", memory)

    foreign = without_marks(file)
    reading = medians(
        {
            "tags": lambda: read_word(file, edition.main, readers=("tag",)),
            "labels": lambda: read_word(foreign, edition.main, readers=("label",)),
        },
        ROUNDS,
    )
    for name, words, goal in (("tags", "标记", "≤ 20 毫秒"), ("labels", "栏目文字", "≤ 200 毫秒")):
        peak = f"{peak_mb(partial(work, f'read by {name}')):.0f} MB"
        row(f"按{words}读 Word", reading[name], None, goal, peak)
    return table
