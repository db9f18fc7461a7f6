"""Puts the files of other makers that pages need into the wheel; asked by hatchling as it builds.

They are no part of the repository: `make setup` lays them into build/vendor. A wheel without them
would serve pages without style, so there is none.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class LaidFiles(BuildHookInterface[BuilderConfig]):
    """build/vendor/site → jiqun/vendor, where the settings look for it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files; raises RuntimeError where they are not laid."""
        if version == "editable":
            return  # a checkout is served from build/vendor itself, and is installed before that
        laid = Path(self.root) / "build" / "vendor"
        if not (laid / "manifest.json").is_file():
            raise RuntimeError("build/vendor is not laid; run `make setup` first")
        build_data["force_include"][str(laid / "site")] = "jiqun/vendor"
