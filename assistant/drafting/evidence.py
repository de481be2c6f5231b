"""Problems that the unit's own figures, facts and last year's report speak of, each with the measure that answers it."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.drafting.brief import Brief
from assistant.report import theme_of, themes
from assistant.report.prose import items

FEW, THIN, SHARE = 2, 0.2, 0.85  # staff; share of key areas in all; share of one channel in all


@dataclass(frozen=True)
class Evidence:
    """A problem of a kind (`code` of themes.toml) in several wordings, with its measure; `cells` and `facts` are what it states."""

    code: str
    problems: tuple[str, ...]
    measure: str
    cells: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


def evidence(brief: Brief) -> list[Evidence]:
    """What the figures and facts of this year suggest, the gravest first, one problem of a kind."""
    found: dict[str, Evidence] = {}
    for source in (_corrected, _left_over, _unread, _untrained, _unchecked, _channels, _contents, _answers, _staff):
        for one in source(brief):
            found.setdefault(one.code, one)
    return list(found.values())


def _cell(brief: Brief, path: str) -> int:
    return int(brief.report[path] or 0)


def _corrected(brief: Brief) -> Iterator[Evidence]:
    groups = {"reconsideration": "复议", "litigation_direct": "诉讼", "litigation_after_reconsideration": "诉讼"}
    cells = tuple(p for g in groups if _cell(brief, p := f"disputes.{g}.corrected"))
    if cells:
        kinds = "、".join(dict.fromkeys(groups[path.split(".")[1]] for path in cells))
        yield Evidence(
            "P_QUALITY",
            (
                f"有政府信息公开决定在{kinds}中被纠正，说明答复的事实认定和说理还不够规范，答复质量有待提高",
                f"答复质量有待提高，有的决定在{kinds}中被纠正，事实认定、引用条文和说理不够规范",
            ),
            "对被纠正的案件逐件分析原因、按时履行，完善答复审核流程，重要答复先作合法性审查",
            cells,
        )


def _left_over(brief: Brief) -> Iterator[Evidence]:
    path = "requests.carried_out.total"
    if left := _cell(brief, path):
        yield Evidence(
            "P_TIME",
            (
                f"年末还有{left}件申请结转下年度继续办理，申请办理的时效性不强",
                f"申请办理不够及时，有{left}件没有在年内办结，结转下年度继续办理",
            ),
            "对结转的申请逐件明确承办人和办结时限，建立办理台账，临近期限及时提醒",
            (path,),
        )


def _unread(brief: Brief) -> Iterator[Evidence]:
    path, read = "proactive.normative_documents.issued", brief.count("interpretation_count")
    issued = _cell(brief, path)
    measure = "文件起草时同步准备政策解读，与文件一并审签、一并公布，用问答写清谁能办、怎么办"
    if read == 0 and issued:
        problem = (
            f"本年制发行政规范性文件{issued}件，没有配套政策解读",
            f"政策解读没有跟上，本年制发的{issued}件行政规范性文件公布时没有配套解读",
        )
        yield Evidence("P_INTERP", problem, measure, (path,), ("interpretation_count",))
    elif read == 0:
        yield Evidence(
            "P_INTERP",
            (
                "全年没有发布政策解读，惠民政策的条件和办法讲得不够",
                "政策解读是空白，群众关心的政策只有原文，没有说明怎么办、找谁办",
            ),
            "选群众询问较多的政策编写解读，用问答、图解写清条件和办法",
            facts=("interpretation_count",),
        )
    elif read is not None and (fewer := -(brief.more("interpretation_count") or 0)) > 0:
        yield Evidence(
            "P_INTERP",
            (f"政策解读比上年减少{fewer}篇，跟进政策不够紧", f"政策解读力度减弱，全年发布的解读比上年少{fewer}篇"),
            measure,
            facts=("interpretation_count",),
        )


def _untrained(brief: Brief) -> Iterator[Evidence]:
    trained, fewer = brief.count("training_count"), -(brief.more("training_count") or 0)
    measure = "制定年度业务培训计划，以条例条文和本单位实例为教材，新任人员先培训后上岗"
    if trained == 0:
        problem = (
            "全年没有组织业务培训，经办人员对条例的学习不够，业务能力有待提高",
            "业务培训不够，全年没有组织或参加培训，经办人员对条例掌握不深",
        )
        yield Evidence("P_SKILL", problem, measure, facts=("training_count",))
    elif trained is not None and fewer > 0:
        problem = (
            f"业务培训比上年减少{fewer}次，经办人员的业务能力有待提高",
            f"培训不够经常，业务培训次数比上年少{fewer}次，新任人员学习条例不足",
        )
        yield Evidence("P_SKILL", problem, measure, facts=("training_count",))


def _unchecked(brief: Brief) -> Iterator[Evidence]:
    if brief.count("inspection_count") == 0:
        yield Evidence(
            "P_MECH",
            ("全年没有开展政府信息公开自查，日常检查机制不健全", "日常检查制度不完善，全年没有对信息公开情况进行自查"),
            "建立定期自查制度，对照目录检查栏目更新和信息质量，问题列入清单，责任到人",
            facts=("inspection_count",),
        )


def _channels(brief: Brief) -> Iterator[Evidence]:
    total, site = brief.count("disclosed_total"), brief.count("website_count")
    both = ("disclosed_total", "website_count")
    if total and site and total >= site >= SHARE * total:
        yield Evidence(
            "P_FORM",
            (
                f"公开渠道不够均衡，{total}条信息中有{site}条只发布在网站，不常上网的群众不易看到",
                f"公开形式较为单一，{total}条信息中{site}条发布在网站，线下公开较少",
            ),
            "信息上网的同时用公开栏、广播和村（居）民会议公布，拓宽群众获取信息的渠道",
            facts=both,
        )
    elif brief.fact("wechat_name") == "无":
        yield Evidence(
            "P_FORM",
            (
                f"{brief.report.unit.self_name}没有政务微信公众号，公开形式较为单一",
                f"公开渠道不够丰富，{brief.report.unit.self_name}没有政务微信公众号，手机上看不到本地信息",
            ),
            "借助上级公众号和村（社区）微信群转发信息，同时用好公开栏和广播等渠道",
            facts=("wechat_name",),
        )


def _contents(brief: Brief) -> Iterator[Evidence]:
    total, key_areas, more = (
        brief.count("disclosed_total"),
        brief.count("key_area_count"),
        brief.more("disclosed_total"),
    )
    measure = "对照公开目录逐项查漏，把资金分配、工程项目、救助补贴的过程和结果列为必须公开的内容"
    if total and key_areas is not None and key_areas < THIN * total:
        problem = (
            f"公开内容不够全面，{total}条信息中属于重点领域的只有{key_areas}条",
            f"重点领域信息偏少，{total}条中只有{key_areas}条，公开内容不够全面",
        )
        yield Evidence("P_CONTENT", problem, measure, facts=("disclosed_total", "key_area_count"))
    elif total and more is not None and -more >= 0.1 * total:
        problem = (
            f"主动公开信息比上年减少{-more}条，公开内容不够丰富",
            f"公开内容不够丰富，主动公开的信息数量比上年少{-more}条",
        )
        yield Evidence("P_CONTENT", problem, measure, facts=("disclosed_total",))


def _answers(brief: Brief) -> Iterator[Evidence]:
    """What the results of requests say of how well people know whom and what to ask."""
    made = "requests.unavailable_needs_creation.total"
    if _cell(brief, made):
        yield Evidence(
            "P_CONTENT",
            (
                "有申请因没有现成信息、需要另行制作而无法提供，日常整理不够，公开内容不够全面",
                "公开内容不够全面，有的申请所要的信息平时没有整理，需要另行制作而无法提供",
            ),
            "把群众申请较多的数据列入日常统计和整理范围，丰富主动公开内容",
            (made,),
        )
    unclear = [
        p for row in ("unavailable_unclear", "other_not_corrected") if _cell(brief, p := f"requests.{row}.total")
    ]
    petition = "requests.declined_petition.total"
    if unclear:
        yield Evidence(
            "P_PUBLICITY",
            (
                "有的申请因内容不明确又没有补正到位而未能提供信息，对申请方法的宣传和指引不够",
                "对怎样提出申请宣传不够，有的申请内容不明确，补正后仍无法办理",
            ),
            "修改公开指南和申请表的填写说明，需要补正的一次性告知，宣传申请方法，加强与申请人的沟通",
            tuple(unclear),
        )
    elif _cell(brief, petition):
        yield Evidence(
            "P_PUBLICITY",
            (
                "有的申请实为信访、投诉事项，群众对信息公开和信访渠道的区别了解较少",
                "宣传引导不够，有的群众把信访、投诉事项当作信息公开申请提出",
            ),
            "在公开指南和办事窗口写明信息公开、信访、咨询各走什么渠道，接待时做好宣传引导",
            (petition,),
        )
    elif brief.count("response_count") == 0:
        yield Evidence(
            "P_PUBLICITY", ("全年没有收到和回应群众留言，与群众互动较少", "与群众互动不够，全年没有办理群众留言，征集意见的渠道用得少"),
            "公布留言、电话和来访渠道，定期征集群众想了解的事项，加强互动", facts=("response_count",),
        )  # fmt: skip


def _staff(brief: Brief) -> Iterator[Evidence]:
    count = brief.count("staff_count")
    if count is not None and 0 < count <= FEW:
        yield Evidence(
            "P_STAFF",
            (
                f"承办政府信息公开的专（兼）职人员只有{count}名，工作力量不足",
                f"工作力量薄弱，专（兼）职人员只有{count}名，忙时信息整理容易延后",
            ),
            "确定替补人员，各站所明确一名信息员分担采集和整理，岗位变动时当面交接资料和账号",
            facts=("staff_count",),
        )


# ---- last year -------------------------------------------------------------------------------------------------------

# What a count of this year tells of a problem of last year.
PROGRESS = {
    "P_INTERP": ("interpretation_count", "发布政策解读{now}篇，比上年增加{more}篇"),
    "P_SKILL": ("training_count", "组织业务培训{now}次，比上年增加{more}次"),
    "P_AWARE": ("training_count", "组织业务培训{now}次，比上年增加{more}次"),
    "P_CONTENT": ("key_area_count", "公开重点领域信息{now}条，比上年增加{more}条"),
    "P_TIME": ("review_count", "清理、更新失效信息{now}条，比上年增加{more}条"),
    "P_QUALITY": ("review_count", "清理、更新失效或错误信息{now}条，比上年增加{more}条"),
    "P_FORM": ("board_count", "公开栏张贴信息{now}条，比上年增加{more}条"),
    "P_PLATFORM": ("wechat_count", "微信公众号发布信息{now}条，比上年增加{more}条"),
    "P_PUBLICITY": ("response_count", "回应群众关切{now}件，比上年增加{more}件"),
    "P_MECH": ("inspection_count", "开展自查督查{now}次，比上年增加{more}次"),
    "P_GUIDE": ("inspection_count", "开展自查督查{now}次，比上年增加{more}次"),
}  # fmt: skip


def last_problems(brief: Brief) -> dict[str, str]:
    """The kinds of last year's problems with their wording, in its order; {} without last year's report."""
    found: dict[str, str] = {}
    for piece in items(brief.previous.problems) if brief.previous else []:
        code, _ = theme_of(piece.body or piece.text, "problems", piece.heading)
        if code:
            found.setdefault(code, piece.body or piece.text)
    return found


def progress(brief: Brief, code: str) -> tuple[str, str] | None:
    """What a figure of this year tells of a problem of last year, with the fact slot; None if none does."""
    key, words = PROGRESS.get(code, ("", ""))
    now, more = brief.count(key), brief.more(key)
    return (words.format(now=now, more=more), key) if now and more and more > 0 else None


def silent_on(brief: Brief) -> list[str]:
    """Kinds of problems that the unit's own text suggests: matters of which it (or last year's) says nothing."""
    text = brief.report.overview or (brief.previous.overview if brief.previous else "")
    matters = {
        "P_INTERP": ("解读",),
        "P_GUIDE": ("村级", "各村", "村（社区）", "社区"),
        "P_SKILL": ("培训", "学习"),
        "P_MECH": ("自查", "检查", "督查"),
    }
    return [code for code, words in matters.items() if text and not any(word in text for word in words)]


def title(code: str) -> str:
    return themes("problems")[code].title


__all__ = ["Evidence", "evidence", "last_problems", "progress", "silent_on", "title"]
