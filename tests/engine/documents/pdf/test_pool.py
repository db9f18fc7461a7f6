"""Papers drawn by other processes: as ever, in bounded memory, and whatever becomes of those."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator

import psutil
import pytest
from site_process import wait_until

from jiqun.engine.documents.paper import Paper, Style
from jiqun.engine.documents.pdf import PdfError, PdfPool, pool, write_pdf

Small = Callable[..., Paper]

pytestmark = pytest.mark.slow

# A parent that has a paper drawn, says so, and then asks for one that takes minutes.
_PARENT = """
import pickle, sys
from dataclasses import replace
from jiqun.engine.documents.pdf import PdfPool
pool = PdfPool(workers=1, seconds=600)
paper = pickle.load(sys.stdin.buffer)
pool.write(paper)
print("drawn", flush=True)
(sheet,) = paper.sheets
pool.write(replace(paper, sheets=(replace(sheet, blocks=sheet.blocks * 1_000_000),)))
"""


@pytest.fixture
def drawing() -> Iterator[PdfPool]:
    with PdfPool(workers=1, papers_each=3) as one:
        yield one


_others: list[psutil.Process] = []
"""Those that draw for a site in this process, which tests before may have left."""


@pytest.fixture(autouse=True)
def apart() -> None:
    _others[:] = []
    _others[:] = typesetters()


def typesetters(parent: int | None = None) -> list[psutil.Process]:
    """The processes that draw for a process, or for the tests of this one."""
    children = psutil.Process(parent).children()
    name = "jiqun.engine.documents.pdf.typesetter"
    return [one for one in children if one not in _others and name in one.cmdline()]


def test_pool_gives_the_same_files_and_renews_its_process(drawing: PdfPool, small: Small) -> None:
    papers = [small(f"第{number}份{chr(0x2B81A)}") for number in range(4)]
    assert typesetters() == []  # none before it is needed
    found = [drawing.write(papers[0])]
    before = typesetters()
    found += [drawing.write(paper) for paper in papers[1:]]
    assert found == [write_pdf(paper) for paper in papers]
    assert len(before) == len(typesetters()) == 1
    assert before != typesetters()


def test_process_that_holds_too_much_is_replaced(
    drawing: PdfPool, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing.write(small("甲"))
    kept = typesetters()
    monkeypatch.setattr(pool, "MOST_MEGABYTES", 1)
    assert drawing.write(small("乙")) == write_pdf(small("乙"))
    assert kept != typesetters()


def test_paper_that_cannot_be_drawn_fails_alone(drawing: PdfPool, small: Small) -> None:
    style = Style("song", 12.0, 18.0, "middle")  # type: ignore[arg-type]
    with pytest.raises(PdfError):
        drawing.write(small("甲", style=style))
    kept = typesetters()
    assert drawing.write(small("乙")) == write_pdf(small("乙"))
    assert typesetters() == kept


def test_process_that_died_while_nobody_looked_costs_no_paper(
    drawing: PdfPool, small: Small
) -> None:
    drawing.write(small("甲"))
    (process,) = typesetters()
    process.kill()
    psutil.wait_procs([process], timeout=5)
    assert drawing.write(small("乙")) == write_pdf(small("乙"))


def test_process_that_dies_at_a_paper_fails_that_one_alone(drawing: PdfPool, small: Small) -> None:
    drawing.write(small("甲"))
    (process,) = typesetters()
    process.suspend()  # so that it surely dies with the paper in hand
    threading.Timer(0.2, process.kill).start()
    with pytest.raises(PdfError, match=r"died \(exit code -9\)"):
        drawing.write(small("甲"))
    assert drawing.write(small("乙")) == write_pdf(small("乙"))


def test_paper_that_takes_too_long_is_given_up_and_its_process_ended(small: Small) -> None:
    with PdfPool(workers=1, seconds=0.05) as one:
        with pytest.raises(PdfError, match=r"longer than 0.05 s"):
            one.write(small("甲"))
        # The next is getting ready; it has its name once it is more than a copy of this process.
        wait_until(lambda: len(typesetters()) == 1)


def test_who_finds_no_process_free_is_told_so(drawing: PdfPool, small: Small) -> None:
    drawing.write(small("甲"))
    (process,) = typesetters()
    process.suspend()
    first = threading.Thread(target=_write_or_fail, args=(drawing, small("甲")))
    first.start()
    drawing._seconds = 0.2
    try:
        with pytest.raises(PdfError, match="no process was free"):
            while True:  # until the other has taken it
                drawing.write(small("乙"))
    finally:
        process.kill()
        first.join()


def _write_or_fail(drawing: PdfPool, paper: Paper) -> None:
    with pytest.raises(PdfError):
        drawing.write(paper)


def test_typesetter_ends_with_its_parent_even_in_the_midst_of_a_paper(small: Small) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", _PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert parent.stdin and parent.stdout
        pickle.dump(small("甲"), parent.stdin)
        parent.stdin.flush()
        assert parent.stdout.readline() == b"drawn\n"
        family = typesetters(parent.pid)
        assert len(family) == 1
        before = sum(family[0].cpu_times()[:2])
        while sum(family[0].cpu_times()[:2]) < before + 0.5:  # until it is at the long one
            time.sleep(0.05)
        os.kill(parent.pid, signal.SIGKILL)
        assert psutil.wait_procs(family, timeout=10)[1] == []
    finally:
        parent.kill()
        parent.communicate()


def test_typesetter_that_gets_no_more_papers_ends_without_a_word(
    drawing: PdfPool, small: Small
) -> None:
    drawing.write(small("甲"))
    worker = drawing._idle.get()
    assert worker and worker._process
    worker._pipe.close()
    assert worker._process.wait(10) == 0
    drawing._idle.put(worker)


def test_closed_pool_leaves_no_process_and_refuses_work(small: Small) -> None:
    one = PdfPool(workers=1)
    one.write(small("乙"))
    assert len(typesetters()) == 1
    one.close()
    one.close()
    assert typesetters() == []
    with pytest.raises(PdfError, match="closed"):
        one.write(small("甲"))
