"""One web process of the baseline, on the server that the site runs on: HOST PORT."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from jiqun.site.serving.application import AsgiApplication
from jiqun.site.serving.request_threads import RequestThreads
from jiqun.site.serving.web import bound_socket, server_of

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.plain.settings")
    application = AsgiApplication(get_wsgi_application(), 1024 * 1024, RequestThreads())
    server_of(application).run(sockets=[bound_socket(sys.argv[1], int(sys.argv[2]))])
