"""A web process that is warm: its first pages load no code, compile no template, read no form."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.site.laid_site import LaidSite
from tests.site.site_process import Site

from jiqun.site.serving import web

# In a process of its own, for in this one all is warm already.
_LOOK = """
import json, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "jiqun.site.settings"
import django
django.setup()
from django.core.wsgi import get_wsgi_application
from django.template import base

from jiqun.records.filings.editions import form_named
from jiqun.site.serving import warm_up
from jiqun.site.serving.request_threads import RequestThreads

class Template(base.Template):
    made = 0
    def __init__(self, *arguments, **named):
        Template.made += 1
        super().__init__(*arguments, **named)

import django.template.backends.django, django.template.loaders.base
for module in (django.template.loaders.base, django.template.engine):
    module.Template = Template
wsgi, threads = get_wsgi_application(), RequestThreads()
if sys.argv[1] == "warm":
    warm_up.warm_up(wsgi, threads)
loaded, made, forms = set(sys.modules), Template.made, form_named.cache_info().misses
warm_up._first_page(wsgi)
from jiqun.records.filings.models import Filing
from jiqun.records.filings.editions import form_of
form_of(Filing.objects.first())
from django.template.loader import get_template
get_template("filling/part.html")
print(json.dumps({
    "loaded": sorted(set(sys.modules) - loaded),
    "compiled": Template.made - made,
    "read": form_named.cache_info().misses - forms,
    "threads": threads._idle,
}))
"""


@pytest.fixture(scope="module")
def laid(laid_site: LaidSite, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return laid_site(tmp_path_factory.mktemp("site"))


def _first_page(site: Site, how: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", _LOOK, how],
        env=site.environment,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_first_page_of_a_warm_process_has_nothing_to_wait_for(laid: Site) -> None:
    cold = _first_page(laid, "cold")
    assert cold["loaded"] and cold["compiled"] and cold["read"]  # so there is something to see
    warm = _first_page(laid, "warm")
    assert (warm["loaded"], warm["compiled"], warm["read"]) == ([], 0, 0)
    assert warm["threads"] == 1  # the one that will work on the first request


def test_process_that_cannot_be_warm_serves_all_the_same(laid: Site, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()  # no tables, no static files: nothing of it can be done
    cold = Site(folder)
    done = subprocess.run(
        [sys.executable, "-c", _LOOK.partition("loaded, made")[0] + "print('still here')", "warm"],
        env=cold.environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "still here" in done.stdout
    assert "a web process starts without being warm" in done.stderr


def test_process_listens_only_when_it_is_warm(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    monkeypatch.setattr(
        "jiqun.site.serving.warm_up.warm_up", lambda *_: (time.sleep(0.01), order.append("warm"))
    )

    class Server:
        def run(self, sockets: list[object]) -> None:
            order.append("listens")

    monkeypatch.setattr(web, "server_of", lambda _: Server())
    monkeypatch.setattr(web, "bound_socket", lambda *_: order.append("bound"))
    monkeypatch.setattr(web, "_allow_many_files", lambda: None)
    monkeypatch.setattr(sys, "argv", ["web", "127.0.0.1", "0"])
    web.main()
    assert order == ["warm", "bound", "listens"]
