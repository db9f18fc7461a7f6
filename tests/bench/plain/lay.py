"""Lay the baseline's tables and one draft for a person; prints the session of that person."""

from __future__ import annotations

import os

import django


def main() -> None:
    """Lay it out in the database of DATABASE_URL."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.plain.settings")
    django.setup()
    from django.contrib.auth import (
        BACKEND_SESSION_KEY,
        HASH_SESSION_KEY,
        SESSION_KEY,
        get_user_model,
    )
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command
    from tests.bench.plain.models import Draft

    call_command("migrate", verbosity=0)
    # The draft's own table, which points to one of those, has no migrations.
    call_command("migrate", run_syncdb=True, verbosity=0)
    person = get_user_model().objects.create_user("zhongning")
    Draft.objects.create(pk=1, owner=person)
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    print(session.session_key)


if __name__ == "__main__":
    main()
