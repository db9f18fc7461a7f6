"""The accounts of the demonstration: who they are and where they work."""

from __future__ import annotations

from dataclasses import dataclass

from jiqun.records.organisations.roles import Level, Role


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the demonstration; `division` is the code of where its office stands."""

    username: str
    full_name: str
    office: str
    level: Level
    roles: tuple[Role, ...]
    division: str = ""


REGION = "640000"
ACCOUNTS = (
    Account(
        "zhongning",
        "马建军",
        "中宁县工业和信息化局",
        Level.COUNTY,
        (Role.COUNTY_HEAD,),
        "640521",
    ),
    Account(
        "zhongning-park",
        "李秀英",
        "中宁县枸杞产业集群运营中心",
        Level.OPERATOR,
        (Role.OPERATOR,),
        "640521",
    ),
    Account(
        "zhongwei",
        "周志强",
        "中卫市工业和信息化局",
        Level.CITY,
        (Role.CITY_OFFICER, Role.CITY_HEAD),
        "640500",
    ),
    Account(
        "ningxia",
        "杨春梅",
        "宁夏回族自治区工业和信息化厅",
        Level.REGION,
        (Role.REGION_OFFICER, Role.REGION_HEAD, Role.ORGANISER),
        REGION,
    ),
    Account("admin", "赵伟", "申报系统管理室", Level.ADMINISTRATION, (Role.SYSTEM_ADMIN,)),
)
