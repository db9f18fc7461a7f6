"""Own files come back whole after LibreOffice has written them anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.engine.reading.judging import with_distinct_rows

from jiqun.engine.answers import read_answers, write_answers
from jiqun.engine.definition.edition import Edition
from jiqun.engine.documents.fit import lay_out
from jiqun.engine.documents.word import write_word
from jiqun.engine.reading import read_word

pytestmark = pytest.mark.office
Convert = Callable[..., list[Path]]
EXAMPLE = Path(__file__).parents[3] / "examples" / "中宁枸杞.json"
WAYS = ("once", "twice", "through odt")


def read_example() -> object:
    return json.loads(EXAMPLE.read_text("utf-8"))


@pytest.fixture(scope="session")
def rewritten(
    soffice: Convert,
    edition: Edition,
    extreme: dict[str, object],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, list[Path]]:
    """The example and the longest answers, as LibreOffice writes them: four calls in all."""
    home = tmp_path_factory.mktemp("read-back")
    files = []
    for name, data in (("example", read_example()), ("extreme", with_distinct_rows(extreme))):
        answers = read_answers(edition.main, data)
        files.append(home / f"{name}.docx")
        files[-1].write_bytes(write_word(lay_out(answers)))
    once = soffice(files, "docx", home / "once")
    odt = soffice(files, "odt", home / "odt")
    return {
        "once": once,
        "twice": soffice(once, "docx", home / "twice"),
        "through odt": soffice(odt, "docx", home / "through"),
    }


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("readers", [("tag", "bookmark", "label"), ("label",)])
def test_own_file_rewritten_by_libreoffice_gives_equal_answers(
    way: str,
    number: int,
    readers: tuple[str, ...],
    rewritten: dict[str, list[Path]],
    edition: Edition,
    extreme: dict[str, object],
) -> None:
    data = with_distinct_rows(extreme) if number else read_example()
    reading = read_word(rewritten[way][number].read_bytes(), edition.main, readers)
    wanted = write_answers(read_answers(edition.main, data))["answers"]
    assert write_answers(reading.answers)["answers"] == wanted
    assert [s for _, sentences in reading.report.sentences() for s in sentences] == []
