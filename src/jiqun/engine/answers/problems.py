"""What a reading of answers notes down: problems for people, and leftovers to be written back."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

from jiqun.engine.answers.answers import Leftover, Problem
from jiqun.engine.definition import NOWHERE, Address
from jiqun.engine.kinds import Trouble, excerpt

_MOST_HINTS = 50


@dataclass(slots=True)
class Notes:
    """The problems and leftovers of one reading."""

    problems: list[Problem] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)

    def problem(
        self,
        code: str,
        typed: object,
        hint: str = "",
        place: str = "",
        *,
        at: Address = NOWHERE,
        **params: str,
    ) -> None:
        """Note a problem; the texts given are made harmless to print."""
        where = Address(*map(excerpt, at))
        words = {"typed": excerpt(typed), "hint": hint, "place": place, **params}
        self.problems.append(Problem(code, where, words))

    def trouble(self, trouble: Trouble, at: Address) -> None:
        """Note the trouble of a kind as a problem; an option that is none is where it is."""
        option = trouble.params.get("option", "")
        params = {**trouble.params, "place": ""}
        self.problems.append(Problem(trouble.code, at._replace(option=option), params))

    def leave(self, value: object, *path: str | int) -> None:
        """Keep something that has no place in the form."""
        self.leftovers.append(Leftover(path, value))

    def nearest(self, word: str, ids: Iterable[str]) -> str:
        """A hint that names the nearest known id, or nothing; the search is slow, so only the
        first problems of a reading get one."""
        if len(self.problems) >= _MOST_HINTS:
            return ""
        close = difflib.get_close_matches(excerpt(word), list(ids), n=1)
        return f"是否想写“{close[0]}”？" if close else ""

    def mapping(self, data: dict[str, object], key: str, expected: str) -> dict[str, object]:
        """The mapping under a key; an empty one where there is none, or something else."""
        value = data.get(key)
        if isinstance(value, dict):
            return value
        self._misshaped(value, key, expected)
        return {}

    def array(self, data: dict[str, object], key: str, expected: str) -> list[object]:
        """The array under a key; an empty one where there is none, or something else."""
        value = data.get(key)
        if isinstance(value, list):
            return value
        self._misshaped(value, key, expected)
        return []

    def _misshaped(self, value: object, key: str, expected: str) -> None:
        if value is not None:
            self.problem("wrong_shape", value, place=f"“{key}”", expected=expected)
            self.leave(value, key)
