"""A site's folder as an earlier state of the house left it: made once, then asked again and again.

    python -m tests.same.old_site make FOLDER     lay a demonstration, and work in it as people do
    python -m tests.same.old_site tell FOLDER     what people find in it, as JSON

The folder is that of JIQUN_DATA_DIR; the settings are the site's own, in demonstration. Whoever
changes what is stored makes no new folder: an old one must be brought up to date by `migrate`.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tests.same.forms import EXAMPLE, forms

if TYPE_CHECKING:
    from django.test import Client

PASSWORD = "枸杞红了-2026"
PEOPLE = ("zhongning", "zhongning-park", "zhongwei", "ningxia")
KEYS = ("operator_contact", "total_output.2025", "county_contact")
WORD_FILES = ("blank", "example", "true-005", "faulty-006", "faulty-021")
EXPLAINED = "explanations.unusual_change:total_output:2025"


def main() -> None:
    """Make or tell."""
    what, folder = sys.argv[1:]
    os.environ |= {
        "JIQUN_DEMO": "1",
        "JIQUN_DATA_DIR": folder,
        "JIQUN_DEMO_PASSWORD": PASSWORD,
        "ALLOWED_HOSTS": "testserver",
    }
    from jiqun.site.command import main as jiqun_site

    assert jiqun_site(["migrate"]) == 0
    from jiqun.site.setup.prepare import collect_static

    collect_static()
    if what == "make":
        assert jiqun_site(["demo", "--without-serving"]) == 0
        make(Path(folder))
    else:
        print("\n" + json.dumps(tell(Path(folder)), ensure_ascii=False))


def make(folder: Path) -> None:
    """Save, explain, add evidence, hand a Word file out and bring two back: one read, one not."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from tests.access.world import body
    from tests.records.evidence.sample_files import PDF
    from worked_off import work_off

    clerk, base = _at("zhongning")
    changes = [
        {"key": "operator_contact", "value": "马晓梅", "revision": 1},
        {"key": "total_output.2025", "value": "131.81", "revision": 1},
        {"key": EXPLAINED, "value": "2025年6月新建的厂投产。", "revision": 0},
    ]
    for change in changes:
        sent = json.dumps({"changes": [change], "section": "part_1"})
        answer = clerk.post(f"{base}answer/", sent, content_type="application/json")
        assert answer.status_code == 200, answer.content
    proof = {"file": SimpleUploadedFile("补充证明.pdf", PDF), "kind": "authority"}
    for_tick = {"for": "chain_strengthening_work.chain_map"}
    assert clerk.post(f"{base}evidence/add/", {**proof, **for_tick}).status_code in (200, 302)
    # A copy is kept of what goes out, for the comparison when it comes back.
    given = body(clerk.post(f"{base}download/word/"))
    _bring(clerk, base, given, "给出去的.docx")
    assert work_off() == 1
    word_files(folder / "word")
    _bring(clerk, base, (folder / "word" / "faulty-021.docx").read_bytes(), "等着读的.docx")


def word_files(folder: Path) -> None:
    """The five Word files, as the command line writes them."""
    from jiqun.cli import main as jiqun

    folder.mkdir()
    made = forms()
    for name in WORD_FILES:
        target = str(folder / f"{name}.docx")
        source = folder / f"{name}.json"
        if name == "blank":
            assert jiqun(["print", "--blank", "ningxia-2026", "--to", target]) == 0
            continue
        data = EXAMPLE.read_text("utf-8") if name == "example" else json.dumps(made[name])
        source.write_text(data, "utf-8")
        assert jiqun(["print", str(source), "--to", target]) == 0
        source.unlink()


def tell(folder: Path) -> dict[str, str]:
    """The journal, everybody's answers and histories, evidence, Word previews, Word files."""
    from django.utils import timezone
    from tests.access.world import body
    from worked_off import work_off

    from jiqun.engine import find_editions, load_edition, read_word, write_answers
    from jiqun.records.applications.models import Call
    from jiqun.records.evidence.models import Piece
    from jiqun.records.filings.models import ImportPreview
    from jiqun.records.journal.verifying import verify

    # Whenever this is run, the days to the deadline are the same.
    Call.objects.update(county_close=timezone.now() + timedelta(days=45))
    told = {"journal before": "\n".join(verify()), "jobs left": str(work_off())}
    for name in PEOPLE:
        client, base = _at(name)
        told[f"{name} answers"] = client.get(f"{base}download/json/").content.decode()
        for key in KEYS:
            page = client.get(f"{base}history/{key}/").content.decode()
            told[f"{name} history of {key}"] = _page(page)
        for preview in ImportPreview.objects.order_by("created_at"):
            page = client.get(f"{base}word/{preview.public_id}/").content.decode()
            told[f"{name} preview of {preview.file_name}"] = _page(page)
    clerk, base = _at("zhongning")
    for piece in Piece.objects.order_by("name", "public_id"):
        answer = clerk.get(f"{base}evidence/{piece.public_id}/")
        digest = hashlib.sha256(body(answer)).hexdigest()
        told[f"evidence {piece.name}"] = f"{answer.status_code} {digest}"
    told["journal after"] = "\n".join(verify())
    edition = load_edition(find_editions()["ningxia-2026"])
    for name in WORD_FILES:
        reading = read_word((folder / "word" / f"{name}.docx").read_bytes(), edition.main)
        said = [write_answers(reading.answers), reading.report.as_json()]
        told[f"word file {name}"] = json.dumps(said, ensure_ascii=False, indent=0)
    return told


def _page(page: str) -> str:
    """The main part of a page; the frame around it goes with the day."""
    from lxml import html
    from tests.same.pages import lines_of_page

    main = html.fromstring(f"<div>{page}</div>").xpath("//main")
    shown = html.tostring(main[0], encoding="unicode") if main else page
    return "\n".join(lines_of_page(f"<div>{shown}</div>"))


def _bring(client: Client, base: str, data: bytes, name: str) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = client.post(f"{base}word/", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302


def _at(username: str) -> tuple[Client, str]:
    """A client of somebody, logged in by the form, and the address of the application of 中宁."""
    import re

    from django.test import Client

    from jiqun.records.applications.models import Application

    client = Client()
    form = {"login": username, "password": PASSWORD}
    answer = client.post("/account/login/", form)
    assert answer.status_code == 302, re.sub("<[^>]+>", "", answer.content.decode())
    application = Application.objects.get(county__division="640521")
    return client, f"/a/{application.public_id}/"


if __name__ == "__main__":
    main()
