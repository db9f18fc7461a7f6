"""Lint of tables of rows: a column is held to what a field is held to, and tables to more."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Tells = Callable[..., None]
ONE, TWO = "review/parts/part_1.yaml", "review/parts/part_2.yaml"
SHEET, STYLES = "review/layout/part_2.yaml", "review/layout/layout.yaml"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("label: 姓名", "label: ''", "reviewers：列 name：没有标签。"),
        ("label: 姓名", "label: '{Y+7}年'", "列 name：有认不出的年份"),
        ("range: 0..10", "range: 10..0", "marks：列 points：范围的下限10大于上限0。"),
        ("range: 0..10, ", "", "列 points：points 类的填报项须用“range”写明上限"),
        ("kind: person", "kind: person, range: 0..9", "列 name：person 类的填报项不能有范围。"),
        ("limit: 30", "limit: 0", "列 item：字数上限应当大于0。"),
        ("kind: person", "kind: person, limit: 9", "列 name：person 类的填报项不能有字数上限。"),
        ("kind: division, level: county", "kind: division", "列 county：行政区划缺少“level”。"),
        ("kind: person", "kind: choice", "列 name：选择题没有选项。"),
        (
            "kind: person",
            "kind: person, options: {a: 甲}",
            "列 name：person 类的填报项不能有选项。",
        ),
        ("books: 账册", "Books: 账册", "选项 Books 的编号只能用小写字母"),
        ("books: 账册", "books: ''", "列 fields_seen：选项 books 没有标签。"),
        ("kind: person", "kind: person, words: [无]", "不用写“words”"),
        ("words: [无法核实]", "words: ['']", "列 verified：“words”里有空的文字"),
        ("formula: points / 2", "note: 一半", "列 half：derived 类由系统给出，请用“formula”"),
        ("kind: person", "kind: person, number: 1..2", "列 name：person 类没有个数可限"),
        ("kind: person", "kind: person, instruction: 3", "列 name：没有第3条填报说明"),
        ("kind: person", "kind: person, colour: red", "不认识“colour”。"),
    ],
)
def test_what_is_held_of_a_field_is_held_of_a_column(
    tells_in_tables: Tells, old: str, new: str, message: str
) -> None:
    tells_in_tables(TWO, old, new, message)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("name: {label: 姓名", "Name: {label: 姓名", "列 Name 的编号只能用小写字母"),
        ("name: {label: 姓名", "of: {label: 姓名", "列 of 不能用这个编号：of、says、from_ledger"),
        ("name: {label: 姓名", "says: {label: 姓名", "列 says 不能用这个编号"),
        ("name: {label: 姓名", "it: {label: 姓名", "列 it 不能用这个编号：it、row"),
        (
            "name: {label: 姓名",
            "score: {label: 姓名",
            "列 score 与本表的填报项、清单、已知数或数值重名",
        ),
        ("name: {label: 姓名", "pass_mark: {label: 姓名", "列 pass_mark 与本表的填报项"),
        ("companies: {label", "from_ledger: {label", "行 from_ledger 不能用这个编号"),
        ("companies: {label", "Companies: {label", "行 Companies 的编号只能用小写字母"),
        ("label: 企业数量（家）", "label: ''", "行 companies 没有名称"),
        ("label: 企业数量（家）", "label: '{Y-9}年'", "行 companies 有认不出的年份"),
        (
            "kind: person",
            "kind: person, years: [Y]",
            "列 name 不能写“years”：按年度填写的内容每年写成一行",
        ),
        ("kind: person", "kind: person, default: '{score}'", "列 name 不能写“default”"),
        ("kind: person", "kind: person, evidence: list", "列 name 不能写“evidence”"),
        ("kind: person", "kind: person, names_for: score", "列 name 不能写“names_for”"),
        ("level: county", "level: county, inside: place", "列 county 不能写“inside”"),
        ("kind: phone", "like: row", "列 phone 写了 like: row，本表却没有给出的行"),
        (", of: application.company_count", "", "行 companies 却没有“of”，不知是什么类型"),
        ("like: row,", "like: row, unit: 家,", "列 verified 写了 like: row，“unit”随各行而定"),
    ],
)
def test_mistake_of_a_column_or_a_given_row_is_told(
    tells_in_tables: Tells, old: str, new: str, message: str
) -> None:
    below = 6 if "却没有“of”" in message else 0  # told where the column says it is like the row
    tells_in_tables(TWO, old, new, message, below)


@pytest.mark.parametrize(
    ("file", "old", "new", "below", "message"),
    [
        (
            ONE,
            "kind: yes_no",
            "kind: yes_no, columns: {a: {label: 甲, kind: text}}",
            0,
            "“columns”只用",
        ),
        (ONE, "kind: yes_no", "kind: yes_no, given: {a: 甲}", 0, "yes_no 类没有列和行，“given”"),
        (ONE, "kind: yes_no", "kind: rows", 0, "passed：表格没有列，请用“columns”写明每一列。"),
        (ONE, "kind: yes_no", "kind: yes_no, number: 1..2", 0, "passed：yes_no 类没有个数可限"),
        (TWO, "number: 1..3", "number: 3..1", 0, "reviewers：个数的下限3大于上限1，请对调或改正。"),
        (TWO, "    given:", "    number: 1..3\n    given:", 0, "行由本表给出（given），个数已定"),
        (TWO, "least: least_reviews", "least: '\"三\"'", 0, "算不出个数，应写一个数或算出数的公式"),
        (TWO, "least: least_reviews", "least: score < 3", 0, "算不出个数"),
        (TWO, "least: least_reviews", "least: held", 0, "没有填报项、清单或数值“held”。"),
        (TWO, "least: least_reviews", "least: notice", 0, "notice 是 document_number 类，不能参与"),
        (ONE, 'if passed = "no"', "if score + 1", 0, "if 后面应当是比较或判断"),
        (ONE, 'if passed = "no"', 'if pased = "no"', 0, "没有填报项、清单或数值“pased”。是否想写"),
        (TWO, "if points < 6", "if point < 6", 0, "没有填报项、清单或数值“point”。"),
        (TWO, "formula: points / 2", "formula: half / 2", 0, "列的公式循环：half → half"),
        (
            TWO,
            "    required: no\n    columns",
            "    required: if score > 1\n    columns",
            0,
            "表格不能",
        ),
    ],
)
def test_mistake_of_a_table_or_a_condition_is_told(
    tells_in_tables: Tells, file: str, old: str, new: str, below: int, message: str
) -> None:
    tells_in_tables(file, old, new, message, below)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    widths: [12, 24, 36, 28, 24, 36]", "    widths: [12, 24]", "有5列，应有6个列宽"),
        (
            "    widths: [12, 24, 36",
            "    widths: [12, 24, 37",
            "列宽合计161毫米，超过版心宽度160毫米",
        ),
        ("    widths: [12, 24, 36", "    widths: [0, 36, 36", "列宽应当大于0"),
        ("  - rows: marks", "  - rows: marks\n    heads: [分项]", "有5列，却有1个表头"),
        ("    blank: 5", "    blank: 0", "“blank”应当是1或更大的整数"),
        ("  - rows: marks", "  - rows: marks\n    columns: [item, item]", "同一列写了两次"),
        (
            "  - rows: marks",
            "  - rows: marks\n    columns: [item, points, basis]\n    heads: [一, 二, 三]",
            "marks：列 fields_seen 在版式里没有位置，填了也印不出",
        ),
        ("  - rows: marks", "  - rows: marks\n    columns: [itme]", "没有列“itme”。是否想写“item”"),
        ("  - rows: marks", "  - rows: score", "“score”不是表格类的填报项。"),
    ],
)
def test_mistake_of_a_table_of_rows_on_paper_is_told(
    tells_in_tables: Tells, old: str, new: str, message: str
) -> None:
    below = -1 if old.startswith("    ") else 1 if "itme" in new else 0  # the line of the block
    tells_in_tables(SHEET, old, new, message, below)


def test_style_that_tables_of_rows_need_is_missed(tells_in_tables: Tells) -> None:
    old = "  rows_head: {face: hei, size: fit, align: centre}\n"
    with pytest.raises(AssertionError, match=r"part_2\.yaml 第6行：没有版式“rows_head”"):
        tells_in_tables(STYLES, old, "", "")


def test_table_in_a_cell_beside_others_cannot_be_read_back(tells_in_tables: Tells) -> None:
    nested = "{lines: [{rows: marks, widths: [9, 9, 9, 9, 9, 9], x: 1}]}"
    new = f"  - table:\n      widths: [80, 80]\n      rows: [[一, {nested}]]"
    tells_in_tables(SHEET, "  - rows: marks", new, "读不回来，请放进只有一列的表格", 2)


@pytest.mark.parametrize(
    ("old", "new", "below", "message"),
    [
        ("  column: arrived", "  column: arrive", 0, "没有列“arrive”。是否想写“arrived”"),
        ("arrived > held_at", "arived > held_at", 0, "没有填报项、清单或数值“arived”。"),
        ("arrived > held_at", "arrived > name", 0, "填报项 name 是 person 类，不能参与计算。"),
        (
            "'{name}{arrived}",
            "'{nmae}{arrived}",
            0,
            "文字第2个字符处：没有填报项、清单或数值“nmae”",
        ),
        ("rows: [output_before, ", "rows: [output_befour, ", 0, "没有行或规划指标“output_befour”"),
        ("differs(verified, reported)", "differs(verified, x.output[Y])", 0, "没有来源“x”。"),
        (
            "differs(verified, reported)",
            "differs(verified, application.outptu[Y])",
            0,
            "没有填报项“outptu”",
        ),
        (
            "differs(verified, reported)",
            "differs(verified, application.output[Y-5])",
            0,
            "没有2020年度",
        ),
        ("score < pass_mark", "score < of", 0, "没有填报项、清单或数值“of”。"),
        ("rule: row_number", "rule: one_row", -3, "规则 one_row 缺少设置“column”。"),
    ],
)
def test_check_of_a_table_that_names_what_is_not_there_is_told(
    tells_in_tables: Tells, old: str, new: str, below: int, message: str
) -> None:
    tells_in_tables("review/checks/general.yaml", old, new, message, below)


@pytest.mark.parametrize(
    ("fields", "column", "value", "message"),
    [
        ("reviewers", "nmae", "x", "表格 reviewers 没有列“nmae”。是否想写“name”？"),
        ("marks", "fields_seen", "book", "列 fields_seen 没有选项“book”。是否想写“books”？"),
        ("passed", "fields_seen", "books", "填报项 passed 不是表格，规则 one_row 用不上"),
    ],
)
def test_rule_for_one_row_needs_a_table_with_its_column_and_choice(
    tells_in_tables: Tells, fields: str, column: str, value: str, message: str
) -> None:
    settings = f"{{column: {column}, value: {value}}}"
    new = f"rule: one_row\n  fields: [{fields}]\n  settings: {settings}"
    tells_in_tables("review/checks/general.yaml", "rule: row_number", new, message, -3)
