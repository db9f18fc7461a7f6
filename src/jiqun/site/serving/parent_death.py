"""Processes that belong together: a child ends when its parent is gone, however that died."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys

_SIGNAL_AT_PARENTS_DEATH = 1


def end_with_parent(by: signal.Signals = signal.SIGTERM) -> None:
    """Have the system end this process when the one that started it is gone (Linux only).

    SIGTERM lets it finish what it is doing; SIGKILL is for one that may not listen yet.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_SIGNAL_AT_PARENTS_DEATH, by)
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid != os.getppid():
        # It went before the system was told.
        os.kill(os.getpid(), by)
