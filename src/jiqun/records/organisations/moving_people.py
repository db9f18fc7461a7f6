"""Moving people 调动、离岗: to another office with the same account, or away; what waits for them
is handed over before."""

from __future__ import annotations

from collections.abc import Sequence

from jiqun.records.journal.actions import record, writing
from jiqun.records.organisations.account_states import require
from jiqun.records.organisations.ended_sessions import end_sessions
from jiqun.records.organisations.hand_over import hand_over
from jiqun.records.organisations.managing import Deed, Managing
from jiqun.records.organisations.models import Membership, Office, Person
from jiqun.records.organisations.open_work import OpenWork, open_work_of
from jiqun.records.organisations.posts import end_role, grant_role, posts_of, role_refusals
from jiqun.records.organisations.roles import Role
from jiqun.records.verdict import NotAllowedError, refused

_REASON = "请写明理由，例如调动文件的文号。"


def give_role(person: Person, role: Role, by: Person) -> None:
    """Give somebody a further role in the office they work in. Raises NotAllowedError."""
    require(Managing(by).can_to(Deed.ROLES, person, [role]), person, by, "roles")
    office = person.posts[0].office if person.posts else None
    if office is None:
        raise NotAllowedError(refused(f"{person}现在没有任职的单位，请先办理调动。"))
    with writing(), role_refusals():
        grant_role(person, office, role, by)


def take_role(person: Person, post: int, by: Person) -> None:
    """End one of somebody's roles. Raises NotAllowedError."""
    held = Membership.objects.filter(pk=post, person=person, until__isnull=True).first()
    if held is None:
        raise NotAllowedError(refused("没有这个岗位，或者已经结束。"))
    require(Managing(by).can_to(Deed.ROLES, person, [Role(held.role)]), person, by, "roles")
    with writing(), role_refusals():
        end_role(held, by)


def pass_on_work(person: Person, to: Person, by: Person, reason: str) -> list[OpenWork]:
    """Make what waits for somebody a colleague's. Raises NotAllowedError."""
    require(Managing(by).can_to(Deed.HAND_OVER, person), person, by, "hand_over")
    return hand_over(person, to, by, reason)


def move_person(
    person: Person, office: Office, roles: Sequence[Role], by: Person, reason: str
) -> None:
    """Let somebody work in another office from today on, in these roles; what they were ends.

    Raises NotAllowedError where one of the two offices is not the mover's to manage, and while work
    waits for them that was not handed over.
    """
    managing = Managing(by)
    require(managing.can_to(Deed.MOVE, person), person, by, "move")
    require(managing.can(Deed.MAKE_PERSON, office, roles), person, by, "move")
    _check_move(person, office, roles, reason)
    with writing(), role_refusals():
        before = [post.office_id for post in person.posts if not post.is_deputy]
        _end_posts(person, by)
        for role in roles:
            grant_role(person, office, role, by)
        details = {"from": before[:1], "to": office.pk, "reason": reason.strip()}
        record("person_moved", f"person:{person.pk}", by, "account", details)


def let_go(person: Person, to: Person | None, by: Person, reason: str) -> None:
    """End all that somebody is, give what waits for them to a colleague, and close the account.

    Raises NotAllowedError, also where something waits for them and no colleague is named.
    """
    managing = Managing(by)
    for deed in (Deed.MOVE, Deed.LOCK):
        require(managing.can_to(deed, person), person, by, "let_go")
    if not reason.strip():
        raise NotAllowedError(refused(_REASON))
    with writing(), role_refusals():
        work = open_work_of(person)
        if work and to is None:
            waiting = "；".join(one.words for one in work)
            raise NotAllowedError(
                refused(f"{person}还有{len(work)}项工作没有办完：{waiting}。请选择接手的同事。")
            )
        if to is not None:
            hand_over(person, to, by, reason)
        _end_posts(person, by)
        Person.objects.filter(pk=person.pk).update(is_active=False)
        end_sessions(person)
        details = {"reason": reason.strip()}
        record("person_left", f"person:{person.pk}", by, "account", details)


def _check_move(person: Person, office: Office, roles: Sequence[Role], reason: str) -> None:
    own = person.posts[0].office if person.posts else None
    if not reason.strip():
        raise NotAllowedError(refused(_REASON))
    if not roles:
        raise NotAllowedError(refused("请至少选择一个在新单位的角色。"))
    if own == office:
        raise NotAllowedError(refused(f"{person}就在{office.name}任职。换岗位请用“角色”。"))


def _end_posts(person: Person, by: Person) -> None:
    """End what somebody is from today on, in their own office and as a deputy elsewhere."""
    for post in posts_of(person):
        end_role(post, by)
