"""A program for tests: moves of applications by many processes at once, and by one that is killed
at each of its steps. Run in the environment of a site with an empty, migrated database:

python moves_in_processes.py parallel ROUNDS    20 processes submit one application, ROUNDS times
python moves_in_processes.py killed STRIDE      moves are killed at every STRIDE-th step

It prints one line of JSON for each round or move.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import django

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiqun.site.settings")
django.setup()

from django.contrib.messages import get_messages  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402
from tests.records.evidence.sample_files import PDF  # noqa: E402

from jiqun.records.applications import correcting, move_conditions  # noqa: E402
from jiqun.records.applications.actions import start_application  # noqa: E402
from jiqun.records.applications.calls import CallTerms, open_call  # noqa: E402
from jiqun.records.applications.models import Application, Call, Request  # noqa: E402
from jiqun.records.applications.moving import make_move  # noqa: E402
from jiqun.records.applications.sealing import bring_scan  # noqa: E402
from jiqun.records.evidence.actions import arriving  # noqa: E402
from jiqun.records.invariants.checking import check_invariants  # noqa: E402
from jiqun.records.journal.actions import SYSTEM  # noqa: E402
from jiqun.records.journal.models import Event  # noqa: E402
from jiqun.records.organisations.actions import create_office, create_person  # noqa: E402
from jiqun.records.organisations.models import Office, Person  # noqa: E402
from jiqun.records.organisations.roles import Level, Role  # noqa: E402
from jiqun.records.outbox.models import OutboxLine  # noqa: E402
from jiqun.records.verdict import ALLOWED  # noqa: E402
from jiqun.site.setup import prepare  # noqa: E402

AT_ONCE = 20
NICHE = {"leading_industry": "枸杞", "niche": "枸杞", "niche_code": "1391"}
DATED = {"declaration_date": "2026-03-31"}
BACKEND = "jiqun.screens.account.backend.AccountBackend"

# An empty form is frozen here: what it must hold is not what this is about.
move_conditions.CONDITIONS["ready_to_freeze"] = lambda attempt: ALLOWED


class World:
    """A county under its city, the people who move its applications, and an open call; all named
    by what is done with them, so that a database has room for several."""

    def __init__(self, name: str) -> None:
        region = create_office(f"{name}自治区工信厅", Level.REGION, SYSTEM)
        city = create_office(f"{name}市工信局", Level.CITY, SYSTEM, region)
        self.county: Office = create_office(f"{name}县工信局", Level.COUNTY, SYSTEM, city)
        self.head = self._person(f"{name}-head", self.county, Role.COUNTY_HEAD)
        self.officer = self._person(f"{name}-officer", city, Role.CITY_OFFICER)
        now = timezone.now()
        terms = CallTerms("ningxia-2026", "2026年申报", now - HOUR, now + HOUR, now + 2 * HOUR)
        self.call: Call = open_call(terms, SYSTEM)

    @staticmethod
    def _person(name: str, office: Office, role: Role) -> Person:
        return create_person(name, name, office, [role], SYSTEM, "枸杞红了-2026")

    def begin(self, after: int = 0) -> Application:
        """An application of the county."""
        return start_application(self.call, self.county, self.head, after=after)

    def scan(self, application: Application) -> None:
        """Bring the scan of the sealed paper."""
        with arriving("盖章页.pdf", BytesIO(PDF)) as arrived:
            bring_scan(application.public_id, arrived, self.head)


HOUR = timedelta(hours=1)


def parallel(rounds: int) -> None:
    """Each round: what the processes were answered, and what is there afterwards."""
    prepare.collect_static()
    world = World("parallel")
    _client(world.head)  # so that the processes find all pages imported
    for number in range(rounds):
        application = world.begin(after=number)
        make_move(application.public_id, "freeze", world.head, said=NICHE)
        world.scan(application)
        statuses = _at_once(lambda one=application: _press(world.head, one))
        subject = application.subject
        told = OutboxLine.objects.filter(subject=subject, kind="application_submitted")
        _say(
            statuses=sorted(statuses),
            events=Event.objects.filter(subject=subject, kind="application_submitted").count(),
            told=told.count(),
            offices=told.values("office").distinct().count(),
            place=str(Application.objects.get(pk=application.pk).place),
            receipts=sorted({_receipt(world.head, application) for _ in range(3)}),
            broken=_broken(),
        )


def _press(person: Person, application: Application) -> int:
    """Press 提交 in a browser of one's own: the status of the answer, 500 where one is not told
    that it is submitted."""
    client = _client(person)
    address = f"/a/{application.public_id}/procedure/act/"
    answer = client.post(address, {"move": "submit", **DATED})
    said = [str(one) for one in get_messages(answer.wsgi_request)]
    return answer.status_code if said == ["已提交。"] else 500


def _receipt(person: Person, application: Application) -> str:
    page = _client(person).get(f"/a/{application.public_id}/procedure/receipt/").content.decode()
    return page.partition("<dt>回执编号</dt>")[2].partition("</dd>")[0].partition(">")[2]


def _client(person: Person) -> Client:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(person, BACKEND)
    client.get("/account/session/")
    return client


def _at_once(act: Callable[[], int]) -> list[int]:
    """What processes answer that all begin when the last of them is there."""
    _let_go()
    ready, go = os.pipe(), os.pipe()
    answers = os.pipe()
    children = [_forked(lambda: _waiting(act, ready, go, answers)) for _ in range(AT_ONCE)]
    for _ in children:
        os.read(ready[0], 1)
    os.write(go[1], b"x" * AT_ONCE)
    for child in children:
        os.waitpid(child, 0)
    os.write(answers[1], b"\n")
    told = os.read(answers[0], 4096).decode().split()
    for end in (*ready, *go, *answers):
        os.close(end)
    return [int(one) for one in told]


def _waiting(
    act: Callable[[], int], ready: tuple[int, int], go: tuple[int, int], answers: tuple[int, int]
) -> None:
    os.write(ready[1], b"x")
    os.read(go[0], 1)
    os.write(answers[1], f"{act()} ".encode())


def killed(stride: int) -> None:
    """Each of the moves is begun again and again, killed one step later each time, until it is
    made."""
    world = World("killed")
    application = world.begin()
    own, head, officer = application.public_id, world.head, world.officer

    def freeze() -> object:
        return make_move(own, "freeze", head, said=NICHE)

    def send_back() -> object:
        until = (timezone.now() + HOUR / 2).isoformat()
        return make_move(own, "send_back", officer, said={"deadline": until})

    _kill(application, "freeze", "ready_to_seal", freeze, stride)
    world.scan(application)
    submit = lambda: make_move(own, "submit", head, said=DATED)  # noqa: E731
    _kill(application, "submit", "under_review/city", submit, stride)
    correcting.ask_correction(own, "total_output:2025", "与统计不符", "按统计局数改", officer)
    _kill(application, "send_back", "returned/city", send_back, stride)
    correcting.answer_request(own, Request.objects.get().public_id, "已核对", head)
    _kill(application, "freeze", "ready_to_reseal/city", freeze, stride)
    world.scan(application)
    resubmit = lambda: make_move(own, "resubmit", head, said=DATED)  # noqa: E731
    _kill(application, "resubmit", "under_review/city", resubmit, stride)


def _kill(
    application: Application, move: str, to: str, act: Callable[[], object], stride: int
) -> None:
    before, kills, broken = str(_place(application)), 0, list[str]()
    step = 1
    while str(_place(application)) == before:
        _let_go()
        _, status = os.waitpid(_forked(partial(_until_step, step, act)), 0)
        kills += os.WIFSIGNALED(status)
        if not os.WIFSIGNALED(status) and os.waitstatus_to_exitcode(status):
            raise RuntimeError(f"{move} failed by itself at step {step}")
        if str(_place(application)) not in (before, to):
            broken.append(f"at {_place(application)}")
        broken += _broken()
        step += stride
    _say(move=move, place=str(_place(application)), kills=kills, broken=broken)


def _place(application: Application) -> object:
    return Application.objects.get(pk=application.pk).place


def _until_step(last: int, act: Callable[[], object]) -> None:
    """Do it, and be killed at a step: before a statement, before the commit, or just after it."""
    counted = 0

    def step() -> None:
        nonlocal counted
        counted += 1
        if counted == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(execute: Any, *given: Any) -> object:
        step()
        return execute(*given)

    commit = connection._commit

    def committed() -> None:
        step()
        commit()
        step()

    connection._commit = committed
    with connection.execute_wrapper(statement):
        act()


def _let_go() -> None:
    """No process may have the connections of another."""
    connections.close_all()
    if hasattr(connection, "close_pool"):
        connection.close_pool()


def _forked(act: Callable[[], object]) -> int:
    """A process that does something and ends."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        act()
        status = 0
    finally:
        os._exit(status)


def _broken() -> list[str]:
    return [f"{one.invariant.id}: {one.by}" for one in check_invariants()]


def _say(**told: object) -> None:
    print(json.dumps(told, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    {"parallel": parallel, "killed": killed}[sys.argv[1]](int(sys.argv[2]))
