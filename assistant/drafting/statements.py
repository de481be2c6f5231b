"""Sentences that state this year's tables and facts; they are generated, so they always agree with them."""

from assistant.drafting.brief import Brief
from assistant.drafting.suggestion import Sentence, blank
from assistant.report import Figure, fact_slots, load_form, show_figure

GROUPS = {"予以公开": ("granted",), "部分公开": ("partly_granted",)} | {
    words: tuple(str(row.key) for row in load_form("2021").table("requests").blocks[0].rows if words in row.subgroup)
    for words in ("不予公开", "无法提供", "不予处理", "其他处理")
}


def ask(key: str, text: str) -> Sentence:
    """A sentence with `{?}` standing for the open question of a fact slot."""
    question = fact_slots()[key].ask
    return Sentence(text.replace("{?}", blank(question)), asks={question: key})


def unfilled(table: str, path: str) -> Sentence:
    """The question that stands where a table has not been filled in yet."""
    question = f"请先在“填表”中填写{table}"
    return Sentence(blank(question) + "。", asks={question: path})


def opening(brief: Brief) -> Sentence:
    report = brief.report
    return Sentence(
        f"{report.year}年，{report.unit.short}认真贯彻落实《中华人民共和国政府信息公开条例》，"
        "按照上级政府信息公开工作部署，扎实做好各项公开工作。"
    )


def disclosed(brief: Brief) -> list[Sentence]:
    """What was published, in all and by channel; a question if nothing is known."""
    unit, year = brief.report.unit, brief.report.year
    account = brief.fact("wechat_name")
    named = f"微信公众号“{account}”" if account and account != "无" else "微信公众号"
    site = brief.fact("website_name") or "政府网站"
    channels = [
        (f"通过{site}公开信息", "website_count"), (f"通过{named}发布信息", "wechat_count"),
        ("通过其他媒体发布信息", "other_media_count"), ("通过公开栏张贴信息", "board_count"),
    ]  # fmt: skip
    parts = [(words, key, n) for words, key in channels if isinstance(n := brief.fact(key), int) and n > 0]
    facts = tuple(key for _, key, _ in parts)
    total = brief.fact("disclosed_total")
    listed = "，".join(f"{words}{n}条" for words, _, n in parts)
    head = f"{year}年，{unit.self_name}"
    if isinstance(total, int):
        text = f"{head}主动公开政府信息{total}条"
        if parts and sum(n for _, _, n in parts) == total:
            briefly = "，".join(f"{words.removesuffix('信息')}{n}条" for words, _, n in parts)
            sentences = [Sentence(f"{text}，其中{briefly}。", facts=("disclosed_total", *facts))]
        else:
            sentences = [Sentence(f"{text}。", facts=("disclosed_total",))]
            sentences += [Sentence(f"{listed}。", facts=facts)] if parts else []
    elif parts:
        sentences = [Sentence(f"{head}{listed}。", facts=facts)]
    else:
        sentences = [ask("disclosed_total", f"{head}主动公开政府信息{{?}}条。")]
    return sentences + _activities(brief)


def _activities(brief: Brief) -> list[Sentence]:
    """Counts of interpretation, responses and key areas, where they are known and not zero."""
    words = {
        "key_area_count": "公开重点领域信息{}条",
        "interpretation_count": "发布政策解读{}篇",
        "response_count": "回应群众关切{}件",
    }
    return _counted(brief, words)


def _counted(brief: Brief, words: dict[str, str]) -> list[Sentence]:
    """One sentence of the counts that are known and not zero; `words` map fact slots to their wording."""
    known = {key: text.format(n) for key, text in words.items() if isinstance(n := brief.fact(key), int) and n > 0}
    return [Sentence("全年" + "，".join(known.values()) + "。", facts=tuple(known))] if known else []


def decisions(brief: Brief) -> list[Sentence]:
    """Licences, penalties and compulsory measures of table 2, where there are any."""
    names = {"licences": "行政许可", "penalties": "行政处罚", "compulsory_measures": "行政强制"}
    paths = {f"proactive.{key}.decisions": words for key, words in names.items()}
    known = {path: words for path, words in paths.items() if brief.report[path]}
    if not known:
        return []
    listed = "、".join(f"{words}{show_figure(brief.report[path])}件" for path, words in known.items())
    return [Sentence(f"全年作出{listed}。", cells=tuple(known))]


def normative_documents(brief: Brief) -> list[Sentence]:
    """Normative documents issued, repealed and in force; nothing where the table is blank."""
    paths = [f"proactive.normative_documents.{key}" for key in ("issued", "repealed", "in_force")]
    issued, repealed, in_force = (brief.report[path] for path in paths)
    if issued is None or repealed is None or in_force is None:
        return []
    done = [f"制发行政规范性文件{issued}件"] if issued else []
    done += [f"废止{'' if issued else '行政规范性文件'}{repealed}件"] if repealed else []
    text = "本年" + ("、".join(done) if done else "未制发、未废止行政规范性文件")
    text += f"，现行有效{in_force}件。" if in_force else "。"
    return [Sentence(text, cells=tuple(paths))]


