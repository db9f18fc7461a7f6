"""What tests of the applications' pages may ask for: what those of the desk may."""

from tests.screens.filling.conftest import *  # noqa: F403
