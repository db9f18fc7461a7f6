"""Laying the ground: the tables of the database and the static files, before the site is served."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from jiqun.config.environment import SettingError


def lay_tables() -> None:
    """Bring the database's tables up to date."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def lay_static_files() -> None:
    """Put the static files where the server takes them, under names made from their content."""
    call_command("collectstatic", verbosity=0, interactive=False)


def tables_are_laid() -> None:
    """Raise SettingError if the database is behind the program."""
    executor = MigrationExecutor(connection)
    behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if behind:
        raise SettingError(
            f"数据库还有 {len(behind)} 步没有更新，网站不能启动。"
            "请先备份数据库，再运行：jiqun-site migrate"
        )
