"""The site as a WSGI application, for the server."""

import os
import signal

from django.core.wsgi import get_wsgi_application

from jiqun.config.family import end_with_parent
from jiqun.config.in_line import in_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiqun.config.settings")
# Set by `jiqun-site serve`: its web processes must not stay behind with the port. While they start
# they still hear with the ears of the process they were forked from, hence the hard way.
if os.environ.get("JIQUN_SERVED") == "1":
    end_with_parent(signal.SIGKILL)
application = in_line(get_wsgi_application())
