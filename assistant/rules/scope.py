"""Where a clause stands, and of which year and whom it speaks: what is said beyond the unit's own year is left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.report.prose import Piece, clauses, items, sentences
from assistant.rules.quantities import OTHER_MATTERS, OTHER_REQUESTS, REQUESTS

LAST_YEAR = -1
_REACH = 300  # how far back the words of a sentence bear on a figure


@dataclass(frozen=True)
class Place:
    """A clause with what leads to it: its heading, and its sentence up to the full stop."""

    clause: Piece
    start: int
    heading: str
    whole: str
    lead: str
    opening: str
    titled: str = ""
    following: str = ""

    @property
    def about_requests(self) -> bool:
        told = OTHER_REQUESTS.sub("", self.lead + self.clause.text)
        return bool(REQUESTS.search(self.heading) or "依申请" in self.opening or REQUESTS.search(told) or self._is_flow)

    @property
    def _is_flow(self) -> bool:
        """上年结转1件，新收6件，办结7件: the rows of table 3 without the word 申请."""
        rows = {match[0] for match in _FLOW.finditer(self.whole)}
        return len(rows) > 1 and not OTHER_MATTERS.search(self.whole) and not re.search(r"资金|项目", self.whole)


_FLOW = re.compile(
    r"新收|结转(?:上年|下年|下一年|至下)|上年结转|结转(?=\d)|转入(?:本|今)年|予以公开|部分公开|不予公开|无法提供|不予处理"
)
_NAMED_YEAR = re.compile(
    r"(?:(?<![较比与同自从至到—\-〔（(\d])|(?<=截至)|(?<=截止))(?P<year>(?:19|20)\d\d)年(?:度)?(?!修订|施行|以来|公布|起|版|前|[底末]?以前)"
)
_LAST = re.compile(
    r"(?:上年|去年|上一年)(?:度)?(?!(?:度)?(?:也|亦|均)?(?:没有|无|未)?(?:申请)?(?:结转|转来|转入|遗留|接转|受理(?!的?[\d一二三四五六七八九十])|列))(?!度)"
)
_COMPARED = re.compile(
    r"(?:[比较][^，。；]{2,12}|同比)(?:增加|增长|减少|下降|上升|多|少|增|减|降)[\u4e00-\u9fff]{0,8}$|(?:增加|增长|减少|下降|上升|增至|降至)(?:了|到)?$|(?:提高|增加|减少)到$"
)
_BEYOND = re.compile(
    r"(?<!今年)(?<!本年)(?<!年初)(?<!一年)以来|五”?(?:期间|时期)|历年|以前年度|往年|平均每|20\d\d年(?:以|之)?前|近[一二两三四五六七八九十\d]+年|(?<!一)年来|多年|[二三四五六七八九十两\d]年(?:间|里|内)"
)
_PARTIAL = re.compile(
    r"(?:上|下)半年|[一二三四]季度|[当该同][月季周]|每(?:年|月|季|周|天|日|村|个|名|件|半|半年|条|期|次|人|块|轮)[^，。；]*$|每(?:收到|受理|办理|接到)|平均|人均|各(?!类|项|种|方面?|界)(?:有|设|建|配备)?[^，。；、]{1,10}$|[个村区站所镇乡家名户组点]各(?:有|设|建)?$"
)
_PART_OF_YEAR = re.compile(r"(?:上|下)半年|[前一二三四]个?季度|(?<!至)(?<!12)\d{1,2}月份?$")
_ELSEWHERE = re.compile(
    r"全[县市省区国]|[乡镇]属|事业单位|某(?:地|县|乡|镇)|[县市省区]里|向[县市省区](?:人民)?政府(?:提出|申请|递交|提交)(?!(?:行政)?复议)|邻[近乡镇]|相邻|周边|(?:指导|督促|帮助)[^，。；]{0,8}(?:村|社区|站所)|各(?:村|乡镇|社区|单位|部门|地|镇|站所)|县(?:级|政府办公室|直)|(?<!被)上级|(?:协助|配合)[^，。；]{0,12}(?:局|大队|支队|法院|所|[县市区省州旗](?:人民)?政府)|兄弟|其他(?:乡|镇|单位)"
)
# Another body as the one who acts: 县自然资源局全年作出行政处罚12件; not 按照县司法局要求.
_OTHERS = re.compile(
    r"(?:^|，)(?:(?:20\d\d年|今年|全年|本年|本年度|上年|去年)，?)?(?!按|根据|依据|经|由|在|受|向|与|和|同|联合|配合|会同|协助|参加|接受|报|对|将|把|通过|为|依托)"
    r"(?:[\u4e00-\u9fff]{0,4}[县市区省州旗][\u4e00-\u9fff]{0,12}?(?:局|厅|办|所|办公室|大队|支队|法院|检察院|中心|委员会)(?!的|要求|部署|安排|印发|组织|统一|转|下)"
    r"|全[县市省区国]|[县市省区州](?:人民)?政府(?=(?:全年|共)*(?:收到|受理|新收|办理|答复)))"
)
_THIS = re.compile(r"今年|本年(?:度)?|全年")
_LAST_OPENS = re.compile(
    r"(?:^|，)(?:上年|去年|上一年)(?:度)?(?!(?:末|底)?(?:未|尚)?[^，]{0,4}(?:结转|转来|转入|遗留|审结|未结|整改))"
)
_MONTHS = re.compile(r"(?<!\d)(\d{1,2})月(?:份|\d{1,2}日)?(?:至|到|—+|-|~|～|－)(?:20\d\d年)?(\d{1,2})月")
_ONE_MONTH = re.compile(
    r"(?<!截至)(?<!截止)(?<!截至20\d\d年)(?<!截止20\d\d年)(?<![\d至到—\-~～－])\d{1,2}月(?:份|上旬|中旬|下旬|初|末|底)?(?![\d份上中下初末底]|至|到|—|-|~|～|－)"
)
# 较2022年收到的5件: the figure compared with.
_AGAINST = re.compile(r"[较比与同](?:20\d\d年|上年|去年|上一年)(?:度)?(?!相比|有所)[^，。；]{0,10}$")
# 按照条例规定, 在规定时限内: no plan.
_AS_RULED = re.compile(
    r"(?:按照?|依照?|依据|根据|遵照|符合)[^，。；]{0,24}?(?:要求|规定)|规定(?:的)?(?:时限|期限|时间)"
)
_PLANNED = re.compile(r"将|计划|拟(?![制订定])|力争|目标|不少于|不低于|不超过|要求|规定|应当|确保|争取|原则上|至少")
_SUPPOSED = re.compile(r"(?:如|若|凡|对于?|避免|防止|杜绝|是否|确保|只要|一旦)[^，。；]{0,8}$")
_RANGE = re.compile(r"\s*(?:[件条个次])?[—\-－~～至到]\s*[\d一二三四五六七八九十]")


_TITLED = re.compile(r"(?:的)?(?:收取|办理|受理|有关)?(?:情况|方面|数量|件数|数)$")


def places(text: str) -> Iterator[Place]:
    """The clauses of a text with what leads to each."""
    for item in items(text):
        begin, lead = 0, ""
        body = item.text
        for sentence in sentences(body):
            if begin and body[begin - 1] in "。！？":
                lead = ""
            parts = clauses(sentence.text)
            for clause, following in zip(parts, [*(part.text for part in parts[1:]), ""], strict=False):
                at = sentence.start + clause.start
                colon = body[:at].rstrip().endswith("：")
                titled = _TITLED.sub("", lead.rstrip("，").split("，")[-1]) if colon else ""
                yield Place(clause, item.start + at, item.heading, sentence.text, lead, body[:24], titled, following)
                lead = f"{lead}{clause.text}，"[-_REACH:]
            begin = sentence.end


def left_out(place: Place, until: str, words: str, rest: str) -> bool:
    """Compared, planned, cumulative, of part of the year or of others: no claim about the unit's year."""
    until = until[-_REACH:]
    return bool(
        re.search(r"(?:无|没有|未有)$|其[余他它]$", until) or _COMPARED.search(until) or _BEYOND.search(place.lead + until) or _PARTIAL.search(words) or _PARTIAL.search(until[-14:])
        or _ELSEWHERE.search(until.replace("县级财政", "")) or _is_of_others(place, until) or _is_planned(until) or _RANGE.match(rest) or _AGAINST.search(until) or _in_months(place, until)
        or re.search(r"\d\s*[—\-－~～至到]\s*$", until) or re.match(r"\s*[%％]|\s*个百分点|\s*(?:个)?工作日", rest)
    )  # fmt: skip


