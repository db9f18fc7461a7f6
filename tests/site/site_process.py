"""The site as a process of its own: a folder, a free port, the command `jiqun-site` with them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


@dataclass
class Site:
    """A demonstration in `folder`; on SQLite, unless a test database's address is in `known`."""

    folder: Path
    port: int = field(default_factory=free_port)
    known: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        """Where the site answers, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """The environment the command runs in: nothing of the tests' own."""
        own = ("JIQUN_", "DJANGO_", "DATABASE_URL", "SECRET_KEY", "PORT")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
        told = {"JIQUN_DEMO": "1", "JIQUN_DATA_DIR": str(self.folder), "PORT": str(self.port)}
        return {**kept, **told, **self.known}

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run `jiqun-site WORDS…` to its end."""
        return subprocess.run(
            self.command(*words),
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )

    def start(self, *words: str) -> str:
        """Start `jiqun-site WORDS…` in a group of its own; what it said until it answered."""
        self.process = subprocess.Popen(
            self.command(*words),
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            start_new_session=True,
        )
        return self.said_until("网站已启动")

    def said_until(self, words: str) -> str:
        """What the command says, up to the line with these words."""
        said = ""
        assert self.process and self.process.stdout
        for line in self.process.stdout:
            said += line
            if words in line:
                return said
        raise AssertionError(f"the site did not say {words}:\n{said}")

    def get(self, path: str) -> str:
        """The page at a path, without a login."""
        with urllib.request.urlopen(self.address + path, timeout=10) as answer:
            page: str = answer.read().decode()
            return page

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End the command alone, politely unless told otherwise; its exit status."""
        assert self.process
        self.process.send_signal(how)
        status = self.process.wait(20)
        if self.process.stdout:
            self.process.stdout.close()
        return status

    def kill_all(self) -> None:
        """Kill the command and all it started, as a power cut would."""
        assert self.process
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(20)
        if self.process.stdout:
            self.process.stdout.close()

    def children(self) -> dict[str, list[int]]:
        """The processes the command started: "web" and "worker" with their ids."""
        assert self.process
        found: dict[str, list[int]] = {}
        for child in psutil.Process(self.process.pid).children():
            # One that has just ended is not there to be asked.
            with suppress(psutil.Error):
                web = "jiqun.site.serving.web" in child.cmdline()
                found.setdefault("web" if web else "worker", []).append(child.pid)
        return found

    @staticmethod
    def command(*words: str) -> list[str]:
        """What is run for `jiqun-site WORDS…`."""
        return [sys.executable, "-m", "jiqun.site.command", *words]


def wait_until(true: object, seconds: float = 15, every: float = 0.1) -> None:
    """Wait until the function says true; it is asked every so many seconds."""
    assert callable(true)
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it did not come to that in time"
        time.sleep(every)
