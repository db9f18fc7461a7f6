"""What a page says of the moves 办理: what each does, in a sentence, and how it is confirmed."""

from __future__ import annotations

from collections.abc import Mapping

WHAT_IT_DOES: Mapping[str, str] = {
    "freeze": "填报内容固定为一个定稿版本，不能再改；打印定稿，签字盖章后扫描上传，再提交。",
    "thaw": "回到填报，可以继续修改；这个定稿版本作废，它的盖章扫描件不能再用。",
    "drop": "这份申报不再继续，内容保留，不能恢复。",
    "submit": "盖章的定稿报市级审核。提交后内容不能改，除非被退回。",
    "send_back": "把写好的修改要求一起发给县（市、区），开放要求修改的填报项和受它们影响的项。",
    "resubmit": "修改后的定稿重新报送。",
    "recommend": "列入本市报自治区的推荐名单；报送以前，负责人可以撤回推荐。",
    "send": "和本市推荐的其他申报一起，在“推荐汇总”页按批报送。",
    "reconfirm": "改动后的申报仍然推荐，转回自治区审查。",
    "decline": "这份申报不报自治区，理由会告知县（市、区）。",
    "object": "改动后的申报不再推荐，理由会告知县（市、区）和自治区。",
    "unrecommend": "回到市级审核。",
    "recall": "已报送、自治区还没有开始审查的，可以追回。",
    "accept": "形式审查通过，可以进入专家评审。由经办人提出，复核人确认。",
    "refuse": "申报到此为止，情形和理由会告知县（市、区）和地级市。由经办人提出，复核人确认。",
    "withdraw": "不再申报。撤回后不能恢复。",
    "rectify": "更正名称、联系人、电话等的写法，不改数据，不用重新盖章。",
    "review_request": "请自治区复查一次原来的决定。",
}
"""By the id of the move; one that is not here says nothing beside its name."""

FRESH_LOGIN = frozenset({"submit", "resubmit", "recommend", "send", "decide", "recognise"})
"""The moves before which the password is asked for again, where it was given a while ago."""

NOT_UNDONE = frozenset({"drop", "withdraw", "decline", "object", "refuse"})
"""The moves that cannot be taken back: their buttons are red."""

WHAT_WAITS: Mapping[str, str] = {
    "reconfirm": "确认修改后的申报",
    "recommend": "审核，推荐或退回",
    "send": "报送",
    "accept": "形式审查，受理或退回",
    "refuse": "不予受理",
    "put_to_review": "进入评审",
    "close_review": "评审结束",
    "decide": "审定",
    "recognise": "认定",
    "uphold": "复查",
}
"""By the id of the move that an application waits for: what is to be done."""
