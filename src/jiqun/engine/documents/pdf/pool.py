"""Draws many papers at once in a few processes, each replaced after some papers.

The typesetter keeps what it has drawn in memory (some 300 MB after fifty papers), and two threads
of one process are slower than one; so each worker is a process of its own with a short life. A
worker that dies takes nothing along but its paper: that call fails, the next is served.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from multiprocessing.connection import Connection
from queue import SimpleQueue
from types import TracebackType

from jiqun.engine.documents.paper import Paper
from jiqun.engine.documents.pdf.fonts import FontSet, covered, default_fonts, typst_fonts
from jiqun.engine.documents.pdf.pdf_writer import UNDATED, Pdf, PdfError, write_pdf

_SPAWN = multiprocessing.get_context("spawn")  # a fork would copy a server's threads and locks


class PdfPool:
    """A few processes that write PDF files; to be used in a `with` statement or closed.

    `papers_each` is the number of papers a process draws before a fresh one takes its place;
    `seconds` is the time a paper may take. Every method may be called from any thread.
    """

    def __init__(
        self,
        workers: int = 2,
        *,
        fonts: FontSet | None = None,
        papers_each: int = 50,
        seconds: float = 60.0,
    ) -> None:
        self._count = workers
        self._idle: SimpleQueue[_Worker | None] = SimpleQueue()
        for _ in range(workers):
            self._idle.put(_Worker(fonts or default_fonts(), papers_each, seconds))

    def write(self, paper: Paper, *, made: datetime = UNDATED) -> Pdf:
        """One PDF, as `write_pdf` makes it. Waits for a free process; raises PdfError."""
        worker = self._idle.get()
        try:
            if worker is None:
                raise PdfError("the pool is closed")
            return worker.draw(paper, made)
        finally:
            self._idle.put(worker)

    def write_all(self, papers: Iterable[Paper], *, made: datetime = UNDATED) -> Iterator[Pdf]:
        """The PDFs in the order of the papers; raises PdfError at the paper that failed."""
        with ThreadPoolExecutor(self._count) as threads:
            yield from threads.map(lambda paper: self.write(paper, made=made), papers)

    def close(self) -> None:
        """Lets the papers in work be finished and ends the processes; may be called twice."""
        for _ in range(self._count):
            worker = self._idle.get()
            if worker is None:
                break
            worker.stop()
        self._idle.put(None)

    def __enter__(self) -> PdfPool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class _Worker:
    """One process after another, and our end of the pipe to the present one."""

    def __init__(self, fonts: FontSet, papers_each: int, seconds: float) -> None:
        self._fonts = fonts
        self._papers_each = papers_each
        self._seconds = seconds
        self._start()

    def _start(self) -> None:
        self._left = self._papers_each
        self._pipe, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(theirs, self._fonts), daemon=True)
        self._process.start()
        theirs.close()  # so that the death of the process is the end of the pipe

    def stop(self) -> None:
        """End the process: it waits for work, or hangs, and holds nothing worth keeping."""
        self._pipe.close()
        self._process.kill()
        self._process.join()

    def draw(self, paper: Paper, made: datetime) -> Pdf:
        self._left -= 1
        finished = False
        try:
            result = self._ask(paper, made)
            finished = True
        finally:
            if not finished or self._left == 0:
                self.stop()
                self._start()
        if isinstance(result, PdfError):
            raise result
        return result

    def _ask(self, paper: Paper, made: datetime) -> Pdf | PdfError:
        try:
            self._pipe.send((paper, made))
            if not self._pipe.poll(self._seconds):
                raise PdfError(f"the paper took longer than {self._seconds:g} s")
            result: Pdf | PdfError = self._pipe.recv()
        except (EOFError, OSError) as error:
            self._process.join()
            code = self._process.exitcode
            raise PdfError(f"the process drawing the paper died (exit code {code})") from error
        return result


def _serve(pipe: Connection, fonts: FontSet) -> None:
    """A process's life: open the fonts while nobody waits, then draw what comes till the end."""
    typst_fonts(fonts)
    covered(fonts)
    while True:
        try:
            paper, made = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(write_pdf(paper, fonts=fonts, made=made))
        except Exception as error:
            pipe.send(PdfError(f"{type(error).__name__}: {error}"))
