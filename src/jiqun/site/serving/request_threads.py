"""The threads that work on requests: one request at a time, and none waits for one that takes long.

Python runs one thread at a time. Threads that work on requests side by side only take the
interpreter from each other, at every statement to the database; that made saving a third slower. So
one request has the turn, and the others wait in line. But a request may have to wait itself: for
the database, for a document, for another writer. Whoever waits while others do goes on without the
turn, beside the next one; so does whoever works for very long. How many may go on so is counted
apart for readers and writers: writers who all wait for one lock leave the readers their threads.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from jiqun.site.serving.limits import MOST_READERS, MOST_WRITERS, PATIENCE

# More threads than these end when they have nothing to do; each keeps a connection to the database.
_KEPT_IDLE = 2
# Seconds of processor time from one look to the next: who took less waits for something.
_NOTHING_DONE = 0.001

logger = logging.getLogger("jiqun.serving")


@dataclass
class _Queue:
    """Requests of a kind: those that wait, and how many go on without the turn."""

    most: int
    waiting: deque[_Job] = field(default_factory=deque)
    passed: int = 0


@dataclass(eq=False)
class _Job:
    work: Callable[[], None]
    queue: _Queue
    number: int
    begun: float = 0.0
    clock: int = 0
    """That of the processor time of its thread."""
    worked: float = 0.0
    """What that clock said at the last look."""
    thread: int = 0


class RequestThreads:
    """Threads that come into being as they are needed."""

    def __init__(
        self,
        patience: float = PATIENCE,
        most_readers: int = MOST_READERS,
        most_writers: int = MOST_WRITERS,
    ) -> None:
        self._patience = patience
        self._readers, self._writers = _Queue(most_readers), _Queue(most_writers)
        self._turn: _Job | None = None
        self._numbers = 0
        self._idle = 0
        self._change = threading.Condition()

    def put(self, work: Callable[[], None], *, writes: bool) -> None:
        """Have the work of a request done when its turn comes."""
        queue = self._writers if writes else self._readers
        with self._change:
            self._numbers += 1
            queue.waiting.append(_Job(work, queue, self._numbers))
            self._wake_one()

    def pass_on(self) -> bool:
        """Take the turn from who waits, or works for too long, while others wait for it.

        To be called every LOOK_EVERY for as long as it returns True: somebody has or wants it.
        """
        with self._change:
            job = self._turn
            if job is not None and self._lets_pass(job) and self._next_queue() is not None:
                self._pass(job)
            return self._turn is not None or bool(self._readers.waiting or self._writers.waiting)

    @contextmanager
    def out_of_line(self) -> Iterator[None]:
        """For a request that is about to wait: it goes on without the turn, at once."""
        with self._change:
            job = self._turn
            if job is not None and job.thread == threading.get_native_id():
                self._pass(job)
        yield

    def _pass(self, job: _Job) -> None:
        job.queue.passed += 1
        self._turn = None
        self._wake_one()

    def _lets_pass(self, job: _Job) -> bool:
        before, job.worked = job.worked, time.clock_gettime(job.clock)
        idle = before > 0 and job.worked - before < _NOTHING_DONE
        return (idle and _sleeps(job.thread)) or time.monotonic() - job.begun >= self._patience

    def _wake_one(self) -> None:
        if self._turn is not None or self._next_queue() is None:
            return
        if self._idle:
            self._change.notify()
        else:
            threading.Thread(target=self._run, name="request", daemon=True).start()

    def _run(self) -> None:
        while True:
            with self._change:
                while (job := self._take()) is None:
                    if self._idle >= _KEPT_IDLE:
                        return
                    self._idle += 1
                    self._change.wait()
                    self._idle -= 1
            try:
                job.work()
            except BaseException:
                logger.exception("a request broke off")
            with self._change:
                if job is self._turn:
                    self._turn = None
                else:
                    job.queue.passed -= 1

    def _take(self) -> _Job | None:
        queue = None if self._turn is not None else self._next_queue()
        if queue is None:
            return None
        self._turn = queue.waiting.popleft()
        self._turn.begun = time.monotonic()
        self._turn.thread = threading.get_native_id()
        self._turn.clock = time.pthread_getcpuclockid(threading.get_ident())
        return self._turn

    def _next_queue(self) -> _Queue | None:
        """The queue whose first came before the other's, but for one that has too many passed."""
        both = (self._readers, self._writers)
        ready = [queue for queue in both if queue.waiting and queue.passed < queue.most]
        return min(ready, key=lambda queue: queue.waiting[0].number, default=None)


def _sleeps(thread: int) -> bool:
    """Whether the thread of this process waits for something else than a processor."""
    status = Path(f"/proc/self/task/{thread}/stat").read_bytes()
    return not status.rpartition(b") ")[2].startswith(b"R")
