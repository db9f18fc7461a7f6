"""What tests of the calls' pages may ask for: what those of the desk may."""

from tests.screens.filling.conftest import *  # noqa: F403
