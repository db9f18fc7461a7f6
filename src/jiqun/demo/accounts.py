"""The accounts of the demonstration: who they are and where they work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jiqun.demo.cluster import CountyState
from jiqun.demo.counties import COUNTIES, NINGDONG_OFFICE
from jiqun.records.organisations.roles import Level, Role


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the demonstration; `division` is the code of where its office stands, `under`
    the office above its own, and `remark` what there is to see with it."""

    username: str
    full_name: str
    office: str
    level: Level
    roles: tuple[Role, ...]
    division: str = ""
    under: str = ""
    remark: str = ""


REGION = "640000"
# Of those whose answers are written out and not made from a cluster.
_OPERATOR_OF = {
    "zhongning": ("李秀英", "中宁县枸杞产业集群运营中心"),
    "haiyuan": ("马学军", "海原县肉牛产业发展服务中心"),
}
_CITY = (Role.CITY_OFFICER, Role.CITY_HEAD)
_REGION = "宁夏回族自治区工业和信息化厅"
_ADMINISTRATION = "申报系统管理室"


def _of_counties() -> Iterator[Account]:
    """The head of each county, and who fills in for those that have begun in earnest."""
    for one in COUNTIES:
        roles = (Role.COUNTY_HEAD,)
        of_office = (one.office, Level.COUNTY, roles, one.division)
        yield Account(one.username, one.head, *of_office, remark=one.state.value)
    for one in COUNTIES:
        contact, operator = _OPERATOR_OF.get(one.username, ("", ""))
        if one.cluster and one.state is not CountyState.BEGUN:
            contact, operator = one.cluster.contact, one.cluster.operator
        if operator:
            yield Account(
                f"{one.username}-park",
                contact,
                operator,
                Level.OPERATOR,
                (Role.OPERATOR,),
                one.division,
                one.office,
            )


def _clerk(username: str, full_name: str, county: str, division: str) -> Account:
    office = f"{county}工业和信息化局"
    return Account(username, full_name, office, Level.COUNTY, (Role.COUNTY_CLERK,), division)


def _city(username: str, full_name: str, city: str, code: str, *roles: Role) -> Account:
    return Account(username, full_name, f"{city}工业和信息化局", Level.CITY, roles or _CITY, code)


def _region(username: str, full_name: str, *roles: Role) -> Account:
    return Account(username, full_name, _REGION, Level.REGION, roles, REGION)


def _institution(username: str, full_name: str, office: str, role: Role) -> Account:
    return Account(username, full_name, office, Level.INSTITUTION, (role,))


def _administration(username: str, full_name: str, role: Role) -> Account:
    return Account(username, full_name, _ADMINISTRATION, Level.ADMINISTRATION, (role,))


EVERYBODY: tuple[Account, ...] = (
    *_of_counties(),
    _clerk("lingwu-tianbao", "马小军", "灵武市", "640181"),
    _clerk("zhongning-tianbao", "陈雪", "中宁县", "640521"),
    _city("yinchuan", "吴敏", "银川市", "640100", Role.CITY_HEAD),
    _city("yinchuan-jingban", "罗志刚", "银川市", "640100", Role.CITY_OFFICER),
    _city("yinchuan-hecha", "蔡文军", "银川市", "640100", Role.INSPECTOR),
    _city("shizuishan", "韩冰", "石嘴山市", "640200"),
    _city("wuzhong", "马玉梅", "吴忠市", "640300"),
    _city("guyuan", "张宏伟", "固原市", "640400"),
    _city("zhongwei", "周志强", "中卫市", "640500"),
    Account("ningdong-guanweihui", "乔永明", NINGDONG_OFFICE, Level.CITY, _CITY),
    _region("ningxia", "杨春梅", Role.REGION_OFFICER, Role.REGION_HEAD, Role.ORGANISER),
    _region("ningxia-fuhe", "侯建宁", Role.SECOND_OFFICER),
    _region("ningxia-yiyi", "龚丽娟", Role.OBJECTION_HANDLER),
    _region("ningxia-biaodan", "秦晓阳", Role.FORM_KEEPER),
    _institution("zhuanjia-1", "贺文斌", "宁夏大学", Role.EXPERT),
    _institution("zhuanjia-2", "邵明远", "北方民族大学", Role.EXPERT),
    _institution("zhuanjia-3", "谢丽萍", "宁夏农林科学院", Role.EXPERT),
    _institution("zhuanjia-4", "汪建华", "宁夏机械工程学会", Role.EXPERT),
    _institution("tongji", "唐晓慧", "宁夏回族自治区统计局", Role.DATA_USER),
    _administration("admin", "赵伟", Role.SYSTEM_ADMIN),
    _administration("anquan", "钱卫东", Role.SECURITY_ADMIN),
    _administration("shenji", "孔繁荣", Role.AUDIT_ADMIN),
)

_SHOWN = (
    *("zhongning", "helan", "yanchi", "haiyuan", "jingyuan", "zhongning-park"),
    *("zhongwei", "yinchuan", "yinchuan-jingban", "ningxia", "ningxia-fuhe"),
    *("zhuanjia-1", "zhuanjia-2", "zhuanjia-3", "tongji", "admin", "anquan", "shenji"),
)
ACCOUNTS: tuple[Account, ...] = tuple(
    next(account for account in EVERYBODY if account.username == name) for name in _SHOWN
)
"""Those that are told when the demonstration starts, by level."""
