"""The worker: does background work one job after another, and takes back what a dead one left."""

from __future__ import annotations

import socket

from django.core.management import call_command

from jiqun.records.journal.actions import writing

MOST_TRIES = 3


def worker_id() -> str:
    """The name of this machine's worker; the same after every start."""
    return f"worker-{socket.gethostname()}"[:64]


def work() -> None:
    """Work until told to end."""
    take_back(worker_id())
    call_command(
        "db_worker",
        worker_id=worker_id(),
        interval=0.5,
        startup_delay=False,
        queue_name="*",
        verbosity=0,
    )


def take_back(worker: str) -> int:
    """Put jobs that this worker was doing when it died back into the queue; how many there were.

    A job that killed the worker three times is given up.
    """
    from django_tasks import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    with writing():
        left = [job for job in DBTaskResult.objects.running() if job.worker_ids[-1:] == [worker]]
        for job in left:
            tried_out = len(job.worker_ids) >= MOST_TRIES
            job.status = TaskResultStatus.FAILED if tried_out else TaskResultStatus.READY
            job.save(update_fields=["status"])
    return len(left)