def requests(brief: Brief) -> list[Sentence]:
    """The flow of requests as table 3 has it, zero forms included."""
    report = brief.report
    flow = {key: f"requests.{key}.total" for key in ("received", "carried_in", "results_total", "carried_out")}
    values = {key: report[path] for key, path in flow.items()}
    if any(value is None for value in values.values()):
        return [unfilled("表三（申请情况）", flow["received"])]
    head = f"{report.year}年，{report.unit.self_name}"
    if not any(values.values()):
        return [Sentence(f"{head}未收到政府信息公开申请，无上年结转的申请。", cells=tuple(flow.values()))]
    received, carried_in = values["received"], values["carried_in"]
    text = head + (f"新收政府信息公开申请{received}件" if received else "未新收政府信息公开申请")
    text += f"，上年结转{carried_in}件" if carried_in else ""
    text += f"，共办结{values['results_total']}件" if values["results_total"] else ""
    sentences = [Sentence(text + "。", cells=(flow["received"], flow["carried_in"], flow["results_total"]))]
    sentences += _results(brief)
    if values["carried_out"]:
        sentences.append(Sentence(f"结转下年度继续办理{values['carried_out']}件。", cells=(flow["carried_out"],)))
    return sentences


def _results(brief: Brief) -> list[Sentence]:
    parts, cells = [], []
    for words, rows in GROUPS.items():
        paths = [f"requests.{row}.total" for row in rows]
        values = [brief.report[path] for path in paths]
        number = sum(int(value) for value in values if value)
        if any(value is None for value in values):
            return []
        if number:
            parts.append(f"{words}{number}件")
            cells += [path for path, value in zip(paths, values, strict=True) if value]
    return [Sentence("办理结果为：" + "、".join(parts) + "。", cells=tuple(cells))] if parts else []


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
        return [Sentence("本年未发生因政府信息公开引起的行政复议、行政诉讼。", cells=tuple(paths))]
    first = f"发生政府信息公开行政复议{reviews}件" if reviews else "未发生政府信息公开行政复议"
    second = f"政府信息公开行政诉讼{suits}件" if suits else "未发生政府信息公开行政诉讼"
    return [Sentence(f"本年{first}，{second}。", cells=tuple(paths))]


def platforms(brief: Brief) -> list[Sentence]:
    """The platforms that the unit has, as far as its profile knows; a question where it knows none."""
    unit = brief.report.unit
    boards = "政务公开栏、社区公开栏{}块" if unit.kind == "街道" else "政务公开栏、村（社区）公开栏{}块"
    words = {
        "website_name": "{}",
        "wechat_name": "微信公众号“{}”",
        "board_number": boards,
        "corner_number": "政务公开专区、查阅点{}个",
    }
    known = {key: text.format(fact) for key, text in words.items() if (fact := brief.fact(key)) and fact != "无"}
    if not known:
        return [ask("website_name", f"{unit.self_name}政府信息主要通过{{?}}发布。")]
    return [Sentence(f"{unit.self_name}政府信息公开的主要平台有：{'、'.join(known.values())}。", facts=tuple(known))]


def supervision(brief: Brief) -> list[Sentence]:
    """Meetings, training and checks that are known, then assessment, appraisal and accountability (Art. 50(4))."""
    words = {
        "meeting_count": "召开专题会议{}次", "training_count": "组织或参加业务培训{}次",
        "training_people": "参训{}人次", "inspection_count": "开展自查督查{}次",
    }  # fmt: skip
    return _counted(brief, words) + _article_50(brief)


def _article_50(brief: Brief) -> list[Sentence]:
    assessment, appraisal = brief.fact("assessment"), brief.fact("appraisal")
    pursued = brief.fact("accountability_count")
    parts = [f"工作考核情况：{str(assessment).rstrip('。')}"] if assessment else []
    parts += [f"社会评议情况：{str(appraisal).rstrip('。')}"] if appraisal else []
    if pursued is not None:
        parts.append(f"责任追究情况：被追究责任{pursued}起" if pursued else "责任追究情况：本年未发生责任追究情形")
    if parts:
        told = [key for key in ("assessment", "appraisal", "accountability_count") if brief.fact(key) not in (None, "")]
        return [Sentence("；".join(parts) + "。", facts=tuple(told))]
    question = "本年工作考核、社会评议和责任追究结果情况（如“县级考核良好，未开展社会评议，无责任追究”）"
    return [Sentence(f"工作考核、社会评议和责任追究方面，{blank(question)}。", asks={question: "assessment"})]
