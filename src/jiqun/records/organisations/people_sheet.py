"""Offices and people from a sheet 批量新建: what each row would make and what is wrong with it, and
all of it or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from django.contrib.auth.hashers import make_password
from django.db.models import QuerySet

from jiqun.records.journal.actions import record, writing
from jiqun.records.organisations.account_names import account_name
from jiqun.records.organisations.account_states import require
from jiqun.records.organisations.actions import create_office
from jiqun.records.organisations.making_people import (
    NewPerson,
    check_office,
    check_person,
    hire,
)
from jiqun.records.organisations.managing import LEVEL_ABOVE, Deed, Managing
from jiqun.records.organisations.models import Office, Person
from jiqun.records.organisations.one_time_secrets import HandedSecret, new_secret
from jiqun.records.organisations.roles import ROLES, Level, Role
from jiqun.records.verdict import ALLOWED, NotAllowedError, Verdict, refused

OFFICE, ABOVE, LEVEL, DIVISION = "单位", "上级单位", "层级", "行政区划代码"
NAME, USERNAME, ROLE, PHONE = "姓名", "用户名", "角色", "手机"
COLUMNS = (OFFICE, ABOVE, LEVEL, DIVISION, NAME, USERNAME, ROLE, PHONE)
MOST_ROWS = 500

_LEVELS = {level.label: level for level in Level} | {
    "市": Level.CITY,
    "县": Level.COUNTY,
    "区": Level.COUNTY,
    "县（市、区）级": Level.COUNTY,
    "运营机构": Level.OPERATOR,
}
_ROLES = {one.label: role for role, one in ROLES.items()}
LEVEL_WORDS = tuple(level.label for level in LEVEL_ABOVE)
"""What can stand under 层级 for a new office."""
_BETWEEN = re.compile("[、，,；;/ ]+")


@dataclass(frozen=True, slots=True)
class SheetTrouble:
    """What is wrong in a row, in which column, and what to do."""

    row: int
    column: str
    words: str


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What a row comes to: the office, whether that is made, and the person."""

    row: int
    office: str
    makes_office: bool
    person: NewPerson | None
    roles: str


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """What a sheet would make; nothing of it is made while there is any trouble."""

    rows: tuple[PlannedRow, ...]
    troubles: tuple[SheetTrouble, ...]

    @property
    def offices(self) -> int:
        """How many offices would be made."""
        return sum(row.makes_office for row in self.rows)

    @property
    def people(self) -> int:
        """How many people would be made."""
        return sum(row.person is not None for row in self.rows)


def plan_sheet(table: Sequence[Sequence[str]], by: Person) -> SheetPlan:
    """What a sheet comes to, its head first. Raises NotAllowedError for what is no such sheet."""
    return _Planning(by).plan(_rows(table))


def take_sheet(table: Sequence[Sequence[str]], by: Person) -> list[HandedSecret]:
    """Make all that a sheet says, and the secrets of its people. Raises NotAllowedError, and makes
    nothing, where anything is wrong with it."""
    rows = _rows(table)
    # Whoever was shown a plan without trouble sends one without: what is tried besides is kept.
    require(_verdict(_Planning(by).plan(rows)), None, by, "take_sheet")
    # Digesting is slow on purpose, so it is done before the turn to write.
    secrets = [new_secret() for _ in rows]
    digests = [make_password(secret) for secret in secrets]
    with writing():
        planning = _Planning(by)
        plan = planning.plan(rows)
        if not (verdict := _verdict(plan)):
            raise NotAllowedError(verdict)
        made = {office.name: office for office in _made(planning, by)}
        handed = [
            _hired(row.person, made.get(row.office) or planning.there[row.office], by, *given)
            for row, *given in zip(plan.rows, secrets, digests, strict=True)
            if row.person is not None
        ]
        details = {"offices": plan.offices, "people": plan.people}
        record("sheet_taken", f"person:{by.pk}", by, topic="account", details=details)
    return handed


