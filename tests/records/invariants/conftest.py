"""What tests of the invariants may ask for: the offices and people of those of applications."""

from tests.records.applications.conftest import *  # noqa: F403
