"""What is done to an account 账号: reset, a lost second factor given up, locked, unlocked; by those
who manage its person."""

from __future__ import annotations

from enum import StrEnum

from allauth.mfa.models import Authenticator
from axes.utils import reset as forget_failures
from django.utils import timezone

from jiqun.records.journal.actions import Actor, record, writing
from jiqun.records.organisations.ended_sessions import end_sessions
from jiqun.records.organisations.managing import Deed, Managing
from jiqun.records.organisations.models import OneTimeSecret, Person
from jiqun.records.organisations.one_time_secrets import HandedSecret, give_secret, new_secret
from jiqun.records.verdict import NotAllowedError, Verdict, refused

_REASON = "请写明理由，例如本人来电、离岗。"


class AccountState(StrEnum):
    """How an account stands; the words are what people read."""

    LOCKED = "已锁定"
    EXPIRED = "未启用，一次性密码已过期"
    GIVEN = "未启用"
    IN_USE = "已启用"


def account_state(person: Person, given: OneTimeSecret | None) -> AccountState:
    """The state of an account with its open secret."""
    if not person.is_active:
        return AccountState.LOCKED
    if given is None:
        return AccountState.IN_USE if person.has_usable_password() else AccountState.GIVEN
    return AccountState.EXPIRED if given.expires_at <= timezone.now() else AccountState.GIVEN


def require(verdict: Verdict, whom: Person | None, by: Actor, deed: str) -> None:
    """Raise NotAllowedError where a rule refuses, and keep that it was tried; outside of `writing`,
    in which it would not stay."""
    if verdict:
        return
    subject = f"person:{whom.pk}" if whom is not None else f"person:{by.pk}"
    with writing():
        details = {"deed": deed, "reason": verdict.reason}
        record("management_refused", subject, by, topic="account", details=details)
    raise NotAllowedError(verdict, kept=True)


def reset_account(person: Person, by: Person, reason: str, lost_factor: bool) -> HandedSecret:
    """Give somebody who cannot log in any more a new one-time secret; the wrong passwords before it
    are forgotten, and the second factor goes with it where it was lost too.

    Raises NotAllowedError with the reason.
    """
    require(Managing(by).can_to(Deed.RESET, person), person, by, "reset")
    held = _held(person, reason)
    if not held.is_active:
        raise NotAllowedError(refused(f"{held}的账号已锁定。请先解锁，再重新发放密码。"))
    secret = new_secret()
    held.set_password(secret)
    with writing():
        handed = give_secret(held, secret, by)
        details = {"reason": reason.strip()}
        record("account_reset", f"person:{held.pk}", by, "account", details)
        forget_failures(username=held.username)
        if lost_factor and Authenticator.objects.filter(user=held).delete()[0]:
            record("factor_dropped", f"person:{held.pk}", by, "account", details)
    return handed


def lock_account(person: Person, by: Person, reason: str) -> None:
    """Let nobody log in as a person; their sessions end, and stay so after it is unlocked."""
    _switch(person, by, reason, active=False)


def unlock_account(person: Person, by: Person, reason: str) -> None:
    """Let a person log in again as before."""
    _switch(person, by, reason, active=True)


def _switch(person: Person, by: Person, reason: str, active: bool) -> None:
    require(Managing(by).can_to(Deed.LOCK, person), person, by, "lock")
    with writing():
        held = _held(person, reason)
        if held.is_active == active:
            state = "可以登录" if active else "已锁定"
            raise NotAllowedError(refused(f"{held}的账号现在就是{state}，没有改动。"))
        held.is_active = active
        held.save(update_fields=["is_active"])
        if not active:
            end_sessions(held)
        kind = "account_unlocked" if active else "account_locked"
        details = {"reason": reason.strip()}
        record(kind, f"person:{held.pk}", by, "account", details)


def _held(person: Person, reason: str) -> Person:
    if not reason.strip():
        raise NotAllowedError(refused(_REASON))
    return Person.objects.get(pk=person.pk)
