"""What tests of the demonstration may ask for."""

from site_fixtures import (  # noqa: F401
    emptied_after_real_transactions,
    intruder,
    office,
    person,
)
