"""推荐汇总表 as an Excel workbook, numbers as numbers; rank, niche and remark read back from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import TYPE_CHECKING

from jiqun.engine import UnusableInput, read_workbook_safely
from jiqun.screens.widgets.workbooks import workbook_in

if TYPE_CHECKING:
    from jiqun.records.recommendations.gathering import GatheredRow

_NUMBER = "申报编号"
_COLUMNS = (
    ("rank", "推荐排序", 10),
    ("county", "县（市、区）", 14),
    ("cluster_name", "集群名称", 30),
    ("leading_industry", "主导产业", 22),
    ("niche", "细分领域", 16),
    ("niche_code", "行业小类", 10),
    ("operator", "运营管理机构", 28),
    ("total_output", "总产值（亿元）", 14),
    ("leading_output_share", "主导产业产值占比（%）", 12),
    ("sme_output_share", "中小企业产值占比（%）", 12),
    ("leading_output_cagr", "主导产业年均增速（%）", 12),
    ("champions", "小巨人、单项冠军（家）", 12),
    ("quality_smes", "专精特新、创新型、高新技术（家）", 14),
    ("city_level", "市级集群", 10),
    ("standard", "标准自评", 26),
    ("onsite", "核查结论", 12),
    ("contact", "县级联系人", 12),
    ("phone", "联系方式", 16),
    ("remark", "备注", 24),
)
_FIGURES = frozenset({"rank", "total_output", "leading_output_share", "sme_output_share"}) | {
    *("leading_output_cagr", "champions", "quality_smes")
}
_TYPED = ("rank", "niche", "remark")
_LABELS = {name: words for name, words, _ in _COLUMNS}


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row of a workbook that was brought: the application, its county, what is there and what
    would stand there, of rank, niche and remark; whether anything changes."""

    id: str
    county: str
    before: tuple[str, str, str]
    after: tuple[str, str, str]

    @property
    def changes(self) -> bool:
        """Whether anything would change."""
        return self.before != self.after


def workbook(title: str, rows: Sequence[GatheredRow]) -> bytes:
    """The rows of the summary under their heads, as .xlsx."""
    file = BytesIO()
    with workbook_in(file, title) as book:
        sheet = book.add_worksheet("推荐汇总表")
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        decimal = book.add_format({"num_format": "0.00"})
        for column, (words, width) in enumerate(
            [(_NUMBER, 20), *((words, width) for _, words, width in _COLUMNS)]
        ):
            sheet.write_string(0, column, words, head)
            sheet.set_column(column, column, width)
        for line, row in enumerate(rows, 1):
            sheet.write_string(line, 0, row.number)
            for column, (name, _, _) in enumerate(_COLUMNS, 1):
                figure = _figure(row.row[name]) if name in _FIGURES else None
                if figure is None:
                    sheet.write_string(line, column, row.row[name])
                elif "." in row.row[name]:
                    sheet.write_number(line, column, figure, decimal)
                else:
                    sheet.write_number(line, column, figure)
        sheet.freeze_panes(1, 4)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
    return file.getvalue()


def placed_in(data: bytes, rows: Sequence[GatheredRow]) -> list[PlacedRow]:
    """What a workbook says of rank, niche and remark of the rows that were not sent. Raises
    UnusableInput (Chinese) naming the place."""
    table = read_workbook_safely(data)
    known = {one.number: one for one in rows if not one.sent}
    at = next((n for n, line in enumerate(table) if _NUMBER in line), None)
    if at is None:
        raise UnusableInput(f"表格里没有“{_NUMBER}”一列。请用从这里下载的推荐汇总表填写。")
    head = [cell.strip() for cell in table[at]]
    missing = [_LABELS[name] for name in _TYPED if _LABELS[name] not in head]
    if missing:
        raise UnusableInput(f"表格里没有“{missing[0]}”一列。请用从这里下载的推荐汇总表填写。")
    found: dict[str, PlacedRow] = {}
    for number, line in enumerate(table[at + 1 :], at + 2):
        name = _cell(line, head.index(_NUMBER))
        if not name:
            continue
        if name in found:
            raise UnusableInput(f"第{number}行的申报编号“{name[:30]}”出现了两次，没有读取。")
        if name not in known:
            if any(one.number == name for one in rows):
                continue  # sent already: nothing of it changes
            raise UnusableInput(
                f"第{number}行的申报编号“{name[:30]}”不是本市待推荐的申报，没有读取。"
            )
        one = known[name]
        rank, niche, remark = (_cell(line, head.index(_LABELS[each])) for each in _TYPED)
        if rank and not (rank.isascii() and rank.isdecimal() and 0 < int(rank[:4]) < 100):
            raise UnusableInput(
                f"第{number}行的推荐排序“{rank[:20]}”不是整数，没有读取。请填 1、2、3。"
            )
        before = (one.row["rank"], one.row["niche"], one.row["remark"])
        found[name] = PlacedRow(one.id, one.row["county"], before, (rank, niche, remark))
    if not found:
        raise UnusableInput("表格里没有本市待推荐的申报，没有读取。")
    return list(found.values())


def _cell(line: Sequence[str], column: int) -> str:
    return line[column].strip() if column < len(line) else ""


def _figure(text: str) -> float | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return float(number) if number.is_finite() else None
