"""Facts that staff say in chat: 网站公开了120条, 公众号叫“…”, 没收信息处理费."""

import re

from assistant.drafting.counts import counts
from assistant.report import Fact
from assistant.rules.claims import numbers

_NONE = (
    ("accountability_count", r"(?:没有?|无|未|零)[^，。]{0,8}(?:责任追究|追究|追责|问责)|(?:责任追究|追究|追责|问责)[^，。]{0,8}(?:没有|无|零|未发生|为0)"),
    ("training_count", r"(?:没有?|未)[^，。]{0,4}(?:搞|开展|组织|参加|举办|举行|办|开)[^，。]{0,4}培训|培训(?:没有?|未)(?:搞(?!成|好)|开展|组织|参加|办)|(?:没有?|未|无)培训过?$"),
    ("meeting_count", r"(?:没有?|未)[^，。]{0,4}(?:开|召开)[^，。]{0,4}(?:专题|会议)|专题会[^，。]{0,2}没(?:有)?开|没(?:有)?开过?会$"),
    ("inspection_count", r"(?:没有?|未)[^，。]{0,4}(?:搞|开展|组织)[^，。]{0,4}(?:自查|检查|督查)|(?:没有?|未)自查过?$"),
    ("interpretation_count", r"(?:没有?|未)[^，。]{0,4}(?:写|发|做|搞)[^，。]{0,4}(?:解读|图解)|解读[^，。]{0,3}(?:没有?|未)(?:做|写|发|搞)?过?$"),
    ("proposal_count", r"(?:没有?|未|无)[^，。]{0,6}(?:建议提案|提案|议案|人大建议)|(?:建议|提案)(?:今年|本年)?(?:都|也)?(?:没有?|无)$"),
)  # fmt: skip
_NO_ACCOUNT = re.compile(
    r"(?:没有?|无|未|还没)(?:有|开|开通|设|设立|注册|申请)*(?:政务)?(?:微信)?公众号(?=$|[，。；\s])|公众号(?:还)?(?:没有?|未开通?|没开通?|无)(?=$|[，。；\s])"
)
_ROLE = r"((?:常务)?副?[镇乡]长|(?:党委|党工委|纪委)?副?书记|(?:宣传|组织|统战|政法|党委|党工委|纪检)委员|人大主席|(?:党政办|办公室|街道办事处|办事处)?副?主任)"
_OFFICE = r"((?:党政|综合|政务公开|党建)[\u4e00-\u9fff]{0,6}?(?:办公室|办|服务中心))"
_OTHER_NOW = re.compile(r"不是|没|以外|原来|以前|之前|去年|调走|不归")
_QUOTE = r"[“\"「《]?([^“”\"「」《》，。；\s]{2,24})[”\"」》]?"
_NAMES = (
    ("wechat_name", r"公众号[^，。]{0,8}改名?叫[“\"「]?([^“”\"「」，。；\s]{2,20}?)[”\"」]?了?$"),
    ("wechat_name", r"公众号[“\"「《]([^“”\"「」《》，。；\s]{2,20})[”\"」》]$"),
    ("wechat_name", rf"公众号(?:的?名称|的?名字|的?全称)?(?:改了?，?)?(?:现在|目前)?就?(?:改)?(?:叫做?|名为|是|为|：|:)\s*{_QUOTE}$"),
    ("wechat_name", r"公众号[^，。]{0,8}[，,](?:现在|目前)?(?:改)?叫\s*[“\"「]?([^“”\"「」，。；\s]{2,20})[”\"」]?$"),
    ("website_name", r"(?:发|发布|公开|挂)在([\u4e00-\u9fff]{2,10}(?:人民)?政府(?:门户)?网站?)$"),
    ("website_name", rf"(?:网站|官网|门户)(?:名称|全称|名字)?(?:叫做?|是|为|：|:)\s*{_QUOTE}$"),
    ("leader_role", rf"(?:分管|牵头|主管)(?:领导|的|人|同志|这[块项个]|工作|信息公开|政务公开)*(?:是|为|：|:)\s*(?:我们|现在|现任)?[\u4e00-\u9fff]??{_ROLE}(?=$|同志|[，。])"),
    ("leader_role", rf"(?:^|由|是|归|现在|[，。])\s*{_ROLE}(?:同志|亲自)?在?(?:分管|牵头|主管|挂帅|管(?=这|信息|政务|$))(?=$|负责|这|信息|政务|的|了|[，。])"),
    ("leader_role", r"(?:^|由)((?:宣传|组织|统战|政法|纪检)委员|副[镇乡]长|副书记)负责(?=$|这|信息|政务|[，。])"),
    ("office_name", rf"{_OFFICE}[^。]{{0,10}}(?:管|承办|负责|办理|牵头)"),
    ("office_name", rf"(?:承办|负责|牵头|经办|干活)(?:的|机构|单位|科室|部门)*(?:是|为|：|:)\s*{_OFFICE}(?=$|[，。])"),
    ("office_name", r"(?:承办|负责)(?:机构|单位|科室|部门)(?:是|为|：|:)\s*([\u4e00-\u9fff]{2,16})$"),
    ("address", r"(?:办公)?地址(?:是|为|在|：|:)\s*(\S{4,40})$"),
    ("postcode", r"(?:邮编|邮政编码)(?:是|为|：|:)?\s*(\d{6})"),
    ("phone", r"(?:电话|座机)(?:号码)?(?:是|为|：|:)?\s*(\d{3,4}[-－—]?\d{7,8})"),
)  # fmt: skip
# What takes the rest of the message as it stands.
_TEXTS = (
    ("problem_notes", r"问题(?:主要|就)?(?:是|有|在于|：|:)(.{3,})$|(?:最头疼|最难|难处|困难|毛病|短板|不足|难点|瓶颈)[^，。]{0,6}(?:是|在于|：|:)(.{3,})$|^(?:主要|就)是(.{2,}(?:不够|不足|慢|不会|没人|跟不上|不配合|不到位|不及时)[^。]*)$"),
    ("remedied", r"((?:上年|去年|上次)[^，。]{0,10}(?:问题|措施|毛病|[几两三四五]条|的还)[^。]{0,40}(?:整改|解决|改好|落实|改[了完]|没搞|没做)[^。]*|(?:上年|去年|上次)(?:年报)?(?:说|提|写|反映|讲)[的过到]?[^。]{0,30}(?:整改|解决|改[好了完成进]|好转)[^。]*)$"),
    ("measure_notes", r"措施(?:是|有|：|:)(.{4,})$|((?:[^。]*(?:[换装修建配改增开印编请聘排添]了|已经?[\u4e00-\u9fff])[^。]*[，；])?(?:我们)?(?:明年|下一步|下步|今后|接下来|来年)(?:打算|准备|计划|要)?.{4,})$"),
    ("appraisal", r"((?:未|没有?)(?:开展|搞|做)社会评议|[^。]{0,20}(?:社会评议|问卷|满意[率度])[^。]{2,40})$"),
    ("assessment", r"([^。]{0,12}考核[^。]{0,24}(?:良好|优秀|合格|等次|名|分|通过|评为|绩效|纳入|列入|较好|一般|第[一二三四五六七八九十\d]+)[^。]{0,12}|(?:列入|纳入)[^。]{0,10}考核|(?:被)?评为(?:优秀|良好|合格)(?:等次|单位)?)$"),
)  # fmt: skip
_ASKS = re.compile(
    r"[？?]|怎么|如何|多少|哪(?!怕)|几[件条个]|是不是|有没有|什么|吗$|能不能|要不要|帮我|写[一几两三四五下个上进句段]|写关于|加进去|起草|改成|换成(?!了)"
)


