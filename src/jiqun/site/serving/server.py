"""The one-command server: the web server and the worker for background work, kept running.

Both are processes of their own, so that a document being set does not hold up a page. If one of
them ends it is started again; TERM or Ctrl+C ends both.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

from jiqun.site.environment import SettingError, number, text
from jiqun.site.serving.parent_death import end_with_parent

WEB_PROCESSES = 2
# One request at a time (one_request_at_a_time.py): this many connections may be slow at once.
WEB_THREADS = 4
GRACE = 7.0
LOOK_EVERY = 0.2
# A child that ends this often in a minute will not run at all.
MOST_STARTS = 5


@dataclass
class _Child:
    """A process that is to run for as long as the server does."""

    name: str
    command: list[str]
    prepare: Callable[[], None]
    starts: list[float] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        now = time.monotonic()
        self.starts = [*(at for at in self.starts if now - at < 60), now]
        environment = {**os.environ, "JIQUN_SERVED": "1"}
        self.process = subprocess.Popen(  # noqa: S603
            self.command, env=environment, preexec_fn=self.prepare
        )

    @property
    def ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    @property
    def hopeless(self) -> bool:
        return len(self.starts) >= MOST_STARTS


def serve() -> int:
    """Run the site until told to end; returns the exit status. Prints the address once it answers.

    JIQUN_HOST (127.0.0.1) and PORT (8000) say where.
    """
    host, port = text("JIQUN_HOST") or "127.0.0.1", number("PORT", 8000)
    _port_is_free(host, port)
    children = [_web(host, port), _worker()]
    signals: list[int] = []

    def ask_to_end(number: int, frame: FrameType | None) -> None:
        signals.append(number)

    for number_of_signal in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number_of_signal, ask_to_end)
    for child in children:
        child.start()
    if _answers(host, port, signals):
        print(f"网站已启动：http://{host}:{port}/  （按 Ctrl+C 停止）", flush=True)
    try:
        return _keep_running(children, signals)
    finally:
        _end(children)


def _keep_running(children: list[_Child], signals: list[int]) -> int:
    while not signals:
        for child in children:
            if child.ended and child.hopeless:
                print(f"{child.name}反复停止，不再重新启动。原因见上面的输出。", file=sys.stderr)
                return 1
            if child.ended:
                child.start()
        time.sleep(LOOK_EVERY)
    return 0


def _web(host: str, port: int) -> _Child:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    command += ["--host", host, "--port", str(port), "--log-level", "warning"]
    command += ["--workers", str(WEB_PROCESSES), "--blocking-threads", str(WEB_THREADS)]
    command += ["--respawn-failed-workers", "--workers-kill-timeout", str(int(GRACE) - 2)]
    return _Child("网页服务", [*command, "jiqun.site.wsgi:application"], end_with_parent)


def _worker() -> _Child:
    def prepare() -> None:
        end_with_parent()
        os.nice(10)

    return _Child("后台处理", [sys.executable, "-m", "jiqun.site.command", "worker"], prepare)


def _end(children: list[_Child]) -> None:
    running = [child.process for child in children if child.process and not child.ended]
    for process in running:
        process.send_signal(signal.SIGTERM)
    until = time.monotonic() + GRACE
    for process in running:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _port_is_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as trouble:
            raise SettingError(
                f"不能在 {host} 的 {port} 端口上启动（{trouble.strerror}）。"
                f"如果它已被别的程序占用，请换一个端口，例如 PORT={port + 1}。"
            ) from trouble


def _answers(host: str, port: int, signals: list[int]) -> bool:
    """Wait until the server takes connections; at most half a minute."""
    for _ in range(150):
        if signals:
            return False
        try:
            with socket.create_connection((host, port), timeout=1):
                return True
        except OSError:
            time.sleep(LOOK_EVERY)
    return False
