"""A sheet of offices and people: what each row comes to, what is wrong with it, all or nothing."""

from __future__ import annotations

import pytest
from tests.records.organisations.conftest import Tree

from jiqun.records.journal.queries import details_of, events_of
from jiqun.records.organisations.models import Membership, Office, Person
from jiqun.records.organisations.people_sheet import COLUMNS, MOST_ROWS, plan_sheet, take_sheet
from jiqun.records.organisations.queries import office_named, office_of, person_named, roles_of
from jiqun.records.verdict import NotAllowedError

pytestmark = pytest.mark.django_db
HEAD = list(COLUMNS)
CITY = ["固原市工信局", "自治区工信厅", "地级市", "640400", "张宏伟", "guyuan"]
CITY += ["市级经办、市级负责人", "13995001234"]
COUNTY = ["西吉县工信局", "固原市工信局", "县", "640422", "马兰", "xiji", "县级负责人", ""]
CLERK = ["西吉县工信局", "", "", "", "陈雪", "xiji-chen", "县级填报员", ""]
OPERATOR = ["马铃薯运营中心", "西吉县工信局", "集群运营机构", "", "李明", "xiji-park"]
OPERATOR += ["集群运营机构", ""]


def test_city_county_and_their_people_are_made_at_once_in_any_order(tree: Tree) -> None:
    region = tree["region"]
    table = [HEAD, OPERATOR, CLERK, COUNTY, [""] * 8, CITY]
    plan = plan_sheet(table, region)
    assert plan.troubles == () and (plan.offices, plan.people) == (3, 4)
    assert [(row.row, row.makes_office) for row in plan.rows] == [
        (2, True),
        (3, False),
        (4, True),
        (6, True),
    ]
    handed = take_sheet(table, region)
    assert [one.username for one in handed] == ["xiji-park", "xiji-chen", "xiji", "guyuan"]
    assert len({one.secret for one in handed}) == 4
    for one in handed:
        made = person_named(one.username)
        assert made and made.check_password(one.secret)
    city, county = office_named("固原市工信局"), office_named("西吉县工信局")
    assert city and county and county.parent == city and city.parent == tree.region
    clerk = person_named("xiji-chen")
    assert clerk and office_of(clerk) == county and roles_of(clerk) == {"county_clerk"}
    event = events_of(f"person:{region.pk}").last()
    assert event and event.kind == "sheet_taken"
    assert details_of(event) == {"offices": 3, "people": 4}


def test_people_of_an_office_that_is_there(tree: Tree) -> None:
    row = ["中宁县工信局", "", "", "", "王芳", "wangfang", "县级填报员", ""]
    assert len(take_sheet([HEAD, row], tree["county"])) == 1
    full = ["中宁县工信局", "中卫市工信局", "县（市、区）", "640521", "王方", "wangfang2"]
    assert len(take_sheet([HEAD, [*full, "县级填报员", ""]], tree["county"])) == 1


def changed(row: list[str], **cells: str) -> list[str]:
    names = dict(zip(COLUMNS, row, strict=True)) | cells
    return [names[column] for column in COLUMNS]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (changed(CITY, 单位=""), "单位", "请填写单位全称"),
        (changed(CITY, 上级单位=""), "上级单位", "新单位请填写上级单位和层级"),
        (changed(CITY, 上级单位="不存在的局"), "上级单位", "没有名为“不存在的局”的单位"),
        (changed(CITY, 上级单位="固原市工信局"), "上级单位", "没有名为“固原市工信局”"),
        (changed(CITY, 层级="州"), "层级", "不能识别“州”。请填写：地级市、县（市、区）"),
        (changed(CITY, 层级="县"), "单位", "它的下级不能是县（市、区）单位"),
        (changed(CITY, 行政区划代码="64"), "行政区划代码", "六位数字"),
        (changed(CITY, 行政区划代码="640500"), "行政区划代码", "已经有地级市单位"),
        (changed(CITY, 姓名=""), "姓名", "请填写姓名"),
        (changed(CITY, 用户名="固原"), "用户名", "小写字母或数字"),
        (changed(CITY, 用户名="CITY"), "用户名", "已经有人使用"),
        (changed(CITY, 角色="局长"), "角色", "不能识别“局长”。请填写：市级经办"),
        (changed(CITY, 角色=""), "角色", "至少选择一个角色"),
        (changed(CITY, 角色="县级负责人"), "角色", "没有“县级负责人”这个角色"),
        (changed(CITY, 手机="打电话"), "手机", "手机号码只写数字"),
        (changed(CLERK, 单位="中宁县工信局", 层级="地级市"), "层级", "层级是县（市、区）"),
        (changed(CLERK, 单位="中宁县工信局", 上级单位="甲"), "上级单位", "是中卫市工信局"),
        (["中宁县工信局", *[""] * 7], "姓名", "请填写姓名，或者删去这一行"),
        (changed(CLERK, 单位="自治区工信厅", 角色="自治区经办"), "单位", "不由您管理"),
    ],
)
def test_what_is_wrong_is_said_with_row_and_column_and_nothing_is_made(
    tree: Tree, row: list[str], column: str, words: str
) -> None:
    good = ["贺兰县工信局", "", "", "", "好人", "haoren", "县级填报员", ""]
    table = [HEAD, good, row]
    troubles = plan_sheet(table, tree["region"]).troubles
    assert (troubles[0].row, troubles[0].column) == (3, column), troubles
    assert words in troubles[0].words
    before = Person.objects.count(), Office.objects.count()
    with pytest.raises(NotAllowedError, match=f"第3行“{column}”"):
        take_sheet(table, tree["region"])
    assert (Person.objects.count(), Office.objects.count()) == before


