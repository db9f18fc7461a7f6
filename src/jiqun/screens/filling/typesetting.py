"""The PDF of a paper, drawn by a process beside this one, which neither grows nor stands still.

Each process of the site has one such beside it: a PDF takes some 50 ms, and whoever asks meanwhile
waits for the one before.
"""

from __future__ import annotations

import logging
from contextlib import nullcontext
from datetime import datetime

from django.http import HttpRequest

from jiqun.engine import Paper, PdfError, PdfPool

logger = logging.getLogger("jiqun.incident")

MOST_SECONDS = 20.0  # for a paper, and for the wait before it
_OUT_OF_LINE = "jiqun.out_of_line"  # as the server names it (site/serving)
_pool = PdfPool(workers=1, seconds=MOST_SECONDS)


def typeset(
    request: HttpRequest, paper: Paper, made: datetime, duplex: bool = False
) -> bytes | None:
    """The paper as PDF, `duplex` for a print shop; None, with the cause in the log, where it could
    not be drawn in time.

    The other requests of this process go on meanwhile.
    """
    out_of_line = request.META.get(_OUT_OF_LINE, nullcontext)
    try:
        with out_of_line():
            return _pool.write(paper, made=made, duplex=duplex).data
    except PdfError:
        logger.exception("no PDF at %s", request.path)
        return None
