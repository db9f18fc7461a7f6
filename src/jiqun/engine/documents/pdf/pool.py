"""Draws papers in a few processes beside the caller's, each replaced after some papers.

The typesetter keeps what it has drawn in memory (some 290 MB after fifty papers), and two threads
of one process are slower than one; so each is a process of its own with a short life. One that
dies, grows or takes too long takes nothing along but its paper: the next is served.
"""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from contextlib import suppress
from datetime import datetime
from queue import Empty, SimpleQueue
from threading import Event, Timer
from types import TracebackType

from jiqun.engine.documents.paper import Paper
from jiqun.engine.documents.pdf.pdf_writer import UNDATED, Pdf, PdfError

COMMAND = (sys.executable, "-P", "-X", "utf8", "-m", "jiqun.engine.documents.pdf.typesetter")
MOST_MEGABYTES = 400  # of a process: one that holds more is replaced


class PdfPool:
    """A few processes that write PDF files, started when they are first needed; they end with the
    caller's process, however that ends, or when the pool is closed (or its `with` is left).

    `papers_each` is the number of papers a process draws before a fresh one takes its place;
    `seconds` is the time a paper may take, and may wait for a process that is free. Every method
    may be called from any thread.
    """

    def __init__(self, workers: int = 2, *, papers_each: int = 50, seconds: float = 20.0) -> None:
        self._count = workers
        self._seconds = seconds
        self._idle: SimpleQueue[_Worker | None] = SimpleQueue()
        for _ in range(workers):
            self._idle.put(_Worker(papers_each, seconds))

    def write(self, paper: Paper, *, made: datetime = UNDATED, duplex: bool = False) -> Pdf:
        """One PDF, as `write_pdf` makes it; raises PdfError."""
        try:
            worker = self._idle.get(timeout=self._seconds)
        except Empty:
            raise PdfError(f"no process was free for {self._seconds:g} s") from None
        try:
            if worker is None:
                raise PdfError("the pool is closed")
            return worker.draw(paper, made, duplex)
        finally:
            self._idle.put(worker)

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

    def __init__(self, papers_each: int, seconds: float) -> None:
        self._papers_each = papers_each
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def _start(self) -> subprocess.Popen[bytes]:
        self._left = self._papers_each
        self._pipe, theirs = multiprocessing.Pipe()
        try:
            # A fork would copy a server's threads and locks. What is typed at the terminal (Ctrl+C)
            # is for the parent, and standard input is how the process learns of its end.
            process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                (*COMMAND, str(theirs.fileno())),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
            )
        finally:
            theirs.close()  # so that the death of the process is the end of the pipe
        self._process = process
        return process

    def stop(self) -> None:
        """End the process: it waits for work, or hangs, and holds nothing worth keeping."""
        if self._process is None:
            return
        self._pipe.close()
        self._process.kill()
        self._process.communicate()
        self._process = None

    def _running(self) -> subprocess.Popen[bytes]:
        """The present process; a fresh one where there is none, or it died while nobody looked."""
        if self._process is not None and self._process.poll() is not None:
            self.stop()
        try:
            return self._process or self._start()
        except OSError as error:
            raise PdfError(f"no process could be started: {error}") from error

    def draw(self, paper: Paper, made: datetime, duplex: bool) -> Pdf:
        process, goes_on = self._running(), False
        try:
            result, megabytes = self._ask(process, (paper, made, duplex))
            self._left -= 1
            goes_on = self._left > 0 and megabytes <= MOST_MEGABYTES
        finally:
            if not goes_on:
                self.stop()
                with suppress(PdfError):  # then the next paper says so
                    self._running()
        if isinstance(result, PdfError):
            raise result
        return result

    def _ask(
        self, process: subprocess.Popen[bytes], work: tuple[Paper, datetime, bool]
    ) -> tuple[Pdf | PdfError, int]:
        """What the process answers; where it has died, or was ended as too slow, PdfError."""
        late = Event()

        def give_up() -> None:
            late.set()
            process.kill()

        clock = Timer(self._seconds, give_up)
        clock.start()
        try:
            self._pipe.send(work)
            answer: tuple[Pdf | PdfError, int] = self._pipe.recv()
        except (EOFError, OSError) as error:
            if late.is_set():
                raise PdfError(f"the paper took longer than {self._seconds:g} s") from error
            with suppress(subprocess.TimeoutExpired):
                process.wait(1)
            code = process.returncode
            raise PdfError(f"the process drawing the paper died (exit code {code})") from error
        finally:
            clock.cancel()
        return answer
