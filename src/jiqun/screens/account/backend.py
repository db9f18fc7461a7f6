"""How a person is found: by user name and password, and at each request by their session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.auth_backends import AuthenticationBackend

from jiqun.records.organisations.queries import person_numbered

if TYPE_CHECKING:
    from jiqun.records.organisations.models import Person


class AccountBackend(AuthenticationBackend):
    """allauth's backend; the person of a session comes with their office and role."""

    def get_user(self, user_id: int) -> Person | None:
        """The person of a session, None for one whose account is closed."""
        person = person_numbered(user_id)
        return person if person and self.user_can_authenticate(person) else None