def test_same_name_or_code_twice_in_the_sheet_is_seen(tree: Tree) -> None:
    twice = changed(COUNTY, 单位="隆德县工信局", 用户名="Guyuan")
    troubles = plan_sheet([HEAD, CITY, COUNTY, twice], tree["region"]).troubles
    assert [(one.row, one.column) for one in troubles] == [(4, "行政区划代码"), (4, "用户名")]
    assert "第2行的用户名相同" in troubles[1].words


def test_offices_that_lie_in_a_ring_are_refused(tree: Tree) -> None:
    ring = [changed(CITY, 单位="甲", 上级单位="乙"), changed(COUNTY, 单位="乙", 上级单位="甲")]
    plan = plan_sheet([HEAD, *ring], tree["region"])
    assert {one.column for one in plan.troubles} == {"上级单位"} and plan.offices == 0


def test_manager_makes_only_what_is_theirs(tree: Tree) -> None:
    troubles = plan_sheet([HEAD, CITY, COUNTY, CLERK], tree["city"]).troubles
    assert "不由您新建" in troubles[0].words
    other = ["贺兰县工信局", "", "", "", "王芳", "wangfang", "县级填报员", ""]
    troubles = plan_sheet([HEAD, other], tree["city"]).troubles
    assert [(one.column, "不由您管理" in one.words) for one in troubles] == [("单位", True)]


def test_second_of_whom_there_may_be_a_first_only_is_refused(tree: Tree) -> None:
    Membership.objects.filter(role="audit_admin").delete()
    rows = [
        ["申报系统管理室", "", "", "", name, name, "审计管理员", ""]
        for name in ("shenji-1", "shenji-2")
    ]
    assert plan_sheet([HEAD, *rows], tree["system"]).troubles == ()
    before = Person.objects.count()
    with pytest.raises(NotAllowedError, match="已经有审计管理员"):
        take_sheet([HEAD, *rows], tree["system"])
    assert Person.objects.count() == before
    assert len(take_sheet([HEAD, rows[0]], tree["system"])) == 1


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ([], "第一行缺少“单位、"),
        ([HEAD[:-1]], "第一行缺少“手机”"),
        ([HEAD], "表格里没有内容"),
        ([HEAD, [" "] * 8], "表格里没有内容"),
        ([HEAD, *[CLERK] * (MOST_ROWS + 1)], f"一次最多 {MOST_ROWS} 行"),
    ],
)
def test_what_is_no_such_sheet_is_refused(tree: Tree, table: list[list[str]], words: str) -> None:
    with pytest.raises(NotAllowedError, match=words):
        plan_sheet(table, tree["region"])


def test_columns_may_stand_in_any_order_and_rows_may_be_short(tree: Tree) -> None:
    turned = [row[::-1] for row in (HEAD, CITY, COUNTY)]
    assert plan_sheet(turned, tree["region"]).troubles == ()
    office = ["固原市工信局", "自治区工信厅", "地级市"]
    plan = plan_sheet([HEAD, office], tree["region"])
    assert plan.troubles == () and (plan.offices, plan.people) == (1, 0)
