"""Sentences that state this year's tables and facts; they are generated, so they always agree with them."""

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.drafting.brief import Brief
from assistant.drafting.suggestion import Sentence, blank
from assistant.report import Figure, fact_slots, load_form, show_figure

GROUPS = {"予以公开": ("granted",), "部分公开": ("partly_granted",)} | {
    words: tuple(str(row.key) for row in load_form("2021").table("requests").blocks[0].rows if words in row.subgroup)
    for words in ("不予公开", "无法提供", "不予处理", "其他处理")
}
REASONS = {
    "refused_state_secret": "属于国家秘密", "refused_other_law": "其他法律、行政法规禁止公开", "refused_security": "公开后危及“三安全一稳定”",
    "refused_third_party": "保护第三方合法权益", "refused_internal": "属于内部事务信息", "refused_process": "属于过程性信息",
    "refused_enforcement_file": "属于行政执法案卷", "refused_admin_query": "属于行政查询事项", "unavailable_not_held": "本机关不掌握相关信息",
    "unavailable_needs_creation": "没有现成信息、需要另行制作", "unavailable_unclear": "补正后内容仍不明确", "declined_petition": "属于信访举报投诉",
    "declined_repeat": "重复提出", "declined_publication": "所要的是公开出版物", "declined_excessive": "申请人无正当理由大量反复提出",
    "declined_reissue": "申请人要求确认或重新出具已获取信息", "other_not_corrected": "申请人逾期不补正", "other_fee_unpaid": "申请人逾期未缴费",
}  # fmt: skip


def ask(key: str, text: str) -> Sentence:
    """A sentence with `{?}` standing for the open question of a fact slot."""
    question = fact_slots()[key].ask
    return Sentence(text.replace("{?}", blank(question)), asks={question: key})


def unfilled(table: str, path: str) -> Sentence:
    """The question that stands where a table has not been filled in yet."""
    question = f"请先在“填表”中填写{table}"
    return Sentence(blank(question) + "。", asks={question: path})


def opening(brief: Brief) -> Sentence:
    """The first sentence of the overview."""
    year, unit, law = brief.report.year, brief.report.unit, "《中华人民共和国政府信息公开条例》"
    return Sentence(
        brief.pick(
            (
                f"{year}年，{unit.short}认真贯彻落实{law}，按照上级政府信息公开工作部署，有序推进各项公开工作。",
                f"{year}年，{unit.self_name}按照{law}规定和上级部署，围绕群众关心的事项做好政府信息公开工作。",
                f"{year}年，{unit.short}坚持以公开为常态、不公开为例外，依照{law}开展政府信息公开工作，具体情况如下。",
                f"{year}年，{unit.self_name}对照{law}和上级要求，抓好信息发布、申请办理和平台管理等工作。",
                f"{year}年，{unit.short}把政府信息公开作为便民、接受监督的一项基础工作，依照{law}组织实施。",
                f"{year}年，{unit.self_name}依照{law}履行公开职责，方便群众依法获取政府信息。",
            ),
            "opening",
        )
    )


# ---- 主动公开 --------------------------------------------------------------------------------------------------------


