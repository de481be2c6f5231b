"""What the text must speak of: the five themes, the results of assessment, the fee, and measures that answer problems."""

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.report import Filing, themes
from assistant.report.prose import items, sentences
from assistant.report.themes import asked, theme_of, unlisted
from assistant.rules.rule import Fault

OVERVIEW = "narrative.overview"
SAYS = 5  # characters from which a sentence says something
_ASSESSED = {
    "工作考核": re.compile(r"考核|考评|测评|绩效评[估价]"),
    "社会评议": re.compile(r"评议|满意[率度][^，。；]{0,6}[\d百]"),
    "责任追究": re.compile(r"责任追究|追责|问责|追究[^，。；]{0,8}责任|被追究|受到责任"),
}
_FEE = re.compile(
    r"处理费|(?:未|没有|无|不|免)[^。；，]{0,12}(?:收取|收过|收费|费用)|免费|收费[^。；，]{0,6}(?:无|[0０零])"
)
_OTHER_FEE = re.compile(r"[^，。；\n]{0,60}行政事业性收费[^，。；\n]*")


# Words that name a theme without speaking about it, by theme: 公开目录 is management, 分管领导把关 a step of checking.
_NAMED_ONLY = {
    "proactive": re.compile(
        r"以?公开为(?:常态|原则)[^。；]{0,12}例外|公开(?:栏|目录|指南|条例|专栏|专区|平台|渠道|载体|件)|[先后未已]公开|谁[^，。；]{1,4}、?谁[^，。；]{1,3}|发布审核|"
        r"发布信息(?!\d|共)|(?:紧扣|围绕|聚焦|服务)[^，。；]{0,14}(?:中心|重点)工作|(?:失效|过期|基础|每条|获取)信息|信息(?:更新|发布|管理)|条例》|"
        r"(?:信息|政务)公开(?:工作)?(?:情况)?(?:纳入|列入|作为|考核|评议|培训)|(?:评议|考核|考评|检查|自查|督查)结果|"
        r"(?:予以|部分|不予)公开[^。；]*"
    ),
    "on_request": re.compile(r"(?:培训|授课)[^。；]{0,30}申请[^。；]*"),
    "management": re.compile(r"(?:登记|受理|办理|答复|、|和)+归档"),
    "supervision": re.compile(
        r"(?:分管|主要|主管)(?:领导|负责人|负责同志)?[^，。；]{0,12}(?:把关|审核|审签|签发|审定)|专人(?:审核|把关|审查|更新|维护|管理|登记)"
    ),
}  # fmt: skip


_ALSO = {
    "proactive": re.compile(
        r"(?:文件|政策|事项|结果)公开(?!申请|工作)|公开征集|公开[^，。；]{0,12}(?:依据|流程|程序|权责清单|事项清单|办事指南)"
    ),
}


# What speaks of a theme under its own heading, where nothing else need be named: （二）依申请公开。今年没有人提出.
_UNDER = {
    "proactive": re.compile(r"(?:公开|发布|公布|晒|推送|公示)[^。；]{0,20}(?:[\d一二三四五六七八九十百千万]|信息|清单|标准|结果|经费|收入|支出)|全部公开|规范性文件|公开[^。；]{0,40}(?:分工|机构|职责|地址|电话|指南|流程|名单|政策)|行政(?:许可|处罚|强制|事业性收费)|处罚\d+件|[\d一二三四五六七八九十百千万]条"),
    "on_request": re.compile(r"(?<!依)申请|登记|(?:收到|接到|受理|新收|办结|办理|答复|结转)[^。；]{0,12}[\d零一二两三四五六七八九十]|结转|无人提出|没有人提出|^(?:今年|本年度?|全年)?(?:没有|无|未发生)(?=[。；，]|$)"),
    "management": re.compile(r"专(?:人专)?岗|错别字|错敏|校对|审读|专柜|专账|装订|定密|公开属性|(?:梳理|甄别|审定|编目|归类|分类|备案)[^。；]{0,16}(?:文件|信息|公文)|(?:文件|信息|公文)[^。；]{0,16}(?:梳理|甄别|审定|编目|归类|分类|备案)"),
    "platform": re.compile(r"屏|扫码|二维码|阅报|公开墙|查询机|微信|客户端|[Aa][Pp][Pp]|橱窗|长廊|广播|喇叭"),
    "supervision": re.compile(r"目标管理|责任制|处分|追究|问卷|满意率|约谈|奖惩|绩效|述职|履职"),
}  # fmt: skip


