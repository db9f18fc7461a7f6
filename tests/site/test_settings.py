"""Settings in earnest: what the site refuses to start without, and how it then shows itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jiqun.records.organisations.roles import in_group

SHOW = """
import json
from jiqun.site import settings
names = {names!r}
print(json.dumps({{name: getattr(settings, name) for name in names}}, default=str))
"""


def run(folder: Path, names: tuple[str, ...] = (), **known: str) -> tuple[int, str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", SHOW.format(names=names)],
        env={**kept, "JIQUN_DATA_DIR": str(folder), **known},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("secret", ["", "short"])
def test_site_without_a_secret_refuses_to_start(tmp_path: Path, secret: str) -> None:
    status, _, trouble = run(tmp_path, SECRET_KEY=secret)
    assert status != 0
    assert "没有密钥，网站不能启动" in trouble


def test_demonstration_makes_its_own_secret_and_keeps_it(tmp_path: Path) -> None:
    shown = [run(tmp_path, ("SECRET_KEY",), JIQUN_DEMO="1") for _ in range(2)]
    assert shown[0][0] == 0
    assert shown[0] == shown[1]


def test_site_in_earnest_asks_offices_above_for_a_second_factor(tmp_path: Path) -> None:
    names = ("DEMO", "DEBUG", "SECOND_FACTOR_ROLES", "SESSION_COOKIE_NAME", "IDLE_SECONDS")
    _, shown, _ = run(tmp_path, names, SECRET_KEY="s" * 40)
    assert json.loads(shown) == {
        "DEMO": False,
        "DEBUG": False,
        "SECOND_FACTOR_ROLES": sorted(in_group("city", "region", "expert", "admin")),
        "SESSION_COOKIE_NAME": "jiqun",
        "IDLE_SECONDS": 1800,
    }


def test_second_factor_is_asked_of_the_groups_and_roles_that_are_named(tmp_path: Path) -> None:
    known = {"SECRET_KEY": "s" * 40, "JIQUN_SECOND_FACTOR_ROLES": "admin, county_head"}
    _, shown, _ = run(tmp_path, ("SECOND_FACTOR_ROLES",), **known)
    assert json.loads(shown)["SECOND_FACTOR_ROLES"] == sorted({"county_head", *in_group("admin")})
    known["JIQUN_SECOND_FACTOR_ROLES"] = "city,chief"
    status, _, trouble = run(tmp_path, ("SECOND_FACTOR_ROLES",), **known)
    assert status != 0 and "'chief' 不是角色" in trouble and "county_clerk" in trouble


def test_https_makes_cookies_secure_and_bound_to_the_host(tmp_path: Path) -> None:
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE")
    names += ("CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS")
    _, shown, _ = run(tmp_path, names, SECRET_KEY="s" * 40, JIQUN_HTTPS="1")
    assert json.loads(shown) == {
        "SESSION_COOKIE_NAME": "__Host-jiqun",
        "CSRF_COOKIE_NAME": "__Host-jiqun-csrf",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31536000,
    }


def test_debug_cannot_be_switched_on(tmp_path: Path) -> None:
    _, shown, _ = run(tmp_path, ("DEBUG",), SECRET_KEY="s" * 40, DEBUG="1", DJANGO_DEBUG="1")
    assert json.loads(shown) == {"DEBUG": False}


@pytest.mark.parametrize(("profile", "days", "validators"), [("", 0, 4), ("mlps", 90, 6)])
def test_profile_of_passwords_asks_for_more(
    tmp_path: Path, profile: str, days: int, validators: int
) -> None:
    known = {"SECRET_KEY": "s" * 40, "JIQUN_PASSWORD_PROFILE": profile}
    _, shown, _ = run(tmp_path, ("PASSWORD_DAYS", "AUTH_PASSWORD_VALIDATORS"), **known)
    told = json.loads(shown)
    assert told["PASSWORD_DAYS"] == days
    assert len(told["AUTH_PASSWORD_VALIDATORS"]) == validators


def test_unknown_profile_of_passwords_is_refused(tmp_path: Path) -> None:
    status, _, told = run(tmp_path, ("DEBUG",), SECRET_KEY="s" * 40, JIQUN_PASSWORD_PROFILE="x")
    assert status != 0 and "可以写：plain、mlps" in told