def disclosed(brief: Brief) -> list[Sentence]:
    """What was published, in all and by channel, and how it compares with last year; a question if nothing is known."""
    unit, year = brief.report.unit, brief.report.year
    site, account = brief.fact("website_name") or "政府网站", brief.fact("wechat_name")
    named = f"微信公众号“{account}”" if account and account != "无" else "微信公众号"
    channels = (
        (str(site), "website_count"), (named, "wechat_count"), ("其他媒体", "other_media_count"), ("公开栏", "board_count"),
    )  # fmt: skip
    total = brief.count("disclosed_total")
    told = [(words, key, n) for words, key in channels if (n := brief.count(key))]
    parts = [(words, key, n) for words, key, n in told if total is None or n <= total]
    facts = tuple(key for _, key, _ in parts)
    head = brief.pick((f"{year}年，{unit.self_name}", "全年", "本年度"), "disclosed")
    listed = "、".join(f"{words}{n}条" for words, _, n in parts)
    if total is not None:
        text = f"{head}主动公开政府信息{total}条{_compared(brief, 'disclosed_total', '条')}"
        closed = parts and sum(n for _, _, n in parts) == total
        if closed:
            text += f"，其中{listed}。" if len(parts) > 1 else f"，{'均' if total > 1 else ''}通过{parts[0][0]}公开。"
        else:
            text += f"。主要渠道中，{listed}。" if parts else "。"
        sentences = [Sentence(text, facts=("disclosed_total", *facts))]
        sentences += [_too_many(words, n, total) for words, key, n in told if key not in facts]
    elif parts:
        listed = "，".join(f"通过{words}公开信息{n}条" for words, _, n in parts)
        sentences = [Sentence(f"{head}{listed}。", facts=facts)]
    else:
        sentences = [ask("disclosed_total", f"{head}主动公开政府信息{{?}}条。")]
        if brief.length == "specific":
            sentences.append(ask("website_count", "其中，通过政府网站公开{?}条。"))
    return sentences + _activities(brief)


def _too_many(words: str, n: int, total: int) -> Sentence:
    """The question that stands where a channel has more than the whole: one of the two is wrong."""
    question = f"{words}{n}条多于主动公开信息总数{total}条，请核对后填写"
    return Sentence(f"其中，通过{words}公开{blank(question)}条。", asks={question: "other"})


def _compared(brief: Brief, key: str, unit: str) -> str:
    more = brief.more(key)
    if more is None or brief.length == "short":
        return ""
    return f"，比上年{'增加' if more > 0 else '减少'}{abs(more)}{unit}" if more else "，与上年持平"


def _activities(brief: Brief) -> list[Sentence]:
    """Counts of interpretation, responses and key areas, where they are known and not zero."""
    words = {
        "key_area_count": "公开重点领域信息{}条", "interpretation_count": "发布政策解读{}篇", "response_count": "回应群众关切{}件",
    }  # fmt: skip
    return _counted(brief, words, ("全年", "年内", ""))


def _counted(brief: Brief, words: Mapping[str, str], heads: tuple[str, ...] = ("全年",)) -> list[Sentence]:
    """One sentence of the counts that are known and not zero; `words` map fact slots to their wording."""
    known = {key: text.format(n) for key, text in words.items() if (n := brief.count(key))}
    head = brief.pick(heads, "|".join(words))
    return [Sentence(f"{head}{'，'.join(known.values())}。", facts=tuple(known))] if known else []


def decisions(brief: Brief) -> list[Sentence]:
    """Licences, penalties and compulsory measures of table 2, where there are any."""
    names = {"licences": "行政许可", "penalties": "行政处罚", "compulsory_measures": "行政强制"}
    paths = {f"proactive.{key}.decisions": words for key, words in names.items()}
    known = {path: f"{words}{show_figure(brief.report[path])}件" for path, words in paths.items() if brief.report[path]}
    text = brief.pick(("全年作出{}。", "本年作出{}。", "执法信息方面，全年作出{}。"), "decisions")
    return [Sentence(text.format("、".join(known.values())), cells=tuple(known))] if known else []


# ---- 依申请公开 ------------------------------------------------------------------------------------------------------


