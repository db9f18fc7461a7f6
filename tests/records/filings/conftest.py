"""What tests of filings may ask for: an empty filing, and one with the shipped example in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jiqun.engine import Address, Form, by_address, read_answers, write_answers
from jiqun.records.filings.actions import Change, create_filing, save_answers
from jiqun.records.filings.editions import edition_named
from jiqun.records.filings.models import Filing
from jiqun.records.organisations.models import Office, Person


@pytest.fixture(scope="session")
def form() -> Form:
    """The form the filings of the tests fill in, as the records know it."""
    return edition_named("ningxia-2026").main


@pytest.fixture
def county(office: Callable[..., Office]) -> Office:
    return office("中宁县工业和信息化局", "county", None, "640521")


@pytest.fixture
def clerk(person: Callable[..., Person], county: Office) -> Person:
    return person("zhongning", county, "county")


@pytest.fixture
def operator(person: Callable[..., Person], office: Callable[..., Office]) -> Person:
    return person("zhongning-park", office("中宁县枸杞产业集群运营中心", "operator"), "operator")


@pytest.fixture
def filing(county: Office, clerk: Person) -> Filing:
    return create_filing("ningxia-2026", county, clerk)


@pytest.fixture
def example_values(form: Form, example_data: dict[str, object]) -> dict[Address, object]:
    """The answers of the shipped example by address."""
    return by_address(form, write_answers(read_answers(form, example_data)))


@pytest.fixture
def filled(filing: Filing, clerk: Person, example_values: dict[Address, object]) -> Filing:
    """The filing with the shipped example in it."""
    save_answers(filing, [Change(at, v, 0) for at, v in example_values.items()], clerk)
    return filing
