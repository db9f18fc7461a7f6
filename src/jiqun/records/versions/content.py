"""The content of a frozen version, as canonical JSON text: the same state gives the same bytes.

{"method", "edition", "form", "edition_revision", "revision", "answers": {address: value as kept},
"printed": digest of what is printed, "files": [{"id", "name", "sha256", "size", "kind", "for"}],
"said": what was asked at the freezing}
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jiqun.engine import Address, Answers, from_addresses, read_answers
from jiqun.records.filings.current_answers import placed
from jiqun.records.filings.editions import form_named

METHOD = "jiqun-version-1"


@dataclass(frozen=True, slots=True)
class FrozenContent:
    """A filing as it was: the values of its answers as they were kept, by the address as text; its
    files; and what was said beside the form when it was frozen."""

    edition: str
    form: str
    edition_revision: str
    revision: int
    answers: Mapping[str, object]
    printed: str
    files: Sequence[Mapping[str, object]]
    said: Mapping[str, str]

    def to_text(self) -> str:
        """The canonical JSON text."""
        content = {"method": METHOD, **{name: getattr(self, name) for name in self.__slots__}}
        return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(text: str) -> str:
    """SHA-256 over the text of a content, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def content_of(text: str) -> FrozenContent:
    """The content of a text. Raises ValueError for one of another method."""
    content = json.loads(text)
    if content.pop("method", None) != METHOD:
        raise ValueError("a frozen version of an unknown method")
    return FrozenContent(**content)


def answers_in(content: FrozenContent) -> Answers:
    """The frozen answers as the engine has them, with their evidence, to be printed or checked."""
    form = form_named(content.edition, content.form)
    at_places = dict(placed(form, content.answers.items()))
    evidence = [
        {"for": target, "file": str(file["name"]), "kind": str(file["kind"])}
        for file in content.files
        for target in _targets(file)
    ]
    return read_answers(form, {**from_addresses(form, at_places), "evidence": evidence})


def differences(
    before: FrozenContent, after: FrozenContent
) -> dict[Address, tuple[object | None, object | None]]:
    """By address, in the order of their texts: the answer as it was and as it is, None where there
    is none; of all answers that differ."""
    form = form_named(after.edition, after.form)
    keys = sorted({*before.answers, *after.answers})
    pairs = ((key, (before.answers.get(key), after.answers.get(key))) for key in keys)
    return dict(placed(form, ((key, (was, now)) for key, (was, now) in pairs if was != now)))


def _targets(file: Mapping[str, object]) -> Sequence[str]:
    targets = file["for"]
    return [str(target) for target in targets] if isinstance(targets, list) else []