def _hired(new: NewPerson, office: Office, by: Person, secret: str, digest: str) -> HandedSecret:
    """A person of the sheet; asked once more, because who was made before may be the first."""
    if not (verdict := Managing(by).can(Deed.MAKE_PERSON, office, new.roles)):
        raise NotAllowedError(verdict)
    return hire(new, office, by, secret, digest)


def _offices_there() -> QuerySet[Office]:
    return Office.objects.filter(ended_on__isnull=True).select_related("parent")


def _made(planning: _Planning, by: Person) -> Iterator[Office]:
    """The offices that were planned, made each after the one above it."""
    made: dict[int, Office] = {}
    for office in planning.planned.values():
        above = office.parent
        parent = made.get(above.pk, above) if above is not None else None
        made[office.pk] = create_office(
            office.name, Level(office.level), by, parent, office.division
        )
        yield made[office.pk]


def _verdict(plan: SheetPlan) -> Verdict:
    if not plan.troubles:
        return ALLOWED
    first = plan.troubles[0]
    return refused(f"第{first.row}行“{first.column}”：{first.words}")


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def _rows(table: Sequence[Sequence[str]]) -> list[_Row]:
    """The rows under the head that hold anything, by their number in the sheet."""
    head = [cell.strip() for cell in table[0]] if table else []
    lacking = [column for column in COLUMNS if column not in head]
    if lacking:
        raise NotAllowedError(
            refused(f"表格第一行缺少“{'、'.join(lacking)}”。请下载空白表格，在里面填写。")
        )
    rows = [
        _Row(number, {name: cell.strip() for name, cell in zip(head, row, strict=False)})
        for number, row in enumerate(table[1:], 2)
        if any(cell.strip() for cell in row)
    ]
    if not rows:
        raise NotAllowedError(refused("表格里没有内容。请从第二行起填写，每行一个人员或一个单位。"))
    if len(rows) > MOST_ROWS:
        raise NotAllowedError(
            refused(f"表格有 {len(rows)} 行，一次最多 {MOST_ROWS} 行。请分几次办理。")
        )
    return rows


