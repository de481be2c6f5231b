"""Facts that staff say in chat: 网站公开了120条, 公众号叫“…”, 没收信息处理费."""

import re

from assistant.report import Fact, Unusable, fact_slots
from assistant.rules.claims import numbers

# The slot of a count by what the clause (or the one before) speaks of and by its unit.
_COUNTS = (
    ("training_people", r"培训|参训|参加|来了", r"人次|人|个人"),
    ("staff_count", r"专职|兼职|工作人员|经办|专人|承办", r"人|名|个人|个"),
    ("proposal_count", r"建议|提案|议案", r"件|个|条"),
    ("interpretation_count", r"解读|图解", r"篇|条|期|个|件|次"),
    ("key_area_count", r"重点领域|重点信息", r"条|件|个"),
    ("board_number", r"公示栏|公开栏|宣传栏|公告栏", r"块|个|处|面"),
    ("corner_number", r"专区|查阅点|查阅室", r"个|处|间"),
    ("board_count", r"公示栏|公开栏|公告栏|张贴|贴", r"条|次|期|份|件"),
    ("review_count", r"清理|失效|更正|撤下|下架|过期", r"条|件|篇|个"),
    ("response_count", r"回应|留言|信箱|热线|12345|工单|来信|咨询", r"件|条|个|次"),
    ("other_media_count", r"其他媒体|视频号|微博|抖音|报纸|头条|快手", r"条|篇|个|期"),
    ("wechat_count", r"公众号|微信", r"条|篇|期|个"),
    ("website_count", r"网站|网上|门户|专栏", r"条|篇|件"),
    ("disclosed_total", r"总共|一共|共计|累计|主动公开|总数|合计|全年公开|公开(?:了)?信息", r"条|件"),
    ("accountability_count", r"追责|追究|问责", r"起|人|件|例"),
    ("inspection_count", r"检查|督查|自查|督导|抽查", r"次"),
    ("training_count", r"培训|学习班|讲课", r"次|期|场"),
    ("meeting_count", r"专题会|会议|开会|会", r"次|场"),
)  # fmt: skip
_NONE = (
    ("accountability_count", r"(?:没有?|无|未|零)[^，。]{0,8}(?:责任追究|追究|追责|问责)|(?:责任追究|追究|追责|问责)[^，。]{0,8}(?:没有|无|零|未发生|为0)"),
    ("training_count", r"(?:没有?|未)[^，。]{0,4}(?:搞|开展|组织|参加|办)[^，。]{0,4}培训|培训(?:没有?|未)(?:搞|开展|组织|参加|办)"),
    ("meeting_count", r"(?:没有?|未)[^，。]{0,4}(?:开|召开)[^，。]{0,4}(?:专题)?会"),
    ("inspection_count", r"(?:没有?|未)[^，。]{0,4}(?:搞|开展|组织)[^，。]{0,4}(?:自查|检查|督查)"),
    ("interpretation_count", r"(?:没有?|未)[^，。]{0,4}(?:写|发|做|搞)[^，。]{0,4}(?:解读|图解)"),
    ("proposal_count", r"(?:没有?|未|无)[^，。]{0,6}(?:建议提案|提案|议案|人大建议)"),
)  # fmt: skip
_NO_ACCOUNT = re.compile(
    r"(?:没有?|无|未|还没)(?:有|开|开通|设|设立|注册|申请)*(?:政务)?(?:微信)?公众号|公众号(?:没有|未开|没开|无)"
)
_QUOTE = r"[“\"「《]?([^“”\"「」《》，。；\s]{2,24})[”\"」》]?"
_NAMES = (
    ("wechat_name", rf"公众号(?:名称|名字|全称)?(?:改了?，?)?(?:现在|目前)?(?:改)?(?:叫做?|名为|是|为|：|:)\s*{_QUOTE}$"),
    ("wechat_name", r"公众号[^，。]{0,8}[，,](?:现在|目前)?(?:改)?叫\s*[“\"「]?([^“”\"「」，。；\s]{2,20})[”\"」]?$"),
    ("website_name", rf"(?:网站|官网|门户)(?:名称|全称|名字)?(?:叫做?|是|为|：|:)\s*{_QUOTE}$"),
    ("leader_role", r"(?:分管|牵头|负责|主管)(?:领导|的|这(?:块|项)?工作?的?)*(?:是|为|：|:)\s*([\u4e00-\u9fff]{2,12}?(?:[镇乡]长|主任|书记|委员|主席|站长))"),
    ("leader_role", r"(?:由|是)?([\u4e00-\u9fff]{0,4}(?:副?[镇乡]长|副?主任|副?书记|委员))(?:分管|牵头|主管)"),
    ("office_name", r"((?:党政|综合|政务公开)[\u4e00-\u9fff]{0,6}?(?:办公室|办))[^。]{0,10}(?:管|承办|负责|办理|牵头)"),
    ("office_name", r"(?:承办|负责)(?:机构|单位|科室|部门)(?:是|为|：|:)\s*([\u4e00-\u9fff]{2,16})$"),
    ("address", r"(?:办公)?地址(?:是|为|在|：|:)\s*(\S{4,40})$"),
    ("postcode", r"(?:邮编|邮政编码)(?:是|为|：|:)?\s*(\d{6})"),
    ("phone", r"(?:电话|座机)(?:号码)?(?:是|为|：|:)?\s*(\d{3,4}[-－—]?\d{7,8})"),
)  # fmt: skip
# What takes the rest of the message as it stands.
_TEXTS = (
    ("problem_notes", r"问题(?:主要|就)?(?:是|有|在于|：|:)(.{4,})$|(?:最头疼|最难|难处|困难)[^，。]{0,6}(?:是|：)(.{4,})$"),
    ("remedied", r"((?:上年|去年|上次)[^，。]{0,10}(?:问题|措施|毛病)[^。]{0,40}(?:整改|解决|改好|落实|改[了完]|没搞|没做)[^。]*)$"),
    ("measure_notes", r"措施(?:是|有|：|:)(.{4,})$|((?:明年|下一步|今后)(?:打算|准备|计划|要)?.{4,})$"),
    ("appraisal", r"((?:未|没有?)(?:开展|搞|做)社会评议|[^。]{0,20}(?:社会评议|问卷|满意[率度])[^。]{2,40})$"),
    ("assessment", r"([^。]{0,12}考核[^。]{0,24}(?:良好|优秀|合格|等次|名|分|通过|绩效|纳入|较好|一般)[^。]{0,12})$"),
)  # fmt: skip
_ASKS = re.compile(
    r"[？?]|怎么|如何|多少|哪(?!怕)|几[件条个]|是不是|有没有|什么|吗$|能不能|要不要|帮我|写一|起草|改成|换成(?!了)"
)


