"""Laying the ground: the tables of the database and the static files, before the site is served."""

from __future__ import annotations

from hashlib import sha256
from importlib.metadata import version
from operator import itemgetter
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

import jiqun
from jiqun.records.evidence.stored_files import store as evidence
from jiqun.records.file_store import sweep_folder
from jiqun.records.filings.actions import judge_anew
from jiqun.records.filings.open_uploads import sweep_uploads_in_parts
from jiqun.records.filings.uploaded_files import store as uploads
from jiqun.site import static_files
from jiqun.site.environment import SettingError

_LAID = ".laid-from"


def migrate() -> None:
    """Bring the database's tables up to date, and what they keep of the rules in force."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    judge_anew()


def collect_static() -> bool:
    """Put the static files where the server takes them, under names made from their content.

    Where they lie there already, made from the same sources, nothing is done; returns whether
    something was.
    """
    laid = Path(settings.STATIC_ROOT) / _LAID
    sources = _digest_of_sources()
    if laid.is_file() and laid.read_text(encoding="ascii") == sources and _all_are_there():
        return False
    laid.unlink(missing_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    # Last: where it stands, all stands.
    laid.write_text(sources, encoding="ascii")
    return True


def _digest_of_sources() -> str:
    """A digest of all that decides what is laid: the files and the code that names and packs them.

    By content, which takes some milliseconds: times and sizes of files can lie.
    """
    makers = (jiqun.__version__, version("django"), version("whitenoise"))
    digest = sha256(repr(makers).encode())
    digest.update(repr(settings.STORAGES["staticfiles"]).encode())
    digest.update(Path(static_files.__file__).read_bytes())
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=itemgetter(0)):
            with storage.open(path) as file:
                digest.update(f"\0{path}\0{sha256(file.read()).hexdigest()}".encode())
    return digest.hexdigest()


def _all_are_there() -> bool:
    if not isinstance(staticfiles_storage, static_files.NamedByContent):
        return False
    names = staticfiles_storage.hashed_files.values()
    return bool(names) and all(staticfiles_storage.exists(name) for name in names)


def clear_leftovers(older_than: float = 600) -> int:
    """Delete what uploads that broke off left half written, if it is older than so many seconds:
    another machine may be at one; and uploads in parts that nobody went on with for a day. Returns
    how many files and uploads there were."""
    stores = (evidence, uploads)
    arriving = sweep_folder(Path(settings.FILE_UPLOAD_TEMP_DIR or ""), older_than)
    return (
        arriving
        + sweep_uploads_in_parts()
        + sum(store.sweep_unfinished(older_than) for store in stores)
    )


def require_migrated() -> None:
    """Raise SettingError if the database is behind the program."""
    executor = MigrationExecutor(connection)
    behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if behind:
        raise SettingError(
            f"数据库还有 {len(behind)} 步没有更新，网站不能启动。"
            "请先备份数据库，再运行：jiqun-site migrate"
        )
