"""The command judge-anew: how far all forms are, worked out again."""

from __future__ import annotations

from pathlib import Path

from laid_site import LaidSite

_SPOIL = """
from jiqun.records.filings.models import Filing
print(Filing.objects.update(filled=3, judged_by="rules of before"))
"""
_LOOK = """
from jiqun.records.filings.models import Filing
print(sorted(Filing.objects.values_list("filled", "total", "errors", "judged_by")))
"""


def test_numbers_are_as_they_were_after_judging_anew(laid_site: LaidSite, tmp_path: Path) -> None:
    site = laid_site(tmp_path)
    assert site.run("judge-anew").stdout == "各表的进展都与内容一致。\n"
    true = site.run("shell", "-v0", "-c", _LOOK).stdout
    spoilt = int(site.run("shell", "-v0", "-c", _SPOIL).stdout)
    assert spoilt > 1
    done = site.run("judge-anew")
    assert (done.returncode, done.stdout) == (0, f"已重新核算各表的进展，{spoilt} 份有变化。\n")
    site.run("shell", "-v0", "-c", _SPOIL)
    assert site.run("migrate").returncode == 0  # what other rules judged, also after an upgrade
    assert site.run("shell", "-v0", "-c", _LOOK).stdout == true
