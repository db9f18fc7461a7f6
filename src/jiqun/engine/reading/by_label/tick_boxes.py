"""Tick boxes as people draw them: which marks mean ticked, before or after the option."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from jiqun.engine.reading.by_label.text_matching import letters, likeness

TICKED = "☑√✓✔■●◉▣🗹◆★"
CROSSED = "☒×✗✘⊠❎╳✕✖"
EMPTY = "□☐○◯▢❑❏◻⬜◇☆"
_MARK = f"[{TICKED}{CROSSED}{EMPTY}]"
_OPEN, _SHUT = r"[\[（(【〔]", r"[\]）)】〕]"
_BRACKETED = re.compile(rf"{_OPEN}[ \t\u3000]*({_MARK})[ \t\u3000]*{_SHUT}")
_EMPTY_BRACKETS = re.compile(rf"{_OPEN}[ \t\u3000]*{_SHUT}")
_GROUPS = re.compile(rf"({_MARK}(?:\ufe0e|\ufe0f)?(?:[ \t\u3000]?{_MARK}(?:\ufe0e|\ufe0f)?)*)")
_USUAL = "，、。；：,.;:（）()【】[]〔〕“”\"'‘’/\\-—_…《》·"
OPTION_LIKE = 0.7


@dataclass(slots=True)
class Boxes:
    """What a cell says: the ids of the ticked options, which options were seen at all, and in
    Chinese what could not be told."""

    ticked: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    unclear: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


def read_boxes(
    text: str, options: Sequence[tuple[str, str]], words: Sequence[str], usual: str = ""
) -> Boxes:
    """The ticks in a text with options (id, label) and official words that stand there too.

    Whether marks stand before or after their options is decided once for the whole text. `usual`
    are the marks used elsewhere in the file.
    """
    result = Boxes()
    marked_text = _drawn(text, options)
    parts = _GROUPS.split(marked_text)
    marks, texts = parts[1::2], parts[0::2]
    if not marks:
        _typed_option(text, options, words, result)
        return result
    states = _states(marks, usual + "".join(marks))
    before = [_option_at(texts[n + 1], options, first=True) for n in range(len(marks))]
    after = [_option_at(texts[n], options, first=False) for n in range(len(marks))]
    chosen = _side(before, after, texts)
    if chosen is None:
        result.unclear.append("勾选标记在选项之前还是之后无法确定")
        return result
    _check_rest(marked_text, options, words, chosen, texts, result)
    for mark, state, hit in zip(marks, states, chosen, strict=True):
        if state is False and _any(CROSSED, mark):
            result.unclear.append("叉号按没有选中读取，请核对")
        if hit is None:
            if state is not False:
                result.unclear.append("有勾选标记没有对应的选项")
            continue
        result.seen.add(hit)
        if state is None:
            result.unclear.append("叉号是选中还是排除无法确定")
        elif state:
            result.ticked.add(hit)
    return result


def _drawn(text: str, options: Sequence[tuple[str, str]]) -> str:
    """The text with brackets around marks taken off, and 口 before an option taken as a box."""
    text = _BRACKETED.sub(r"\1", text)
    if _EMPTY_BRACKETS.search(text):
        text = _EMPTY_BRACKETS.sub("□", text)
    starts = "|".join(re.escape(label[:2]) for _, label in options)
    return re.sub(rf"(?<![\w])口(?=[ \u3000]?(?:{starts}))", "□", text)


def _states(marks: Sequence[str], usual: str) -> list[bool | None]:
    """Ticked, not ticked, or None where a cross may mean either.

    `usual` are the marks of the whole file. Among empty boxes a cross is a tick; among ticks it
    strikes an option out; among both, or alone, nobody can know.
    """
    marks_here = "".join(marks)
    ticks, empties = _any(TICKED, marks_here), _any(EMPTY, marks_here)
    states: list[bool | None] = []
    for mark in marks:
        if _any(TICKED, mark):
            states.append(True)
        elif not _any(CROSSED, mark):
            states.append(False)
        elif not ticks and (empties or (_any(EMPTY, usual) and not _any(TICKED, usual))):
            states.append(True)
        elif ticks and not _any(EMPTY, usual) and "☒" not in mark:
            states.append(False)
        else:
            states.append(None)
    return states


def _any(marks: str, text: str) -> bool:
    return any(c in marks for c in text)


def _option_at(text: str, options: Sequence[tuple[str, str]], first: bool) -> str | None:
    """The option the text begins with (or ends in), on the line of the mark."""
    lines = text.split("\n")
    line = lines[0] if first else lines[-1]
    line_letters = letters(line)
    if not line_letters:
        return None
    best, size = None, 0
    for option, label in options:
        key = letters(label)
        hit = line_letters.startswith(key) if first else line_letters.endswith(key)
        if hit and len(key) > size:
            best, size = option, len(key)
    if best is not None:
        return best
    scored = sorted(((likeness(label, line), option) for option, label in options), reverse=True)
    return scored[0][1] if scored and scored[0][0] >= OPTION_LIKE else None


def _side(
    before: list[str | None], after: list[str | None], texts: Sequence[str]
) -> list[str | None] | None:
    """The options of the marks, standing before or after them for the whole text."""
    hits_before = len({h for h in before if h})
    hits_after = len({h for h in after if h})
    if before == after or hits_before > hits_after:
        return before
    if hits_after > hits_before:
        return after
    apart_before = sum(t[:1] in (" ", "\u3000", "\n", "") for t in texts[1:])
    apart_after = sum(t[-1:] in (" ", "\u3000", "\n", "") for t in texts[:-1])
    if apart_before < apart_after:
        return before
    return after if apart_after < apart_before else None


def _check_rest(
    text: str,
    options: Sequence[tuple[str, str]],
    words: Sequence[str],
    chosen: Sequence[str | None],
    texts: Sequence[str],
    result: Boxes,
) -> None:
    """Everything in the text must be a mark, an option or the form's own words."""
    rest = letters(text)
    for official_words in sorted(map(letters, words), key=len, reverse=True):
        rest = rest.replace(official_words, "\n", 1) if official_words else rest
    for option, label in sorted(options, key=lambda o: len(o[1]), reverse=True):
        key = letters(label)
        if key in rest:
            rest = rest.replace(key, "\n", 1)
            result.seen.add(option)
        else:
            result.changed.append(label)
    rest = rest.replace("\n", "")
    if rest:
        result.unclear.append(f"“{rest[:60]}”不是表中的选项")
    usual = set(_USUAL).union(*words, *(label for _, label in options))
    strange = {c for c in _GROUPS.sub("", text) if not c.isspace() and c not in usual}
    strange = {c for c in strange if not letters(c)}
    if strange:
        result.unclear.append(f"标记“{''.join(sorted(strange))}”无法识别")


def _typed_option(
    text: str, options: Sequence[tuple[str, str]], words: Sequence[str], result: Boxes
) -> None:
    """Without any mark, an option that was typed alone is what was chosen."""
    remaining = letters(text)
    for official_words in map(letters, words):
        remaining = remaining.replace(official_words, "", 1) if official_words else remaining
    only = [option for option, label in options if letters(label) == remaining]
    if len(only) == 1:
        result.ticked.add(only[0])
        result.seen.add(only[0])
        result.changed.append("勾选框")
    elif remaining:
        result.unclear.append("没有勾选标记")
