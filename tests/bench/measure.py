"""Measure contenders side by side: interleaved runs, medians, peak memory of a process."""

from __future__ import annotations

import gc
import multiprocessing
import re
import statistics
import time
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from pathlib import Path


def medians(
    contenders: Mapping[str, Callable[[], object]], rounds: int, times: int = 1
) -> dict[str, float]:
    """Median seconds of each contender; one warm-up, then `rounds` interleaved runs.

    Work of about a millisecond is done several `times` a run, or the cold start after the other
    contender would be what is measured.
    """
    for run in contenders.values():
        run()
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, run in contenders.items():
            gc.collect()
            begin = time.perf_counter()
            for _ in range(times):
                run()
            seconds[name].append((time.perf_counter() - begin) / times)
    return {name: statistics.median(found) for name, found in seconds.items()}


def peak_mb(prepare_and_run: Callable[[], object]) -> float:
    """Peak resident memory in MB of a fresh process that does the work once."""
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
