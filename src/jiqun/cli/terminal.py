"""What the commands say in the terminal: findings grouped by part, sign and word before colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from jiqun.cli.files import FilledForm
from jiqun.engine import (
    FINDING_LEVELS,
    Edition,
    Finding,
    Form,
    Merged,
    Outcome,
    Requirement,
    count_findings,
    labels_of,
)

if TYPE_CHECKING:
    from jiqun.engine import WordReading

_DRAWN = {"error": ("✕", "bold red"), "confirm": ("！", "bold yellow"), "note": ("ⓘ", "bold blue")}
SIGNS = {
    level: (sign, FINDING_LEVELS[level].label, style) for level, (sign, style) in _DRAWN.items()
}
_UNFILLED = ("○", "未填", "bold red")
RESULTS = {
    "meets": ("✓", "达到", "green"),
    "fails": ("✕", "未达到", "red"),
    "not_verified": ("？", "未核实", "yellow"),
    "not_applicable": ("－", "不适用", "dim"),
}


_FILE_WIDTH = 120  # columns of half-width characters, where the output is no terminal


class Terminal:
    """Writes to one stream; the progress line goes to the terminal only, never into a file."""

    def __init__(self, stream: TextIO) -> None:
        width = None if stream.isatty() else _FILE_WIDTH
        # What people typed is no markup: “[/b]” and “1:100:1” stand as they are.
        plain = partial(Console, highlight=False, markup=False, emoji=False)
        self.console = plain(file=stream, width=width)
        self.aside = plain(stderr=True)

    def progress(self, number: int, count: int, name: str) -> None:
        """One line that says how far a long run is."""
        if count > 1 and self.aside.is_terminal:
            self.aside.print(
                f"正在处理第 {number} 个，共 {count} 个：{name}", end="\r", style="dim"
            )

    def progress_done(self) -> None:
        """Leave the progress line."""
        if self.aside.is_terminal:
            self.aside.print(" " * 60, end="\r")

    def outcome(self, application: FilledForm, outcome: Outcome) -> None:
        """The findings by part, then the self-assessment."""
        self.console.print(Text(str(application.path), style="bold"))
        if application.reading is not None:
            self.reading(None, application.reading)
        form = application.answers.form
        by_part = sorted(outcome.findings, key=lambda finding: _part(form, finding))
        for part, findings in groupby(by_part, key=lambda finding: _part(form, finding)):
            heading = form.sections[part].heading if part < len(form.sections) else "整份申报表"
            self.console.print(Text(f"\n{heading}", style="bold underline"))
            for finding in findings:
                self._finding(form, finding)
        self._summary(outcome)
        if outcome.skipped:
            title = f"\n未执行的校验（{len(outcome.skipped)} 条）"
            self.lines(title, [skipped.message for skipped in outcome.skipped])
        self._assessment(outcome.assessment)

    def unusable(self, path: Path, error: Exception) -> None:
        """A file that cannot be used, and why."""
        self.console.print(Text(str(path), style="bold"))
        self.console.print(Text(f"  ✕ 不能使用：{error}", style="bold red"))

    def lines(self, title: str, sentences: Iterable[str]) -> None:
        """A heading and indented sentences."""
        self.console.print(Text(title, style="bold"))
        for sentence in sentences:
            if self.console.is_terminal:
                self._indented(Text(sentence, overflow="fold"))
            else:  # one sentence a line, for those who search in the output
                self.console.print(Text(f"  {sentence}"), soft_wrap=True)

    def written(self, path: Path, remarks: Sequence[str]) -> None:
        """A file that was written, and what to know about it."""
        self.lines(f"✓ 已写出 {path}", remarks)

    def reading(self, path: Path | None, reading: WordReading) -> None:
        """How a Word file was read: counts first, then everything that needs a person's eye."""
        if path is not None:
            self.console.print(Text(f"✓ 已写出 {path}", style="bold"))
        for title, sentences in reading.report.sentences():
            if sentences:
                self.lines(title, sentences)

    def merged(self, path: Path, merged: Merged) -> None:
        """The result of a merge and its conflicts."""
        self.lines(f"✓ 已写出 {path}", [])
        if merged.conflicts:
            self.lines(
                f"有 {len(merged.conflicts)} 处冲突，已保留我方内容，请逐处核对：",
                [str(conflict) for conflict in merged.conflicts],
            )

    def editions(self, folder: Path, editions: Sequence[tuple[Edition, str]]) -> None:
        """The editions there are, each with its revision, and their forms, as a table: a row a
        form."""
        table = Table(title=str(folder), title_justify="left")
        for head in ("编号", "名称", "基准年", "修订版", "填报项", "校验", "认定标准"):
            table.add_column(head, overflow="fold")
        for edition, revision in editions:
            for form in edition.forms.values():
                table.add_row(
                    form.name,
                    edition.title if form.is_main else form.title,
                    str(edition.base_year),
                    revision,
                    str(len(form.fields)),
                    str(len(form.checks.checks)),
                    "、".join(standard.id for standard in form.standards),
                )
        self.console.print(table)

    def _finding(self, form: Form, finding: Finding) -> None:
        sign, word, style = _UNFILLED if finding.unfilled else SIGNS[finding.level]
        details = []
        if finding.formula:
            details.append(f"算式：{finding.formula}")
        if finding.repair:
            details.append(f"改为：{finding.repair.value}")
        details += [way.said(labels_of(form)) for way in finding.ways]
        if finding.source:
            details.append(f"依据：{finding.source}")
        if finding.level == "confirm":
            details.append(f"情况属实的，请填写情况说明（说明编号：{finding.key}）。")
        lines = Table.grid(padding=(0, 2, 0, 0))
        lines.add_column(no_wrap=True)
        lines.add_column(overflow="fold")
        lines.add_row(Text(f"{sign} {word}", style=style), finding.message)
        for detail in details:
            lines.add_row("", Text(detail, style="dim"))
        self._indented(lines)

    def _summary(self, outcome: Outcome) -> None:
        counts = asdict(count_findings(outcome.findings))
        unfilled = counts.pop("unfilled")
        parts = [f"{_UNFILLED[0]} {_UNFILLED[1]} {unfilled} 项"] if unfilled else []
        parts += [f"{SIGNS[level][0]} {SIGNS[level][1]} {n} 条" for level, n in counts.items() if n]
        if outcome.explained:
            parts.append(f"✓ 已填写情况说明 {len(outcome.explained)} 条")
        total = "，".join(parts) if parts else "✓ 没有发现问题"
        self.console.print(Text(f"\n合计：{total}", style="bold"))

    def _assessment(self, requirements: Sequence[Requirement]) -> None:
        if not requirements:
            return
        table = Table(title="自评（不影响提交）", title_justify="left", title_style="bold")
        table.add_column("认定条件", overflow="fold", ratio=3)
        table.add_column("结果", no_wrap=True)
        table.add_column("数据", overflow="fold", ratio=7)
        for requirement in requirements:
            sign, word, style = RESULTS[requirement.result]
            told = "\n".join(filter(None, (requirement.figures, requirement.remark)))
            table.add_row(requirement.label, Text(f"{sign} {word}", style=style), told)
        self.console.print()
        self.console.print(table)

    def _indented(self, content: RenderableType) -> None:
        self.console.print(Padding(content, (0, 0, 0, 2), expand=False))


def _part(form: Form, finding: Finding) -> int:
    """The place of the finding's part in the form; after the last where it is on none."""
    ids = [section.id for section in form.sections]
    section = form.section_of(finding.at)
    return ids.index(section) if section else len(ids)
