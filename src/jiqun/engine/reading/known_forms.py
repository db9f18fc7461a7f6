"""The forms a Word file may be: which of them it is read as, and why it is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from jiqun.engine.answers import UnusableInput
from jiqun.engine.definition import DefinitionError, Form
from jiqun.engine.definition.edition import read_form_on_paper
from jiqun.engine.reading.by_label.form_words import FormWords, words_of
from jiqun.engine.reading.read_word import OpenedWord
from jiqun.engine.reading.recognition import LIKELY, as_named, as_told, recognise
from jiqun.engine.reading.result.recognition_result import Recognition


@dataclass(frozen=True, slots=True)
class KnownForms:
    """Forms by name, each with its folder. `told` is the one somebody says a file is; `ours` the
    one it is brought to, so that it may be no other. `words` are those gathered before."""

    folders: Mapping[str, Path]
    told: str = ""
    ours: str = ""
    words: Mapping[str, FormWords] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """As JSON takes it; `known_forms_from_json` gives it back."""
        folders = {name: str(folder.resolve()) for name, folder in self.folders.items()}
        words = {name: asdict(words) for name, words in self.words.items()}
        return {"folders": folders, "told": self.told, "ours": self.ours, "words": words}


def known_forms_from_json(data: Mapping[str, Any]) -> KnownForms:
    """The forms that `as_json` wrote."""
    words = {name: FormWords(**entry) for name, entry in data["words"].items()}
    folders = {name: Path(folder) for name, folder in data["folders"].items()}
    return KnownForms(folders, data["told"], data["ours"], words)


class UnrecognisedFormError(UnusableInput):
    """A Word file of which it is not clear that it may be read; says in Chinese why."""

    def __init__(self, recognition: Recognition, ours: Form | None = None) -> None:
        super().__init__(_refusal(recognition, ours))
        self.recognition = recognition


form_at = lru_cache(maxsize=64)(read_form_on_paper)


@lru_cache(maxsize=64)
def words_at(folder: Path) -> FormWords | None:
    """The words of the form of a folder, gathered once; none where it cannot be read, which is
    for `lint` to tell, or has no paper."""
    try:
        return words_of(form_at(folder))
    except DefinitionError:
        return None


def recognise_word(word: OpenedWord, known: KnownForms) -> Recognition:
    """The form a file is; that of its name where it is known, so no other form is looked at."""
    if known.told:
        return as_told(form_at(known.folders[known.told]), word.named)
    for name, folder in known.folders.items():
        if word.named in (name, f"{folder.parent.name}/{folder.name}"):
            return as_named(form_at(folder), word.page)
    gathered = (known.words.get(name) or words_at(folder) for name, folder in known.folders.items())
    return recognise(word.page, [words for words in gathered if words], word.named)


def read_as(recognition: Recognition, ours: str) -> str:
    """The form a file is read as; "" where it is refused."""
    if recognition.is_sure:
        return recognition.form if ours in ("", recognition.form) else ""
    if recognition.named or ours not in recognition.possible:
        return ""  # a form nobody here knows is another one
    is_other = recognition.form != ours and ours not in recognition.alike
    return "" if is_other and (recognition.share or 0) >= LIKELY else ours


def _refusal(recognition: Recognition, ours: Form | None) -> str:
    if ours is None or recognition.certainty == "none":
        return recognition.sentence() or f"没有按“{recognition.form}”读取。"
    if not recognition.is_sure and recognition.named:
        return (
            f"这个文件写明是“{recognition.named}”的表，这里没有这个表；这里填报的是"
            f"“{ours.title}”（{ours.name}），没有读取。请上传这里填报的表。"
        )
    how = {"named": "写明是", "recognised": "按文字认出是", "doubtful": "按文字看更像"}
    return (
        f"这个文件{how[recognition.certainty]}“{recognition.title}”（{recognition.form}），"
        f"这里填报的是“{ours.title}”（{ours.name}），没有读取。请上传这里填报的表。"
    )