def read_facts(message: str) -> dict[str, Fact]:
    """The facts that a message states, by slot; {} if it states none. A question states nothing."""
    text = re.sub(r"^(?:答|记一?下|填上|补充一?下?|更正|另外)[，,：:\s]*", "", message.strip()).rstrip("。！! ")
    if _ASKS.search(text):
        return {}
    for key, pattern in _TEXTS:
        if match := re.search(pattern, text):
            return {key: next(group for group in match.groups() if group).strip("，。 ")}
    found: dict[str, Fact] = _names(text) | _denied(text)
    topic = ""
    for clause in re.split(r"[，,。；;、\s]+", text):
        figures = _fee(clause) or _count(clause, "") or _count(clause, topic)
        found = {**figures, **found} if "staff_count" not in figures else {**found, **figures}
        topic = clause if any(re.search(words, clause) for _, words, _ in _COUNTS) else topic
    return found


def _fee(text: str) -> dict[str, Fact]:
    if "处理费" not in text and not re.search(r"没有?收(?:过)?费|未收费", text):
        return {}
    values = [number.value for number in numbers(text) if re.match(r"\s*[元块]", text[number.end :])]
    if values:
        return {"processing_fee": float(values[0]) if values[0] != int(values[0]) else int(values[0])}
    return {"processing_fee": 0} if re.search(r"没有?收|未收|无|没有|不收|零", text) else {}


def _names(text: str) -> dict[str, Fact]:
    if _NO_ACCOUNT.search(text):
        return {"wechat_name": "无"}
    found: dict[str, Fact] = {}
    for key, pattern in _NAMES:
        for part in (text, *re.split(r"[，,；;。]", text)):
            if match := re.search(pattern, part):
                found.setdefault(key, match[1])
    return found


def _denied(text: str) -> dict[str, Fact]:
    return {key: 0 for key, pattern in _NONE if re.search(pattern, text)}


def _count(clause: str, topic: str) -> dict[str, Fact]:
    """The counts of a clause, each by its unit and what is spoken of; `topic` is the clause before."""
    found: dict[str, Fact] = {}
    figures = numbers(clause)
    for number in figures:
        before, after = (topic + clause if topic else clause), clause[number.end :].lstrip()
        for key, words, units in _COUNTS:
            if re.search(words, before) and re.match(f"(?:{units})", after) and key not in found:
                try:
                    found[key] = fact_slots()[key].read(number.value)
                except Unusable:
                    return {}
                break
    return found
