"""Measure contenders side by side: interleaved runs, medians of the clock and of the processors'
time, and the memory that work takes above that of an empty process."""

from __future__ import annotations

import gc
import os
import pickle
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

import psutil


@dataclass(frozen=True)
class Took:
    """Median seconds by the clock, and of all processors together, children included: on a machine
    that does other things beside, the second says more."""

    clock: float
    work: float


def compare(
    contenders: Mapping[str, Callable[[], object]], rounds: int, times: int = 1
) -> dict[str, Took]:
    """What each contender took; one warm-up, then `rounds` interleaved runs.

    Work of about a millisecond is done several `times` a run, or the cold start after the other
    contender would be what is measured.
    """
    for run in contenders.values():
        run()
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, run in contenders.items():
            gc.collect()
            worked, begin = _worked(), time.perf_counter()
            for _ in range(times):
                run()
            clock = time.perf_counter() - begin
            found[name].append((clock / times, (_worked() - worked) / times))
    return {
        name: Took(*(statistics.median(column) for column in zip(*pairs, strict=True)))
        for name, pairs in found.items()
    }


def _worked() -> float:
    """The seconds of processors that this process and its children, living and ended, took."""
    own = time.process_time()
    told = os.times()
    seconds = own + told.children_user + told.children_system
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            seconds += sum(child.cpu_times()[:2])
    return seconds


# What a fresh process does: the work that it is sent, and then says the most it held, in kB. VmHWM
# counts from the start of this program; ru_maxrss would count its parent's memory too.
_PEAK = """
import pickle, re, sys
pickle.load(sys.stdin.buffer)()
status = open("/proc/self/status", encoding="utf-8").read()
print(re.search(r"VmHWM:\\s+(\\d+)", status)[1])
"""


def megabytes(work: Callable[[], object]) -> float:
    """The memory work takes above that of a process that does nothing, each in a fresh process."""
    return _peak(work) - _peak(int)


def _peak(work: Callable[[], object]) -> float:
    done = subprocess.run(
        [sys.executable, "-c", _PEAK], input=pickle.dumps(work), capture_output=True, check=True
    )
    return int(done.stdout.split()[-1]) / 1024