def requests(brief: Brief) -> list[Sentence]:
    """The flow of requests as table 3 has it, zero forms included."""
    report = brief.report
    flow = {key: f"requests.{key}.total" for key in ("received", "carried_in", "results_total", "carried_out")}
    values = {key: report[path] for key, path in flow.items()}
    if any(value is None for value in values.values()):
        return [unfilled("表三（申请情况）", flow["received"])]
    head, cells = f"{report.year}年，{report.unit.self_name}", tuple(flow.values())
    if not any(values.values()):
        return [Sentence(brief.pick((
            f"{head}未收到政府信息公开申请，无上年结转的申请。", "全年未收到政府信息公开申请，无上年结转的申请。",
            "本年度没有收到政府信息公开申请，上年也没有结转。",
        ), "none"), cells=cells)]  # fmt: skip
    received, carried_in, done = values["received"], values["carried_in"], values["results_total"]
    text = head + (f"新收政府信息公开申请{received}件" if received else "未新收政府信息公开申请")
    since, kinds = _since_last_year(brief), _kinds(brief)
    text += (kinds + since if kinds.startswith("（") else since + kinds) if received else ""
    text += f"；上年结转{carried_in}件。" if carried_in else "；无上年结转。" if received else "。"
    sentences = [Sentence(text, cells=(flow["received"], flow["carried_in"], *_kind_cells(brief)))]
    sentences += _results(brief, int(done or 0), flow["results_total"])
    if values["carried_out"]:
        sentences.append(Sentence(f"结转下年度继续办理{values['carried_out']}件。", cells=(flow["carried_out"],)))
    return sentences


def _kind_cells(brief: Brief) -> list[str]:
    columns = load_form("2021").table("requests").blocks[0].columns[:-1]
    return [path for c in columns if brief.report[path := f"requests.received.{c.key}"]]


def _kinds(brief: Brief) -> str:
    """Who asked, where the table says so in every column."""
    columns = load_form("2021").table("requests").blocks[0].columns[:-1]
    values = {c.label: brief.report[f"requests.received.{c.key}"] for c in columns}
    asked = {label: n for label, n in values.items() if n}
    if None in values.values() or brief.length == "short" or not asked:
        return ""
    listed = "、".join(f"{'其他组织' if label == '其他' else label}{n}件" for label, n in asked.items())
    every = "均" if sum(int(n) for n in asked.values()) > 1 else ""
    return (
        f"，其中{listed}"
        if len(asked) > 1
        else f"（{every}由{'其他组织' if '其他' in asked else next(iter(asked))}提出）"
    )


def _since_last_year(brief: Brief) -> str:
    path = "requests.received.total"
    before, now = brief.previous[path] if brief.previous else None, brief.report[path]
    if before is None or now is None or brief.length == "short":
        return ""
    more = int(now) - int(before)
    return f"，比上年{'增加' if more > 0 else '减少'}{abs(more)}件" if more else "，与上年持平"


def _results(brief: Brief, done: int, total: str) -> list[Sentence]:
    """How the requests were answered, with the reason where a group has one."""
    parts, cells = [], [total]
    for words, rows in GROUPS.items():
        values = {row: brief.report[f"requests.{row}.total"] for row in rows}
        if None in values.values():
            return [Sentence(f"全年办结{done}件。", cells=(total,))] if done else []
        some = [row for row, value in values.items() if value]
        number = sum(int(value) for value in values.values() if value)
        count = f"{number}件" if number != done else ""  # all of them: 均予以公开
        reason = REASONS.get(some[0], "") if len(some) == 1 and brief.length != "short" else ""
        if number:
            done_with = f"作{words}" if words == "其他处理" else words
            parts.append(f"因{reason}而{done_with}{count}" if reason else f"{words if count else done_with}{count}")
            cells += [f"requests.{row}.total" for row in some]
    if len(parts) == 1 and done:
        head = brief.pick(("全年办结{}件，", "共办结申请{}件，", "年内办结{}件，"), "results").format(done)
        return [Sentence(f"{head}{'均' if done > 1 else ''}{parts[0]}。", cells=tuple(cells))]
    head = brief.pick(("全年办结{}件，其中{}。", "共办结申请{}件，其中{}。", "年内办结{}件：{}。"), "results")
    return [Sentence(head.format(done, "、".join(parts)), cells=tuple(cells))] if done else []


