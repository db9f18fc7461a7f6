"""What tests of the screens may ask for."""

from site_fixtures import (  # noqa: F401
    emptied_after_real_transactions,
    intruder,
    office,
    person,
)
from desk_fixtures import whole  # noqa: F401
