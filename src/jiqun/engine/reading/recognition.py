"""Recognise the form 表 a Word file is: by the name it carries, else by the words on its page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from jiqun.engine.definition import Form
from jiqun.engine.reading.by_label.form_words import SOME_YEAR, FormWords, undated, words_of
from jiqun.engine.reading.by_label.text_matching import letters, without_notes
from jiqun.engine.reading.page.word_page import PageText, TextTable, WordPage
from jiqun.engine.reading.result.recognition_result import Recognition

LEAST = 0.15
"""The share of a form's labels under which, without a heading of it, a file is not that form."""
LIKELY = 0.6
"""The share from which it is; between the two a person is asked."""
_CLOSE = 0.05  # forms this near to the best are told apart by their years first
_YEARS_AGREE = 0.8  # of the dated labels on the page: those of another year are seldom typed over
_FOUND_WITHIN = 5  # letters from which a label counts wherever it stands in the text


@dataclass(frozen=True)
class PageWords:
    """The letters on a page: of each line, cell and paragraph, and all of them in one."""

    chunks: Counter[str]

    @cached_property
    def text(self) -> str:
        return "\n".join(self.chunks)

    @cached_property
    def undated_chunks(self) -> frozenset[str]:
        return frozenset(map(undated, self.chunks))

    @cached_property
    def undated_text(self) -> str:
        return undated(self.text)

    def holds(self, label: str) -> bool:
        """Whether a label stands on the page, of whatever year."""
        words = undated(label)
        if words in self.undated_chunks:
            return True
        return len(words) >= _FOUND_WITHIN and words in self.undated_text


@dataclass(frozen=True, slots=True)
class _Match:
    """How a form and a page agree; `years` is None where no dated label stands there."""

    words: FormWords
    share: float
    years: float | None
    has_heading: bool

    @property
    def rank(self) -> tuple[float, float]:
        """By which forms of about the same share are told apart."""
        return (round(self.years or 0.0, 2), round(self.share, 3))

    @property
    def is_possible(self) -> bool:
        return self.share >= LEAST or self.has_heading


def page_words(page: WordPage) -> PageWords:
    """The words of a page as they are compared with those of forms."""
    return PageWords(Counter(filter(None, _chunks(page.blocks))))


def _chunks(blocks: Iterable[PageText | TextTable]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, PageText):
            yield from _spellings(block.text.split("\n"))
            continue
        for row in block.rows:
            for cell in row.cells:
                lines = cell.text.split("\n")
                yield from _spellings([cell.text, *lines] if len(lines) > 1 else lines)
                yield from _chunks(b for b in cell.blocks if isinstance(b, TextTable))


def _spellings(texts: Iterable[str]) -> Iterator[str]:
    """The letters of texts, and those without notes in brackets."""
    for text in texts:
        whole, short = letters(text), letters(without_notes(text))
        yield whole
        if short != whole:
            yield short


def as_told(form: Form, named: str = "") -> Recognition:
    """The form somebody told a file is, whatever it carries the name of."""
    other = "" if form.is_called(named) else named
    return Recognition(form.name, form.title, "told", named=other)


def as_named(form: Form, page: WordPage) -> Recognition:
    """The form a file carries the name of, with how much of it stands on the page."""
    words = words_of(form)
    if words is None:
        return Recognition(form.name, form.title, "named")
    match = _match(words, page_words(page))
    possible = (form.name,) if match.is_possible else ()
    return Recognition(form.name, form.title, "named", {form.name: match.share}, possible)


def recognise(page: WordPage, forms: Sequence[FormWords], named: str = "") -> Recognition:
    """The form of a page among several by its labels; `named` is an unknown name it carries."""
    words = page_words(page)
    matches = sorted((_match(form, words) for form in forms), key=lambda m: -m.share)
    shares = {match.words.name: match.share for match in matches}
    possible = [match for match in matches if match.is_possible]
    if not possible:
        return Recognition(certainty="none", shares=shares, named=named)
    close = [match for match in possible if match.share >= possible[0].share - _CLOSE]
    best = max(close, key=lambda match: match.rank)
    alike = [match.words.name for match in close if match.rank == best.rank and match is not best]
    other_year = best.years is not None and best.years < _YEARS_AGREE
    is_sure = best.share >= LIKELY and not (alike or other_year or named)
    return Recognition(
        form=best.words.name,
        title=best.words.title,
        certainty="recognised" if is_sure else "doubtful",
        shares=shares,
        possible=(best.words.name, *(m.words.name for m in possible if m is not best)),
        alike=tuple(alike),
        named=named,
        other_year=other_year,
    )


def _match(form: FormWords, page: PageWords) -> _Match:
    labels = dict.fromkeys(map(undated, form.labels))
    standing = sum(map(page.holds, labels))
    share = standing / len(labels) if labels else 0.0
    has_heading = any(undated(heading) in page.undated_chunks for heading in form.headings)
    return _Match(form, share, _years(form, page), has_heading)


def _years(form: FormWords, page: PageWords) -> float | None:
    """Of the dated labels that stand on the page, the share that has the form's own years."""
    dated: dict[str, set[str]] = {}
    for label in form.labels:
        if undated(label) != label:
            dated.setdefault(undated(label), set()).add(label)
    found = Counter(dict(_standing(dated, page)))
    own = sum(n for label, n in found.items() if label in dated[undated(label)])
    return own / found.total() if found else None


def _standing(dated: Mapping[str, set[str]], page: PageWords) -> Iterator[tuple[str, int]]:
    """The texts of the page that are dated labels but for the year, and how often each stands."""
    for chunk, count in page.chunks.items():
        if undated(chunk) in dated:
            yield chunk, count
    for pattern in dated:
        if len(pattern) >= _FOUND_WITHIN:
            wanted = re.escape(pattern).replace(SOME_YEAR, r"20\d\d")
            for words, count in Counter(re.findall(wanted, page.text)).items():
                if words not in page.chunks:
                    yield words, count
