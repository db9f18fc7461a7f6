"""Notices that are sent out: to whom they concern, once each, and again where that failed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import Settings

from jiqun.records.journal.actions import writing
from jiqun.records.organisations.models import Office, Person
from jiqun.records.outbox import sending
from jiqun.records.outbox.actions import read_up_to, tell
from jiqun.records.outbox.models import OutboxLine, SentLine
from jiqun.records.outbox.queries import people_told, told_to, unread_by
from jiqun.records.outbox.sending import send_notices

pytestmark = pytest.mark.django_db
WORDS = "2026年申报 · 中宁县工信局：提交了申报"


@pytest.fixture
def people(
    office: Callable[..., Office], person: Callable[..., Person], settings: Settings
) -> list[Person]:
    """Two of a county, one of another; the second of the county has no address for mail."""
    settings.NOTICES_BY_MAIL, settings.SITE_ADDRESS = True, "https://jiqun.example.cn"
    county = office("中宁县工信局", "county", None, "640521")
    found = [person("head", county), person("clerk", county), person("other")]
    for one in (found[0], found[2]):
        Person.objects.filter(pk=one.pk).update(email=f"{one.username}@example.cn")
    return [Person.objects.get(pk=one.pk) for one in found]


def line(people: list[Person]) -> OutboxLine:
    with writing():
        (told,) = tell([(people[0].posts[0].office, "county")], "application:1", "x", WORDS)
    return told


def test_mail_goes_to_who_is_told_and_has_an_address_once(people: list[Person]) -> None:
    told = line(people)
    assert people_told(told) == people[:2]
    assert (send_notices(), send_notices()) == (1, 0)
    (sent,) = mail.outbox
    assert sent.to == ["head@example.cn"] and sent.subject == f"集群申报：{WORDS}"
    assert sent.body == f"{WORDS}\n\n请登录查看：https://jiqun.example.cn/notices/"
    told.refresh_from_db()
    assert told.mailed_at and SentLine.objects.get().person == people[0]


def test_nothing_goes_where_no_server_is_named_nor_of_what_is_old(
    people: list[Person], settings: Settings
) -> None:
    told = line(people)
    settings.NOTICES_BY_MAIL = False
    assert send_notices() == 0
    settings.NOTICES_BY_MAIL = True
    assert send_notices(told.at + sending.SENT_WITHIN + timedelta(minutes=1)) == 0
    assert mail.outbox == []


def test_who_left_is_sent_nothing(people: list[Person]) -> None:
    told = line(people)
    people[0].memberships.update(until=timezone.localdate())
    assert people_told(told) == people[1:2] and send_notices() == 0


def test_failure_is_logged_and_tried_later_and_nobody_gets_it_twice(
    people: list[Person], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    Person.objects.filter(pk=people[1].pk).update(email="clerk@example.cn")
    told, whole = line(people), sending._mail

    def broken(line: OutboxLine, person: Person) -> None:
        if person == people[1]:
            raise OSError("the server is away")
        whole(line, person)

    monkeypatch.setattr(sending, "_mail", broken)
    now = timezone.now()
    with caplog.at_level(logging.ERROR, "jiqun.notices"):
        assert send_notices(now) == 1
    assert f"to person {people[1].pk} by mail failed, try 1" in caplog.text
    monkeypatch.setattr(sending, "_mail", whole)
    assert send_notices(now + timedelta(seconds=30)) == 0, "not before its time"
    assert send_notices(now + timedelta(minutes=2)) == 1
    assert [one.to for one in mail.outbox] == [["head@example.cn"], ["clerk@example.cn"]]
    told.refresh_from_db()
    assert told.mailed_at and told.tries == 1


def test_server_that_is_away_is_asked_once_a_turn_and_a_refused_address_stops_nobody(
    people: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    Person.objects.filter(pk=people[1].pk).update(email="clerk@example.cn")
    lines, asked, whole = [line(people), line(people)], [], sending._mail

    def away(line: OutboxLine, person: Person) -> None:
        asked.append(person)
        raise OSError("the server is away")

    def refuses(line: OutboxLine, person: Person) -> None:
        if person == people[0]:
            raise SMTPRecipientsRefused({person.email: (550, b"unknown")})
        whole(line, person)

    now = timezone.now()
    monkeypatch.setattr(sending, "_mail", away)
    assert send_notices(now) == 0 and len(asked) == 1
    assert {one.tries for one in OutboxLine.objects.all()} == {1}
    monkeypatch.setattr(sending, "_mail", refuses)
    assert send_notices(now + timedelta(minutes=2)) == len(lines)
    assert {one.mailed_at for one in OutboxLine.objects.all()} == {None}


def test_worker_killed_between_sending_and_its_row_sends_that_one_again(
    people: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    line(people)

    class KilledError(BaseException):
        """Not caught on the way, as the end of a process."""

    def killed(**row: object) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(SentLine.objects, "create", killed)
        with pytest.raises(KilledError):
            send_notices()
    assert len(mail.outbox) == 1 and send_notices() == 1
    first, second = mail.outbox
    assert first.extra_headers == second.extra_headers
    assert first.extra_headers["Message-ID"].startswith("<notice-")
    assert send_notices() == 0 and len(mail.outbox) == 2


SMS: list[tuple[str, str]] = []


def send_sms(phone: str, words: str) -> None:
    """The hook of the test."""
    SMS.append((phone, words))


def test_hook_for_sms_gets_phone_and_words(people: list[Person], settings: Settings) -> None:
    settings.NOTICES_SMS_HOOK = f"{__name__}.send_sms"
    Person.objects.filter(pk=people[1].pk).update(phone="13995001234")
    line(people)
    assert (send_notices(), send_notices()) == (2, 0)
    assert [("13995001234", WORDS)] == SMS


def test_unread_are_counted_until_read_and_each_reads_for_themself(people: list[Person]) -> None:
    head = people[0]
    first, second = line(people), line(people)
    assert [unread_by(one) for one in people] == [2, 2, 0]
    read_up_to(first.pk, head)
    assert [unread_by(one) for one in people] == [1, 2, 0]
    read_up_to(10**9, head)
    assert [unread_by(one) for one in people] == [0, 2, 0]
    read_up_to(first.pk, head)
    assert unread_by(head) == 0, "never less than before"
    third = line(people)
    assert unread_by(head) == 1 and told_to(head)[0].number == third.pk > second.pk
    assert unread_by(Person.objects.create(username="none", full_name="无")) == 0
