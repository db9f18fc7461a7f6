"""The environment: what is understood, and what is refused in words that say what to write."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jiqun.site.environment import (
    MOST_CONNECTIONS,
    SettingError,
    database,
    networks,
    number,
    paths,
    switch,
    words,
)

DATA = Path("/data")


def test_database_without_address_is_sqlite_in_the_data_folder() -> None:
    known = database("", DATA)
    assert known["ENGINE"].endswith("sqlite3")
    assert known["NAME"] == DATA / "jiqun.sqlite3"
    assert known["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in known["OPTIONS"]["init_command"]


def test_sqlite_keeps_what_it_committed_unless_the_operator_gives_that_up() -> None:
    for url in ("", "sqlite:////srv/x.sqlite3"):
        assert "synchronous=FULL;" in database(url, DATA)["OPTIONS"]["init_command"]
        fast = database(url, DATA, durable=False)["OPTIONS"]["init_command"]
        assert "synchronous=NORMAL;" in fast and "FULL" not in fast


def test_database_sqlite_address_names_the_file() -> None:
    assert database("sqlite:////srv/x.sqlite3", DATA)["NAME"] == Path("/srv/x.sqlite3")


def test_database_postgresql_address_is_taken_apart() -> None:
    known = database("postgresql://clerk:p%40ss@10.0.0.5:5433/jiqun?sslmode=require", DATA)
    parts = [known[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")]
    assert parts == ["jiqun", "clerk", "p@ss", "10.0.0.5", "5433"]
    assert known["OPTIONS"]["sslmode"] == "require"
    assert known["OPTIONS"]["pool"]["max_size"] == MOST_CONNECTIONS
    assert known["CONN_HEALTH_CHECKS"] is True
    assert known["OPTIONS"]["server_side_binding"] and known["OPTIONS"]["prepare_threshold"] == 1


def test_database_postgresql_by_socket_takes_the_folder_behind_the_question_mark() -> None:
    known = database("postgresql:///jiqun?host=/run/postgresql&user=clerk", DATA)
    assert (known["HOST"], known["USER"], known["NAME"]) == ("/run/postgresql", "clerk", "jiqun")


@pytest.mark.parametrize("url", ["mysql://x/y", "postgresql://host", "sqlite://", "x"])
def test_database_other_address_is_refused(url: str) -> None:
    with pytest.raises(SettingError, match="DATABASE_URL 不是可用的数据库地址"):
        database(url, DATA)


@pytest.mark.parametrize(("value", "on"), [("1", True), ("0", False), ("", False), (" 1 ", True)])
def test_switch_is_on_by_one(monkeypatch: pytest.MonkeyPatch, value: str, on: bool) -> None:
    monkeypatch.setenv("JIQUN_X", value)
    assert switch("JIQUN_X") is on


def test_switch_of_another_word_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIQUN_X", "yes")
    with pytest.raises(SettingError, match="“yes”不是开关"):
        switch("JIQUN_X")


@pytest.mark.parametrize("value", ["0", "-1", "3.5", "ten", "３"])
def test_number_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("JIQUN_X", value)
    with pytest.raises(SettingError, match="不是正整数"):
        number("JIQUN_X", 30)


def test_number_absent_or_empty_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIQUN_X", "")
    assert number("JIQUN_X", 30) == 30


def test_words_are_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIQUN_X", " a, b ,,c")
    assert words("JIQUN_X") == ["a", "b", "c"]
    assert words("JIQUN_Y", ("d",)) == ["d"]


def test_folders_are_parted_as_the_system_parts_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JIQUN_FORMS", raising=False)
    assert paths("JIQUN_FORMS") == []
    monkeypatch.setenv("JIQUN_FORMS", os.pathsep.join(["/srv/forms", "", "here"]))
    assert paths("JIQUN_FORMS") == [Path("/srv/forms"), Path("here").absolute()]


def test_networks_are_addresses_and_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIQUN_X", "10.0.0.2, 10.1.0.0/16, ::1")
    assert [str(network) for network in networks("JIQUN_X")] == [
        "10.0.0.2/32",
        "10.1.0.0/16",
        "::1/128",
    ]
    assert networks("JIQUN_NOT_SET") == []


@pytest.mark.parametrize("value", ["proxy", "10.0.0.300", "10.0.0.1/8"])
def test_network_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("JIQUN_X", value)
    with pytest.raises(SettingError, match="不能识别的地址"):
        networks("JIQUN_X")
