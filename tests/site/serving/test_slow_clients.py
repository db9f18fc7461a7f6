"""The real site with hundreds of slow clients on it: everybody else works as ever."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.site.laid_site import PASSWORD, LaidSite
from tests.site.serving.slow_clients import slow_clients
from tests.site.site_process import Site
from tests.site.site_visitor import Visitor

EACH = 200
ANSWER = "total_output:2025"


@pytest.fixture
def site(laid_site: LaidSite, tmp_path: Path) -> Iterator[Site]:
    served = laid_site(tmp_path)
    served.start("serve")
    yield served
    served.end()


def test_slow_clients_of_every_kind_hold_nobody_up(site: Site) -> None:
    with slow_clients(site.port, EACH) as still_there:
        visitor = Visitor(site.port)
        visitor.log_in("zhongning", PASSWORD)
        address = visitor.application()
        before = visitor.answers(address, "part_2").get("total_output:2025", {"revision": 0})
        status, _ = visitor.save(
            address, "total_output:2025", "61.25", before["revision"], "part_2"
        )
        assert status == 200
        for path in ("part/2/", "paper/", "evidence/"):
            assert visitor.ask("GET", address + path)[0] == 200
        visitor.leave()
        assert still_there() > 3 * EACH  # so they were there all the time