def disputes(brief: Brief) -> list[Sentence]:
    """Reconsideration and litigation as table 4 has them."""
    report = brief.report
    groups = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    paths = [f"disputes.{group}.total" for group in groups]
    values: list[Figure] = [report[path] for path in paths]
    if any(value is None for value in values):
        return [unfilled("表四（行政复议、行政诉讼）", paths[0])]
    reviews, suits = int(values[0] or 0), int(values[1] or 0) + int(values[2] or 0)
    if not reviews and not suits:
        return [Sentence(brief.pick((
            "本年未发生因政府信息公开引起的行政复议、行政诉讼。", "没有因政府信息公开引发行政复议和行政诉讼。",
            "未发生政府信息公开行政复议、行政诉讼。",
        ), "disputes"), cells=tuple(paths))]  # fmt: skip
    first = f"发生政府信息公开行政复议{reviews}件" if reviews else "未发生政府信息公开行政复议"
    second = f"政府信息公开行政诉讼{suits}件" if suits else "未发生政府信息公开行政诉讼"
    return [Sentence(f"本年{first}，{second}。", cells=tuple(paths))]


# ---- 政府信息管理、平台建设、监督保障 ----------------------------------------------------------------------------------


def normative_documents(brief: Brief) -> list[Sentence]:
    """Normative documents issued, repealed and in force; nothing where the table is blank."""
    paths = [f"proactive.normative_documents.{key}" for key in ("issued", "repealed", "in_force")]
    issued, repealed, in_force = (brief.report[path] for path in paths)
    if issued is None or repealed is None or in_force is None:
        return []
    done = [f"制发行政规范性文件{issued}件"] if issued else []
    done += [f"废止{'' if issued else '行政规范性文件'}{repealed}件"] if repealed else []
    none = brief.pick(("未制发、未废止行政规范性文件", "没有制发和废止行政规范性文件"), "documents")
    text = "本年" + ("、".join(done) if done else none)
    text += f"，现行有效{in_force}件。" if in_force else "。"
    return [Sentence(text, cells=tuple(paths))]


def reviewed(brief: Brief) -> list[Sentence]:
    """How much outdated information was taken down or mended, where that is known."""
    return _counted(
        brief, {"review_count": "清理、更新失效或错误信息{}条"}, ("全年", "年内", "对已公开的信息定期核查，全年")
    )


def platforms(brief: Brief) -> list[Sentence]:
    """The platforms that the unit has, as far as its profile knows; a question where it knows none."""
    unit = brief.report.unit
    boards = "政务公开栏、社区公开栏{}块" if unit.kind == "街道" else "政务公开栏、村（社区）公开栏{}块"
    words = {
        "website_name": "{}", "wechat_name": "微信公众号“{}”", "board_number": boards, "corner_number": "政务公开专区、查阅点{}个",
    }  # fmt: skip
    known = {key: text.format(fact) for key, text in words.items() if (fact := brief.fact(key)) and fact != "无"}
    if "website_name" not in known:
        others = f"，另有{'、'.join(known.values())}" if known else ""
        asked = ask("website_name", f"{unit.self_name}政府信息主要发布在{{?}}{others}。")
        return [replace(asked, facts=tuple(known))]
    text = brief.pick((
        f"{unit.self_name}公开政府信息的平台有：{{}}。", "主要公开平台为{}。", f"{unit.self_name}通过{{}}等平台公开政府信息。",
    ), "platforms") if len(known) > 1 else f"{unit.self_name}政府信息主要通过{{}}发布。"  # fmt: skip
    none = f"{unit.self_name}没有开设政务微信公众号。" if brief.fact("wechat_name") == "无" else ""
    stated = [Sentence(text.format("、".join(known.values())), facts=tuple(known))]
    return stated + ([Sentence(none, facts=("wechat_name",))] if none else [])


def charged(brief: Brief) -> list[Sentence]:
    """Who is in charge and who does the work, where the profile knows."""
    leader, office, staff = brief.fact("leader_role"), brief.fact("office_name"), brief.count("staff_count")
    parts = [f"由{str(leader).removesuffix('分管')}分管"] if leader else []
    parts += (
        [f"{'' if leader else '由'}{str(office).removesuffix('承办').removesuffix('具体')}具体承办"] if office else []
    )
    parts += [f"配备专（兼）职工作人员{staff}名"] if staff else []
    keys = {"leader_role": leader, "office_name": office, "staff_count": staff}
    told = tuple(key for key, value in keys.items() if value)
    if told == ("staff_count",):
        parts = [f"有专（兼）职工作人员{staff}名负责"]
    return [Sentence(f"政府信息公开工作{'，'.join(parts)}。", facts=told)] if parts else []


