"""The demonstration 演示: created before the site is served with JIQUN_DEMO=1, and its password."""

from __future__ import annotations

import secrets

from django.conf import settings

from jiqun.demo.applications import create_applications
from jiqun.demo.calendar_years import create_working_days
from jiqun.demo.offices import create_accounts, create_offices
from jiqun.site.environment import SettingError, text
from jiqun.site.setup.demo_secret import kept_secret

# Without the letters and digits that look like one another.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def create_demonstration() -> str:
    """Create what is not there yet; returns the notice with accounts and password, in Chinese."""
    password = text("JIQUN_DEMO_PASSWORD") or kept_secret(settings.DATA_DIR / "password", _readable)
    if len(password) < 8:
        raise SettingError("环境变量 JIQUN_DEMO_PASSWORD 太短。请给出不少于 8 个字符的密码。")
    create_offices()
    accounts = create_accounts(password)
    create_working_days()
    create_applications()
    return f"演示账号：\n{accounts}\n密码（各账号相同）：{password}"


def _readable() -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
