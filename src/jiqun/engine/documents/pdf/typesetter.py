"""The process in which papers are drawn: one after the other, until the one who started it is gone.

Started by the pool (pool.py) with the number of its end of a pipe. Standard input stays open for as
long as the parent lives: at its end the process ends, even in the midst of a paper.
"""

from __future__ import annotations

import os
import resource
import sys
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread

from jiqun.engine.documents.paper import Paper
from jiqun.engine.documents.pdf.fonts import FontSet, covered, default_fonts, typst_fonts
from jiqun.engine.documents.pdf.pdf_writer import Pdf, PdfError, write_pdf

ADDRESS_SPACE = 1024 * 1024 * 1024  # bytes; some 370 MB are used, most of them the fonts
POLITENESS = 10  # as the worker's: who types goes first


def main() -> None:
    """Draw what comes; each answer is the file or the fault, and the megabytes now held."""
    Thread(target=_end_with_parent, daemon=True).start()
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    os.nice(POLITENESS)
    pipe, fonts = Connection(int(sys.argv[1])), default_fonts()
    # Opened while nobody waits.
    typst_fonts(fonts)
    covered(fonts)
    while True:
        try:
            paper, made, duplex = pipe.recv()
        except EOFError:
            return
        pipe.send((_drawn(paper, fonts, made, duplex), _megabytes()))


def _drawn(paper: Paper, fonts: FontSet, made: datetime, duplex: bool) -> Pdf | PdfError:
    try:
        return write_pdf(paper, fonts=fonts, made=made, duplex=duplex)
    except Exception as error:
        return PdfError(f"{type(error).__name__}: {error}")


def _megabytes() -> int:
    """The memory this process holds, its share of files included."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() // 2**20


def _end_with_parent() -> None:
    while os.read(0, 1024):  # not sys.stdin: whose lock would be held when the program ends
        pass
    os._exit(0)


if __name__ == "__main__":
    main()
