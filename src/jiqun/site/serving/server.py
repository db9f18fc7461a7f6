"""The one-command server: the web processes and the worker for background work, kept running.

All are processes of their own, so that a document being set does not hold up a page, and one that
dies takes no other along. If one of them ends it is started again, after a wait that grows where it
ends again and again; TERM or Ctrl+C ends all.
"""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from jiqun.site.environment import SettingError, number, text
from jiqun.site.serving.child import Child, niced
from jiqun.site.serving.parent_death import end_with_parent
from jiqun.site.serving.web import bound_socket

WEB_PROCESSES = 2
GRACE = 7.0
LOOK_EVERY = 0.2
# A web process that ends this often before any has ever answered will not run at all.
MOST_STARTS = 5


def serve() -> int:
    """Run the site until told to end; returns the exit status. Prints the address once it answers.

    JIQUN_HOST (127.0.0.1) and PORT (8000) say where, JIQUN_WEB_PROCESSES how many processes answer.
    """
    host, port = text("JIQUN_HOST") or "127.0.0.1", number("PORT", 8000)
    processes = number("JIQUN_WEB_PROCESSES", WEB_PROCESSES)
    _port_is_free(host, port)
    # Held for as long as the server runs: while a web process is away, nobody else takes the port.
    with bound_socket(host, port):
        web = [_web(host, port, place + 1) for place in range(processes)]
        children = [*web, _worker()]
        signals: list[int] = []

        def ask_to_end(number: int, frame: FrameType | None) -> None:
            signals.append(number)

        for number_of_signal in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number_of_signal, ask_to_end)
        for child in children:
            child.start()
        try:
            return _keep_running(children, web, host, port, signals)
        finally:
            _end(children)


def _keep_running(
    children: list[Child], web: list[Child], host: str, port: int, signals: list[int]
) -> int:
    answered = False
    while not signals:
        for child in children:
            child.keep_running()
        if not answered and _answers(host, port):
            answered = True
            print(f"网站已启动：http://{host}:{port}/  （按 Ctrl+C 停止）", flush=True)
        if not answered and all(child.ends >= MOST_STARTS for child in web):
            print("网页服务不能启动，不再重试。原因见上面的输出。", file=sys.stderr)
            return 1
        time.sleep(LOOK_EVERY)
    return 0


def _web(host: str, port: int, number: int) -> Child:
    command = [sys.executable, "-m", "jiqun.site.serving.web", host, str(port)]
    return Child(f"网页服务 {number}", command, end_with_parent)


def _worker() -> Child:
    command = [sys.executable, "-m", "jiqun.site.command", "worker"]
    return Child("后台处理", command, niced(10, end_with_parent))


def _end(children: list[Child]) -> None:
    running = [child.process for child in children if child.process and child.running]
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


def _answers(host: str, port: int) -> bool:
    """Whether a web process takes connections: each does so only when it is ready."""
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False
