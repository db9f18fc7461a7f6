"""The demonstration: what it lays out, that it does so once, and only when it is wanted."""

from __future__ import annotations

import pytest
from django.conf import settings as known

from jiqun.demo.accounts import ACCOUNTS
from jiqun.records.journal.models import Event
from jiqun.records.journal.verifying import verify
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.queries import office_in, office_of, person_named, roles_of
from jiqun.site import command
from jiqun.site.environment import SettingError
from jiqun.site.setup.demonstration import create_demonstration


@pytest.fixture
def laid(db: None, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("JIQUN_DEMO_PASSWORD", "枸杞红了-2026")
    return create_demonstration()


def test_demonstration_has_the_region_its_cities_and_counties(laid: str) -> None:
    counts = {level: Office.objects.filter(level=level).count() for level in ("region", "city")}
    # Beside the cities and counties 宁东, which acts like both.
    assert counts == {"region": 1, "city": 5 + 1}
    assert Office.objects.filter(level="county").count() == 22 + 1
    county = office_in("640521", "county")
    assert county
    assert county.parent == office_in("640500", "city")
    assert Office.objects.get(level="operator", division="640521").parent == county


def test_demonstration_tells_its_accounts(laid: str) -> None:
    for account in ACCOUNTS:
        person = person_named(account.username)
        assert person
        assert roles_of(person) == {*account.roles}
        assert person.office_name == account.office
        assert person.check_password("枸杞红了-2026")
        assert account.username in laid


def test_demonstration_keeps_a_whole_journal(laid: str) -> None:
    assert verify() == []


def test_demonstration_laid_out_again_changes_nothing(laid: str) -> None:
    before = (Event.objects.count(), Office.objects.count(), Person.objects.count())
    assert create_demonstration() == laid
    assert (Event.objects.count(), Office.objects.count(), Person.objects.count()) == before


def test_demonstration_with_another_password_gives_it_to_all(
    laid: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIQUN_DEMO_PASSWORD", "又一个-password")
    create_demonstration()
    assert all(person.check_password("又一个-password") for person in Person.objects.all())


def test_demonstration_without_a_password_makes_one_and_keeps_it(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JIQUN_DEMO_PASSWORD", raising=False)
    told = create_demonstration().splitlines()[-1]
    password = told.removeprefix("密码（各账号相同）：")
    assert len(password) == 14
    assert (known.DATA_DIR / "password").read_text() == password
    park = person_named("zhongning-park")
    assert park
    assert park.check_password(password)
    assert office_of(park)


def test_demonstration_with_a_short_password_is_refused(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIQUN_DEMO_PASSWORD", "short")
    with pytest.raises(SettingError, match="太短"):
        create_demonstration()
    assert not Office.objects.exists()


def test_command_demo_outside_of_a_demonstration_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JIQUN_DEMO", raising=False)
    assert command.main(["demo"]) == 2
    assert "JIQUN_DEMO=1" in capsys.readouterr().err


def test_command_without_words_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([]) == 0
    assert "verify-journal" in capsys.readouterr().out
