"""Who may see and fill in a filing that belongs to no application, and why not."""

from __future__ import annotations

import pytest
from filing_fixtures import FilingDesk

from jiqun.records.filings.rules import can_edit_filing, can_see_filing

pytestmark = pytest.mark.django_db

EDIT = {"clerk", "colleague"}
SEE = {*EDIT, "city", "region"}


def test_owner_edits_whatever_the_role_and_those_above_look_on(filing_desk: FilingDesk) -> None:
    people, filing = filing_desk.people, filing_desk.statement
    assert {name for name, one in people.items() if can_see_filing(one, filing)} == SEE
    assert {name for name, one in people.items() if can_edit_filing(one, filing)} == EDIT


def test_refusals_say_why_in_chinese(filing_desk: FilingDesk) -> None:
    people, filing = filing_desk.people, filing_desk.statement
    assert can_see_filing(people["clerk"], filing).reason == ""
    assert can_see_filing(people["other"], filing).reason == "这份表不由您的单位填写。"
    assert can_edit_filing(people["other"], filing).reason == "这份表不由您的单位填写。"
    assert can_edit_filing(people["city"], filing).reason == (
        "这份表由中宁县工信局填写，您的单位可以查看，不能修改。"
    )
    assert can_see_filing(people["nobody"], filing).reason == (
        "您的账号还没有所属单位，请联系系统管理员。"
    )
