"""Finding editions and forms by name: shipped ones, those of further folders, the newest."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jiqun.engine.definition import (
    DefinitionError,
    UnknownFormError,
    find_editions,
    find_form,
    form_finding,
    forms_folder,
    newest_edition,
)

EDITIONS = [Path(__file__).parents[1] / "editions"]


def test_editions_are_found_by_the_name_of_their_folder(small: Path, tmp_path: Path) -> None:
    assert find_editions([small.parent])["yunnan-2027"] == small
    assert find_editions([tmp_path]) == find_editions()
    assert {folder.parent for folder in find_editions().values()} == {forms_folder()}


def test_folder_named_twice_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EDITIONS[0])
    assert find_editions([*EDITIONS, Path(), forms_folder()]) == find_editions(EDITIONS)


def test_one_id_in_two_folders_is_an_error_that_names_both(small: Path, tmp_path: Path) -> None:
    shutil.copytree(small, tmp_path / small.name)
    with pytest.raises(DefinitionError) as caught:
        find_editions([small.parent, tmp_path])
    assert str(small) in str(caught.value)
    assert str(tmp_path / small.name) in str(caught.value)


def test_folder_that_is_none_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="没有这个文件夹"):
        find_editions([tmp_path / "none"])


@pytest.mark.parametrize(
    ("name", "form_id", "called"),
    [
        ("hebei-2028", "application", "hebei-2028"),
        ("hebei-2028/application", "application", "hebei-2028"),
        ("hebei-2028/onsite_statement", "onsite_statement", "hebei-2028/onsite_statement"),
    ],
)
def test_form_is_found_by_its_name(name: str, form_id: str, called: str) -> None:
    form = find_form(name, EDITIONS)
    assert (form.id, form.edition, form.name) == (form_id, "hebei-2028", called)
    assert form.is_main == (form_id == "application")
    assert form.is_called(name)
    assert not form.is_called("hebei-2028/yearly_report")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("hebei-2027", "没有年度版“hebei-2027”。现有：gansu-2026、"),
        ("hebei-2027/application", "没有年度版“hebei-2027”。"),
        ("hebei-2028/", "年度版“hebei-2028”没有表“”。"),
        (
            "hebei-2028/statement",
            "没有表“statement”。现有：application、onsite_statement、yearly_report。",
        ),
        ("", "没有年度版“”。"),
    ],
)
def test_name_of_no_form_says_which_there_are(name: str, message: str) -> None:
    with pytest.raises(UnknownFormError, match=message):
        find_form(name, EDITIONS)


def test_newest_edition_has_the_highest_base_year(small: Path, tmp_path: Path) -> None:
    assert newest_edition(EDITIONS) == "hebei-2028"
    later = shutil.copytree(small, tmp_path / "anhui-2029")
    edition = later / "edition.yaml"
    edition.write_text(edition.read_text("utf-8").replace("2026", "2027"), "utf-8")
    assert newest_edition([*EDITIONS, tmp_path]) == "hebei-2028"
    edition.write_text(edition.read_text("utf-8").replace("2027", "2028"), "utf-8")
    assert newest_edition([*EDITIONS, tmp_path]) == "anhui-2029"


def test_edition_that_cannot_be_read_is_not_the_newest(tmp_path: Path) -> None:
    (tmp_path / "zz-9999").mkdir()
    (tmp_path / "zz-9999" / "edition.yaml").write_text("base_year: [", encoding="utf-8")
    assert newest_edition([*EDITIONS, tmp_path]) == "hebei-2028"


def test_forms_of_an_installed_package_come_before_those_of_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "src" / "jiqun" / "engine" / "definition" / "form_finding.py"
    module.parent.mkdir(parents=True)
    monkeypatch.setattr(form_finding, "__file__", str(module))
    assert forms_folder() == tmp_path / "forms"
    (tmp_path / "src" / "jiqun" / "forms").mkdir()
    assert forms_folder() == tmp_path / "src" / "jiqun" / "forms"
