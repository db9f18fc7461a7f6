"""Making a web process ready: what its first requests would have to wait for is done before.

That is importing every view, compiling every template of ours, reading the forms that people fill
in, and a first page with all that it needs, worked on by the very thread that will work on theirs.
"""

from __future__ import annotations

import gc
import io
import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import override

from jiqun.engine import assess, labels_of, read_answers
from jiqun.records.filings.editions import form_named
from jiqun.records.filings.models import Filing
from jiqun.site.serving.application import Wsgi, response_of
from jiqun.site.serving.environ import Scope, environ_of
from jiqun.site.serving.request_threads import RequestThreads

logger = logging.getLogger("jiqun.serving")
_OBJECTS_UNTIL_COLLECTED = 5000
_TEMPLATES = Path(__file__).resolve().parents[2] / "screens" / "templates"


def warm_up(wsgi: Wsgi, threads: RequestThreads) -> None:
    """Do all of it, once; what fails is written down, for a cold process is better than none."""
    done = threading.Event()

    def work() -> None:
        try:
            with override(settings.LANGUAGE_CODE):
                for step in (_import_views, _compile_templates, _read_forms):
                    _try(step)
            _try(lambda: _first_page(wsgi))
        finally:
            done.set()

    threads.put(work, writes=False)
    done.wait()
    _spare_the_collector()


def _spare_the_collector() -> None:
    """Forms, templates and modules stay: they are not to be looked through for garbage again and
    again. A save makes some thousand objects, most of which go by themselves."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_UNTIL_COLLECTED)


def _try(step: Callable[[], None]) -> None:
    try:
        step()
    except Exception:
        logger.exception("a web process starts without being warm")


def _import_views() -> None:
    # To know the address of one view is to import all.
    reverse("account_login")


def _compile_templates() -> None:
    for name in _template_names():
        get_template(name)


def _template_names() -> Iterator[str]:
    for path in sorted(_TEMPLATES.rglob("*.html")):
        yield path.relative_to(_TEMPLATES).as_posix()


def _read_forms() -> None:
    for edition, form_id in Filing.objects.values_list("edition", "form").distinct():
        form = form_named(edition, form_id)
        labels_of(form)
        assess(read_answers(form, {}))


def _first_page(wsgi: Wsgi) -> None:
    answer = response_of(wsgi, environ_of(_scope(reverse("account_login")), io.BytesIO(), 0))
    if answer.status != 200:
        raise RuntimeError(f"the first page answered {answer.status}")


def _scope(path: str) -> Scope:
    """A request as the site's own browser would make it, by HTTPS where that is asked for."""
    host = settings.ALLOWED_HOSTS[0].lstrip(".*") or "localhost"
    return {
        "method": "GET",
        "raw_path": path.encode("ascii"),
        "query_string": b"",
        "headers": [(b"host", host.encode("ascii"))],
        "scheme": "https" if settings.HTTPS else "http",
        "http_version": "1.1",
        "client": ("127.0.0.1", 0),
        "server": ("127.0.0.1", 0),
    }
