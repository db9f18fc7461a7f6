"""The site as a WSGI application, for the server."""

import os
import signal

from django.core.wsgi import get_wsgi_application

from jiqun.site.serving.one_request_at_a_time import one_request_at_a_time
from jiqun.site.serving.parent_death import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiqun.site.settings")
# Set by `jiqun-site serve`: its web processes must not stay behind with the port. While they start
# they still hear with the ears of the process they were forked from, hence the hard way.
if os.environ.get("JIQUN_SERVED") == "1":
    end_with_parent(signal.SIGKILL)
application = one_request_at_a_time(get_wsgi_application())
