"""Accounts over time: the one-time secret, reset, the lost factor, lock, passwords of before."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone
from tests.records.organisations.conftest import Tree

from jiqun.records.journal.actions import SYSTEM
from jiqun.records.journal.models import Event
from jiqun.records.journal.queries import details_of, events_of
from jiqun.records.organisations.account_states import (
    AccountState,
    account_state,
    lock_account,
    reset_account,
    unlock_account,
)
from jiqun.records.organisations.actions import set_password
from jiqun.records.organisations.kept_passwords import KEPT, password_set_at, was_used_before
from jiqun.records.organisations.models import OneTimeSecret, Person
from jiqun.records.organisations.one_time_secrets import (
    LASTS,
    can_log_in,
    open_secret,
    set_own_password,
)
from jiqun.records.verdict import NotAllowedError

pytestmark = pytest.mark.django_db
WHY = "本人来电"


def kinds(person: Person) -> list[str]:
    return [event.kind for event in events_of(f"person:{person.pk}")]


def test_reset_gives_a_secret_once_and_the_password_of_before_is_no_more(tree: Tree) -> None:
    handed = reset_account(tree["clerk"], tree["county"], WHY, lost_factor=False)
    clerk = tree["clerk"]
    assert clerk.check_password(handed.secret) and not clerk.check_password("密码-password")
    assert handed.secret not in str(
        [OneTimeSecret.objects.values(), Event.objects.values_list("details", flat=True)]
    )
    assert (handed.username, handed.office, handed.roles) == (
        "clerk",
        "中宁县工信局",
        "县级填报员",
    )
    left = handed.expires_at - timezone.now()
    assert LASTS - timedelta(minutes=1) < left <= LASTS
    assert kinds(clerk)[-2:] == ["secret_given", "account_reset"]


def test_second_secret_closes_the_first(tree: Tree) -> None:
    first = reset_account(tree["clerk"], tree["county"], WHY, lost_factor=False)
    second = reset_account(tree["clerk"], tree["county"], WHY, lost_factor=False)
    clerk = tree["clerk"]
    assert clerk.check_password(second.secret) and not clerk.check_password(first.secret)
    assert [one.closed_at is None for one in clerk.one_time_secrets.order_by("pk")] == [False, True]


def test_secret_is_used_by_setting_a_password_and_by_nothing_else(tree: Tree) -> None:
    reset_account(tree["clerk"], tree["county"], WHY, lost_factor=False)
    clerk = tree["clerk"]
    given = open_secret(clerk)
    assert given and can_log_in(clerk)
    clerk.set_password("枸杞红了又一年-88")
    set_own_password(clerk, clerk)
    given.refresh_from_db()
    assert given.used and given.closed_at and open_secret(clerk) is None
    assert kinds(clerk)[-1] == "secret_used"


def test_expired_secret_opens_nothing_and_sets_no_password(tree: Tree) -> None:
    reset_account(tree["clerk"], tree["county"], WHY, lost_factor=False)
    clerk = tree["clerk"]
    week_ago = timezone.now() - LASTS
    clerk.one_time_secrets.update(given_at=week_ago - LASTS, expires_at=week_ago)
    assert "已经过期" in can_log_in(clerk).reason
    before = clerk.password
    clerk.set_password("枸杞红了又一年-88")
    with pytest.raises(NotAllowedError, match="已经过期"):
        set_own_password(clerk, clerk)
    assert tree["clerk"].password == before


def test_password_set_otherwise_closes_the_secret_unused(tree: Tree) -> None:
    reset_account(tree["clerk"], tree["county"], WHY, lost_factor=False)
    set_password(tree["clerk"], "另一个密码-2026", SYSTEM)
    (given,) = tree["clerk"].one_time_secrets.all()
    assert given.closed_at and not given.used


def test_lost_factor_goes_only_where_it_was_lost_and_is_written_down(tree: Tree) -> None:
    clerk = tree["clerk"]
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=clerk, type=kind, data={})
    reset_account(clerk, tree["county"], WHY, lost_factor=False)
    assert Authenticator.objects.filter(user=clerk).count() == 2
    assert "factor_dropped" not in kinds(clerk)
    reset_account(clerk, tree["county"], "手机丢失", lost_factor=True)
    assert not Authenticator.objects.filter(user=clerk).exists()
    event = events_of(f"person:{clerk.pk}").last()
    assert event and event.kind == "factor_dropped"
    assert details_of(event) == {"reason": "手机丢失"}


def test_locked_account_is_unlocked_as_it_was(tree: Tree) -> None:
    clerk = tree["clerk"]
    lock_account(clerk, tree["county"], WHY)
    assert not tree["clerk"].is_active
    with pytest.raises(NotAllowedError, match="先解锁"):
        reset_account(clerk, tree["county"], WHY, lost_factor=False)
    with pytest.raises(NotAllowedError, match="现在就是已锁定"):
        lock_account(clerk, tree["county"], WHY)
    unlock_account(clerk, tree["county"], WHY)
    assert tree["clerk"].is_active and tree["clerk"].check_password("密码-password")
    assert [kind for kind in kinds(clerk) if kind.startswith("account_")] == [
        "account_locked",
        "account_unlocked",
    ]


@pytest.mark.parametrize("act", [lock_account, unlock_account])
def test_nobody_else_locks_and_the_attempt_is_written_down(tree: Tree, act: object) -> None:
    for name in ("clerk", "operator", "other-county", "other-city", "audit"):
        with pytest.raises(NotAllowedError, match=r"不由您管理|不能管理自己"):
            act(tree["clerk"], tree[name], WHY)  # type: ignore[operator]
    assert tree["clerk"].is_active
    tried = [e for e in events_of(f"person:{tree['clerk'].pk}") if e.kind == "management_refused"]
    assert [event.person_name for event in tried] == [
        tree[name].full_name
        for name in ("clerk", "operator", "other-county", "other-city", "audit")
    ]


def test_reason_is_asked_for(tree: Tree) -> None:
    for act in (lock_account, unlock_account):
        with pytest.raises(NotAllowedError, match="请写明理由"):
            act(tree["clerk"], tree["county"], "  ")


def test_states_of_an_account(tree: Tree) -> None:
    clerk = tree["clerk"]
    assert account_state(clerk, None) is AccountState.IN_USE
    reset_account(clerk, tree["county"], WHY, lost_factor=False)
    given = open_secret(clerk)
    assert given and account_state(clerk, given) is AccountState.GIVEN
    given.expires_at = timezone.now()
    assert account_state(clerk, given) is AccountState.EXPIRED
    clerk.is_active = False
    assert account_state(clerk, given) is AccountState.LOCKED
    clerk = tree["audit"]
    clerk.set_unusable_password()
    assert account_state(clerk, None) is AccountState.GIVEN


def test_the_last_passwords_are_remembered_and_no_more(tree: Tree) -> None:
    clerk = tree["clerk"]
    assert was_used_before(clerk.pk, "密码-password")
    for number in range(KEPT):
        set_password(clerk, f"枸杞红了又一年-{number}", SYSTEM)
    assert not was_used_before(clerk.pk, "密码-password")
    assert was_used_before(clerk.pk, "枸杞红了又一年-0")
    assert clerk.past_passwords.count() == KEPT
    reset_account(clerk, tree["county"], WHY, lost_factor=False)
    assert was_used_before(tree["clerk"].pk, "枸杞红了又一年-0")
    assert timezone.now() - password_set_at(clerk) < timedelta(minutes=1)
    clerk.past_passwords.all().delete()
    assert password_set_at(clerk) == clerk.date_joined
