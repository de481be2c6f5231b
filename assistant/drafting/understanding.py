"""What a message asks for, without a language model: the intent, the part spoken of, the wish, the unit named."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.drafting.answers import read_facts
from assistant.drafting.intents import intent_of, strange
from assistant.drafting.spelling import plain
from assistant.report import Fact

INTENTS = (
    "draft", "rewrite", "alternatives", "peers", "missing", "check", "compare", "tables", "tell", "undo", "guidance", "help", "off_topic",
)  # fmt: skip
SECTIONS = (
    ("preamble", r"开头|引言|前言|开篇|序言|导语|编制说明"),
    (
        "improvements",
        r"改进|措施|下一?步|整改|第五部分的?(?:下半|后半|后面|第二)|(?:下|后)半[截段]|打算|努力方向|(?:明年|来年|今后)的?(?:计划|工作)",
    ),
    ("problems", r"问题|不足|短板|弱项|薄弱环节|存在的?困难|第五部分"),
    ("other", r"第六|其他(?:需要报告|事项)|信息处理费|处理费|提案|议案"),
    ("overview", r"总体|第一部分|概况|概述|主题|方面"),
)
THEMES = (
    ("on_request", r"依申请|零申请|没有?(?:收到|人)?(?:过)?申请|(?:行政)?复议|诉讼"),
    ("proactive", r"主动公开|政策解读|解读|回应|留言|重点领域|公开数量|发布(?:了)?多少|惠[民农]|补贴|许可|处罚"),
    ("management", r"信息管理|制度|审核|保密|三审|先审后发|清理|台账|归档|公开目录|公开指南"),
    ("platform", r"平台|渠道|公众号|网站|公开栏|公示栏|查阅点|专区|新媒体|视频号|大喇叭|广播"),
    ("supervision", r"监督|保障|培训|考核|评议|责任追究|追责|领导小组|组长|领导重视|组织领导|队伍建设|机构人员|专题会|开会的|会议情况|自查|督查"),
)  # fmt: skip
WISHES = (
    ("other", r"不要(?:分[条点]|[跟和与]?(?:去年|上年))|(?:别|不要)(?:照抄|照搬)|不重样|[跟和与](?:去年|上年|别|人家|其他|兄弟)[^，。]{0,6}(?:太像|雷同|重复|撞)|[连合并揉]成一段|合并"),
    ("listed", r"一是[^。]{0,6}二是|一二三|(?:（一）|\(一\))[^。]{0,4}(?:（二）|\(二\))|分条|分[两三四五]?点|逐条|列成|条目|分开列|1[\s.．、]*2|一条一条|分项|序号|（1）"),
    ("like_last_year", r"(?:按|照|仿|像|跟|参照|学|套|沿用|依|和)[^，。]{0,6}(?:去年|上年|往年|上一年|前一年)|(?:去年|上年)[^，。]{0,8}(?:口气|写法|结构|句子|格式|框架|路子|那样|样子|风格|意思)"),
    ("like_peer", r"(?:按|照|仿|学|参照|套|像|比着|模仿|借鉴|参考|对标)[^，。]{0,8}(?:[乡镇]|街道|人家|它|别人)[^，。]{0,12}|(?:[乡镇]|街道)[^。]{0,12}[照学仿][^。]{0,4}"),
    ("shorter", r"太长|压[一缩到成]|精简|缩[短一减]|缩|短[一些点]|简短|简洁|简练|简单[点些]|改短|短点|长话短说|砍|删减|减[半到]|啰嗦|罗嗦|冗长|废话|瘦[身瘦]|水分|重点说|说重点|概括|提炼|少写|控制在|不超过|[\d一二两三]+字以内|字以内|浓缩|两句话|一句话|太多了"),
    ("fuller", r"单薄|太薄|充实|太短|拉长|加长|写长|长[一点些]|字数不够|字数太少|再加点|加点|展开|详细|丰富(?:一?[点些下]|$)|不够丰富|扩写|扩[一充到成]|凑|翻一?倍|干巴|多[写说]|不够[多长丰]|太少|太简单|再补充|再写多"),
    ("specific", r"套话|空话|空洞|^空$|太空|太虚|实在|写实|具体|结合[我本]|实际|接地气|有内容|落到实处|落地|细化|太笼统|笼统|泛泛|谁负责|责任人|特色|亮点|官腔|官话|干货|太水|可操作"),
    ("other", r"换[一个种]|换[个下]|改写|重写|重新写|润色|再改|改[得改一下动]|语气|口气|说法|顺[一口]|通顺|委婉|不顺|不好|不满意|太像|机器|再来一[遍次版]|另写|再写一|不喜欢|不行"),
)  # fmt: skip
_UNIT = re.compile(r"[\u4e00-\u9fff]{2}(?:街道|[乡镇])(?!里|政府信息|级|村|域|情|党|机关|干部|公开|的?年报)")
_NO_UNIT = re.compile(r"我|全|本|各|其他|别|隔壁|两个?|[几哪这那个每邻]")
_PLAINLY = 0.8  # below this a text wanted that names no part of the report, but unknown things, is another text
_SURE = 0.5  # below this a message that states a fact and asks nothing tells it


@dataclass(frozen=True)
class Asked:
    """A message understood; `section` None where it names none, `wish` '' without one, `unit` a unit whose wording is meant."""

    intent: str
    section: str | None = None
    themes: tuple[str, ...] = ()
    wish: str = ""
    unit: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)


def understand(message: str) -> Asked:
    """Understand one message; a bare fact is told, whatever the words around it resemble."""
    text = plain(message)
    facts = read_facts(text)
    intent, sure = intent_of(message)
    stated = intent in ("draft", "rewrite", "alternatives") and sure < _PLAINLY + 0.05 and "写" not in text
    if facts and (intent == "off_topic" or sure < _SURE or stated):
        intent = "tell"
    section, themes = section_of(text)
    if intent in ("draft", "alternatives") and section is None and sure < _PLAINLY and strange(message) > 2:
        intent = "off_topic"  # wants something written, and nothing says that it is a part of the report
    unit = next((m[0] for m in _UNIT.finditer(text) if not _NO_UNIT.search(m[0])), "")
    return Asked(
        intent, section, themes, _wish(text) if intent == "rewrite" else "", unit, facts if intent == "tell" else {}
    )


def section_of(text: str) -> tuple[str | None, tuple[str, ...]]:
    """The section (and themes of the overview) that a message names; (None, ()) if it names none."""
    named = tuple(code for code, words in THEMES if re.search(words, text))
    section = next((key for key, words in SECTIONS if re.search(words, text)), None)
    if section and not (section in ("other", "overview") and named):
        return section, ()
    return ("overview", named) if named else (section, ())


def _wish(text: str) -> str:
    return next((wish for wish, words in WISHES if re.search(words, text)), "other")
