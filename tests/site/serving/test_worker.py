"""The worker: jobs are done, tried again, given up with a number; what a dead one left is done."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from jiqun.records.organisations.models import Office, OfficeChange, Person
from jiqun.site.serving import worker
from jiqun.site.serving.worker import (
    MOST_TRIES,
    do_next,
    keep_time,
    look_after,
    take_back,
    worker_id,
)

pytestmark = pytest.mark.django_db
SAID: list[str] = []


@task()
def say(word: str) -> None:
    """A job that goes well."""
    SAID.append(word)


@task()
def fail(word: str) -> None:
    """A job that does not."""
    raise ValueError(word)


@pytest.fixture(autouse=True)
def silence() -> Iterator[None]:
    SAID.clear()
    yield


def running_job(*workers: str, since: timedelta = timedelta(0)) -> DBTaskResult:
    now = timezone.now()
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        args_kwargs={"args": [], "kwargs": {}},
        task_path=say.module_path,
        worker_ids=list(workers),
        backend_name="default",
        run_after=now,
        started_at=now - since,
        exception_class_path="",
        traceback="",
    )


def status_of(job: DBTaskResult) -> str:
    job.refresh_from_db()
    return str(job.status)


def test_jobs_are_done_in_their_order() -> None:
    for word in ("一", "二"):
        say.enqueue(word)
    assert [do_next("w"), do_next("w"), do_next("w")] == [True, True, False]
    assert SAID == ["一", "二"]
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}


def test_job_that_fails_is_tried_again_and_given_up_the_third_time_with_its_number(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[tuple[str, str]] = []
    given_up: dict[str, Callable[..., None]] = {
        fail.module_path: lambda word, incident: told.append((word, incident))
    }
    monkeypatch.setattr(worker, "_GIVEN_UP", given_up)
    fail.enqueue("the cause")
    for tries in range(1, MOST_TRIES + 1):
        DBTaskResult.objects.update(run_after=timezone.now())
        assert do_next("w")
        job = DBTaskResult.objects.get()
        assert job.status == ("FAILED" if tries == MOST_TRIES else "READY")
    assert not do_next("w")
    ((word, incident),) = told
    assert word == "the cause"
    assert re.fullmatch("[0-9A-F]{4}-[0-9A-F]{4}", incident)
    assert f"incident {incident}" in caplog.text and "ValueError: the cause" in caplog.text


def test_job_that_failed_does_not_hold_up_the_next() -> None:
    fail.enqueue("the cause")
    say.enqueue("三")
    do_next("w")
    do_next("w")
    assert SAID == ["三"]


def test_job_of_the_dead_worker_is_taken_back() -> None:
    job = running_job(worker_id())
    assert take_back(worker_id()) == 1
    assert status_of(job) == TaskResultStatus.READY


def test_job_of_another_machine_is_left_alone() -> None:
    job = running_job("worker-elsewhere", since=timedelta(minutes=9))
    assert take_back(worker_id()) == 0
    assert status_of(job) == TaskResultStatus.RUNNING


def test_job_of_a_machine_that_is_gone_is_taken_back() -> None:
    job = running_job("worker-elsewhere", since=timedelta(minutes=11))
    assert take_back(worker_id()) == 1
    assert status_of(job) == TaskResultStatus.READY


def test_job_that_killed_the_worker_three_times_is_given_up() -> None:
    job = running_job(*[worker_id()] * 3)
    take_back(worker_id())
    assert status_of(job) == TaskResultStatus.FAILED


def test_finished_jobs_are_kept_for_a_fortnight() -> None:
    old, young, waiting = (running_job("w") for _ in range(3))
    now = timezone.now()
    for job, days in ((old, 15), (young, 13)):
        job.set_successful(None)
        DBTaskResult.objects.filter(pk=job.pk).update(finished_at=now - timedelta(days=days))
    look_after("another")
    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == {young.pk, waiting.pk}


def test_files_left_over_are_cleared_away(tmp_path: Path, settings: Settings) -> None:
    settings.UPLOADS_DIR = tmp_path / "brought"
    left = settings.UPLOADS_DIR / "aa" / ("aa" * 16)
    left.parent.mkdir(parents=True)
    left.write_bytes(b"nobody waits for it")
    look_after("w")
    assert left.exists()  # it may be an upload of this moment
    os.utime(left, (0, 0))
    look_after("w")
    assert not left.exists()


def test_merger_of_an_office_is_carried_out_on_its_day(
    office: Callable[..., Office], person: Callable[..., Person]
) -> None:
    city = office("中卫市工信局", "city", None, "640500")
    gone, into = (office(f"{name}县工信局", "county", city) for name in ("中宁", "海原"))
    said = {"kind": "merge", "reason": "机构改革", "into": [into.pk], "acts": 0}
    kept = {**said, "below": {}, "people": {}}
    by, today = person("city", city, "city"), timezone.localdate()
    for one, on in ((gone, today), (into, today + timedelta(days=1))):
        OfficeChange.objects.create(office=one, on=on, said=kept, by=by)
    keep_time()
    ended = {one.name: one.ended_on for one in (gone, into) if one.refresh_from_db() is None}
    assert ended == {"中宁县工信局": today, "海原县工信局": None}
