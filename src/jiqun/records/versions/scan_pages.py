"""The pages of a scan as pictures, drawn in a process of its own: what a browser would not be given
to open is looked at all the same, beside the paper that was sealed."""

from __future__ import annotations

import logging
import subprocess
import sys
from dataclasses import dataclass
from threading import BoundedSemaphore

from jiqun.engine import UnusableInput
from jiqun.records.versions.models import SealedScan
from jiqun.records.versions.scans import bytes_of_scan

COMMAND = (sys.executable, "-P", "-X", "utf8", "-m", "jiqun.records.versions.scan_page_child")
MOST_SECONDS = 15.0
_AT_ONCE = BoundedSemaphore(1)
_UNREADABLE = "这个扫描件无法显示，请下载后查看。"
logger = logging.getLogger("jiqun.incident")


@dataclass(frozen=True, slots=True)
class ScanPage:
    """A page of a scan: its number from 1, of how many, and its picture as PNG."""

    number: int
    count: int
    picture: bytes


def page_of_scan(scan: SealedScan, number: int) -> ScanPage:
    """A page of a scan, the last where it has fewer. Raises UnusableInput (Chinese) where it cannot
    be drawn."""
    if not _AT_ONCE.acquire(timeout=MOST_SECONDS):
        raise UnusableInput(_UNREADABLE)
    try:
        with bytes_of_scan(scan) as content:
            done = subprocess.run(  # noqa: S603 - our own interpreter and module
                (*COMMAND, str(number)),
                input=content.read(),
                capture_output=True,
                timeout=MOST_SECONDS,
                check=True,
            )
        count, _, picture = done.stdout.partition(b"\n")
        pages = int(count)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        logger.warning("a scan could not be drawn: %s", type(error).__name__)
        raise UnusableInput(_UNREADABLE) from None
    finally:
        _AT_ONCE.release()
    return ScanPage(min(max(number, 1), pages), pages, picture)