@dataclass
class _Planning:
    """Going through the rows: the offices that are there or planned, by name, and the troubles."""

    by: Person
    there: dict[str, Office] = field(default_factory=dict)
    planned: dict[str, Office] = field(default_factory=dict)
    troubles: list[SheetTrouble] = field(default_factory=list)

    def plan(self, rows: Sequence[_Row]) -> SheetPlan:
        self.managing, self._numbers = Managing(self.by), count(-1, -1)
        self.there = {one.name: one for one in _offices_there()}
        first: dict[str, _Row] = {}
        for row in rows:
            name = row[OFFICE]
            # The row that says where it belongs; the others may name it alone.
            if name and name not in self.there and not (name in first and first[name][ABOVE]):
                first[name] = row
        for row in first.values():
            self._office(row, first, ())
        names: dict[str, int] = {}
        lines = tuple(self._line(row, first, names) for row in rows)
        return SheetPlan(lines, tuple(sorted(self.troubles, key=lambda one: one.row)))

    def _trouble(self, row: _Row, column: str, words: str) -> None:
        self.troubles.append(SheetTrouble(row.number, column, words))

    def _office(
        self, row: _Row, first: Mapping[str, _Row], below: tuple[str, ...]
    ) -> Office | None:
        """The office that a row makes, after the one above it; None where it cannot be."""
        name = row[OFFICE]
        if name in self.planned or any(
            one.row == row.number and one.column in COLUMNS[:4] for one in self.troubles
        ):
            return self.planned.get(name)
        above = self.there.get(row[ABOVE])
        if above is None and row[ABOVE] in first and row[ABOVE] not in (*below, name):
            above = self._office(first[row[ABOVE]], first, (*below, name))
        if above is None:
            self._trouble(row, ABOVE, _no_place(row))
            return None
        level = _LEVELS.get(row[LEVEL])
        if level is None:
            known = "、".join(LEVEL_WORDS)
            self._trouble(row, LEVEL, f"不能识别“{row[LEVEL]}”。请填写：{known}。")
            return None
        verdict = self.managing.can_under(above, level)
        if not verdict:
            self._trouble(row, ABOVE, verdict.reason)
            return None
        division = row[DIVISION]
        verdict = check_office(name, level, above, division)
        alike = [o for o in self.planned.values() if division and o.division == division]
        if not verdict or any(o.level == level for o in alike):
            words = verdict.reason or f"行政区划代码 {division} 在表格里用了不止一次，请核对。"
            self._trouble(row, DIVISION if "代码" in words else OFFICE, words)
            return None
        office = Office(pk=next(self._numbers), name=name, level=level, division=division)
        office.parent = above
        self.managing.plan(office)
        self.planned[name] = office
        return office

    def _line(self, row: _Row, first: Mapping[str, _Row], names: dict[str, int]) -> PlannedRow:
        office = self.there.get(row[OFFICE]) or self.planned.get(row[OFFICE])
        makes = first.get(row[OFFICE]) is row and row[OFFICE] in self.planned
        if not row[OFFICE]:
            self._trouble(row, OFFICE, "没有填写单位。请填写单位全称。")
        elif office is not None:
            self._compare(row, office)
        person = self._person(row, office, names)
        if person is None and not makes and not any(t.row == row.number for t in self.troubles):
            self._trouble(row, NAME, "单位已经有了，也没有填写人员。请填写姓名，或者删去这一行。")
        roles = "、".join(role.label for role in person.roles) if person else ""
        return PlannedRow(row.number, row[OFFICE], makes, person, roles)

    def _compare(self, row: _Row, office: Office) -> None:
        """Say where a row says of an office what is not so."""
        above = office.parent.name if office.parent else ""
        for column, known, said in (
            (ABOVE, above, row[ABOVE]),
            (LEVEL, office.level, _LEVELS.get(row[LEVEL], row[LEVEL])),
            (DIVISION, office.division, row[DIVISION]),
        ):
            if said and said != known:
                shown = Level(known).label if column == LEVEL else known or "没有"
                self._trouble(row, column, f"{office.name}的{column}是{shown}。请改正，或者留空。")

    def _person(self, row: _Row, office: Office | None, names: dict[str, int]) -> NewPerson | None:
        """The person of a row; None where none is named."""
        if not any(row[column] for column in (NAME, USERNAME, ROLE, PHONE)):
            return None
        words = [word for word in _BETWEEN.split(row[ROLE]) if word]
        unknown = [word for word in words if word not in _ROLES]
        roles = tuple(dict.fromkeys(_ROLES[word] for word in words if word in _ROLES))
        new = NewPerson(row[NAME], account_name(row[USERNAME]), roles, row[PHONE])
        if unknown:
            known = "、".join(_ROLES) if office is None else _roles_at(Level(office.level))
            self._trouble(row, ROLE, f"不能识别“{unknown[0]}”。请填写：{known}。")
        elif office is not None:
            self._check(row, new, office)
        if new.username and new.username in names:
            words_ = f"和第{names[new.username]}行的用户名相同，请换一个。"
            self._trouble(row, USERNAME, words_)
        names.setdefault(new.username, row.number)
        return new

    def _check(self, row: _Row, new: NewPerson, office: Office) -> None:
        verdict = check_person(new, Level(office.level))
        if verdict:
            verdict = self.managing.can(Deed.MAKE_PERSON, office, new.roles)
        if not verdict:
            told = {"不由您管理": OFFICE, NAME: NAME, USERNAME: USERNAME, PHONE: PHONE}
            column = next((told[word] for word in told if word in verdict.reason), ROLE)
            self._trouble(row, column, verdict.reason)


def roles_by_level() -> list[tuple[str, str]]:
    """What can stand under 角色, for an office of each level."""
    return [(level.label, _roles_at(level)) for level in Level]


def _roles_at(level: Level) -> str:
    """What the roles are called that an office of a level has."""
    return "、".join(role.label for role in Role if level in ROLES[role].levels)


def _no_place(row: _Row) -> str:
    if not row[ABOVE]:
        return f"系统里没有“{row[OFFICE]}”。新单位请填写上级单位和层级；已有的请核对名称。"
    return f"没有名为“{row[ABOVE]}”的单位，表格里也没有能建立它的行。请核对名称。"
