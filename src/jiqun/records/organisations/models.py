"""Tables of the organisations: people, offices, their names over time, memberships."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property

from jiqun.records.organisations.roles import ADMIN, Level, Role, in_group

_SESSIONS = "jiqun.records.organisations.sessions"


def _choices(kinds: type[Level] | type[Role]) -> list[tuple[str, str]]:
    return [(one.value, one.label) for one in kinds]


class Office(models.Model):
    """An authority or a cluster's operator; `division` is a code of GB/T 2260, empty if none.

    `name` is the one in force: what is read from the database has `next_name` from the day
    `next_since` on. An office that was merged or split `ended_on` a day, on which it is no more.
    Of offices that it follows 承接, `follows` are those whose things it sees, `acts_for` those in
    whose place it acts: what the rows of Succession come to, kept here because every request asks.
    """

    name = models.CharField(max_length=100)
    next_name = models.CharField(max_length=100, blank=True, default="")
    next_since = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    follows = models.JSONField(default=list, blank=True)
    acts_for = models.JSONField(default=list, blank=True)
    level = models.CharField(max_length=20, choices=_choices(Level))
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    division = models.CharField(max_length=6, blank=True, default="")

    class Meta:
        ordering = ("division", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["name"], condition=Q(ended_on__isnull=True), name="one_office_a_name"
            ),
            models.CheckConstraint(
                condition=Q(next_name="", next_since__isnull=True)
                | (~Q(next_name="") & Q(next_since__isnull=False)),
                name="next_name_from_a_day",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(next_name=""),
                name="no_next_name_after_the_end",
            ),
        )

    @classmethod
    def from_db(
        cls,
        db: str | None,
        field_names: Collection[str],
        values: Collection[Any],
        **others: Any,
    ) -> Self:
        """The office as it is today: its next name takes effect by the date alone."""
        office = super().from_db(db, field_names, values, **others)
        since: date | None = office.__dict__.get("next_since")
        if since is not None and since <= timezone.localdate():
            office.name = office.next_name
        return office

    def __str__(self) -> str:
        return self.name

    def acts_as(self, office_id: object) -> bool:
        """Whether it is the office of a primary key, or acts in the place of that one."""
        return office_id == self.pk or office_id in self.acts_for

    def sees_as(self, office_id: object) -> bool:
        """Whether it is the office of a primary key, or sees what that one's was."""
        return office_id == self.pk or office_id in self.follows


class OfficeName(models.Model):
    """A name of an office, from a day on; of its first name that day is not known."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=100)
    since = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=["name"], name="office_name"),)
        constraints = (
            models.UniqueConstraint(fields=["office", "since"], name="one_office_name_a_day"),
            models.UniqueConstraint(
                fields=["office"], condition=Q(since__isnull=True), name="one_first_office_name"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="office_name_is_a_name"),
        )

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """An office that follows 承接 one which ended: one that acts in its place, where it was merged,
    or several that see what its things were, where it was split."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="followed_by")
    follower = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="successions")
    acts = models.BooleanField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["office", "follower"], name="follower_once"),
            models.UniqueConstraint(
                fields=["office"], condition=Q(acts=True), name="one_office_acts_for_another"
            ),
            models.CheckConstraint(
                condition=~Q(office=F("follower")), name="no_office_follows_itself"
            ),
        )

    def __str__(self) -> str:
        return f"{self.office} → {self.follower}"


class Person(AbstractUser):
    """A person with an account. Who they are officially is `full_name`, not the user name."""

    # None takes a column of the base away: Django's own way, which the stubs do not know.
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField(max_length=100)
    phone = models.CharField(max_length=30, blank=True, default="")
    # How often all sessions were ended at once: a session began under one count, and ends with it.
    sessions_ended = models.PositiveIntegerField(default=0)

    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """The official name; the user name where none is known."""
        return self.full_name or self.username

    get_short_name = get_full_name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # What Django checks a session by, which covers the password alone; of who never had their
        # sessions ended it is that, so that sessions of before go on.
        if not self.sessions_ended:
            return super()._get_session_auth_hash(secret)  # type: ignore[misc,no-any-return]
        told = f"{self.password}|{self.sessions_ended}"
        return salted_hmac(_SESSIONS, told, secret=secret, algorithm="sha256").hexdigest()

    @cached_property
    def posts(self) -> tuple[Membership, ...]:
        """What the person is today and where, the own office first; fetched once with the offices
        for as long as this object lives."""
        rows = self.memberships.select_related("office").order_by("id")
        return in_force(rows, timezone.localdate())

    @property
    def office_name(self) -> str:
        """The name of the person's own office, as the journal writes it."""
        return self.posts[0].office.name if self.posts else ""


class Membership(models.Model):
    """A person in an office, in a role, from a day on and up to a day, which is no longer in it.

    A person works in one office at a time and may have several roles there; who moves to another
    office keeps the account. A deputy 代办人 is somebody of another office who has a role for a
    time, because the office `named_by` named them for a `reason`: where one office has nobody else
    to be the second.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=_choices(Role))
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    named_by = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="deputies_named"
    )
    reason = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]), name="role_of_the_list"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="membership_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(named_by__isnull=True) | Q(until__isnull=False),
                name="deputies_for_a_time",
            ),
            models.UniqueConstraint(
                fields=["person", "office", "role"],
                condition=Q(until__isnull=True),
                name="one_membership_a_role",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(until__isnull=True, role__in=sorted(in_group(ADMIN))),
                name="one_admin_role_a_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} · {self.office} · {self.role}"

    @property
    def is_deputy(self) -> bool:
        """Whether it is another office's work, for a time."""
        return self.named_by_id is not None


class OfficeChange(models.Model):
    """A merger or a split 单位变更 of a day to come, as it was said: it waits until it is carried
    out on that day, or taken back. `trouble` is why it could not be carried out. A name of a day to
    come stands in the office itself."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="changes")
    on = models.DateField()
    said = models.JSONField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    trouble = models.TextField(blank=True, default="")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["office"],
                condition=Q(closed_at__isnull=True),
                name="one_waiting_change_an_office",
            ),
        )

    def __str__(self) -> str:
        return f"{self.office} · {self.on}"


class OneTimeSecret(models.Model):
    """A one-time secret 一次性密码 given to a person: its hash is their password until they have
    set their own with it. Here is how long it lasts; open while nothing closed it, one a person.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="one_time_secrets")
    given_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="secrets_given"
    )
    given_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    used = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(closed_at__isnull=True),
                name="one_open_secret_a_person",
            ),
            models.CheckConstraint(
                condition=Q(used=False) | Q(closed_at__isnull=False),
                name="used_secret_is_closed",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("given_at")), name="secret_lasts_a_while"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} · {self.expires_at}"


class PastPassword(models.Model):
    """A password that a person had or has, as its hash: the last few, so that none comes again."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="past_passwords")
    digest = models.CharField(max_length=128)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.person} · {self.set_at}"


def in_force(memberships: Iterable[Membership], day: date) -> tuple[Membership, ...]:
    """Those of some memberships that hold on a day, the own office before those of a deputy."""
    held = (m for m in memberships if m.since <= day and (m.until is None or day < m.until))
    return tuple(sorted(held, key=lambda m: (m.is_deputy, m.pk)))