def _speaks(body: str, headed: str) -> bool:
    """True where a sentence under a theme's heading says something and is about no other theme."""
    others = [theme for code, theme in themes("overview").items() if code != headed]
    told = [piece.text for piece in sentences(body) if len(piece.text) > SAYS]
    return any(unlisted(one) == one and not any(theme.strength(one) for theme in others) for one in told)


def _covered(text: str) -> set[str]:
    """The themes with a sentence of their own; stricter than the meter, which takes a name for a sentence."""
    found = asked(text)
    for piece in items(text):
        headed = theme_of("", "overview", piece.heading)[0] if piece.heading else None
        if headed and (_UNDER[headed].search(unlisted(piece.body)) or _speaks(piece.body, headed)):
            found.add(headed)
        for sentence in sentences(piece.body or piece.text):
            plain = unlisted(sentence.text)
            for code, theme in themes("overview").items():
                named = _NAMED_ONLY.get(code)
                if code in found:
                    continue
                if theme.strength(named.sub("□", plain) if named else plain) or (
                    code in _ALSO and _ALSO[code].search(plain)
                ):
                    found.add(code)
    return found


def missing_themes(filing: Filing) -> Iterator[Fault]:
    """One of the five themes without a sentence of its own."""
    text = filing.report.overview
    if not text.strip():
        return
    there = _covered(text)
    for code, theme in themes("overview").items():
        if code not in there:
            yield Fault(
                OVERVIEW,
                f"“一、总体情况”没有写“{theme.title}”。",
                f"请补写一段“{theme.title}”，没有发生的也要写明（如“未收到政府信息公开申请”）。"
                if code == "on_request"
                else f"请补写一段“{theme.title}”的本年情况。",
                theme=code,
            )


def _unassessed(filing: Filing) -> tuple[str, ...]:
    """Which of assessment, appraisal and accountability the report does not mention as a fact of its own."""
    return _without(f"{filing.report.overview}\n{filing.report.other}")


@lru_cache(maxsize=16)
def _without(text: str) -> tuple[str, ...]:
    told = unlisted(text)
    return tuple(name for name, words in _ASSESSED.items() if not words.search(told))


def assessment(filing: Filing) -> Iterator[Fault]:
    """A people's government reports assessment, appraisal and accountability; a 街道 is only advised to."""
    report = filing.report
    if report.unit.kind in ("乡", "镇", "苏木") and report.overview.strip() and len(_unassessed(filing)) == 3:
        yield Fault(
            OVERVIEW,
            "没有写工作考核、社会评议和责任追究结果情况。",
            "条例第五十条第四项要求各级人民政府报告这三项，请写明结果；没有发生的写“未发生责任追究”等。",
        )


def assessment_parts(filing: Filing) -> Iterator[Fault]:
    """Some of the three only; or none of them, in a 街道."""
    report, missing = filing.report, _unassessed(filing)
    if not report.unit.is_township or not report.overview.strip() or not missing:
        return
    if len(missing) < 3 or report.unit.kind == "街道":
        yield Fault(OVERVIEW, f"没有写{'、'.join(missing)}情况。", "建议把工作考核、社会评议和责任追究三项结果都写明。")


def fee_statement(filing: Filing) -> Iterator[Fault]:
    """Section six says whether the processing fee was collected, since the fee rules of 2021."""
    report = filing.report
    if report.format != "2021" or (report.year and report.year < 2021) or not report.other.strip():
        return
    if not _FEE.search(_OTHER_FEE.sub(lambda m: m[0] if "处理费" in m[0] else "", report.other)):
        yield Fault(
            "narrative.other",
            "“六、其他需要报告的事项”没有写是否收取信息处理费。",
            "请写明“本年度未收取信息处理费”，或写明收取的件数和金额（元）。",
        )
