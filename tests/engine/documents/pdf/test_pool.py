"""Many papers at once: order, a fresh process after some papers, and a process that dies."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator

import psutil
import pytest

from jiqun.engine.documents.paper import Paper, Style
from jiqun.engine.documents.pdf import PdfError, PdfPool, write_pdf

Small = Callable[..., Paper]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pool() -> Iterator[PdfPool]:
    with PdfPool(workers=1, papers_each=4) as pool:
        yield pool


def _workers() -> list[int]:
    children = psutil.Process().children()
    return [child.pid for child in children if "spawn_main" in " ".join(child.cmdline())]


def test_pool_gives_the_same_files_in_order_and_renews_its_process(
    pool: PdfPool, small: Small
) -> None:
    papers = [small(f"第{number}份{chr(0x2B81A)}") for number in range(4)]
    before = _workers()
    assert list(pool.write_all(papers)) == [write_pdf(paper) for paper in papers]
    assert before and set(before).isdisjoint(_workers())


def test_paper_that_cannot_be_drawn_fails_alone(pool: PdfPool, small: Small) -> None:
    style = Style("song", 12.0, 18.0, "middle")  # type: ignore[arg-type]
    with pytest.raises(PdfError):
        pool.write(small("甲", style=style))
    assert pool.write(small("乙")) == write_pdf(small("乙"))


def test_process_that_dies_is_replaced_and_the_pool_goes_on(pool: PdfPool, small: Small) -> None:
    for process in _workers():
        os.kill(process, signal.SIGKILL)
    with pytest.raises(PdfError, match="died"):
        pool.write(small("甲"))
    assert pool.write(small("乙")) == write_pdf(small("乙"))


def test_paper_that_takes_too_long_is_given_up(small: Small) -> None:
    with (
        PdfPool(workers=1, seconds=0.001) as pool,
        pytest.raises(PdfError, match="longer than"),
    ):
        pool.write(small("甲"))


def test_closed_pool_leaves_no_process_and_refuses_work(small: Small) -> None:
    before = set(_workers())
    pool = PdfPool(workers=1)
    pool.write(small("乙"))  # its process is then surely what it will be
    assert len(set(_workers()) - before) == 1
    pool.close()
    pool.close()
    assert set(_workers()) - before == set()
    with pytest.raises(PdfError, match="closed"):
        pool.write(small("甲"))
