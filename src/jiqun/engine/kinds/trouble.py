"""A trouble: why something typed is not an answer of its kind.

The code is one of the codes of the checks; the Chinese message is written in the form's
checks.yaml from these parameters. All are str; every trouble carries `typed` (the text as typed,
cut to 40 characters, harmless to print) and `hint` (a Chinese sentence that helps, or ""). Where it
is plain what was meant, `repair` has it, written so that the same kind understands it.

| code              | further parameters                                                       |
|-------------------|--------------------------------------------------------------------------|
| not_a_number      | unit                                                                     |
| not_an_integer    | unit                                                                     |
| too_many_decimals | unit, rounded (the number with two decimals, half up)                    |
| out_of_range      | unit, range ("0至100")                                                    |
| too_long          | count, limit, over (字数)                                                 |
| bad_character     | character ("U+202E"), name (Chinese), position (counted from 1), spot    |
| unknown_option    | option, options (the known ids, joined by 、)                             |
| wrong_shape       | expected (Chinese: what should stand here)                               |
| not_a_date        | –                                                                        |
| not_a_person      | –                                                                        |
| none_not_allowed  | –                                                                        |
| not_a_phone       | –                                                                        |
| not_a_division    | –                                                                        |
| not_understood    | expected (Chinese: what should stand here)                               |
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jiqun.engine.kinds.characters import excerpt
from jiqun.engine.kinds.question import Value


@dataclass(frozen=True, slots=True)
class Trouble:
    """A code and its parameters; `value` where the answer can be used in spite of it (too_long)."""

    code: str
    params: Mapping[str, str]
    value: Value | None = None

    @property
    def repair(self) -> str:
        """What was probably meant; "" where that cannot be told."""
        return self.params.get("repair", "")

    def without_repair(self) -> Trouble:
        """The same, with nothing offered."""
        params = {key: word for key, word in self.params.items() if key != "repair"}
        return Trouble(self.code, params, self.value)


def trouble(code: str, typed: object, hint: str = "", repair: str = "", **params: str) -> Trouble:
    """A trouble with the parameters every trouble carries."""
    offered = {"repair": repair} if repair else {}
    return Trouble(code, {"typed": excerpt(typed), "hint": hint, **offered, **params})
