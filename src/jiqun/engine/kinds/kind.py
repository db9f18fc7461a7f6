"""A kind 填报类型: how an answer is read and printed, and all else that is asked of a kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jiqun.engine.kinds.characters import half_width, is_blank
from jiqun.engine.kinds.question import NONE, Question, Value
from jiqun.engine.kinds.trouble import Trouble, trouble

GROWTH = "growth(it[y-1], it[y])"
"""The growth of an amount, in percent."""

Json = str | list[str]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of answer; whoever has to tell kinds apart asks a trait, never the name."""

    id: str
    """The name forms use."""

    label: str
    """The Chinese name."""

    read: Callable[[object, Question], Value | Trouble]
    """What came in, where something did → the value, or why it is none."""

    show: Callable[[Value, Question], str]
    """A value → the words on paper: 2026年3月18日, 1.50, 中宁县."""

    dump: Callable[[Value, Question], Json]
    """A value → interchange JSON: 2026-03-18, "1.50", 中宁县."""

    widget: str
    """The template of its input among the widgets of the screens, without folder and ending."""

    sample: object = None
    """What somebody may type; None where nothing is typed."""

    in_fields: bool = True
    """May be the kind of a field 填报项."""

    in_lists: bool = False
    """May be the kind of a column of a list 清单."""

    in_plan: bool = False
    """May be the kind of an indicator 规划指标."""

    typed: bool = True
    """A person fills it in; False for what the system fills in by itself."""

    numeric: bool = False
    """A number: formulas take it, and it may have a range."""

    exact: bool = False
    """A number that stands for itself; any other stands for all that is printed so, rounded."""

    counts: bool = False
    """A number of things: 无 is none of them, and the rows of a list may give it."""

    share: bool = False
    """A number in percent: it changes by percentage points."""

    decimals: int = 2
    """With how many decimals a number is printed that is worked out for it."""

    dated: bool = False
    """A day or a moment: formulas may compare it with another."""

    monthly: bool = False
    """A day for which a form may take a month."""

    growth: str = ""
    """The formula of its change from year to year; "" where none can be told."""

    bounded: bool = False
    """Its range must have an upper end."""

    written: bool = False
    """Somebody's own words, which the checks of texts read; two are equal by their characters."""

    has_limit: bool = False
    """A text of any length, over several lines, to which a limit 字数上限 may be set."""

    several_lines: bool = False
    """Several texts, a line each."""

    chosen: bool = False
    """Chosen among options."""

    several: bool = False
    """Chosen among options, any number of them."""

    options: tuple[tuple[str, str], ...] = ()
    """The options the kind brings itself: id and words; a form gives none then."""

    has_level: bool = False
    """A division 行政区划: it has a level, and may lie inside another."""

    numbered: bool = False
    """Several things, rows or files or ticks: the form may limit how many."""

    tabular: bool = False
    """Its answer is rows, not one value."""

    plan: bool = False
    """Its rows are the targets of the plan 规划目标, one an indicator."""

    signed: bool = False
    """A signature: a part that has one is printed and signed by hand."""

    shown_as_typed: bool = False
    """What was typed and not understood stands in formulas and messages as it was typed."""

    one_line: bool = False
    """On paper it never breaks over two lines."""

    instead_of_none: str = ""
    """What to write where 无 is no answer, as a sentence; "" where the form's check says it."""

    room_in_label: bool = False
    """Its label on paper has room for what is written (年 月 日); a page says it in plain words."""

    def parse(self, raw: object, question: Question) -> Value | Trouble | None:
        """The value of what came in; Trouble where it is none; None where nothing was filled in.

        `raw` is text, or what JSON carries: int, Decimal, list.
        """
        if raw is None or raw == "" or (isinstance(raw, (list, tuple)) and not raw):
            return None
        if isinstance(raw, str):
            if is_blank(raw):
                return None
            if NONE in raw and self.refuses_none(question) and half_width(raw) == NONE:
                return trouble("none_not_allowed", raw, self.instead_of_none)
        found = self.read(raw, question)
        if not isinstance(found, Trouble) or not found.repair:
            return found
        mended = self.read(found.repair, question)  # what is offered must be an answer itself
        return found.without_repair() if isinstance(mended, Trouble) else found

    def refuses_none(self, question: Question) -> bool:
        """Whether 无 is no answer to the question; options have words of their own."""
        return self.typed and not (question.none_allowed or self.chosen or self.tabular)
