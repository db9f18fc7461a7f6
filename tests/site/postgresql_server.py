"""A PostgreSQL server of a test's own that can be stopped: still, dead, and there again."""

from __future__ import annotations

import importlib.util
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest

_SCRIPT = Path(__file__).parents[2] / "scripts/with_postgresql.py"


@dataclass
class Server:
    """A server at an address; `own` are processes that were started again."""

    address: str
    own: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def hold_still(self) -> None:
        """Stop every process of it where it is: nothing answers, nothing is refused."""
        for process in self._all():
            process.suspend()

    def go_on(self) -> None:
        """Let all of them go on."""
        for process in self._all():
            process.resume()

    def kill(self) -> list[str]:
        """End it at once, as a machine that falls over; the command that starts it again."""
        main = self._main()
        line = main.cmdline()
        main.send_signal(signal.SIGQUIT)
        psutil.wait_procs([main], timeout=30)
        return line

    def start(self, line: list[str]) -> None:
        """Start it again."""
        folder = Path(line[line.index("-D") + 1])
        owner = folder.stat()
        user, group = (owner.st_uid, owner.st_gid) if owner.st_uid else (None, None)
        self.own.append(
            subprocess.Popen(
                line,
                cwd=folder.parent,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                user=user,
                group=group,
            )
        )

    def _all(self) -> list[psutil.Process]:
        main = self._main()
        return [main, *main.children(recursive=True)]

    def _main(self) -> psutil.Process:
        port = str(urlsplit(self.address).port)
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                line = process.cmdline()
                if line[:1] and line[0].endswith("/postgres") and port in line:
                    return process
        raise AssertionError("the server is not there")


@contextmanager
def postgresql_server() -> Iterator[Server]:
    """A server for as long as the block lasts; skips, and says why, where there can be none."""
    spec = importlib.util.spec_from_file_location("with_postgresql", _SCRIPT)
    assert spec and spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    try:
        hindrance = script.what_hinders(script.programs())
    except SystemExit as missing:
        hindrance = str(missing)
    if hindrance:
        pytest.skip(f"PostgreSQL cannot be run here: {hindrance}")
    with script.server() as address:
        server = Server(address)
        try:
            yield server
        finally:
            for process in server.own:
                process.send_signal(signal.SIGINT)
                process.wait(30)
