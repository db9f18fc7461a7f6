"""Compares what the house does today with what was written down: python -m tests.same [SECTION…].

    --record     write today's down as the new baseline; refused where a difference has no reason

Every difference is printed, also an allowed one, with its reason. Status 1 where one has none.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from tests.same.baseline import Difference, Reason, differences, keep, kept, reasons

SECTIONS = {
    "suite": "tests.same.suite",
    "outcomes": "tests.same.judgements",
    "papers": "tests.same.papers",
    "commands": "tests.same.commands",
    "pages": "tests.same.pages",
    "old-data": "tests.same.old_data",
}


def main() -> int:
    """Compare the sections named, or all."""
    options = _options()
    _set_up()
    listed, without = reasons(), 0
    for name in options.sections or SECTIONS:
        module = import_module(SECTIONS[name])
        now = module.collect()
        if options.first:
            keep(name, now)
            continue
        before = kept(name)
        compare: Callable[..., list[Difference]] | None = getattr(module, "worse", None)
        found = compare(before, now) if compare else differences(name, before, now)
        unexplained = sum(not _say(difference, listed) for difference in found)
        print(f"{name}: {len(before)} texts, {len(found)} differ, {unexplained} without a reason")
        without += unexplained
        if options.record and not unexplained:
            keep(name, now)
    return 1 if without else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sections", nargs="*", choices=[[], *SECTIONS], metavar="SECTION")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--first", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _say(difference: Difference, listed: list[Reason]) -> bool:
    """Print a difference; whether there is a reason for it."""
    reason = next((one for one in listed if one.covers(difference)), None)
    for line in difference.lines():
        print(line)
    if reason:
        print(f"    allowed: {reason.why} — {reason.issue}")
    return reason is not None


def _set_up() -> None:
    """Django with the settings of the tests."""
    root = Path(__file__).resolve().parents[2]
    sys.path[:0] = [str(root), str(root / "tests/site"), str(root / "tests/journeys")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "site_settings"
    import django
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment()


if __name__ == "__main__":
    raise SystemExit(main())