def supervision(brief: Brief) -> list[Sentence]:
    """Meetings, training and checks that are known, then assessment, appraisal and accountability (Art. 50(4))."""
    words = {
        "meeting_count": "召开专题会议{}次", "training_count": "开展业务培训{}次", "training_people": "参训{}人次",
        "inspection_count": "开展自查督查{}次",
    }  # fmt: skip
    stated = _counted(brief, words, ("全年", "年内", ""))
    if brief.length == "specific" and brief.fact("training_count") is None:
        stated.append(ask("training_count", "全年开展政府信息公开培训{?}次。"))
    return stated + _article_50(brief)


def _article_50(brief: Brief) -> list[Sentence]:
    assessment, appraisal = brief.fact("assessment"), brief.fact("appraisal")
    pursued = brief.fact("accountability_count")
    parts = [_assessed(str(assessment).rstrip("。"))] if assessment else []
    parts += [_appraised(str(appraisal).rstrip("。"))] if appraisal else []
    if pursued is not None:
        of = "责任追究方面，本年"
        parts.append(f"{of}有{pursued}起责任追究" if pursued else f"{of}未发生责任追究情形")
    if parts:
        told = [key for key in ("assessment", "appraisal", "accountability_count") if brief.fact(key) not in (None, "")]
        missing = _also_asked(brief) if brief.report.unit.kind != "街道" else []
        return [Sentence("；".join(parts) + "。", facts=tuple(told)), *missing]
    question = "本年工作考核、社会评议和责任追究结果情况（如“县级考核良好，未开展社会评议，无责任追究”）"
    return [Sentence(f"工作考核、社会评议和责任追究方面，{blank(question)}。", asks={question: "assessment"})]


_NONE = re.compile("无|没有|(?:未|没有?)(?:开展|进行|组织|考核|评议)(?:过)?")
_GRADE = re.compile(
    "优秀|优良|良好|良|较好|中等|一般|合格|基本合格|不合格|达标|称职|[优ABCＡＢＣ]|[一二三][等类]次?|[ABCＡＢＣ]级"
)


def _assessed(told: str) -> str:
    """The answer on assessment as a whole sentence."""
    if _NONE.fullmatch(told):
        return "本年度未开展政府信息公开工作考核"
    if _GRADE.fullmatch(told):
        return f"工作考核结果为{told}"
    if re.fullmatch("已?(?:开展|进行|组织)(?:了|过)?(?:工作)?(?:考核)?", told):
        return "本年度开展了政府信息公开工作考核"
    return f"工作考核方面，{told}"


def _appraised(told: str) -> str:
    """The answer on appraisal as a whole sentence."""
    if _NONE.fullmatch(told):
        return "本年度未开展社会评议"
    if re.fullmatch("已?(?:开展|进行|组织)(?:了|过)?(?:社会)?(?:评议)?", told):
        return "本年度开展了社会评议"
    if re.fullmatch("(?:本年度?)?(?:未|没有)开展社会评议", told):
        return told
    return f"社会评议方面，{told}"


def _also_asked(brief: Brief) -> list[Sentence]:
    """The first of the three results of Art. 50(4) that nobody told while others are told; one answer may tell of all three."""
    frames = {
        "appraisal": ("社会评议方面，{?}。", "评议"), "accountability_count": ("责任追究方面，被追究责任{?}起。", "追究|追责|问责"),
        "assessment": ("工作考核方面，{?}。", "考核"),
    }  # fmt: skip
    told = f"{brief.fact('assessment') or ''}{brief.fact('appraisal') or ''}"
    for key, (text, matter) in frames.items():
        if brief.fact(key) in (None, "") and not re.search(matter, told):
            return [ask(key, text)]
    return []
