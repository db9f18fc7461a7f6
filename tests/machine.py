"""What tests need of the machine they run on."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import playwright

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
# Playwright's own node, which speaks with the browser.
DRIVER = Path(playwright.__file__).parent / "driver" / "node"


def what_browsers_lack(chromium: str | None = CHROMIUM, driver: Path = DRIVER) -> str:
    """What stands in the way of tests in a browser, in one line; empty where nothing does."""
    if chromium is None:
        return "chromium is not installed"
    trial = subprocess.run(
        [driver, "--version"], capture_output=True, encoding="utf-8", check=False
    )
    return trial.stderr.strip() if trial.returncode else ""
