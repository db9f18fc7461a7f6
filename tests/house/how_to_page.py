"""A how-to page followed to the letter in a copy of the project: its files, commands and site.

What a page tells is told in these sentences, each ending just before a block:

    Create `path`:                      At the end of `path`, add:
    In `path`, after this:  … add:      In `path`, replace this:  … by this:
    (a block of sh)  It says: …         (a block of sh that fails)  It fails and says: …

`jiqun-site demo` alone starts the site; where the text says **In the browser** the reader looks up.
A block that is only an illustration is announced by "looks like this:".
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from site_process import Site
from visiting import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
HOW_TO = ROOT / "docs" / "how-to"
LEFT = {"build", "dist", "node_modules"}  # and all that begins with a dot
BLOCK = re.compile(r"(.*?)^( *)```(\w+)\n(.*?)^\2```\n", re.M | re.S)
LOOK = "**In the browser**"
SENTENCE = re.compile(
    r"(?:(Create) `([^`]+)`|(At the end of) `([^`]+)`, add|In `([^`]+)`, (after|replace) this"
    r"|(add|by this|It says|It fails and says|looks like this)):\s*\Z"
)


@dataclass(frozen=True)
class Step:
    """What the page tells one to do: the word for it, the file it is about, the block."""

    word: str
    path: str = ""
    text: str = ""


def steps(page: str) -> Iterator[Step]:
    """The steps of a page in order. Raises ValueError for a block that nothing announces."""
    end = 0
    for match in BLOCK.finditer(page):
        end = match.end()
        prose, indent, language, text = match.groups()
        text = re.sub(f"^{indent}", "", text, flags=re.M)
        if LOOK in prose:
            yield Step("look")
        told = SENTENCE.search(prose)
        if language == "sh":
            yield Step("run", text=text)
        elif told is None:
            raise ValueError(f"nothing says what to do with this block:\n{text}")
        else:
            word, path = _told(told)
            yield Step(word, path, text)
    if LOOK in page[end:]:
        yield Step("look")


def _told(told: re.Match[str]) -> tuple[str, str]:
    create, created, at_end, ended, changed, how, word = told.groups()
    return create or at_end or how or word, created or ended or changed or ""


@dataclass
class Walk:
    """Somebody on the way through a page, in a copy of the project."""

    folder: Path
    todo: list[Step]
    known: dict[str, str]
    site: Site
    said: str = ""  # by the last command
    mark: Step = field(default_factory=lambda: Step(""))  # where something is to be put

    def go_on(self) -> None:
        """Do what the page tells until it says to look at the browser, or to its end."""
        while self.todo:
            step = self.todo.pop(0)
            if step.word == "look":
                return
            self._do(step)

    def _do(self, step: Step) -> None:
        path = self.folder / step.path
        match step.word:
            case "Create":
                assert not path.exists(), f"{step.path} is there already"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(step.text, "utf-8")
            case "At the end of":
                path.write_text(path.read_text("utf-8") + step.text, "utf-8")
            case "after" | "replace":
                found = path.read_text("utf-8").count(step.text)
                assert found == 1, f"{step.path} has this {found} times:\n{step.text}"
                self.mark = step
            case "add" | "by this":
                path = self.folder / self.mark.path
                kept = self.mark.text if step.word == "add" else ""
                text = path.read_text("utf-8").replace(self.mark.text, kept + step.text)
                path.write_text(text, "utf-8")
            case "run" if step.text.strip() == "jiqun-site demo":
                self.site.known = self.known
                self.said = self.site.start("demo")
            case "run":
                self._run(step.text)
            case "It says" | "It fails and says":
                for line in step.text.splitlines():
                    assert line.strip() in self.said, f"not said: {line}\n{self.said}"

    def _run(self, text: str) -> None:
        fails = bool(self.todo) and self.todo[0].word == "It fails and says"
        kept = self.folder.parent / "environment"
        done = subprocess.run(
            ["bash", "-c", f"set -eu\n{text}\nenv -0 > '{kept}'"],
            cwd=self.folder,
            env=self.known,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        self.said = done.stdout + done.stderr
        assert (done.returncode != 0) == fails, f"{text}\n{self.said}"
        if not fails:
            pairs = kept.read_text("utf-8").split("\0")
            self.known = dict(pair.split("=", 1) for pair in pairs if "=" in pair)


@contextmanager
def follow(page: str, folder: Path, site: Site | None = None) -> Iterator[Walk]:
    """A walk through a page of docs/how-to, in a copy made below the folder: by somebody who never
    had a demonstration, or who has the one of the site."""
    copy = folder / "project"
    copy.mkdir()
    for path in ROOT.iterdir():
        if path.name not in LEFT and not path.name.startswith("."):
            (shutil.copytree if path.is_dir() else shutil.copy)(path, copy / path.name)
    (copy / "build").mkdir()
    (copy / "build" / "vendor").symlink_to(ROOT / "build" / "vendor")
    (copy / "node_modules").symlink_to(ROOT / "node_modules")
    (copy / ".venv").symlink_to(sys.prefix)
    own = ("JIQUN_", "DJANGO_", "DATABASE_URL", "SECRET_KEY", "PORT", "PYTEST")
    known = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    known |= {"PYTHONPATH": str(copy / "src"), "JIQUN_DEMO_PASSWORD": PASSWORD}
    known |= {"JIQUN_WEB_PROCESSES": "1"}
    site = site or Site(folder / "site")
    known |= {"JIQUN_DATA_DIR": str(site.folder), "PORT": str(site.port)}
    todo = list(steps((HOW_TO / page).read_text("utf-8")))
    try:
        yield Walk(copy, todo, known, site)
    finally:
        if site.process and site.process.poll() is None:
            site.end()
