"""The worker: does background work one job after another, and looks after what others left.

The queue is django-tasks-db's; its own worker is not used, because it asks for the database out of
turn, gives up at the first failure and never takes back what a killed one was doing.
"""

from __future__ import annotations

import logging
import signal
import socket
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from types import FrameType

from django.core.management import call_command
from django.db import OperationalError, close_old_connections
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from jiqun.records.applications.clock import move_what_is_due
from jiqun.records.applications.due_reminders import remind_of_what_is_due
from jiqun.records.filings.actions import give_up_reading, judge_anew, sweep_uploads
from jiqun.records.filings.presence import sweep_presence
from jiqun.records.filings.tasks import read_word_file
from jiqun.records.journal.actions import writing
from jiqun.records.journal.binding import bind
from jiqun.records.organisations.planned_changes import carry_out_changes
from jiqun.records.outbox.sending import send_notices
from jiqun.site.errors import incident_number
from jiqun.site.setup.prepare import clear_leftovers

logger = logging.getLogger("jiqun.incident")

MOST_TRIES = 3
LOOK_EVERY = 0.15  # seconds; a look is one question to an index, and hurried people wait for it
_AGAIN_AFTER = timedelta(seconds=2)
# No job takes so long: who is at one still has died, perhaps on a machine that is gone.
_DEAD_AFTER = timedelta(minutes=10)
_UPKEEP_EVERY = 3600.0  # seconds
_BIND_EVERY = 60.0  # seconds
_SEND_EVERY = 10.0  # seconds
_KEPT_DAYS = 14  # finished jobs
_REST = 5.0  # seconds, where the database does not answer

# What to do when a job is given up, so that nobody waits for it: with its arguments and `incident`.
_GIVEN_UP: Mapping[str, Callable[..., None]] = {read_word_file.module_path: give_up_reading}


def worker_id() -> str:
    """The name of this machine's worker; the same after every start."""
    return f"worker-{socket.gethostname()}"[:64]


def work() -> None:
    """Work until told to end by SIGTERM or SIGINT; a job in hand is done first."""
    signals: list[int] = []

    def ask_to_end(number: int, frame: FrameType | None) -> None:
        signals.append(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask_to_end)
    upkeep_at = bind_at = send_at = 0.0
    while not signals:
        close_old_connections()
        try:
            if time.monotonic() >= upkeep_at:
                look_after(worker_id())
                upkeep_at = time.monotonic() + _UPKEEP_EVERY
            if time.monotonic() >= bind_at:
                keep_time()
                bind_at = time.monotonic() + _BIND_EVERY
            if time.monotonic() >= send_at:
                send_notices()
                send_at = time.monotonic() + _SEND_EVERY
            did_one = do_next(worker_id())
        except OperationalError:
            logger.exception("the database does not answer; the worker asks again")
            time.sleep(_REST)
            upkeep_at = bind_at = 0.0  # the job in hand may have been left where it was
        else:
            if not did_one:
                time.sleep(LOOK_EVERY)


def keep_time() -> None:
    """Do what the clock alone asks for, once a minute."""
    bind()
    carry_out_changes()
    move_what_is_due()
    remind_of_what_is_due()


def do_next(worker: str) -> bool:
    """Do the job that waits longest; False where none waits."""
    # To look takes nobody's turn to write.
    if not DBTaskResult.objects.ready().exists():
        return False
    with writing():
        job = DBTaskResult.objects.ready().get_locked()
        if job is None:
            return False
        job.claim(worker)
    try:
        job.task.call(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])
    except Exception as error:
        _break_off(job, error, _AGAIN_AFTER)
    else:
        with writing():
            job.set_successful(None)
    return True


def look_after(worker: str) -> None:
    """Take back what was broken off, and clear away what nobody needs any more."""
    take_back(worker)
    with writing():
        call_command("prune_db_task_results", queue_name="*", min_age_days=_KEPT_DAYS, verbosity=0)
    sweep_uploads()
    sweep_presence()
    judge_anew()
    clear_leftovers()


def take_back(worker: str) -> int:
    """Put jobs that this worker was doing when it died back into the queue, and those somebody
    else has been doing for far too long; how many there were.

    A job that killed the worker three times is given up.
    """
    dead_before = timezone.now() - _DEAD_AFTER
    with writing():
        left = [
            job
            for job in DBTaskResult.objects.running()
            if job.worker_ids[-1:] == [worker] or (job.started_at and job.started_at < dead_before)
        ]
        for job in left:
            _break_off(job, RuntimeError("the worker died at this job"), timedelta(0))
    return len(left)


def _break_off(job: DBTaskResult[..., object], error: Exception, wait: timedelta) -> None:
    """Put a job that failed back into the queue, for after a wait; the third time it is given up,
    with a number that people are told and that stands in the log beside the cause."""
    tries = len(job.worker_ids)
    incident = incident_number()
    logger.error(
        "incident %s: job %s %s failed, try %s of %s",
        *(incident, job.task_path, job.args_kwargs, tries, MOST_TRIES),
        exc_info=error,
    )
    with writing():
        if tries < MOST_TRIES:
            job.status = TaskResultStatus.READY
            job.run_after = timezone.now() + wait * tries
            job.save(update_fields=["status", "run_after"])
            return
        job.set_failed(error)
        if tell := _GIVEN_UP.get(job.task_path):
            arguments = job.args_kwargs
            tell(*arguments["args"], **arguments["kwargs"], incident=incident)
