"""Words that must not be left in the text, and words that have been overtaken."""

import re
from collections.abc import Iterator

from assistant.report import Filing
from assistant.rules.prose import without_addresses
from assistant.rules.rule import Fault

_MEASURE = "[年月日条件次个篇期份场人户号名块乡镇县市区街村]"
_COUNTED = "(?=[条件次篇份场个期人块处](?![\u4e00-\u9fff]))"  # the figure before 条, 件 or 次 was to be put in here
_PLACEHOLDER = re.compile(
    r"【[^】]*待填[^】]*】|【\s*】|〔\s*〕|\[\s*\]|"
    r"(?<![A-Za-z])[XxＸｘ×]{2,}(?![A-Za-z])|(?<![A-Za-z\d])[XＸ×](?=" + _MEASURE + r")|"
    rf"(?<=[\u4e00-\u9fff])(?:[ 　\t]{{2,}}|[（(][ 　\t]*[）)]|[_＿]{{2,}}|[?？]|…+|[XＸ×NＮ]){_COUNTED}|[\[［【〔](?:具体)?(?:数字|数量|[NＮXＸ])[\]］】〕]|"
    r"(?<![\d*＊])[*＊]{3,}|[*＊]{3,}(?![\d*＊])|(?<!\*)\*{2}(?="
    + _MEASURE
    + r")|[_＿]{3,}|[○◯]{2,}|(?<![〇一二三四五六七八九十])〇{2,}(?![〇一二三四五六七八九十])|"
    r"[（(【](?:此处)?(?:请)?(?:填写?|输入|补充|文字描述|待补充?|待填|待定|待核实?|待统计)(?![^）)】]*(?:申请|表|《))[^）)】]*[）)】]|"
    r"(?<!申)请(?:在此)?(?:填写|填入|输入)(?![《“”（]|[^，。；]{0,12}(?:申请|表格|信息公开|登记|问卷|资料|材料))|"
    r"(?:该|本|此)部分以表格形式(?:报告|呈现)|表格如下[：:]?|(?<![\u4e00-\u9fff])某某(?=[乡镇县市区街])"
)
_BRACKETS = re.compile(
    r"(?<=[\u4e00-\u9fff])(?P<open>[\[{﹝【（(［｛])\s*(?P<year>(?:19|20)\d{2})\s*(?P<close>[\]}﹞】）)］｝])(?=\s*第?\d{1,4}\s*号)"
)
_PRINCIPLE = re.compile(r"公开为原则[、，,]?\s*(?:以)?不公开(?:为|是)例外|公开为原则")
_STALE = (
    (re.compile(r"疫情防控|新冠肺炎|抗疫"), 2024, "疫情防控的提法"),
    (re.compile(r"十九届[一二三四五六七]中全会|十九大精神"), 2023, "党的十九大时期的提法"),
    (re.compile(r"新修订的?(?:《?(?:中华人民共和国)?政府信息公开)?条例|新《条例》|新条例"), 2022, "“新修订的条例”（修订已于2019年施行）"),
    (re.compile(r"“?十三五”?(?:规划|时期|期间)"), 2022, "“十三五”的提法"),
)  # fmt: skip


def placeholders(filing: Filing) -> Iterator[Fault]:
    """What a template or a draft left open."""
    for where, text in filing.report.texts().items():
        for match in _PLACEHOLDER.finditer(without_addresses(text)):
            said = match[0]
            yield Fault(
                where,
                f"文中留有未填写或未删除的内容“{said}”。",
                "请补上实际内容，或把这一处删去。",
                span=match.span(),
                found=said,
            )


def principle(filing: Filing) -> Iterator[Fault]:
    """公开为原则, the wording before the revision of 2019 (Article 5 now says 以公开为常态)."""
    for where, text in filing.report.texts().items():
        for match in _PRINCIPLE.finditer(text):
            yield Fault(
                where,
                f"“{match[0]}”是旧的提法。",
                "条例第五条现为“以公开为常态、不公开为例外”。",
                span=match.span(),
                expected="以公开为常态、不公开为例外",
                found=match[0],
            )


def stale(filing: Filing) -> Iterator[Fault]:
    """Phrases of their time, once it is over."""
    year = filing.report.year or 0
    for where, text in filing.report.texts().items():
        for pattern, since, name in _STALE:
            for match in pattern.finditer(text) if year >= since else ():
                yield Fault(
                    where,
                    f"{year}年的报告仍用{name}。",
                    "如不是本年实际情况，请删去或更新。",
                    span=match.span(),
                    found=match[0],
                )


def brackets(filing: Filing) -> Iterator[Fault]:
    """Document numbers put their year in 〔〕 (GB/T 9704)."""
    for where, text in filing.report.texts().items():
        for match in _BRACKETS.finditer(text):
            right = f"〔{match['year']}〕"
            yield Fault(
                where,
                f"发文字号的年份写成“{match[0]}”。",
                f"请改用六角括号“{right}”。",
                span=match.span(),
                expected=right,
                found=match[0],
            )


def length(filing: Filing) -> Iterator[Fault]:
    """总体情况 is to be short and plain; 1,000 characters are a usual limit, less than 200 hardly tell five themes."""
    size = len(re.sub(r"\s", "", filing.report.overview))
    if size > 1000:
        yield Fault(
            "narrative.overview",
            f"“一、总体情况”共 {size} 字，超过 1000 字。",
            "请压缩一般性表述，突出本年的数据和做法。",
            expected=1000,
            found=size,
        )
    elif 0 < size < 200:
        yield Fault(
            "narrative.overview",
            f"“一、总体情况”只有 {size} 字，过于简单。",
            "请按五个方面写明本年的数据和做法。",
            expected=200,
            found=size,
        )


def title(filing: Filing) -> Iterator[Fault]:
    """The title names the unit, the year and 政府信息公开工作年度报告."""
    report = filing.report
    text = re.sub(r"\s", "", report.title)
    if not text or (re.search(r"政府信息公开工作年度报告$", text) and not re.search(r"\d{4}年度.*年度报告$", text)):
        return
    right = report.official_title
    yield Fault(
        "title",
        f"标题写的是“{text}”。",
        f"规范的写法是“{right}”。",
        span=(0, len(report.title)),
        expected=right,
        found=report.title,
    )
