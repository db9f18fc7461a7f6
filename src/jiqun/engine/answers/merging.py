"""Three-way merge of answers: what changed on one side wins, what changed on both is a conflict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jiqun.engine.answers.answer_reading import read_answers
from jiqun.engine.answers.answers import ENCLOSURES, Answers
from jiqun.engine.answers.interchange import write_answers
from jiqun.engine.answers.part_labels import PartLabel, text_of, where
from jiqun.engine.answers.parts import Key, Pieces, head_of, put_together, take_apart
from jiqun.engine.definition import PLAN_HEAD, Form

_Side = tuple[Answers, Pieces]
_NOTHING = object()  # where a side has no such piece; no JSON value is equal to it


@dataclass(frozen=True, slots=True)
class Conflict:
    """One answer that both sides changed differently: where, and the three texts."""

    where: PartLabel
    base: str
    mine: str
    theirs: str

    def __str__(self) -> str:
        """In Chinese: the place, then what each side says."""
        texts = zip(("底稿", "我方", "对方"), (self.base, self.mine, self.theirs), strict=True)
        said = "，".join(f"{side}“{text}”" if text else f"{side}未填" for side, text in texts)
        return f"{self.where.label}：{said}。"


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged answers, and the conflicts, in which mine was kept until somebody decides."""

    answers: Answers
    conflicts: tuple[Conflict, ...]


def merge(base: Answers, mine: Answers, theirs: Answers) -> Merged:
    """Merge two changes of the same base, answer by answer.

    An answer changed on one side takes that change (also when it was emptied); changed alike on
    both it is fine; changed differently, mine stays and the conflict is listed. Ticks, files of
    evidence, rows of lists and cells of rows are answers of their own. A side that cannot carry
    evidence or lists has changed nothing of them.
    """
    form = mine.form
    before = take_apart(form, write_answers(base))
    sides = tuple((one, _pieces(one, before)) for one in (base, mine, theirs))
    (_, old), (_, ours), (_, others) = sides
    merged: dict[Key, object] = {}
    conflicts = []
    for key in dict.fromkeys((*ours, *others, *old)):
        base_value, my_value, their_value = (pieces.get(key, _NOTHING) for _, pieces in sides)
        if my_value != their_value and base_value not in (my_value, their_value):
            conflicts.append(_conflict(sides, key, (key,)))
        chosen = their_value if my_value == base_value else my_value
        if chosen is not _NOTHING:
            merged[key] = chosen
    for key, inner in _clashes(merged):
        conflicts.append(_conflict(sides, key, (key, *inner)))
        for lost in inner if key in ours else (key,):
            del merged[lost]
    _keep_heads(merged, ours)
    merged = _whole_rows(form, merged, ours)
    data = put_together(form, merged)
    for name in ENCLOSURES.keys() - (base.not_carried & mine.not_carried & theirs.not_carried):
        data.setdefault(name, ENCLOSURES[name]())
    return Merged(read_answers(form, data), tuple(conflicts))


def _pieces(side: Answers, before: Pieces) -> Pieces:
    """The pieces of a side; those it cannot carry as they were before."""
    kept = {key: value for key, value in before.items() if key.group in side.not_carried}
    return {**take_apart(side.form, write_answers(side)), **kept}


def _conflict(sides: Sequence[_Side], key: Key, keys: tuple[Key, ...]) -> Conflict:
    """The conflict at a key, with all that stands under the given keys on each side."""
    texts = (
        "；".join(text_of(answers, pieces, k) for k in keys if len(keys) == 1 or k in pieces)
        for answers, pieces in sides
    )
    return Conflict(where(sides[1][0].form, key), *texts)


def _clashes(merged: Pieces) -> list[tuple[Key, tuple[Key, ...]]]:
    """Where one side has a single value and the other has parts: both cannot be written.

    That is so only where a value was not understood, such as a text instead of rows.
    """
    parts: dict[tuple[str, str | None], list[Key]] = {}
    for key in merged:
        if key.id is not None:
            parts.setdefault((key.group, None), []).append(key)
        if key.shape != "value":
            parts.setdefault((key.group, key.id), []).append(key)
    single = [k for k in merged if k.shape == "value"]
    return [(k, tuple(parts[k.group, k.id])) for k in single if (k.group, k.id) in parts]


def _whole_rows(form: Form, merged: Pieces, ours: Pieces) -> dict[Key, object]:
    """A row of a table that theirs deleted or named anew, and of which a changed cell of mine
    stays, stays whole; its cells stand together."""
    rows: dict[Key, dict[Key, object]] = {}
    for key, value in merged.items():
        row = replace(key, cell="") if key.shape == "rows" else key
        rows.setdefault(row, {})[key] = value
    for row, cells in rows.items():
        if row.shape == "rows":
            head = replace(row, cell=head_of(form.fields[row.id or ""]))
            if head not in cells:
                cells.update({k: v for k, v in ours.items() if replace(k, cell="") == row})
    return {key: value for cells in rows.values() for key, value in cells.items()}


def _keep_heads(merged: dict[Key, object], ours: Pieces) -> None:
    """A target row that theirs deleted, and of which a changed cell of mine stays, stays whole."""
    for key in [k for k in merged if k.shape == "targets"]:
        heads = [Key(key.group, key.id, key.shape, key.part, name) for name in PLAN_HEAD]
        if not any(head in merged for head in heads):
            merged.update({head: ours[head] for head in heads if head in ours})
