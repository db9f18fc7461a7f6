"""Who may see and fill in a filing that belongs to no application, and why not."""

from __future__ import annotations

from jiqun.records.filings.models import Filing
from jiqun.records.organisations.models import Person, Role
from jiqun.records.organisations.queries import office_of, role_of
from jiqun.records.verdict import ALLOWED, Verdict, refused


def can_see_filing(person: Person, filing: Filing) -> Verdict:
    """The office that fills it in, the city above it and the region."""
    office, role = office_of(person), role_of(person)
    if office is None:
        return refused("您的账号还没有所属单位，请联系系统管理员。")
    if role == Role.REGION or filing.owner_id == office.pk:
        return ALLOWED
    if role == Role.CITY and filing.owner.parent_id == office.pk:
        return ALLOWED
    return refused("这份表不由您的单位填写。")


def can_edit_filing(person: Person, filing: Filing) -> Verdict:
    """The members of the office that fills it in, whatever their role."""
    seen = can_see_filing(person, filing)
    office = office_of(person)
    if seen and office is not None and filing.owner_id != office.pk:
        return refused(f"这份表由{filing.owner.name}填写，您的单位可以查看，不能修改。")
    return seen
