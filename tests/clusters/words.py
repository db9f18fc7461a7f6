"""Names and texts of an invented application: places, persons, what was done, what is planned."""

from __future__ import annotations

from random import Random

PLACES = (
    ("银川市", "永宁县"), ("银川市", "贺兰县"), ("银川市", "灵武市"), ("银川市", "西夏区"),
    ("石嘴山市", "平罗县"), ("石嘴山市", "惠农区"), ("吴忠市", "利通区"), ("吴忠市", "青铜峡市"),
    ("吴忠市", "盐池县"), ("吴忠市", "同心县"), ("固原市", "原州区"), ("固原市", "西吉县"),
    ("固原市", "彭阳县"), ("中卫市", "沙坡头区"), ("中卫市", "中宁县"), ("中卫市", "海原县"),
)  # fmt: skip
AREA_CODES = {
    "银川市": "0951",
    "石嘴山市": "0952",
    "吴忠市": "0953",
    "固原市": "0954",
    "中卫市": "0955",
}
_SURNAMES = "马王李张杨丁白金田哈纳苏"
_GIVEN = "建国秀英志强晓梅学琴立新文斌海燕"
OPERATORS = (
    "{county}{trade}产业园区管理委员会",
    "{county}{trade}产业园区运营有限公司",
    "{county}{trade}公共服务中心",
)

SUMMARIES = {
    "chain_strengthening_summary": (
        "围绕{goods}绘制产业链图谱，梳理断点{n}处，引进配套企业补上原料预处理环节。",
        "链主企业与本地供应商签订长期协议，{goods}的本地配套率达到{n}%。",
        "联合科研院所攻关关键工序，{n}项技术难点列入清单并逐项销号。",
    ),
    "chain_collaboration_summary": (
        "共享检测设备{n}台（套），中小企业按次付费使用，平均等待不到两天。",
        "集中采购包装与辅料，企业采购成本比分散采购下降{n}%。",
        "建成共享车间，订单高峰时调剂用工{n}人次。",
    ),
    "quality_brand_summary": (
        "推行全面质量管理，{n}家企业通过体系认证，区域公用品牌统一使用标识。",
        "组织质量诊断{n}次，出厂批次合格率稳定在较高水平。",
        "制定品牌使用管理办法，{goods}在西北五省设立专柜{n}个。",
    ),
    "digital_service_summary": (
        "引入系统解决方案服务商{n}家，为小微企业免费做上云诊断。",
        "公共数据平台接入企业{n}家，水电气和订单数据按月汇总。",
        "两化融合贯标企业{n}家，管理者代表全部经过培训。",
    ),
    "digital_models_summary": (
        "示范线联网设备{n}台，停机时间缩短，换产由半天减到一小时。",
        "探索网络化协同制造，{goods}的排产由平台统一下达，覆盖{n}家工厂。",
        "质检环节采用机器视觉，人工复检比例降到{n}%。",
    ),
    "green_summary": (
        "完成节能诊断{n}家，改造余热回收装置，蒸汽单耗持续下降。",
        "建设中水回用管网{n}公里，车间冷却水循环使用。",
        "逐家核算碳排放，{n}家企业编制了年度报告。",
    ),
    "cooperation_summary": (
        "与中亚客商建立合作关系，参加境外展会{n}场，签订{goods}供货意向。",
        "聘请外国专家{n}人次到厂指导，引进发酵控制技术。",
        "在共建“一带一路”国家设立展示中心，全年接待客商{n}批。",
    ),
    "governance_summary": (
        "成立产业发展促进中心，政策宣讲{n}场，企业诉求三个工作日内答复。",
        "建立安全隐患排查台账，全年整改隐患{n}条，未发生生产安全事故。",
        "每季度召开银企对接会，协调授信企业{n}家。",
    ),
}  # fmt: skip
PLAN_TEXTS = {
    "plan_profile": "集群位于{county}，以{goods}为主导产品，近三年形成研发、生产、销售完整链条，"
    "从业人员{n}人以上，在西北地区同行业中位居前列。",
    "plan_achievements": "三年来主导产业比重提高，{n}家企业完成技术改造，"
    "创新平台与公共服务体系逐步健全，企业上云和节能改造同步推进。",
    "plan_problems": "龙头企业带动力不足，{goods}精深加工比重偏低，"
    "高层次技术人才缺口约{n}人，融资渠道较窄。",
    "plan_approach": "坚持创新驱动与绿色发展，以链主企业为牵引，"
    "建设{n}个公共平台，形成大中小企业协同发展的格局。",
    "plan_goals_2026": "建成公共检测平台，新增规模以上企业{n}家，启动二期标准厂房建设。",
    "plan_goals_2027": "数字化服务中心投入运行，{goods}出口市场拓展到{n}个国家和地区。",
    "plan_goals_2028": "全面完成三年总体目标，培育销售收入过亿元的企业{n}家，"
    "品牌进入全国同类前列。",
    "plan_key_tasks": "实施强链补链、科技创新、数字转型、绿色发展、开放合作、服务提升六项任务，"
    "安排重点项目{n}个。",
    "plan_safeguards": "成立县级工作专班，落实用地、资金、人才政策，"
    "设立{n}万元引导资金，每半年督查一次并公布结果。",
}
FORMULA = "单位产值二氧化碳排放量＝∑(能源消费量×排放因子)÷企业总产值"


def person(draw: Random) -> str:
    """A name of two or three characters."""
    return draw.choice(_SURNAMES) + "".join(draw.sample(_GIVEN, draw.choice((1, 2))))


def phone(draw: Random, city: str) -> str:
    """A landline of the city or a mobile."""
    if draw.random() < 0.5:
        return f"{AREA_CODES[city]}-{draw.randint(2000000, 8999999)}"
    return f"13{draw.randint(100000000, 999999999)}"


def summary(draw: Random, field: str, goods: str) -> str:
    """One to three sentences of a summary of at most 200 characters."""
    chosen = draw.sample(SUMMARIES[field], draw.choice((1, 1, 2, 3)))
    return "".join(one.format(goods=goods, n=draw.randint(2, 60)) for one in chosen)


def plan_text(draw: Random, field: str, county: str, goods: str) -> str:
    """A text of part 8."""
    return PLAN_TEXTS[field].format(county=county, goods=goods, n=draw.randint(2, 300))
