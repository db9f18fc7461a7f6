"""Runs a command with a PostgreSQL server of its own: scripts/with_postgresql.py COMMAND…

The server has an empty database in a temporary folder, listens on a free port of 127.0.0.1 and is
ended, by its own process id, when the command ends. Its address stands in the environment as
JIQUN_TEST_DATABASE_URL (taken by the tests) and DATABASE_URL (taken by the site). PostgreSQL comes
from the system's package `postgresql`; started by root, it runs as the user nobody.
"""

from __future__ import annotations

import os
import pwd
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path:
    """The folder of PostgreSQL's server programs: the newest that is installed."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    on_path = shutil.which("initdb")
    if folders:
        return folders[-1]
    if on_path:
        return Path(on_path).resolve().parent
    raise SystemExit("PostgreSQL is not installed. As root: apt-get install postgresql")


def what_hinders(folder: Path) -> str:
    """Why the programs of a folder cannot be run as the user they would run as; empty if they can.

    Where even the root of the file system is closed to others, nobody can run anything.
    """
    user = pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None
    try:
        subprocess.run(  # noqa: S603
            [str(folder / "postgres"), "--version"],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
            user=user,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        return str(error)
    return ""


@contextmanager
def server() -> Iterator[str]:
    """The address of a server that stands for as long as the block lasts."""
    folder = Path(tempfile.mkdtemp(prefix="jiqun-postgresql-"))
    account = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)
    user, group = (account.pw_uid, account.pw_gid) if account else (None, None)
    data, port = folder / "data", _free_port()
    try:
        subprocess.run(  # noqa: S603
            [
                *(str(programs() / "initdb"), "-D", str(data), "-U", "jiqun", "-A", "trust"),
                *("-E", "UTF8", "--locale=C.UTF-8", "--no-sync"),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=folder,
            user=user,
            group=group,
        )
        command = [
            str(programs() / "postgres"),
            *("-D", str(data), "-p", str(port), "-k", str(folder)),
        ]
        with (folder / "log").open("w") as log:
            process = subprocess.Popen(  # noqa: S603
                [*command, "-c", "listen_addresses=127.0.0.1"],
                stdout=log,
                stderr=log,
                cwd=folder,
                user=user,
                group=group,
            )
        try:
            _wait(process, port, folder / "log")
            yield f"postgresql://jiqun@127.0.0.1:{port}/postgres"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    ask = [str(programs() / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    for _ in range(150):
        if process.poll() is not None:
            raise SystemExit(f"PostgreSQL did not start:\n{log.read_text()}")
        if subprocess.run(ask, check=False).returncode == 0:  # noqa: S603
            return
        time.sleep(0.2)
    raise SystemExit("PostgreSQL did not answer within 30 seconds.")


def main() -> int:
    """Run the command; returns its exit status."""
    if not sys.argv[1:]:
        print(__doc__)
        return 2
    if hindrance := what_hinders(programs()):
        print(f"SKIPPED: {shlex.join(sys.argv[1:])}: PostgreSQL cannot be run here ({hindrance})")
        return 0
    with server() as address:
        addresses = {"JIQUN_TEST_DATABASE_URL": address, "DATABASE_URL": address}
        environment = {**os.environ, **addresses}
        return subprocess.run(sys.argv[1:], check=False, env=environment).returncode  # noqa: S603


if __name__ == "__main__":
    raise SystemExit(main())
