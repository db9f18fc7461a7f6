"""What tests of who may do what may ask for: the demonstration with everybody at the door."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker
from tests.access.world import World, laid_out


@pytest.fixture(scope="module")
def world(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """The demonstration, once for a module; what a test changes it takes back itself."""
    with django_db_blocker.unblock(), laid_out(tmp_path_factory.mktemp("world")) as world:
        yield world
