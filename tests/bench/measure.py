"""Measure contenders side by side: interleaved runs, medians of the clock and of the processors'
time, and the memory that work takes above that of an empty process."""

from __future__ import annotations

import gc
import multiprocessing
import os
import re
import statistics
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

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


def megabytes(prepare_and_run: Callable[[], object]) -> float:
    """The memory work takes above that of a process that does nothing, each in a fresh process."""
    return max(0.0, _peak(prepare_and_run) - _peak(_nothing))


def _nothing() -> None:
    pass


def _peak(prepare_and_run: Callable[[], object]) -> float:
    context = multiprocessing.get_context("spawn")
    inlet, outlet = context.Pipe(duplex=False)
    process = context.Process(target=_report_peak, args=(prepare_and_run, outlet))
    process.start()
    outlet.close()
    peak = float(inlet.recv())
    process.join()
    return peak


def _report_peak(work: Callable[[], object], outlet: Connection) -> None:
    work()
    # VmHWM counts from the start of this program; ru_maxrss would count its parent's memory too.
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak = re.search(r"VmHWM:\s+(\d+)", status)
    outlet.send(int(peak[1]) / 1024 if peak else 0.0)
