"""Problems that the unit's own figures, facts and last year's report speak of, each with the measure that answers it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.drafting.brief import Brief
from assistant.drafting.leaving import unspoken
from assistant.drafting.noted import named, noted
from assistant.drafting.suggestion import blank
from assistant.report import theme_of, themes

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
    for source in (_corrected, _unread, _untrained, _unchecked, _channels, _contents, _answers, _staff):
        for one in source(brief):
            found.setdefault(one.code, one)
    return list(found.values())


def _cell(brief: Brief, path: str) -> int:
    return int(brief.report[path] or 0)


def _corrected(brief: Brief) -> Iterator[Evidence]:
    groups = {"reconsideration": "复议", "litigation_direct": "诉讼", "litigation_after_reconsideration": "诉讼"}
    cells = tuple(p for g in groups if _cell(brief, p := f"disputes.{g}.corrected"))
    if cells:  # what the table says and no more: why it was corrected, only the unit knows
        kinds = "、".join(dict.fromkeys(f"行政{groups[path.split('.')[1]]}" for path in cells))
        reason = blank("答复被纠正的原因是什么")
        yield Evidence(
            "P_QUALITY",
            (
                f"有政府信息公开答复在{kinds}中被纠正，原因是{reason}",
                f"{kinds}中有政府信息公开答复被纠正，原因是{reason}",
            ),
            "对被纠正的案件逐件分析原因、按时履行，完善答复审核流程，重要答复先作合法性审查",
            cells,
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
                "全年没有发布政策解读，政策解读工作有待加强",
                "政策解读不够，全年没有发布解读",
            ),
            "选群众询问较多的政策编写解读，用问答、图解写清条件和办法",
            facts=("interpretation_count",),
        )
    elif read is not None and (fewer := -(brief.more("interpretation_count") or 0)) > 0:
        yield Evidence(
            "P_INTERP",
            (f"政策解读比上年减少{fewer}篇，有待加强", f"政策解读不够，全年发布的解读比上年少{fewer}篇"),
            measure,
            facts=("interpretation_count",),
        )


def _untrained(brief: Brief) -> Iterator[Evidence]:
    trained, fewer = brief.count("training_count"), -(brief.more("training_count") or 0)
    measure = "制定年度业务培训计划，以条例条文和本单位实例为教材，新任人员先培训后上岗"
    if trained == 0:
        problem = (
            "全年没有组织或参加业务培训，业务培训不够",
            "业务培训不够，全年没有组织或参加培训",
        )
        yield Evidence("P_SKILL", problem, measure, facts=("training_count",))
    elif trained is not None and fewer > 0:
        problem = (
            f"业务培训比上年减少{fewer}次，培训不够经常",
            f"培训不够经常，业务培训次数比上年少{fewer}次",
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
    total, site, board = (brief.count(key) for key in ("disclosed_total", "website_count", "board_count"))
    meetings = "居民会议" if brief.report.unit.kind == "街道" else "村（居）民会议"
    near = meetings if brief.fact("board_number") == 0 else f"公开栏、{meetings}"
    # 公开栏 not told is not 公开栏 little used
    if total and site and board is not None and total >= site >= SHARE * total and board <= total - SHARE * total:
        boards = f"公开栏{board}条" if board else "没有在公开栏张贴"
        yield Evidence(
            "P_FORM",
            (
                f"公开渠道不够均衡，{total}条信息中通过网站公开{site}条，{boards}",
                f"线下公开渠道使用较少，{total}条信息中通过网站公开{site}条，{boards}",
            ),
            f"信息上网的同时通过{near}等方式公布，拓宽群众获取信息的渠道",
            facts=("disclosed_total", "website_count", "board_count"),
        )
    elif brief.fact("wechat_name") == "无":
        yield Evidence(
            "P_FORM",
            (
                f"{brief.report.unit.self_name}没有政务微信公众号，公开形式较为单一",
                f"公开渠道不够丰富，{brief.report.unit.self_name}没有政务微信公众号",
            ),
            f"争取借助上级公众号转发信息，同时通过{near}等渠道公布",
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
                "有申请因没有现成信息、需要另行制作而无法提供，公开内容不够全面",
                "公开内容不够全面，有的申请所要的信息需要另行制作而无法提供",
            ),
            "把群众申请较多的数据列入日常统计和整理范围，丰富主动公开内容",
            (made,),
        )
    unclear = "requests.unavailable_unclear.total"  # who does not complete a request in time (其他处理) is no problem of the unit's
    petition = "requests.declined_petition.total"
    if _cell(brief, unclear):
        yield Evidence(
            "P_PUBLICITY",
            (
                "有的申请补正后内容仍不明确，对申请方法的宣传和指引不够",
                "对怎样提出申请宣传不够，有的申请补正后内容仍不明确",
            ),
            "完善公开指南和申请表的填写说明，需要补正的一次性告知，宣传申请方法，加强与申请人的沟通",
            (unclear,),
        )
    elif _cell(brief, petition):
        yield Evidence(
            "P_PUBLICITY",
            (
                "有的申请属于信访举报投诉，对信息公开和信访渠道的宣传引导不够",
                "宣传引导不够，有的申请属于信访举报投诉",
            ),
            "在公开指南和办事窗口写明信息公开、信访、咨询各走什么渠道，接待时做好宣传引导",
            (petition,),
        )
    elif brief.count("response_count") == 0:
        yield Evidence(
            "P_PUBLICITY", ("全年没有回应群众关切的记录，与群众互动较少", "与群众互动不够，全年没有回应群众关切的记录"),
            "公布留言、电话和来访渠道，定期征集群众想了解的事项，加强互动", facts=("response_count",),
        )  # fmt: skip


def _staff(brief: Brief) -> Iterator[Evidence]:
    count = brief.count("staff_count")
    bodies = "有关部门" if brief.report.unit.kind == "街道" else "站所"
    if count is not None and 0 < count <= FEW:
        yield Evidence(
            "P_STAFF",
            (
                f"承办政府信息公开的专（兼）职人员只有{count}名，工作力量不足",
                f"工作力量薄弱，专（兼）职人员只有{count}名",
            ),
            f"确定替补人员，各{bodies}明确一名信息员分担采集和整理，岗位变动时当面交接资料",
            facts=("staff_count",),
        )


# ---- last year -------------------------------------------------------------------------------------------------------

# What a count of this year tells of a problem of last year, if the problem was of this matter.
PROGRESS = {
    "P_INTERP": ("interpretation_count", "发布政策解读{now}篇，比上年增加{more}篇", "解读"),
    "P_SKILL": ("training_count", "开展业务培训{now}次，比上年增加{more}次", "培训|学习|业务|能力"),
    "P_AWARE": ("training_count", "开展业务培训{now}次，比上年增加{more}次", "培训|学习|认识|意识"),
    "P_CONTENT": ("key_area_count", "公开重点领域信息{now}条，比上年增加{more}条", "内容|重点|信息"),
    "P_TIME": ("review_count", "清理、更新失效信息{now}条，比上年增加{more}条", "更新|失效"),
    "P_QUALITY": ("review_count", "清理、更新失效或错误信息{now}条，比上年增加{more}条", "错|失效|信息质量|准确"),
    "P_FORM": ("board_count", "公开栏张贴信息{now}条，比上年增加{more}条", "形式|渠道|公开栏"),
    "P_PLATFORM": ("wechat_count", "微信公众号发布信息{now}条，比上年增加{more}条", "公众号|新媒体|平台"),
    "P_PUBLICITY": ("response_count", "回应群众关切{now}件，比上年增加{more}件", "互动|留言|回应|咨询"),
    "P_MECH": ("inspection_count", "开展自查督查{now}次，比上年增加{more}次", "检查|自查|监督|制度|机制"),
    "P_GUIDE": ("inspection_count", "开展自查督查{now}次，比上年增加{more}次", "指导|检查"),
}  # fmt: skip
_SETTLED = re.compile(
    r"(?:全部|均|都)(?:已经?|得到)?[^，。；]{0,6}(?:整改|解决|完成|到位|落实)|(?:整改|解决)(?:完毕|到位|完成|好了)|已(?:经)?(?:整改|解决)了?$"
)
_UNSETTLED = re.compile(r"仍|还|未|尚|没有|没能|部分|基本|继续|正在|除|推进中|改进中")
_ORDINAL = re.compile(r"第([一二三四五六七八九十、和]+)(?:项|个|条)")


@dataclass(frozen=True)
class Past:
    """A problem of last year: its own words, its kind (None where no theme names it), and its name ('' if it is too long for one)."""

    text: str
    code: str | None
    name: str


def past_problems(brief: Brief) -> list[Past]:
    """Last year's problems in its order; [] without last year's report."""
    texts = noted(unspoken(brief.previous.problems)) if brief.previous else []
    return [Past(text, theme_of(text, "problems")[0], named(text)) for text in texts]


def last_problems(brief: Brief) -> dict[str, str]:
    """The kinds of last year's problems with their wording, in its order; {} without last year's report."""
    found: dict[str, str] = {}
    for past in past_problems(brief):
        if past.code:
            found.setdefault(past.code, past.text)
    return found


def unsettled(brief: Brief) -> list[Past]:
    """Last year's problems of which nobody told that they are solved."""
    past, told = past_problems(brief), str(brief.fact("remedied") or "")
    clauses = re.split("[，。；]", told)
    left = [clause for clause in clauses if _UNSETTLED.search(clause)]
    done = [clause for clause in clauses if clause not in left and _SETTLED.search(clause)]
    if numbers := _ordinals(left):
        return [one for at, one in enumerate(past, 1) if at in numbers]
    if not left and done and not re.search("前[两二三四]|部分", told):
        numbers = _ordinals(done)
        return [one for at, one in enumerate(past, 1) if numbers and at not in numbers]
    return past


def _ordinals(clauses: Iterable[str]) -> set[int]:
    """Which items are meant by 第一项, 第一、二项."""
    return {
        "一二三四五六七八九十".index(n) + 1 for c in clauses for m in _ORDINAL.findall(c) for n in m if n not in "、和"
    }


def progress(brief: Brief, code: str) -> tuple[str, str] | None:
    """What a figure of this year tells of a problem of last year, with the fact slot; None if none does."""
    key, words, matter = PROGRESS.get(code, ("", "", "$"))
    now, more = brief.count(key), brief.more(key)
    told = now and more and more > 0 and re.search(matter, last_problems(brief).get(code, ""))
    return (words.format(now=now, more=more), key) if told else None


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


__all__ = [
    "Evidence",
    "Past",
    "evidence",
    "last_problems",
    "past_problems",
    "progress",
    "silent_on",
    "title",
    "unsettled",
]
