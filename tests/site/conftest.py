"""What tests of the site put together may ask for."""

from filing_fixtures import filing_desk, three_forms  # noqa: F401
from laid_site import laid_site  # noqa: F401
from site_fixtures import (  # noqa: F401
    emptied_after_real_transactions,
    intruder,
    office,
    person,
)
from small_disk import small_disk  # noqa: F401
