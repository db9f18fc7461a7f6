"""Reading the environment: texts, folders, switches, numbers, the database's address."""

from __future__ import annotations

import os
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from jiqun.records.organisations.roles import GROUPS, Role, roles_called
from jiqun.site.serving.limits import MOST_READERS, MOST_WRITERS

# To PostgreSQL, of a process: one for each request that may be worked on (site/serving/limits.py).
MOST_CONNECTIONS = MOST_READERS + MOST_WRITERS + 2

Network = IPv4Network | IPv6Network


class SettingError(Exception):
    """A setting in the environment that is missing or cannot be used; the text is Chinese."""


def text(name: str, default: str = "") -> str:
    """A text; surrounding spaces do not count."""
    return os.environ.get(name, default).strip()


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """A list of words parted by commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()] or list(default)


def paths(name: str) -> list[Path]:
    """A list of folders, parted as the system parts them: by a colon, on Windows a semicolon."""
    return [Path(part).absolute() for part in text(name).split(os.pathsep) if part.strip()]


def networks(name: str) -> list[Network]:
    """Addresses and networks of machines, parted by commas: 10.0.0.2, 10.1.0.0/16, ::1."""
    try:
        return [ip_network(word) for word in words(name)]
    except ValueError as trouble:
        raise SettingError(
            f"环境变量 {name} 里有不能识别的地址（{trouble}）。请写 IP 地址或网段，用逗号分隔，"
            "例如 10.0.0.2,10.1.0.0/16。"
        ) from None


def roles(name: str, default: tuple[str, ...]) -> list[str]:
    """The roles of a list of ids, of roles or of groups of roles, parted by commas."""
    try:
        return sorted(roles_called(words(name, default)))
    except KeyError as unknown:
        known = "、".join((*GROUPS, *Role))
        raise SettingError(
            f"环境变量 {name} 里的 {unknown} 不是角色，也不是一类角色。可以写：{known}。"
        ) from None


def switch(name: str) -> bool:
    """A switch: 1 is on; 0, empty or absent is off."""
    value = text(name, "0") or "0"
    if value not in ("0", "1"):
        raise SettingError(f"环境变量 {name} 的值“{value}”不是开关。请写 1（开）或 0（关）。")
    return value == "1"


def one_of(name: str, known: tuple[str, ...]) -> str:
    """One of some words; the first of them if nothing is said."""
    value = text(name) or known[0]
    if value not in known:
        raise SettingError(f"环境变量 {name} 的值“{value}”不能识别。可以写：{'、'.join(known)}。")
    return value


def number(name: str, default: int) -> int:
    """A whole number above zero."""
    value = text(name) or str(default)
    if not value.isascii() or not value.isdigit() or not int(value):
        raise SettingError(f"环境变量 {name} 的值“{value}”不是正整数。请改为例如 {default}。")
    return int(value)


def database(url: str, data_dir: Path, durable: bool = True) -> dict[str, Any]:
    """Django's settings for a database address: sqlite:///file or postgresql://user@host/name.

    Without an address it is SQLite in the data folder. What was saved outlives a cut of power where
    it is `durable`; PostgreSQL always is, as far as its own settings go.
    """
    if not url:
        return _sqlite(data_dir / "jiqun.sqlite3", durable)
    parts = urlsplit(url)
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme == "sqlite" and name:
        return _sqlite(Path(name), durable)
    if parts.scheme in ("postgresql", "postgres") and name:
        # Where there is no PostgreSQL its client is not loaded.
        from jiqun.site.impatient_connection import pool_options

        # A folder with the server's socket can only stand behind the question mark.
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "USER": unquote(parts.username or options.pop("user", "")),
            "PASSWORD": unquote(parts.password or options.pop("password", "")),
            "HOST": parts.hostname or options.pop("host", ""),
            "PORT": str(parts.port or options.pop("port", "")),
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {
                "connect_timeout": 3,
                # A statement is understood and planned once a connection, not with every save.
                "server_side_binding": True,
                "prepare_threshold": 1,
                **options,
                "pool": pool_options(MOST_CONNECTIONS),
            },
        }
    raise SettingError(
        "环境变量 DATABASE_URL 不是可用的数据库地址。请写 sqlite:////路径/文件名.sqlite3 "
        "或 postgresql://用户:密码@主机:端口/库名。"
    )


def _sqlite(path: Path, durable: bool) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,  # seconds; a page gives a request up after 20
            "init_command": (
                "PRAGMA journal_mode=WAL;"
                f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'};"
                "PRAGMA journal_size_limit=67108864;"
                "PRAGMA cache_size=-32000;"
                "PRAGMA temp_store=MEMORY;"
            ),
        },
    }
