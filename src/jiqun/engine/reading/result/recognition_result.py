"""Which form a Word file was taken for, how sure that is, and the words for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Certainty = Literal["told", "named", "recognised", "doubtful", "none"]
"""Somebody said it; the file says it; its labels say it; a person is to be asked; it is none."""
_SHOWN = 3  # likely forms named in a sentence


@dataclass(frozen=True, slots=True)
class Recognition:
    """The form a file is, by its name ("" where it is none) and title, and how sure that is.

    `shares` is the part of the labels of each form that stands on the page; `possible` the forms
    it may be, the likeliest first; `alike` those that cannot be told from the one taken; `named`
    a name the file carries that is not of the form taken; with `other_year` the years on the page
    are not those of the form.
    """

    form: str = ""
    title: str = ""
    certainty: Certainty = "none"
    shares: Mapping[str, float] = field(default_factory=dict)
    possible: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    named: str = ""
    other_year: bool = False

    @property
    def share(self) -> float | None:
        """The share of the labels of the form taken; None where it was not looked at."""
        return self.shares.get(self.form)

    @property
    def likely(self) -> tuple[str, ...]:
        """The few likeliest forms."""
        return self.possible[:_SHOWN]

    @property
    def is_sure(self) -> bool:
        """Whether nobody needs to be asked."""
        return self.certainty in ("told", "named", "recognised")

    def sentence(self, read_as: str = "") -> str:
        """What to say of it in Chinese, "" where nothing needs to be said; `read_as` is the form
        a file is read as although that is in doubt."""
        said = _SENTENCES[self.certainty](self)
        in_doubt = read_as and self.certainty == "doubtful"
        return f"{said}现按“{read_as}”读取，请核对。" if in_doubt else said

    def as_json(self) -> dict[str, object]:
        """As JSON takes it; `recognition_from_json` gives it back."""
        shares = {name: round(share, 4) for name, share in self.shares.items()}
        share = self.share
        return asdict(self) | {
            "shares": shares,
            "share": None if share is None else round(share, 4),
            "possible": list(self.possible),
            "alike": list(self.alike),
        }


def recognition_from_json(data: Mapping[str, Any]) -> Recognition:
    """The recognition that `as_json` wrote."""
    known = {name: data[name] for name in Recognition.__dataclass_fields__}
    lists = {name: tuple(known[name]) for name in ("possible", "alike")}
    return Recognition(**(known | lists))


def _percent(share: float | None) -> str:
    return f"{int((share or 0) * 100)}%"


def _told(it: Recognition) -> str:
    if not it.named:
        return ""
    return f"这个文件写的是“{it.named}”的申报表，现按“{it.form}”读取，请核对。"


def _named(it: Recognition) -> str:
    if it.possible:
        return ""
    return (
        f"这个文件写明是“{it.form}”的表，页面上却几乎没有“{it.title}”的文字"
        f"（标签符合 {_percent(it.share)}），请核对是不是拿错了文件。"
    )


def _recognised(it: Recognition) -> str:
    return (
        f"这个文件没有写明表的名称，按文字认出是“{it.title}”（{it.form}，"
        f"标签符合 {_percent(it.share)}）。"
    )


def _doubtful(it: Recognition) -> str:
    named = (
        f"这个文件写的是“{it.named}”的申报表，没有这个表"
        if it.named
        else "这个文件没有写明表的名称"
    )
    like = f"按文字可能是“{it.title}”（{it.form}，标签符合 {_percent(it.share)}）"
    why = ""
    if it.alike:
        why = f"，也可能是{'、'.join(it.alike)}，从文字上分不出来"
    elif it.other_year:
        why = "，但页面上的年份与这个表不同"
    return f"{named}，{like}{why}，不能确定。"


def _none(it: Recognition) -> str:
    named = f"这个文件写的是“{it.named}”的申报表，没有这个表；" if it.named else ""
    return f"{named}这不是申报表：页面上没有任何已知表的标题，文字也几乎没有相符的，没有读取。"


_SENTENCES = {
    "told": _told,
    "named": _named,
    "recognised": _recognised,
    "doubtful": _doubtful,
    "none": _none,
}
