"""What tests of documents share: LibreOffice, fonts, the shipped edition, the longest answers."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from jiqun.engine.answers import read_answers
from jiqun.engine.definition import Edition, Field, Form, find_editions, load_edition
from jiqun.engine.documents.fit import lay_out
from jiqun.engine.documents.paper import Paper

Convert = Callable[..., list[Path]]
_SECONDS = 180


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """`soffice(files, to, folder, fonts=None)`: convert the files in one call of LibreOffice.

    `to` is "pdf", "docx" or "odt"; the results stand in `folder`, which must not be that of the
    files, in the order of the files. `fonts` is a fontconfig file that says which fonts stand for
    the named ones; without it the machine's own are used, none of which is the right one.
    """
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed: nothing shows how Word files look")
    profile = tmp_path_factory.mktemp("soffice-profile")

    def convert(
        files: Sequence[Path], to: str, folder: Path, fonts: Path | None = None
    ) -> list[Path]:
        folder.mkdir(parents=True, exist_ok=True)
        environment = dict(os.environ)
        if fonts is not None:
            environment["FONTCONFIG_FILE"] = str(fonts)
        command = [program, "--headless", f"-env:UserInstallation={profile.as_uri()}"]
        command += ["--convert-to", to, "--outdir", str(folder), *map(str, files)]
        _run(command, environment)
        results = [folder / f"{file.stem}.{to}" for file in files]
        missing = [result.name for result in results if not result.exists()]
        assert not missing, f"LibreOffice did not write {missing}"
        return results

    return convert


def _run(command: list[str], environment: dict[str, str]) -> None:
    """Run to the end, or end the whole process group when time is over."""
    process = subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    assert process.returncode == 0, output.decode(errors="replace")


@pytest.fixture(scope="session")
def right_fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fontconfig file: 宋体 and its like are Noto Serif SC, 黑体 is Noto Sans SC."""
    package = pytest.importorskip("pylopdf_fonts_zh_cn")
    source = Path(package.__file__).parent
    folder = tmp_path_factory.mktemp("fontconfig")
    families = {  # one with, one without serifs; Latin letters from the first
        "Noto Serif SC": ("宋体", "仿宋", "楷体", "方正小标宋简体", "Times New Roman"),
        "Noto Sans SC": ("黑体",),
    }
    aliases = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{family}</string></edit>'
        "</match>"
        for family, names in families.items()
        for name in names
    )
    file = folder / "fonts.conf"
    file.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{source}</dir><dir>/usr/share/fonts</dir>"
        f"<cachedir>{folder / 'cache'}</cachedir>{aliases}</fontconfig>",
        encoding="utf-8",
    )
    return file


@pytest.fixture(scope="session")
def edition() -> Edition:
    """The shipped edition."""
    return load_edition(find_editions()["ningxia-2026"])


@pytest.fixture(scope="session")
def paper_of(edition: Edition) -> Callable[[object], Paper]:
    """The paper of interchange data on the shipped edition's form."""
    return lambda data: lay_out(read_answers(edition.main, data))


@pytest.fixture(scope="session")
def extreme(edition: Edition) -> dict[str, object]:
    """The longest legal answers, as interchange data: every 200字 text at its limit in full-width
    characters over five lines, every box ticked, long names, numbers of twenty digits."""
    answers: dict[str, object] = {}
    for field in edition.main.fields.values():
        value = _LONGEST[field.kind.id](field) if field.kind.id in _LONGEST else None
        answers[field.id] = dict.fromkeys(field.periods, value) if field.periods else value
    plan = edition.main.section_by_id["part_8"]
    for field in plan.fields:
        if field.kind.has_limit:
            answers[field.id] = _text(300, 6)
    answers["plan_targets"] = _targets(edition.main)
    answers["city"], answers["county"] = "石嘴山市", "大武口区"
    return {"form": edition.id, "answers": answers}


def _text(length: int, lines: int) -> str:
    """Full-width characters, marks among them, cut into lines."""
    words = ("集群聚焦主导产业链条，推动“强链补链”；" * length)[:length]
    step = length // lines
    cut = [words[n * step : (n + 1) * step if n < lines - 1 else length] for n in range(lines)]
    return "\n".join(cut)


def _number(field: Field) -> str:
    high = field.range.high
    if high is not None:
        return str(high)
    return "9" * 20 if field.kind.counts else "9" * 18 + ".99"


_LONGEST: dict[str, Callable[[Field], object]] = {
    "text": lambda field: _text(200, 5) if field.limit else "宁夏回族自治区" * 6,
    "person": lambda field: "阿卜杜热西提·买买提吐尔逊江",
    "phone": lambda field: "0953-60212345-801234",
    "decimal": _number,
    "percent": _number,
    "count": _number,
    "date": lambda field: "2026-12-31",
    "choice": lambda field: field.options[0].id,
    "choices": lambda field: [option.id for option in field.options],
    "signature": lambda field: "阿卜杜热西提·买买提吐尔逊江",
}


def _targets(form: Form) -> list[dict[str, str]]:
    """A row for every given indicator and two more, with values for every year."""
    number = {"baseline": "9" * 20, **dict.fromkeys(form.plan_years, "9" * 18 + ".99")}
    words = {"baseline": _text(60, 1), form.plan_years[-1]: _text(60, 1)}
    rows = [
        {"direction": i.direction, "indicator": i.id, "label": i.label, "unit": i.unit}
        | (words if not i.kind.numeric else number)
        for i in form.fields["plan_targets"].indicators
    ]
    for n in (1, 2):
        more = {"direction": "other", "indicator": f"other_{n}", "label": _text(30, 1)}
        rows.append(more | {"unit": "亿元"} | number)
    return rows
