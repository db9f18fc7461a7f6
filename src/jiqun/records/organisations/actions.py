"""Writing the organisations: every change of offices and people, each with its event."""

from __future__ import annotations

from collections.abc import Collection

from jiqun.records.journal.actions import Actor, record, writing
from jiqun.records.organisations.account_names import account_name
from jiqun.records.organisations.kept_passwords import keep_password
from jiqun.records.organisations.models import Office, OfficeName, Person
from jiqun.records.organisations.office_changes import refuse_taken_name
from jiqun.records.organisations.posts import grant_role
from jiqun.records.organisations.roles import Level, Role


def create_office(
    name: str,
    level: Level,
    by: Actor,
    parent: Office | None = None,
    division: str = "",
    source: str = "web",
) -> Office:
    """A new office in the tree. Raises NotAllowedError for a name that another office has."""
    with writing():
        refuse_taken_name(name)
        office = Office.objects.create(name=name, level=level, parent=parent, division=division)
        OfficeName.objects.create(office=office, name=name)
        record(
            "office_created",
            f"office:{office.pk}",
            by,
            details={
                "name": name,
                "level": str(level),
                "parent": parent.pk if parent else None,
                "division": division,
            },
            source=source,
        )
    return office


def create_person(
    username: str,
    full_name: str,
    office: Office,
    roles: Collection[Role],
    by: Actor,
    password: str | None = None,
    phone: str = "",
    source: str = "web",
) -> Person:
    """A new person in an office, their user name in its one form; without a password nobody can
    log in as them. Raises RoleRefusedError for roles that they may not have there."""
    person = Person(username=account_name(username), full_name=full_name, phone=phone)
    # Digesting a password is slow on purpose, so it is done before the turn to write.
    person.set_password(password)
    with writing():
        person.save(force_insert=True)
        if person.has_usable_password():
            keep_password(person)
        record(
            "person_created",
            f"person:{person.pk}",
            by,
            details={"username": person.username, "full_name": full_name, "office": office.pk},
            source=source,
        )
        for role in roles:
            grant_role(person, office, role, by, source=source)
    return person


def set_password(person: Person, password: str, by: Actor, source: str = "web") -> None:
    """Give a person a new password; their sessions end."""
    person.set_password(password)
    with writing():
        keep_password(person)
        record("password_set", f"person:{person.pk}", by, source=source)
