"""The kinds of events 事件 there are, and what each is called where people read what happened.

A hole in the words is filled by those who show them, from the details of the event: {name}, {file},
{use}, {label}, {trouble}, {accepted}.
"""

from __future__ import annotations

from collections.abc import Mapping

ANSWER_CHANGED = "answer_changed"

EVENT_KINDS: Mapping[str, str] = {
    # a filing and its answers
    "filing_created": "新建了这份表",
    "source_named": "指定了引用的另一份表",
    ANSWER_CHANGED: "填写了“{label}”",
    # evidence
    "evidence_added": "上传了佐证材料“{name}”",
    "evidence_attached": "把一份佐证材料用于“{use}”",
    "evidence_detached": "取消了一份佐证材料对“{use}”的证明",
    "evidence_kind_changed": "改了一份佐证材料的类别",
    "evidence_removed": "删除了佐证材料“{name}”",
    "evidence_swept": "清理了上传残留文件",
    # Word files
    "word_printed": "下载了 Word",
    "word_uploaded": "上传了 Word 文件“{file}”",
    "word_previewed": "上传的 Word 文件“{file}”已读取，等待确认",
    "word_refused": "上传的 Word 文件“{file}”不能读取：{trouble}",
    "word_imported": "采用了 Word 文件里的 {accepted} 项内容",
    "word_import_discarded": "放弃了一次 Word 导入",
    "word_swept": "清理了没有读取的 Word 文件",
    # calls and applications
    "call_opened": "发布了申报通知",
    "call_changed": "修改了申报通知",
    "call_extended": "给一个单位延长了申报时间",
    "counties_reminded": "催办了县（市、区）",
    "close_reminded": "提醒了临近截止的时间",
    "correction_reminded": "提醒了临近期限的修改",
    "operator_named": "更换了集群运营管理机构",
    "application_started": "开始了申报",
    "application_frozen": "定稿",
    "application_thawed": "取消了定稿",
    "application_dropped": "作废了申报",
    "application_submitted": "提交了申报",
    "application_returned": "退回修改",
    "application_resubmitted": "重新提交了申报",
    "application_lapsed": "修改逾期，按上次提交的内容继续",
    "application_reconfirmed": "确认了修改后的申报",
    "recommendation_taken_back": "不再推荐",
    "application_passed": "逾期未确认，继续审核",
    "application_recommended": "推荐了申报",
    "recommendation_declined": "不予推荐",
    "application_unrecommended": "撤回了推荐",
    "application_sent": "报送了申报",
    "application_recalled": "追回了报送",
    "application_accepted": "受理了申报",
    "application_refused": "不予受理",
    "application_put_to_review": "交专家评审",
    "application_review_closed": "结束了专家评审",
    "application_decided": "作出了审定",
    "application_recognised": "认定",
    "application_reopened": "重新审定",
    "application_withdrawn": "撤回了申报",
    "application_rectified": "勘误",
    "recheck_requested": "申请了复查",
    "decision_upheld": "复查维持原决定",
    "decision_overturned": "复查撤销原决定",
    "form_attached": "开始填写申报的另一份表",
    "move_proposed": "提出了办理意见，等待复核",
    "request_made": "写了一条修改要求",
    "request_dropped": "撤掉了一条修改要求",
    "request_answered": "回复了一条修改要求",
    "scan_bound": "上传了盖章扫描件“{name}”",
    "scan_removed": "删除了盖章扫描件“{name}”",
    "version_frozen": "保存了定稿版本",
    "version_voided": "作废了一个定稿版本",
    "copies_received": "签收了纸质件和光盘",
    "archive_taken": "下载了归档包",
    "answer_looked_at": "核对了一项",
    "answer_look_taken_back": "取消了一项的核对",
    # talk at an answer
    "talk_opened": "发起了讨论",
    "talk_replied": "在讨论中回复",
    "talk_settled": "了结了讨论",
    "talk_reopened": "重新打开了讨论",
    # working days
    "working_year_entered": "录入了一年的工作日安排",
    "working_day_corrected": "更正了一个工作日",
    # offices and people
    "office_created": "新建了单位",
    "office_renamed": "更改了单位名称",
    "office_merged": "把单位并入了另一个单位",
    "office_split": "撤销单位，由几个单位承接",
    "person_created": "新建了人员",
    "role_granted": "任命了岗位",
    "deputy_named": "指定了代办人",
    "role_ended": "结束了岗位",
    "work_handed_over": "交接了待办工作",
    "person_moved": "调到了另一个单位",
    "person_left": "离岗，停用了账号",
    "contact_changed": "修改了手机或邮箱",
    "password_set": "设置了密码",
    "account_reset": "重置了账号",
    "secret_given": "发放了一次性密码",
    "secret_used": "用一次性密码设置了自己的密码",
    "account_locked": "锁定了账号",
    "account_unlocked": "解锁了账号",
    "factor_dropped": "注销了遗失的验证器",
    "sheet_taken": "按表格批量新建了单位和人员",
    "management_refused": "申请管理账号，没有权限",
    "password_changed": "修改了密码",
    "second_factor_added": "启用了二次验证",
    "second_factor_removed": "停用了二次验证",
    "recovery_codes_made": "生成了恢复码",
    # being there
    "logged_in": "登录",
    "logged_out": "退出",
    "login_failed": "登录失败",
    "session_ended": "登录过期",
    "sessions_ended": "结束了在其他地方的登录",
}

COUNTED: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({ANSWER_CHANGED}), "改了 {} 项填报内容"),
    (frozenset({"evidence_added", "evidence_removed"}), "添加或删除了 {} 份佐证材料"),
)
"""What several events of some kinds come to in a notice; of answers each is counted once."""
