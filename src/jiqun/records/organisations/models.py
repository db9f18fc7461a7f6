"""Tables of the organisations: people, offices, memberships."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.functional import cached_property


class Level(models.TextChoices):
    """On which level an office stands."""

    REGION = "region", "自治区"
    CITY = "city", "地级市"
    COUNTY = "county", "县（市、区）"
    OPERATOR = "operator", "集群运营机构"
    ADMINISTRATION = "administration", "系统管理"


class Role(models.TextChoices):
    """What a person is in an office."""

    COUNTY = "county", "县级主管部门"
    OPERATOR = "operator", "集群运营机构"
    CITY = "city", "市级主管部门"
    REGION = "region", "自治区主管部门"
    ADMIN = "admin", "系统管理员"


class Office(models.Model):
    """An authority or a cluster's operator; `division` is a code of GB/T 2260, empty if none."""

    name = models.CharField(max_length=100, unique=True)
    level = models.CharField(max_length=20, choices=Level)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    division = models.CharField(max_length=6, blank=True, default="")

    class Meta:
        ordering = ("division", "id")

    def __str__(self) -> str:
        return self.name


class Person(AbstractUser):
    """A person with an account. Who they are officially is `full_name`, not the user name."""

    # None takes a column of the base away: Django's own way, which the stubs do not know.
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField(max_length=100)
    phone = models.CharField(max_length=30, blank=True, default="")

    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """The official name; the user name where none is known."""
        return self.full_name or self.username

    get_short_name = get_full_name

    @cached_property
    def membership(self) -> Membership | None:
        """Where the person works; fetched once with its office for as long as this object lives."""
        return self.memberships.select_related("office").order_by("id").first()

    @property
    def office_name(self) -> str:
        """The name of the person's office, as the journal writes it."""
        return self.membership.office.name if self.membership else ""


class Membership(models.Model):
    """A person in an office, in a role. A person has one; another office means another account."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person"], name="one_membership_a_person"),)

    def __str__(self) -> str:
        return f"{self.person} · {self.office} · {self.role}"
