"""The command new-filing: an office begins to fill in a form of an edition, with no application."""

from __future__ import annotations

from django.urls import reverse

from jiqun.records.filings.actions import create_filing
from jiqun.records.journal.actions import SYSTEM
from jiqun.records.organisations.queries import office_named
from jiqun.site.environment import SettingError

USAGE = (
    "用法：jiqun-site new-filing 年度版/表 单位全称\n"
    "为一个单位新建一份要填的表（不属于任何申报），并给出它的网址。"
)


def make_filing(words: list[str]) -> str:
    """Begin the filing the words of the command line name; its address. Raises SettingError
    (Chinese)."""
    if len(words) != 2:
        raise SettingError(USAGE)
    name, office_name = words
    office = office_named(office_name)
    if office is None:
        raise SettingError(f"没有名为“{office_name}”的单位，没有新建。请写单位的全称。")
    edition, _, form = name.partition("/")
    try:
        filing = create_filing(edition, office, SYSTEM, form, source="command")
    except LookupError as trouble:
        raise SettingError(f"没有新建。{trouble}") from None
    return reverse("filing:desk", args=[filing.public_id])
