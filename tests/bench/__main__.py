"""`make bench`: speed and memory as ratios against a peer in the same run, printed as tables.

`python -m tests.bench engine`, `site`, `lists`, `mix`, `pages` or `deadline` measures one part.
"""

from __future__ import annotations

import sys

from rich.console import Console
from tests.bench.deadline_hour import deadline_table
from tests.bench.engine import engine_table
from tests.bench.lists import lists_table
from tests.bench.mix import mix_table
from tests.bench.pages import pages_table
from tests.bench.site import site_table

TABLES = {
    "engine": engine_table,
    "site": site_table,
    "lists": lists_table,
    "mix": mix_table,
    "pages": pages_table,
    "deadline": deadline_table,
}


def main() -> None:
    """Print the tables asked for; the goals stand beside the figures."""
    console = Console(width=130)
    for name in sys.argv[1:] or TABLES:
        console.print(TABLES[name]())


if __name__ == "__main__":
    main()