def _is_planned(until: str) -> bool:
    return bool(_PLANNED.search(until)) and bool(_PLANNED.search(_AS_RULED.sub("", until)))


def _in_months(place: Place, until: str) -> bool:
    """11月份收到2件, 1月至6月收到1件: not of the whole year."""
    alone = place.lead.rsplit("，", 2)[-2] + "，" if place.lead.count("，") else ""
    told = (alone if re.fullmatch(r"(?:20\d\d年)?\d{1,2}月[^，]{0,12}，", alone) else "") + until
    spans = [(int(a), int(b)) for a, b in _MONTHS.findall(told)]
    return any(span != (1, 12) for span in spans) or bool(not spans and _ONE_MONTH.search(told))


def _is_of_others(place: Place, until: str) -> bool:
    """What another body did, in this clause or in the sentence so far, until the own unit is named."""
    told = place.lead + until
    last = max((match.end() for match in _OTHERS.finditer(told)), default=0)
    return bool(last) and not re.search(
        r"我|本(?:机关|单位|乡|镇|街道|办)|全[乡镇街]", told[last:].split("，", 1)[-1] if "，" in told[last:] else ""
    )


def is_supposed(place: Place, until: str) -> bool:
    """True where a denial is a condition, a plan, about others, about many years or a part of one."""
    return bool(
        _SUPPOSED.search(until) or _PART_OF_YEAR.search(until) or _is_planned(until) or _ELSEWHERE.search(until)
        or _BEYOND.search(place.lead + place.clause.text)
    )  # fmt: skip


def year_named(place: Place, at: int) -> int | None:
    """The year that the clause, or the sentence before it, names; the nearest counts."""
    until = place.clause.text[: at - place.start + 1]
    if _LAST.search(until):
        return LAST_YEAR
    if here := list(_NAMED_YEAR.finditer(until)):
        return int(here[-1]["year"])
    if _THIS.search(until):
        return None
    told = [
        (match.end(), int(match["year"]))
        for match in _NAMED_YEAR.finditer(place.lead)
        if not place.lead.startswith(("结转", "未办结"), match.end())
    ]
    told += [(match.end(), LAST_YEAR) for match in _LAST_OPENS.finditer(place.lead)]
    told += [(match.end(), 0) for match in _THIS.finditer(place.lead)]
    return max(told)[1] or None if told else None