def read_facts(message: str) -> dict[str, Fact]:
    """The facts that a message states, by slot; {} if it states none. A question states nothing."""
    text = re.sub(r"^(?:答|记一?下|填上|补充一?下?|更正(?=[，,：:\s])|另外)[，,：:\s]*", "", message.strip()).rstrip(
        "。！! "
    )
    if _ASKS.search(text):
        return {}
    for key, pattern in _TEXTS:
        if match := re.search(pattern, text):
            return {key: next(group for group in match.groups() if group).strip("，。 ")}
    text = re.sub(
        r"不是\s*[\d一二三四五六七八九十百]+[条篇次件块个人]?[，,\s]*(?:而|应该?)?(?=是)", "", text
    )  # 不是80条是76条
    text = re.sub(r"[，,\s]*(?:而)?不是\s*[\d一二三四五六七八九十百]+[条篇次件块个人]?(?=$|[，。])", "", text)
    found: dict[str, Fact] = _names(text) | _denied(text)
    for clause in re.split(r"[，,。；;、\s]+", text):
        found = {**_fee(clause), **found}
    return {**counts(text), **found}


def _fee(text: str) -> dict[str, Fact]:
    if ("处理费" not in text or re.search(r"没有?收到|文件|标准", text)) and not re.search(
        r"没有?收(?:过)?费|未收费|一分钱(?:都|也)?没有?收|没有?收过?一分钱", text
    ):
        return {}
    values = [number.value for number in numbers(text) if re.match(r"\s*[元块]", text[number.end :])]
    if values:
        return {"processing_fee": float(values[0]) if values[0] != int(values[0]) else int(values[0])}
    return {"processing_fee": 0} if re.search(r"没有?收|未收|无|没有|不收|零|费(?:是|为)?0$", text) else {}


def _names(text: str) -> dict[str, Fact]:
    if _NO_ACCOUNT.search(text):
        return {"wechat_name": "无"}
    found: dict[str, Fact] = {}
    for key, pattern in _NAMES:
        for part in (text, *re.split(r"[，,；;。]", text)):
            if match := re.search(pattern, part):
                found.setdefault(key, match[1])
    if _OTHER_NOW.search(text):
        found.pop("leader_role", None)
    for key in ("wechat_name", "website_name"):
        name = re.sub("了$", "", str(found.pop(key, "")))
        found |= {key: name} if name and not re.search(r"\d|[条篇]$|没|停", name) else {}
    return found


def _denied(text: str) -> dict[str, Fact]:
    return {key: 0 for key, pattern in _NONE if re.search(pattern, text)}
