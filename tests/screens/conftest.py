"""What tests of the screens may ask for, and what holds in each of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from desk_fixtures import own_desk  # noqa: F401
from filing_fixtures import filing_desk, three_forms  # noqa: F401
from site_fixtures import (  # noqa: F401
    emptied_after_real_transactions,
    intruder,
    office,
    person,
)
from small_disk import small_disk  # noqa: F401
from tests.screens.asked_by import asked_by_screens


@pytest.fixture(autouse=True)
def rows_are_inert() -> Iterator[None]:
    """What records hand to a screen is all there: neither it nor its template asks on."""
    with asked_by_screens() as found:
        yield
    assert found == []
