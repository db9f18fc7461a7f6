"""A process that the server keeps running: started again when it ends, after a wait that grows."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

FIRST_WAIT = 0.2
LONGEST_WAIT = 30.0
# Who ran for so long was well: the next end is again the first.
WELL_AFTER = 60.0


@dataclass
class Child:
    """A process with the command that starts it; `prepare` is called in it before that."""

    name: str
    command: list[str]
    prepare: Callable[[], None]
    process: subprocess.Popen[bytes] | None = None
    ends: int = 0
    """How often it ended, one time soon after the other."""
    _started: float = 0.0
    _start_at: float = 0.0

    def start(self) -> None:
        """Start it."""
        self._started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603
            self.command, preexec_fn=self.prepare
        )

    def keep_running(self) -> None:
        """Start it again if it has ended, once its wait is over; says so in the log."""
        now = time.monotonic()
        if self.process is not None:
            status = self.process.poll()
            if status is None:
                return
            self.process = None
            self.ends = 1 if now - self._started >= WELL_AFTER else self.ends + 1
            wait = min(FIRST_WAIT * 2 ** (self.ends - 1), LONGEST_WAIT)
            self._start_at = now + wait
            print(
                f"{self.name}停止了（{_words_for(status)}，连续第 {self.ends} 次），"
                f"{wait:.1f} 秒后重新启动。原因见上面的输出。",
                file=sys.stderr,
                flush=True,
            )
        if now >= self._start_at:
            self.start()

    @property
    def running(self) -> bool:
        """Whether it runs now."""
        return self.process is not None and self.process.poll() is None


def _words_for(status: int) -> str:
    return f"信号 {-status}" if status < 0 else f"退出码 {status}"


def niced(by: int, prepare: Callable[[], None]) -> Callable[[], None]:
    """The preparation, and then so much less of the processors than others get."""

    def both() -> None:
        prepare()
        os.nice(by)

    return both
