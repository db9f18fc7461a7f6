"""Hand-over 交接: what waits for a person who leaves becomes a colleague's."""

from __future__ import annotations

from jiqun.records.journal.actions import Actor, record, writing
from jiqun.records.organisations.models import Person
from jiqun.records.organisations.open_work import OpenWork, move_work, open_work_of
from jiqun.records.organisations.queries import office_of, office_of_late
from jiqun.records.verdict import NotAllowedError, Verdict, refused


def hand_over(
    person: Person, to: Person, by: Actor, reason: str, source: str = "web"
) -> list[OpenWork]:
    """Make all that waits for a person a colleague's, who works in the same office or in the one
    that acts in its place; what it was. Names under what was done stay.

    Raises NotAllowedError for somebody of another office, without the roles that are needed, or
    whose account is closed, and without a reason.
    """
    with writing():
        now = Person.objects.get(pk=to.pk)
        if not reason.strip():
            raise NotAllowedError(refused("请写明交接的理由，例如工作调动。"))
        work = open_work_of(person)
        for verdict in (_colleagues(person, now), *(_can_do(now, one) for one in work)):
            if verdict is not None:
                raise NotAllowedError(verdict)
        if not work:
            return []
        move_work(person, now)
        details = {
            "to": now.pk,
            "name": now.full_name,
            "work": [one.words for one in work],
            "reason": reason.strip(),
        }
        record("work_handed_over", f"person:{person.pk}", by, details=details, source=source)
    return work


def _colleagues(person: Person, to: Person) -> Verdict | None:
    """Why one cannot take over from the other; None where they can."""
    if to.pk == person.pk or not to.is_active:
        return refused(f"不能交接给{to}：请选择另一位账号可用的同事。")
    theirs, own = office_of(to), office_of_late(person)
    if own is None:
        return refused(f"{person}没有任职过的单位，没有可以交接的同事。")
    if theirs is None or not theirs.acts_as(own.pk):
        return refused(f"{to}不在{own.name}任职。工作只能交接给同一单位的人员。")
    return None


def _can_do(to: Person, work: OpenWork) -> Verdict | None:
    own = {post.role for post in to.posts if not post.is_deputy}
    if own & work.roles:
        return None
    return refused(f"{to}没有办理“{work.words}”的岗位，请交接给有这个岗位的同事，或者先任命。")
