"""The worker's start: jobs a dead one left are done again, but not for ever."""

from __future__ import annotations

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from jiqun.config.working import take_back, worker_id

pytestmark = pytest.mark.django_db


def running_job(*workers: str) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="jiqun.config.working.work",
        worker_ids=list(workers),
        backend_name="default",
        run_after=timezone.now(),
        exception_class_path="",
        traceback="",
    )


def status_of(job: DBTaskResult) -> str:
    job.refresh_from_db()
    return str(job.status)


def test_job_of_the_dead_worker_is_taken_back() -> None:
    job = running_job(worker_id())
    assert take_back(worker_id()) == 1
    assert status_of(job) == TaskResultStatus.READY


def test_job_of_another_machine_is_left_alone() -> None:
    job = running_job("worker-elsewhere")
    assert take_back(worker_id()) == 0
    assert status_of(job) == TaskResultStatus.RUNNING


def test_job_that_killed_the_worker_three_times_is_given_up() -> None:
    job = running_job(*[worker_id()] * 3)
    take_back(worker_id())
    assert status_of(job) == TaskResultStatus.FAILED
