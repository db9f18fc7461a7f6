"""The roles 角色: a closed list of what a person may be in an office, and which of them nobody may
have together. What a role may do and see stands with the things: their moves and their sight.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """On which level an office stands."""

    REGION = "region"
    CITY = "city"
    COUNTY = "county"
    OPERATOR = "operator"
    INSTITUTION = "institution"
    ADMINISTRATION = "administration"

    @property
    def label(self) -> str:
        """What people call it."""
        return _LEVELS[self]


class Role(StrEnum):
    """What a person is in an office; a person may have several there."""

    COUNTY_CLERK = "county_clerk"
    COUNTY_HEAD = "county_head"
    OPERATOR = "operator"
    CITY_OFFICER = "city_officer"
    CITY_HEAD = "city_head"
    INSPECTOR = "inspector"
    REGION_OFFICER = "region_officer"
    SECOND_OFFICER = "second_officer"
    ORGANISER = "organiser"
    OBJECTION_HANDLER = "objection_handler"
    REGION_HEAD = "region_head"
    FORM_KEEPER = "form_keeper"
    EXPERT = "expert"
    DATA_USER = "data_user"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"

    @property
    def label(self) -> str:
        """What people call it."""
        return ROLES[self].label


@dataclass(frozen=True, slots=True)
class RoleDefinition:
    """A role: what it is called, the group that is spoken of together, the levels of the offices
    that have it, and the groups of which nobody in this role may have another role anywhere."""

    label: str
    group: str
    levels: frozenset[Level]
    apart_from: frozenset[str] = frozenset()


_LEVELS: Mapping[Level, str] = {
    Level.REGION: "自治区",
    Level.CITY: "地级市",
    Level.COUNTY: "县（市、区）",
    Level.OPERATOR: "集群运营机构",
    Level.INSTITUTION: "其他单位",
    Level.ADMINISTRATION: "系统管理",
}

COUNTY, OPERATOR, CITY, INSPECTION, REGION = "county", "operator", "city", "inspection", "region"
FORMS, EXPERT, SHARING, ADMIN = "forms", "expert", "sharing", "admin"
GROUPS = (COUNTY, OPERATOR, CITY, INSPECTION, REGION, FORMS, EXPERT, SHARING, ADMIN)
_APPLICANTS = frozenset({COUNTY, OPERATOR})


def _at(*levels: Level) -> frozenset[Level]:
    return frozenset(levels)


ROLES: Mapping[Role, RoleDefinition] = {
    Role.COUNTY_CLERK: RoleDefinition("县级填报员", COUNTY, _at(Level.COUNTY)),
    Role.COUNTY_HEAD: RoleDefinition("县级负责人", COUNTY, _at(Level.COUNTY)),
    Role.OPERATOR: RoleDefinition("集群运营机构", OPERATOR, _at(Level.OPERATOR)),
    Role.CITY_OFFICER: RoleDefinition("市级经办", CITY, _at(Level.CITY)),
    Role.CITY_HEAD: RoleDefinition("市级负责人", CITY, _at(Level.CITY)),
    Role.INSPECTOR: RoleDefinition(
        "核查人员", INSPECTION, _at(Level.CITY, Level.REGION, Level.INSTITUTION)
    ),
    Role.REGION_OFFICER: RoleDefinition("自治区经办", REGION, _at(Level.REGION)),
    Role.SECOND_OFFICER: RoleDefinition("复核人", REGION, _at(Level.REGION)),
    Role.ORGANISER: RoleDefinition("评审组织", REGION, _at(Level.REGION)),
    Role.OBJECTION_HANDLER: RoleDefinition("异议经办", REGION, _at(Level.REGION)),
    Role.REGION_HEAD: RoleDefinition("自治区负责人", REGION, _at(Level.REGION)),
    Role.FORM_KEEPER: RoleDefinition("表单维护", FORMS, _at(Level.REGION)),
    # Who reviews is of no office that applies, and judges what no office of theirs recommends.
    Role.EXPERT: RoleDefinition(
        "评审专家", EXPERT, _at(Level.INSTITUTION), _APPLICANTS | {CITY, REGION}
    ),
    Role.DATA_USER: RoleDefinition(
        "数据使用人", SHARING, _at(Level.INSTITUTION, Level.REGION, Level.CITY)
    ),
    # Three persons, none of whom reads content.
    **{
        role: RoleDefinition(
            label, ADMIN, _at(Level.ADMINISTRATION, Level.REGION), frozenset(GROUPS)
        )
        for role, label in (
            (Role.SYSTEM_ADMIN, "系统管理员"),
            (Role.SECURITY_ADMIN, "安全管理员"),
            (Role.AUDIT_ADMIN, "审计管理员"),
        )
    },
}


def in_group(*groups: str) -> frozenset[Role]:
    """The roles of some groups."""
    return frozenset(role for role, one in ROLES.items() if one.group in groups)


def apart(role: Role, others: Iterable[Role]) -> Role | None:
    """The first of some roles that nobody may have together with this one; None if there is none.
    What one says of the other counts for both."""
    mine = ROLES[role]
    for other in others:
        theirs = ROLES[other]
        if other != role and (theirs.group in mine.apart_from or mine.group in theirs.apart_from):
            return other
    return None


def roles_called(words: Collection[str]) -> frozenset[Role]:
    """The roles of some ids, of roles or of groups. Raises KeyError for what is neither."""
    found: set[Role] = set()
    for word in words:
        if word in GROUPS:
            found |= in_group(word)
        else:
            found.add({role.value: role for role in Role}[word])
    return frozenset(found)
