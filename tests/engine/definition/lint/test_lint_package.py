"""Lint of sound editions gives nothing; of the edition as a whole, every mistake in order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jiqun.engine.definition import find_editions, lint

Tells = Callable[..., None]


def test_small_edition_is_clean(small: Path) -> None:
    assert [str(m) for m in lint(small)] == []


@pytest.mark.parametrize("folder", find_editions().values(), ids=lambda folder: folder.name)
def test_shipped_edition_is_clean(folder: Path) -> None:
    assert [str(m) for m in lint(folder)] == []


def test_folder_given_relative_to_the_working_folder_is_clean(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small)
    assert lint(Path()) == []


def test_folder_without_edition_is_told(tmp_path: Path) -> None:
    assert [str(m) for m in lint(tmp_path)] == ["edition.yaml：没有这个文件。"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("id: yunnan-2027", "id: yunnan-2028", "编号“yunnan-2028”与文件夹名“yunnan-2027”不同"),
        ("base_year: 2026", "base_year: 26", "“26”不是年份"),
        ("base_year: 2026", "base_year: 今年", "“今年”应当是整数。"),
        ("[application]", "[application, application]", "表 application 写了两次。"),
        ("[application]", "[]", "至少要有一个表，第一个是主表。"),
        ("[application]", "[../application]", "应当写出表的文件夹名，只用小写字母"),
        ("[application]", "[application, Visit]", "应当写出表的文件夹名，只用小写字母"),
        ("[application]", "[standards]", "文件夹 application 没有列入 forms。"),
        ("forms: [application]", "application: application/form.yaml", "不认识“application”。"),
        ("'530000'", "'539999'", "“539999”不是行政区划代码。"),
        ("region:", "regoin:", "不认识“regoin”。是否想写“region”？"),
        ("issuer: 云南", "issuer: : 云南", "YAML 写法不通：一行里有两个冒号"),
    ],
)
def test_mistake_of_edition_file_is_told(tells: Tells, old: str, new: str, message: str) -> None:
    tells("edition.yaml", old, new, message)


def test_mistakes_of_several_files_come_sorted_and_once(copy: Path) -> None:
    for name in ("part_1", "part_2"):
        path = copy / "application" / "parts" / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("kind: text", "kind: txet"), encoding="utf-8")
    mistakes = lint(copy)
    assert len([m for m in mistakes if "“txet”不在可用的值之内" in m.text]) == 4
    assert mistakes == sorted(set(mistakes))


def test_form_that_cannot_be_read_is_told_and_lint_goes_on(copy: Path) -> None:
    (copy / "application" / "form.yaml").write_text("title: [", encoding="utf-8")
    assert [m.file for m in lint(copy)] == ["application/form.yaml"]
