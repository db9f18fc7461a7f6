"""What tests of the house may ask for."""

from laid_site import laid_site  # noqa: F401
