"""The first account of a real site: made once, asked for or told, refused afterwards."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

import pytest
from site_process import Site

from jiqun.records.journal.models import Event
from jiqun.records.journal.verifying import verify
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.queries import person_named, roles_of
from jiqun.site import command
from jiqun.site.environment import SettingError
from jiqun.site.setup.first_admin import PASSWORD, make_first_admin

STRONG = "贺兰山下-2026-枸杞红"
WORDS = ["--office", "宁夏回族自治区工业和信息化厅", "--username", "guanli", "--name", "赵伟"]


@pytest.fixture
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD, STRONG)


@pytest.mark.django_db
def test_office_and_account_are_made_with_their_events(password: None) -> None:
    said = make_first_admin(WORDS)
    assert "已建立宁夏回族自治区工业和信息化厅" in said and "guanli" in said
    person = person_named("guanli")
    assert person and person.check_password(STRONG)
    assert (person.full_name, roles_of(person)) == ("赵伟", {"system_admin"})
    office = Office.objects.get()
    assert (office.level, office.division, office.name) == (
        "region",
        "640000",
        person.office_name,
    )
    events = Event.objects.values_list("kind", "source", "person_name")
    assert list(events) == [
        ("office_created", "command", "系统"),
        ("person_created", "command", "系统"),
        ("role_granted", "command", "系统"),
    ]
    assert STRONG not in str(list(Event.objects.values())) and verify() == []


@pytest.mark.django_db
def test_second_time_is_refused(password: None) -> None:
    make_first_admin(WORDS)
    with pytest.raises(SettingError, match="已经有账号"):
        make_first_admin([*WORDS[:2], "--username", "another", "--name", "钱一"])
    assert Person.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "secret", "said"),
    [
        (WORDS, "12345678", "密码"),
        (WORDS, "640000640000", "数字"),
        ([*WORDS, "--division", "999999"], STRONG, "不是省级行政区划代码"),
        ([*WORDS, "--division", "640500"], STRONG, "不是省级行政区划代码"),
        ([*WORDS[:2], "--username", "不/行", "--name", "赵伟"], STRONG, "没有建立账号"),
        (WORDS[:4], STRONG, "缺少管理员姓名"),
        ([*WORDS, "--else", "1"], STRONG, "用法"),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_is_made(
    monkeypatch: pytest.MonkeyPatch, words: list[str], secret: str, said: str
) -> None:
    monkeypatch.setenv(PASSWORD, secret)
    with pytest.raises(SettingError, match=said):
        make_first_admin(words)
    assert not Person.objects.exists() and not Office.objects.exists()


def test_command_on_an_empty_database_says_to_migrate_first(tmp_path: Path) -> None:
    done = Site(tmp_path, known={PASSWORD: STRONG}).run("first-admin", *WORDS)
    assert done.returncode == 2 and "jiqun-site migrate" in done.stderr


def test_command_asks_at_a_terminal_for_what_it_was_not_told(tmp_path: Path) -> None:
    site = Site(tmp_path)
    assert site.run("migrate").returncode == 0
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        site.command("first-admin", *WORDS[:4]),
        env=site.environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        preexec_fn=lambda: os.login_tty(theirs),
    )
    os.close(theirs)
    said = ""
    for question, answer in (("姓名", "赵伟"), ("密码（", STRONG), ("再输入", STRONG)):
        while question not in said:
            said += os.read(ours, 4096).decode()
        said = ""
        os.write(ours, f"{answer}\n".encode())
    assert process.wait(30) == 0
    assert site.run("first-admin", *WORDS).returncode == 2


def test_command_is_named_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([]) == 0
    assert "first-admin" in capsys.readouterr().out
