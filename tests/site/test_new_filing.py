"""The command new-filing: it begins a form for an office and says where that is filled in."""

from __future__ import annotations

import pytest
from filing_fixtures import FilingDesk

from jiqun.records.filings.models import Filing
from jiqun.records.journal.models import Event
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
