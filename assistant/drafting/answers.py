"""Facts that staff say in chat: 网站公开了120条, 公众号叫“…”, 没收信息处理费."""

import re

from assistant.report import Fact, Unusable, fact_slots
from assistant.report.prose import clauses
from assistant.rules.claims import numbers

_COUNTS = (
    ("disclosed_total", r"(?:总共|一共|共|累计|主动)(?:主动)?公开|公开总数|主动公开(?:了)?(?:政府)?信息"),
    ("website_count", r"网站"),
    ("wechat_count", r"公众号|微信"),
    ("board_count", r"(?:公示栏|公开栏)[^，。]*(?:张贴|发布|公开|公示|条)"),
    ("board_number", r"(?:公示栏|公开栏)"),
    ("other_media_count", r"其他媒体|视频号|微博|抖音|报纸"),
    ("key_area_count", r"重点领域"),
    ("interpretation_count", r"解读|图解"),
    ("response_count", r"回应|留言|信箱|热线"),
    ("review_count", r"清理|更新"),
    ("training_people", r"人次"),
    ("training_count", r"培训"),
    ("meeting_count", r"会议|开会|专题会|次会"),
    ("inspection_count", r"检查|督查|自查|督导"),
    ("corner_number", r"专区|查阅点"),
    ("staff_count", r"专职|兼职|工作人员"),
    ("proposal_count", r"建议|提案"),
)
_NAMES = (
    ("wechat_name", r"公众号(?:名称|名字)?(?:叫做?|名为|是|为|：|:)?\s*[“\"「]?([^“”\"「」，。；\s\d]{2,20})[”\"」]?$"),
    (
        "website_name",
        r"(?:网站|官网)(?:名称|全称)?(?:叫做?|是|为|：|:)\s*[“\"「]?([^“”\"「」，。；\s\d]{4,24})[”\"」]?$",
    ),
    ("assessment", r"(考核[^，。；]{0,4}(?:结果|等次|成绩)?(?:是|为|：)[^，。；]{1,20})$"),
    ("appraisal", r"((?:未开展社会评议|社会评议[^，。；]{2,20}))$"),
    ("problem_notes", r"(?:主要)?问题(?:是|有|：|:)(.{6,})$"),
    ("measure_notes", r"(?:改进)?措施(?:是|有|：|:)(.{6,})$"),
)


def read_facts(message: str) -> dict[str, Fact]:
    """The facts that a message states, by slot; {} if it states none. A question states nothing."""
    found: dict[str, Fact] = {}
    if re.search(r"[？?]|怎么|如何|多少|哪", message):
        return found
    for key, pattern in _NAMES[-2:]:
        if match := re.search(pattern, message.strip().rstrip("。")):
            return {key: match[1]}
    for clause in clauses(message.replace("、", "，")):
        found |= _fee(clause.text) or _name(clause.text) or _count(clause.text)
    return found


def _fee(text: str) -> dict[str, Fact]:
    if "处理费" not in text and not re.search(r"没有?收费|未收费", text):
        return {}
    if re.search(r"没有?收|未收|无", text):
        return {"processing_fee": 0}
    values = [number.value for number in numbers(text) if text[number.end :].lstrip().startswith("元")]
    return {"processing_fee": float(values[0]) if values[0] != int(values[0]) else int(values[0])} if values else {}


def _name(text: str) -> dict[str, Fact]:
    for key, pattern in _NAMES[:-2]:
        if match := re.search(pattern, text.strip()):
            return {key: match[1]}
    if re.search(r"(?:没有|无|未发生|未出现)[^，。]{0,6}(?:责任追究|追责|问责)", text):
        return {"accountability_count": 0}
    return {}


def _count(text: str) -> dict[str, Fact]:
    figures = numbers(text)
    if len(figures) != 1:
        return {}
    for key, pattern in _COUNTS:
        if re.search(pattern, text):
            try:
                return {key: fact_slots()[key].read(figures[0].value)}
            except Unusable:
                return {}
    return {}
