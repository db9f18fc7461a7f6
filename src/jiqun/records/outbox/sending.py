"""Sending notices 通知 out to people by mail and, where there is a hook, by SMS: by the worker,
after the change they tell of is kept.

A line goes to a person by a way once: a row is written as soon as it went out. Where the worker is
killed between the two, that one person is sent it again (at least once, never none); both mails
then have one Message-ID, by which mail servers know the second for the first.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from jiqun.records.journal.actions import writing
from jiqun.records.organisations.models import Person
from jiqun.records.outbox.models import OutboxLine, SentLine
from jiqun.records.outbox.queries import people_told

logger = logging.getLogger("jiqun.notices")

SENT_WITHIN = timedelta(days=3)
"""What is older is not sent any more: it stands on the page 提醒."""
_AT_A_TIME = 5  # lines; then the worker looks for other work
_AGAIN_AFTER, _AGAIN_AT_MOST = timedelta(minutes=1), timedelta(hours=1)

Send = Callable[[OutboxLine, Person], None]


def send_notices(at: datetime | None = None) -> int:
    """Send out the lines whose turn it is; how many times one went to a person. What fails is
    logged and tried again, ever later; a way that fails is left alone until the next call, because
    a server that does not answer would hold up everything else."""
    ways = _ways()
    if not ways:
        return 0
    now = at or timezone.now()
    due = Q(again_at=None) | Q(again_at__lte=now)
    waiting = OutboxLine.objects.filter(due, mailed_at=None, at__gte=now - SENT_WITHIN)
    down: set[str] = set()
    return sum(_send(line, ways, down, now) for line in waiting.order_by("id")[:_AT_A_TIME])


def _ways() -> Mapping[str, Send]:
    """The ways there are: none where the settings name none."""
    ways: dict[str, Send] = {}
    if settings.NOTICES_BY_MAIL:
        ways["mail"] = _mail
    if settings.NOTICES_SMS_HOOK:
        hook = import_string(settings.NOTICES_SMS_HOOK)
        ways["sms"] = lambda line, person: hook(person.phone, line.words)
    return ways


def _send(line: OutboxLine, ways: Mapping[str, Send], down: set[str], now: datetime) -> int:
    """Send a line to whom it did not go yet, by the ways that are not `down`."""
    done = set(SentLine.objects.filter(line=line).values_list("person", "way"))
    sent, failed = 0, False
    for person in people_told(line):
        for way, send in ways.items():
            reached = person.email if way == "mail" else person.phone
            if not reached or (person.pk, way) in done:
                continue
            if way in down:
                failed = True
                continue
            try:
                send(line, person)
            except Exception as error:
                failed = True
                if not isinstance(error, SMTPRecipientsRefused):  # which is about this person alone
                    down.add(way)
                told = (line.pk, person.pk, way, line.tries + 1)
                logger.exception("notice %s to person %s by %s failed, try %s", *told)
                continue
            with writing():
                SentLine.objects.create(line=line, person=person, way=way, at=timezone.now())
            sent += 1
    with writing():
        if failed:
            line.again_at = now + min(_AGAIN_AFTER * 2 ** min(line.tries, 10), _AGAIN_AT_MOST)
            line.tries += 1
        else:
            line.mailed_at = now
        line.save(update_fields=["mailed_at", "tries", "again_at"])
    return sent


def _mail(line: OutboxLine, person: Person) -> None:
    """Mail a line: its words, and the address of the page where it stands."""
    subject = f"集群申报：{line.words}"[:60].replace("\n", " ")
    where = f"{settings.SITE_ADDRESS}/notices/" if settings.SITE_ADDRESS else ""
    body = "\n\n".join(part for part in (line.words, where and f"请登录查看：{where}") if part)
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    headers = {"Message-ID": f"<notice-{line.pk}-{person.pk}@{host}>"}
    EmailMessage(subject, body, to=[person.email], headers=headers).send()
