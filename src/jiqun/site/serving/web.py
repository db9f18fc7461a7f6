"""A web process: it makes itself ready, and only then takes connections.

`python -m jiqun.site.serving.web HOST PORT` is how the server (server.py) starts one. Each has a
listening socket of its own on the same port; the system spreads the connections, and none goes to a
process that is gone.
"""

from __future__ import annotations

import os
import resource
import socket
import sys

import uvicorn

from jiqun.site.serving.application import AsgiApplication
from jiqun.site.serving.connection import Connection
from jiqun.site.serving.limits import IDLE_SECONDS, MOST_CONNECTIONS
from jiqun.site.serving.request_threads import RequestThreads

GRACE = 5  # seconds for what is being worked on when the process is told to end
_BACKLOG = 1024


def bound_socket(host: str, port: int) -> socket.socket:
    """A socket bound to the port beside those of the other processes; it does not listen yet."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio sends small packets at once only where it is.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    bound.bind((host, port))
    return bound


def server_of(application: AsgiApplication) -> uvicorn.Server:
    """The server of connections, not running yet."""
    config = uvicorn.Config(
        application,
        http=Connection,
        loop="uvloop",
        ws="none",
        lifespan="off",
        proxy_headers=False,  # site/middleware.py knows which proxies are ours
        server_header=False,
        access_log=False,
        log_config=None,
        backlog=_BACKLOG,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=GRACE,
    )
    return uvicorn.Server(config)


def _allow_many_files() -> None:
    """Raise the limit on open files as far as may be: a connection is one."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def main() -> None:
    """Serve the site on the host and port of the command line."""
    host, port = sys.argv[1], int(sys.argv[2])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiqun.site.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    from jiqun.site.impatient_connection import wait_no_longer
    from jiqun.site.serving.warm_up import warm_up
    from jiqun.site.unreadable_requests import refuse_unreadable

    wait_no_longer()
    wsgi, threads = refuse_unreadable(get_wsgi_application()), RequestThreads()
    warm_up(wsgi, threads)
    application = AsgiApplication(wsgi, settings.REQUEST_LARGEST, threads)
    _allow_many_files()
    server_of(application).run(sockets=[bound_socket(host, port)])


if __name__ == "__main__":
    main()
