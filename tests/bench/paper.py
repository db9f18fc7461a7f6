"""Word against docxtpl, PDF against LibreOffice (cold and running)."""

from __future__ import annotations

import dataclasses
import io
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from jiqun.engine import Answers, Edition, Paper, cell, lay_out, write_pdf, write_word

SYSTEM_PYTHON = "/usr/bin/python3"


def word_contenders(edition: Edition, answers: Answers) -> dict[str, Callable[[], object]]:
    """jiqun lays the form out for these answers and writes it; docxtpl fills a template of the
    same form (our own layout, each answer replaced by a placeholder), which it does not lay out."""

    @cache
    def template() -> tuple[bytes, list[str]]:
        return _template(lay_out(answers))

    def fill() -> bytes:
        # Imported where it works: in the process whose memory is ours, it must not be.
        from docxtpl import DocxTemplate

        file, values = template()
        document = DocxTemplate(io.BytesIO(file))
        document.render({"v": values}, autoescape=True)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return {
        "jiqun": lambda: write_word(lay_out(answers)),
        "docxtpl": fill,
    }


def _template(paper: Paper) -> tuple[bytes, list[str]]:
    """Our Word file with {{ v[i] }} in the place of each answer, and the values to put in."""
    values: list[str] = []

    def mark(node: object) -> object:
        if isinstance(node, tuple):
            return tuple(mark(item) for item in node)
        if not dataclasses.is_dataclass(node) or isinstance(node, type):
            return node
        if getattr(node, "tag", "") and getattr(node, "ticked", None) is None:
            values.append(node.text)  # type: ignore[attr-defined]
            text = "{{ v[" + str(len(values) - 1) + "] }}"
            return dataclasses.replace(node, text=text, filled=True)
        changes = {
            item.name: mark(value)
            for item in dataclasses.fields(node)
            if isinstance(value := getattr(node, item.name), tuple)
        }
        return dataclasses.replace(node, **changes) if changes else node

    marked = dataclasses.replace(paper, sheets=mark(paper.sheets))  # type: ignore[arg-type]
    return write_word(marked), values


def pdf_work(answers: Answers, draw: Callable[[Paper], object] = write_pdf) -> Callable[[], object]:
    """One PDF with new data each time: the cluster's name carries a running number."""
    name = str(answers.value("cluster_name"))
    count = iter(range(10_000))

    def work() -> object:
        cells = dict(answers.cells)
        first = cells[cell("cluster_name")]
        cells[cell("cluster_name")] = dataclasses.replace(first, value=f"{name}{next(count)}")
        return draw(lay_out(dataclasses.replace(answers, cells=cells)))

    return work


class Office:
    """LibreOffice converting one Word file to PDF: from nothing, or by a running instance."""

    def __init__(self, word: bytes) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="jiqun-bench-"))
        self.file = self.folder / "form.docx"
        self.file.write_bytes(word)
        self.profile = f"-env:UserInstallation=file://{self.folder}/profile"
        self.running: subprocess.Popen[bytes] | None = None
        self.asking: subprocess.Popen[str] | None = None

    @staticmethod
    def available() -> bool:
        return shutil.which("soffice") is not None

    def cold(self) -> None:
        """Start soffice, convert, end."""
        subprocess.run(
            ["soffice", "--headless", self.profile, "--convert-to", "pdf", "--outdir",
             str(self.folder), str(self.file)],
            check=True,
            capture_output=True,
            timeout=120,
        )  # fmt: skip

    def start(self) -> bool:
        """Start an instance that listens on a pipe; False where Python's uno is missing."""
        probe = subprocess.run(
            [SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False
        )
        if probe.returncode != 0:
            return False
        self.running = subprocess.Popen(
            ["soffice", "--headless", self.profile, "--norestore",
             f"--accept=pipe,name={self.folder.name};urp;"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        script = Path(__file__).with_name("convert_running.py")
        self.asking = subprocess.Popen(
            [SYSTEM_PYTHON, str(script), self.folder.name, str(self.file)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        return True

    def warm(self) -> None:
        """Have the running instance convert the file."""
        assert self.asking and self.asking.stdin and self.asking.stdout
        self.asking.stdin.write("convert\n")
        self.asking.stdin.flush()
        assert self.asking.stdout.readline() == "converted\n"

    def close(self) -> None:
        if self.asking is not None:
            self.asking.communicate()
        if self.running is not None:
            self.running.terminate()
            self.running.wait(20)
            time.sleep(0.2)
        shutil.rmtree(self.folder, ignore_errors=True)
