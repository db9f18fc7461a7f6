"""Who may see and fill in a filing that belongs to no application, and why not."""

from __future__ import annotations

from jiqun.records.filings.models import Filing
from jiqun.records.organisations.models import Person
from jiqun.records.organisations.queries import office_of
from jiqun.records.organisations.roles import CITY, REGION, Role
from jiqun.records.organisations.sight import EVERYTHING, Sight, sees, ways
from jiqun.records.verdict import ALLOWED, NO_OFFICE, Verdict, refused

SIGHT: Sight = {
    **dict.fromkeys(Role, ("owner",)),
    **ways({CITY: ("owner", "owner__parent"), REGION: (EVERYTHING,)}),
}
"""The office that fills it in, whatever it is, the city above it and the region."""


def can_see_filing(person: Person, filing: Filing) -> Verdict:
    """Whether a filing that belongs to no application is for a person to see."""
    if office_of(person) is None:
        return NO_OFFICE
    return ALLOWED if sees(SIGHT, person, filing) else refused("这份表不由您的单位填写。")


def can_edit_filing(person: Person, filing: Filing) -> Verdict:
    """The members of the office that fills it in, or of one in its place, whatever their role."""
    seen = can_see_filing(person, filing)
    office = office_of(person)
    if seen and office is not None and not office.acts_as(filing.owner_id):
        return refused(f"这份表由{filing.owner.name}填写，您的单位可以查看，不能修改。")
    return seen
