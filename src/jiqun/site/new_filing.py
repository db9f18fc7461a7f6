"""The command new-filing: an office begins to fill in a form of an edition, with no application."""

from __future__ import annotations

import re

from django.urls import reverse

from jiqun.records.applications.models import Application
from jiqun.records.filings.actions import create_filing
from jiqun.records.filings.models import Filing
from jiqun.records.filings.sources import name_source
from jiqun.records.journal.actions import SYSTEM, writing
from jiqun.records.organisations.queries import followers_of, office_named
from jiqun.site.environment import SettingError

USAGE = (
    "用法：jiqun-site new-filing 年度版/表 单位全称 [来源=网址 …]\n"
    "为一个单位新建一份要填的表（不属于任何申报），并给出它的网址。表中引用另一份表的，"
    "写明来源，如 application=/a/…/。"
)

_ADDRESS = re.compile(r"/(?P<space>[af])/(?P<id>[0-9a-f]+)(?:/|$)")


def make_filing(words: list[str]) -> str:
    """Begin the filing the words of the command line name; its address. Raises SettingError
    (Chinese)."""
    if len(words) < 2 or not all("=" in word for word in words[2:]):
        raise SettingError(USAGE)
    name, office_name, *named = words
    office = office_named(office_name)
    if office is None:
        raise SettingError(f"没有名为“{office_name}”的单位，没有新建。请写单位的全称。")
    if office.ended_on is not None:
        names = "、".join(one.name for one in followers_of(office))
        raise SettingError(f"{office.name}已经撤销，由{names}承接，没有新建。请写承接单位的全称。")
    edition, _, form = name.partition("/")
    sources = {word.partition("=")[0]: _filing_at(word.partition("=")[2]) for word in named}
    try:
        with writing():
            filing = create_filing(edition, office, SYSTEM, form, source="command")
            for source, of in sources.items():
                name_source(filing, source, of, SYSTEM, source="command")
    except LookupError as trouble:
        raise SettingError(f"没有新建。{trouble}") from None
    return reverse("filing:desk", args=[filing.public_id])


def _filing_at(address: str) -> Filing:
    """The filing that an address of any of its pages is of, /a/…/ or /f/…/; raises SettingError."""
    named = _ADDRESS.search(address)
    filing = None
    if named and named["space"] == "a":
        application = Application.objects.filter(public_id=named["id"]).first()
        filing = application.filing if application else None
    elif named:
        filing = Filing.objects.filter(public_id=named["id"]).first()
    if filing is None:
        raise SettingError(f"没有网址是“{address}”的表，没有新建。请从浏览器的地址栏抄下来。")
    return filing
