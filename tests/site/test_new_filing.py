"""The command new-filing: it begins a form for an office and says where that is filled in."""

from __future__ import annotations

import pytest
from django.utils import timezone
from filing_fixtures import FilingDesk

from jiqun.records.filings.models import Filing
from jiqun.records.filings.source_answers import sources_of
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.journal.models import Event
from jiqun.records.organisations.actions import create_office
from jiqun.records.organisations.office_changes import merge_office
from jiqun.records.organisations.roles import Level
from jiqun.site.environment import SettingError
from jiqun.site.new_filing import make_filing

pytestmark = pytest.mark.django_db


def test_filing_is_made_and_its_address_told(filing_desk: FilingDesk) -> None:
    address = make_filing(["hebei-2028/onsite_statement", "中宁县工信局"])
    filing = Filing.objects.order_by("-id")[0]
    assert address == f"/f/{filing.public_id}/"
    assert (filing.edition, filing.form) == ("hebei-2028", "onsite_statement")
    assert filing.owner.name == "中宁县工信局"
    event = Event.objects.order_by("-id")[0]
    assert (event.kind, event.source) == ("filing_created", "command")
    assert filing_desk.client().get(address).status_code == 302


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "用法：jiqun-site new-filing"),
        (["hebei-2028"], "用法：jiqun-site new-filing"),
        (["hebei-2028/landing", "中宁县工信局"], "没有表“landing”"),
        (["mars-1999/landing", "中宁县工信局"], "没有年度版“mars-1999”"),
        (["hebei-2028/onsite_statement", "哪里"], "没有名为“哪里”的单位"),
    ],
)
def test_what_cannot_be_begun_is_refused_in_words(
    filing_desk: FilingDesk, words: list[str], said: str
) -> None:
    before = Filing.objects.count()
    with pytest.raises(SettingError, match=said):
        make_filing(words)
    assert Filing.objects.count() == before


def test_office_that_ended_begins_nothing_and_says_who_follows(filing_desk: FilingDesk) -> None:
    old = create_office("中宁县经信局", Level.COUNTY, SYSTEM)
    owner = filing_desk.statement.owner
    merge_office(old, owner, timezone.localdate(), "机构改革方案", SYSTEM)
    with pytest.raises(SettingError, match=f"中宁县经信局已经撤销，由{owner.name}承接"):
        make_filing(["hebei-2028/onsite_statement", "中宁县经信局"])


STATEMENT = "ningxia-2026/onsite_statement"


def applied(desk: FilingDesk) -> str:
    """The address of a page of an application form that stands by itself."""
    return make_filing(["ningxia-2026", desk.statement.owner.name])


@pytest.mark.parametrize("page", ["{}", "https://sb.example.gov.cn{}part/3/#a-x", "{}checks/"])
def test_filing_that_is_read_is_named_by_the_address_of_any_of_its_pages(
    filing_desk: FilingDesk, page: str
) -> None:
    source = applied(filing_desk)
    address = make_filing([STATEMENT, "中卫市工信局", f"application={page.format(source)}"])
    made = Filing.objects.get(public_id=address.strip("/").partition("/")[2])
    assert [of.public_id for of in sources_of(made).values()] == [source.strip("/")[2:]]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("application=/f/0/", "没有网址是“/f/0/”的表"),
        ("application=/a/{id}/", "没有网址是"),
        ("application=", "没有网址是“”的表"),
        ("applied=/f/{id}/", "不引用“applied”。它引用的表：application。"),
        ("application", "用法："),
    ],
)
def test_source_that_is_none_leaves_nothing_begun(
    filing_desk: FilingDesk, source: str, said: str
) -> None:
    words = source.format(id=applied(filing_desk).strip("/")[2:])
    before = Filing.objects.count()
    with pytest.raises(SettingError, match=said):
        make_filing([STATEMENT, "中卫市工信局", words])
    assert Filing.objects.count() == before


def test_form_of_another_edition_is_no_source(filing_desk: FilingDesk) -> None:
    stranger = filing_desk.address(filing_desk.statement)
    with pytest.raises(SettingError, match="应当是“ningxia-2026”的表，给出的是“hebei-2028/onsite"):
        make_filing([STATEMENT, "中卫市工信局", f"application={stranger}"])
