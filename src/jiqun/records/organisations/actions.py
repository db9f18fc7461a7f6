"""Writing the organisations: every change of offices and people, each with its event."""

from __future__ import annotations

from jiqun.records.journal.actions import Actor, record, writing
from jiqun.records.organisations.account_names import account_name
from jiqun.records.organisations.models import Level, Membership, Office, Person, Role


def create_office(
    name: str,
    level: Level,
    by: Actor,
    parent: Office | None = None,
    division: str = "",
    source: str = "web",
) -> Office:
    """A new office in the tree."""
    with writing():
        office = Office.objects.create(name=name, level=level, parent=parent, division=division)
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
    role: Role,
    by: Actor,
    password: str | None = None,
    phone: str = "",
    source: str = "web",
) -> Person:
    """A new person in an office, their user name in its one form; without a password nobody can
    log in as them."""
    person = Person(username=account_name(username), full_name=full_name, phone=phone)
    # Digesting a password is slow on purpose, so it is done before the turn to write.
    person.set_password(password)
    with writing():
        person.save(force_insert=True)
        Membership.objects.create(person=person, office=office, role=role)
        record(
            "person_created",
            f"person:{person.pk}",
            by,
            details={
                "username": person.username,
                "full_name": full_name,
                "office": office.pk,
                "role": str(role),
            },
            source=source,
        )
    return person


def set_password(person: Person, password: str, by: Actor, source: str = "web") -> None:
    """Give a person a new password; their sessions end."""
    person.set_password(password)
    with writing():
        person.save(update_fields=["password"])
        record("password_set", f"person:{person.pk}", by, source=source)
