"""What readers see for every enumeration of the domain, and the icon and colour of every state."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext, lazy_pgettext

Words = Mapping[str, Any]
"""Lazy texts by the value that the database holds."""

_DOCUMENT_TYPES: Words = {
    "announcement": lazy_gettext("公告"),
    "notice": lazy_gettext("通知"),
    "scheme": lazy_gettext("方案"),
    "measures": lazy_gettext("办法"),
    "subject_list": lazy_gettext("对象名单"),
    "speech": lazy_gettext("讲话"),
    "bulletin": lazy_gettext("情况简报"),
    "duty_report": lazy_gettext("述职报告"),
    "investigation_report": lazy_gettext("调查报告"),
    "points_list": lazy_gettext("意见交办清单"),
    "appraisal_opinion": lazy_gettext("评议意见"),
    "vote_result": lazy_gettext("测评结果"),
    "rectification_plan": lazy_gettext("整改方案"),
    "rectification_report": lazy_gettext("整改报告"),
    "reminder": lazy_gettext("催办函"),
    "decision": lazy_gettext("决定决议"),
    "appointment_notice": lazy_gettext("任免"),
    "news": lazy_gettext("动态"),
}

WORDS: Mapping[str, Words] = {
    "assembly.level": {
        "province": lazy_gettext("省级"),
        "city": lazy_gettext("市级"),
        "county": lazy_gettext("县级"),
        "township": lazy_gettext("乡级"),
    },
    "institution.branch": {
        "government": lazy_gettext("政府"),
        "supervisory": lazy_gettext("监察委员会"),
        "court": lazy_gettext("人民法院"),
        "procuratorate": lazy_gettext("人民检察院"),
        "other": lazy_gettext("其他单位"),
    },
    "contact.kind": {
        "hotline": lazy_gettext("监督电话"),
        "mailbox": lazy_gettext("通信地址"),
        "email": lazy_gettext("电子邮箱"),
        "opinion_box": lazy_gettext("意见箱"),
        "visit": lazy_gettext("来访地点"),
    },
    "review.mode": {
        "onsite": lazy_gettext("到会报告"),
        "written": lazy_gettext("书面报告"),
    },
    "review.status": {
        "selected": lazy_gettext("已确定"),
        "notified": lazy_gettext("已通知"),
        "investigating": lazy_gettext("调查中"),
        "heard": lazy_gettext("已报告"),
        "appraised": lazy_gettext("已评议"),
        "rectifying": lazy_gettext("整改中"),
        "followed_up": lazy_gettext("已跟踪问效"),
        "suspended": lazy_gettext("中止"),
        "ended_without_vote": lazy_gettext("未测评而终结"),
    },
    "selection": {
        "random": lazy_gettext("随机抽取"),
        "fixed": lazy_gettext("名单确定"),
        "rotation": lazy_gettext("届内轮流"),
        "solicited": lazy_gettext("公开征集"),
        "carried_over": lazy_gettext("上年转入"),
    },
    "matter.status": {
        "planned": lazy_gettext("已列计划"),
        "started": lazy_gettext("已启动"),
        "completed": lazy_gettext("已完成"),
    },
    "matter.method": {
        "听取报告": lazy_gettext("听取报告"),
        "执法检查": lazy_gettext("执法检查"),
        "视察": lazy_gettext("视察"),
        "专题调研": lazy_gettext("专题调研"),
        "专题询问": lazy_gettext("专题询问"),
        "质询": lazy_gettext("质询"),
        "暗访": lazy_gettext("暗访"),
        "工作评议": lazy_gettext("工作评议"),
        "案件评查": lazy_gettext("案件评查"),
    },
    "document.type": _DOCUMENT_TYPES,
    "activity.method": {
        "个别谈话": lazy_gettext("个别谈话"),
        "座谈会": lazy_gettext("座谈会"),
        "走访": lazy_gettext("走访"),
        "查阅资料": lazy_gettext("查阅资料"),
        "民主测评": lazy_gettext("民主测评"),
        "视察": lazy_gettext("视察"),
    },
    "decision.body": {
        "chair_council": lazy_gettext("主任会议"),
        "standing_committee": lazy_gettext("常委会会议"),
        "party_committee": lazy_gettext("党委"),
        "other": lazy_gettext("其他"),
    },
    "gate": {
        "scheme": lazy_gettext("方案审定"),
        "subjects": lazy_gettext("对象确定"),
        "preliminary_report": lazy_gettext("初步报告审议"),
        "appraisal_opinion": lazy_gettext("评议意见审定"),
        "plan": lazy_gettext("整改方案审定"),
        "report": lazy_gettext("整改报告审议"),
        "revote": lazy_gettext("再次测评"),
    },
    "dispatch.relation": {
        "notify": lazy_pgettext("发送关系", "通知"),
        "feedback": lazy_gettext("反馈"),
        "submit": lazy_gettext("报送"),
        "copy": lazy_gettext("抄送"),
        "circulate": lazy_gettext("印发"),
    },
    "grade": {
        "满意": lazy_gettext("满意"),
        "基本满意": lazy_gettext("基本满意"),
        "不满意": lazy_gettext("不满意"),
    },
    "participant.capacity": {
        "member": lazy_gettext("常委会组成人员"),
        "deputy": lazy_gettext("人大代表"),
        "observer": lazy_gettext("列席人员"),
        "subject": lazy_gettext("监督对象"),
        "staff": lazy_gettext("工作人员"),
    },
    "finding.severity": {
        "serious": lazy_gettext("严重"),
        "ordinary": lazy_gettext("一般"),
        "minor": lazy_gettext("轻微"),
    },
    "finding.cause": {
        "objective": lazy_gettext("客观原因"),
        "subjective": lazy_gettext("主观原因"),
    },
    "item.origin": {
        "self_check": lazy_gettext("自查"),
        "preliminary_report": lazy_gettext("初步报告"),
        "points_list": lazy_gettext("意见交办清单"),
        "hearing": lazy_gettext("会上询问"),
        "appraisal_opinion": lazy_gettext("评议意见"),
        "look_back": lazy_gettext("回头看"),
    },
    "item.disposition": {
        "immediate": lazy_gettext("立行立改"),
        "over_time": lazy_gettext("限期整改"),
        "blocked": lazy_gettext("暂不能改"),
    },
    "item.state": {
        "open": lazy_gettext("已列入"),
        "plan_due": lazy_gettext("待报方案"),
        "plan_returned": lazy_gettext("方案退回"),
        "plan_approved": lazy_gettext("方案已批准"),
        "in_progress": lazy_gettext("整改中"),
        "claimed_done": lazy_gettext("待核验"),
        "verified_closed": lazy_gettext("已销号"),
        "explained": lazy_gettext("已说明"),
        "reopened": lazy_gettext("重新整改"),
        "overdue": lazy_gettext("逾期"),
    },
    "update.side": {
        "subject": lazy_gettext("被监督单位"),
        "overseer": lazy_gettext("监督方"),
    },
    "update.kind": {
        "plan": lazy_gettext("报送方案"),
        "plan_returned": lazy_gettext("退回方案"),
        "plan_approved": lazy_gettext("批准方案"),
        "progress": lazy_gettext("进展"),
        "claim": lazy_gettext("申请销号"),
        "verification": lazy_gettext("核验"),
        "explanation": lazy_pgettext("整改记录", "说明"),
        "reopening": lazy_gettext("重新整改"),
    },
    "consequence.kind": {
        "约谈": lazy_gettext("约谈"),
        "诫勉谈话": lazy_gettext("诫勉谈话"),
        "调整": lazy_gettext("调整"),
        "处理": lazy_gettext("处理"),
        "询问": lazy_gettext("询问"),
        "质询": lazy_gettext("质询"),
        "特定问题调查": lazy_gettext("特定问题调查"),
        "列入下年度": lazy_gettext("列入下年度"),
        "再次测评": lazy_gettext("再次测评"),
        "限期整改": lazy_gettext("限期整改"),
        "说明情况": lazy_gettext("说明情况"),
        "报告整改情况": lazy_gettext("报告整改情况"),
    },
    "type": {
        **_DOCUMENT_TYPES,
        "ruleset": lazy_gettext("规则"),
        "cycle": lazy_gettext("年度"),
        "group": lazy_gettext("调查小组"),
        "contact": lazy_gettext("联系方式"),
        "official": lazy_gettext("人员"),
        "review": lazy_gettext("监督对象"),
        "matter": lazy_gettext("监督事项"),
        "correction": lazy_gettext("更正"),
        "resolution": lazy_gettext("议决事项"),
        "hearing": lazy_gettext("会议"),
        "item": lazy_gettext("整改事项"),
        "figure": lazy_gettext("公开数据"),
    },
}


@dataclass(frozen=True, slots=True)
class Mark:
    """How a state looks: the name of its icon in the sprite and of its CSS class (`state-…`, `fill-…`)."""

    icon: str
    css: str


_DONE, _DOING, _WAIT, _LATE, _NOTED = (Mark(name, name) for name in ("done", "doing", "wait", "late", "noted"))

MARKS: Mapping[str, Mapping[str, Mark]] = {
    "item.state": {
        "open": _WAIT,
        "plan_due": _WAIT,
        "plan_returned": _WAIT,
        "plan_approved": _DOING,
        "in_progress": _DOING,
        "claimed_done": _WAIT,
        "verified_closed": _DONE,
        "explained": _NOTED,
        "reopened": _DOING,
        "overdue": _LATE,
    },
    "review.status": {
        "selected": _WAIT,
        "notified": _WAIT,
        "investigating": _DOING,
        "heard": _DOING,
        "appraised": _DOING,
        "rectifying": _DOING,
        "followed_up": _DONE,
        "suspended": _NOTED,
        "ended_without_vote": _NOTED,
    },
    "matter.status": {
        "planned": _WAIT,
        "started": _DOING,
        "completed": _DONE,
    },
}


def word(group: str, value: str) -> str:
    """Give the reader's word for a value of an enumeration; KeyError when it has none."""
    return str(WORDS[group][value])


def mark(group: str, value: str) -> Mark:
    """Give the icon and colour of a state; KeyError when it has none."""
    return MARKS[group][value]
