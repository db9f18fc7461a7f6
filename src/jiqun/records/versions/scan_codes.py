"""The QR code 二维码 in a scan of a sealed paper, read in a process of its own: it says which
version was sealed. Where none can be read, people look."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from threading import BoundedSemaphore
from typing import BinaryIO

from jiqun.engine import PaperCode, read_code

COMMAND = (sys.executable, "-P", "-X", "utf8", "-m", "jiqun.records.versions.scan_code_child")
MOST_SECONDS = 15.0
_AT_ONCE = BoundedSemaphore(1)
"""One at a time in each process of the site: the others wait for it, or do without."""
logger = logging.getLogger("jiqun.incident")


def code_in(scan: BinaryIO) -> PaperCode | None:
    """What the code in a scan (PDF or picture) says; None where none of a paper can be read, for
    whatever reason, which goes to the log."""
    if not _AT_ONCE.acquire(timeout=MOST_SECONDS):
        logger.warning("no code was looked for: other scans were being read")
        return None
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            COMMAND, input=scan.read(), capture_output=True, timeout=MOST_SECONDS, check=True
        )
        texts = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        logger.warning("no code could be looked for in a scan: %s", type(error).__name__)
        return None
    finally:
        _AT_ONCE.release()
    codes = [code for code in map(read_code, texts) if code is not None]
    return codes[0] if codes else None
