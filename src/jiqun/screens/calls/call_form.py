"""The form of a call: its terms as fields, read back as terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from typing import Any

from django import forms

from jiqun.records.applications.calls import CallTerms, usual_city_close
from jiqun.records.filings.editions import editions_offered

_MOMENT = "%Y-%m-%dT%H:%M"
_UNKNOWN_YEAR = "市级截止所在年份的工作日还没有录入，不能推算。请填写市级截止时间。"


class _Moment(forms.DateTimeInput):
    input_type = "datetime-local"


def _moment(label: str, hint: str, required: bool = True) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        help_text=hint,
        required=required,
        input_formats=[_MOMENT],
        widget=_Moment(format=_MOMENT),
        error_messages={"required": f"请填{label}。", "invalid": f"请填{label}，精确到分钟。"},
    )


def _number(label: str, hint: str, least: int, most: int, required: bool = True) -> forms.Field:
    words = f"{label}请填{least}到{most}的整数。"
    return forms.IntegerField(
        label=label,
        help_text=hint,
        required=required,
        min_value=least,
        max_value=most,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), words),
    )


def _yes(label: str, hint: str = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, help_text=hint, required=False)


_CLASSES: Mapping[type[forms.Widget], str] = {
    forms.Select: "form-select",
    forms.CheckboxInput: "form-check-input",
}


def _editions() -> list[tuple[str, str]]:
    return [(one.id, one.title) for one in editions_offered()]


def _standards() -> list[tuple[str, str]]:
    found = {key: title for one in editions_offered() for key, title in one.standards.items()}
    return [("", "第一个"), *found.items()]


class CallForm(forms.Form):
    """What a call says, in the order of its terms."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for field in self.fields.values():
            kind = _CLASSES.get(type(field.widget), "form-control")
            field.widget.attrs["class"] = kind

    edition = forms.ChoiceField(
        label="年度版", help_text="申报表和校验规则用哪一年的。", choices=_editions
    )
    title = forms.CharField(
        label="名称",
        help_text="例如：2027年自治区中小企业特色产业集群申报。",
        max_length=200,
        error_messages={"required": "请填申报通知的名称。"},
    )
    opens_at = _moment("开始时间", "从这时起，县（市、区）可以填报。")
    county_close = _moment("县级截止时间", "县级提交到这一分钟结束为止，以服务器时间为准。")
    city_close = _moment(
        "市级截止时间", "市级报送到这一分钟结束为止；不填就是县级截止后的第5个工作日。", False
    )
    quota = _number("每个地级市的推荐名额", "不填就是不限。", 1, 99, False)
    one_per_niche = _yes("同一细分领域每个地级市只推荐一个")
    copies = _number("纸质申报材料份数", "正本和副本合计。", 0, 99)
    discs = _number("光盘张数", "", 0, 99)
    asks_national = _yes("询问是否同时推荐国家级")
    asks_city_government = _yes("询问是否经市政府审核")
    sampled_enterprises = _number("现场核查抽查企业数", "", 0, 200)
    standard = forms.ChoiceField(
        label="自评对照的认定标准",
        required=False,
        help_text="不选就是年度版里的第一个。",
        choices=_standards,
    )
    explain_failed = _yes("数值未达到这个标准的，要求填写情况说明")

    def terms(self) -> CallTerms | None:
        """What it says, where all of it is usable; None with the troubles at the fields."""
        if not self.is_valid():
            return None
        terms = CallTerms(**{one.name: self.cleaned_data[one.name] for one in fields(CallTerms)})
        if terms.city_close is not None:
            return terms
        usual = usual_city_close(terms.county_close)
        if usual is None:
            self.add_error("city_close", _UNKNOWN_YEAR)
            return None
        return replace(terms, city_close=usual)


def form_of_terms(terms: CallTerms | None) -> CallForm:
    """The form with the terms in it; with none, as a new call begins."""
    if terms is None:
        new = CallTerms.__dataclass_fields__
        return CallForm(initial={name: new[name].default for name in _WITH_DEFAULT})
    return CallForm(initial=asdict(terms))


_WITH_DEFAULT = ("one_per_niche", "copies", "discs", "sampled_enterprises")
