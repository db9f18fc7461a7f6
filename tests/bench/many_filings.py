"""Saving in many filings in turn, in one process: what a save takes among few and among many.

`python -m tests.bench.many_filings` prints seconds of the processor for a save among FEW and among
MANY, and the megabytes that the many took, as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

FEW, MANY = 100, 300
ROUNDS = 2
KEY, SECTION = "total_output:2025", "part_2"


@dataclass(frozen=True)
class ManyFilings:
    """Seconds of the processor for a save among few filings and among many, and the memory of the
    many in MB."""

    few: float
    many: float
    memory: float


def measure_many_filings() -> ManyFilings:
    """Measure it in a fresh process, on SQLite."""
    with tempfile.TemporaryDirectory(prefix="jiqun-bench-") as folder:
        known = {"JIQUN_DEMO": "1", "JIQUN_DATA_DIR": folder, "DATABASE_URL": ""}
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.many_filings"],
            env={**os.environ, **known},
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=True,
        )
    return ManyFilings(**json.loads(done.stdout.splitlines()[-1]))


class _Filer:
    """Somebody who saves the same answer in one filing after the other."""

    def __init__(self) -> None:
        from django.test import Client

        from jiqun.records.organisations.models import Person

        self.client = Client(HTTP_HOST="127.0.0.1")
        self.client.force_login(
            Person.objects.get(username="zhongning"),
            backend="jiqun.screens.account.backend.AccountBackend",
        )
        self.saves = 0

    def save(self, filing: Any) -> None:
        self.saves += 1
        change = {"key": KEY, "value": f"{self.saves % 80 + 10}.25", "revision": filing.answer}
        told = self.client.post(
            f"/f/{filing.public_id}/answer/",
            json.dumps({"changes": [change], "section": SECTION, "shown": []}),
            content_type="application/json",
        )
        (saved,) = json.loads(told.content)["saved"]
        filing.answer = saved["revision"]

    def seconds(self, filings: Sequence[Any]) -> float:
        """For one save, after each filing was saved once."""
        for filing in filings:
            self.save(filing)
        began = time.process_time()
        for _ in range(ROUNDS):
            for filing in filings:
                self.save(filing)
        return (time.process_time() - began) / ROUNDS / len(filings)


def _lay(count: int) -> list[Any]:
    """Copies of the demonstration's example, of the same office, without an application."""
    from jiqun.records.filings.actions import create_filing
    from jiqun.records.filings.models import AnswerRow, Filing
    from jiqun.records.filings.public_ids import new_id
    from jiqun.records.journal.actions import SYSTEM, writing

    example = Filing.objects.get(rows__key=KEY, owner__memberships__person__username="zhongning")
    rows = list(example.rows.all())
    copies = []
    with writing():
        for _ in range(count):
            copy: Any = create_filing(example.edition, example.owner, SYSTEM, example.form)
            # Another mark: what this process knows of the empty one holds no more.
            Filing.objects.filter(pk=copy.pk).update(revision=example.revision, mark=new_id())
            for row in rows:
                row.pk, row.filing = None, copy
            AnswerRow.objects.bulk_create(rows)
            copy.answer = next(row.revision for row in rows if row.key == KEY)
            copies.append(copy)
    return copies


def main() -> None:
    """Lay the filings out and measure."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiqun.site.settings")
    import django

    django.setup()
    import psutil

    from jiqun.site.setup import prepare
    from jiqun.site.setup.demonstration import create_demonstration

    prepare.migrate()
    prepare.collect_static()
    create_demonstration()
    filings = _lay(MANY)
    filer = _Filer()
    filer.seconds(filings[:10])
    before = psutil.Process().memory_info().rss
    few, many = filer.seconds(filings[:FEW]), filer.seconds(filings)
    memory = (psutil.Process().memory_info().rss - before) / 1024**2
    print(json.dumps({"few": few, "many": many, "memory": memory}))


if __name__ == "__main__":
    main()
