"""Messages as clerks type them brought to plain words: dialect, short forms, and terms with one wrong character."""

import re
from functools import cache

_PLAIN = (
    (r"唔该|麻烦您?|劳驾|(?<![申邀聘])请您?(?!假|示|况|求|柬)|拜托", ""), (r"啥子|啥|什麼|甚么|么子", "什么"), (r"咋个|咋整|咋样|咋|怎样|点样|怎麽|如何", "怎么"), (r"莫得|没得|冇|木有", "没有"),
    (r"同埋", "和"), (r"帮手|帮忙|给我|给咱|帮我|帮咱|替我", "帮我"), (r"俺们|咱们|咱|俺", "我们"), (r"几多|好多(?=[？?]|$)|多少钱", "多少"), (r"莫整|莫", "不要"),
    (r"瞅瞅|瞧瞧|瞄一?[眼下]|看哈|睇下", "看看"), (r"嘅", "的"), (r"公众好|公重号|公纵号|公号", "公众号"), (r"错别子|错别自", "错别字"), (r"检察(?=[一下全看])|捡查", "检查"),
    (r"撒销|撤消|撒回", "撤销"), (r"没添", "没填"), (r"几见", "几件"), (r"太常了", "太长了"), (r"三总", "三种"), (r"好滴", "好的"), (r"两回", "两次"), (r"块钱", "元"),
    (r"(?<=[一二两三四五六七八九十\d])回(?!复|应|答|头)", "次"),
)  # fmt: skip
TERMS = (
    "政府信息公开申请", "行政事业性收费", "存在的主要问题", "其他需要报告的事项", "三安全一稳定", "政府信息管理", "行政规范性文件", "信息处理费", "依申请公开", "规范性文件", "公开平台建设",
    "总体情况", "主要问题", "改进情况", "改进措施", "主动公开", "平台建设", "监督保障", "信息管理", "部分公开", "重复申请", "上年结转", "勾稽关系", "行政许可", "行政处罚", "行政复议",
    "行政诉讼", "责任追究", "社会评议", "工作考核", "工作总结", "保密审查", "政策解读", "三审三校", "不予公开", "予以公开", "无法提供", "不予处理", "其他处理", "结转下年", "自然人", "微信公众号",
    "重点领域", "填报", "年度报告",
)  # fmt: skip


def plain(message: str) -> str:
    """The message in plain words; terms of the field with one wrong character are set right."""
    text = re.sub(r"\s+", " ", message.strip())
    for pattern, words in _PLAIN:
        text = re.sub(pattern, words, text)
    return _corrected(text)


@cache
def _nearly() -> dict[str, re.Pattern[str]]:
    """Terms of four characters and more, each with what finds it with one character wrong that is not its first."""
    long = [term for term in TERMS if len(term) >= 4]
    return {t: re.compile("|".join(f"{t[:n]}.{t[n + 1 :]}" for n in range(1, len(t)))) for t in long}


def _corrected(text: str) -> str:
    taken = [False] * len(text)
    for term in TERMS:
        for match in re.finditer(term, text):
            taken[match.start() : match.end()] = [True] * len(term)
    for term, nearly in _nearly().items():
        size = len(term)
        for start in range(len(text) - size + 1) if nearly.search(text) else ():
            window = text[start : start + size]
            wrong = [n for n in range(size) if window[n] != term[n]]
            if len(wrong) == 1 and wrong[0] > 0 and not any(taken[start : start + size]):
                text = text[:start] + term + text[start + size :]
                taken[start : start + size] = [True] * size
    return text
