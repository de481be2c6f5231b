"""Another year spoken of as the year reported on; last year compared, plans, laws and history are let pass."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.report import Filing
from assistant.report.prose import sentences
from assistant.rules.prose import without_quotes
from assistant.rules.rule import Fault

_DIGITS = str.maketrans("〇○零一二三四五六七八九０１２３４５６７８９", "000123456789" + "0123456789")
_YEAR = re.compile(r"(?<![\d０-９])([12１２][\d０-９]{3}|[二一][〇○零一二三四五六七八九]{3})年")
_GARBLED = re.compile(r"(?<!\d)(?:19|20)\d{3,4}年")
_PERIOD = re.compile(
    r"(?P<from>(?P<y1>\d{4})年(?P<m1>\d{1,2})月(?P<d1>\d{1,2})日)(?:起)?(?:至|到|—+|-|－|–|~|～)"
    r"(?P<to>(?:(?P<y2>\d{4})年)?(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日)"
)
_MONTHS = re.compile(
    r"(?P<y1>\d{4})年1月(?:份)?(?:起)?(?:至|到|—+|-|－|–|~|～)(?:(?P<y2>\d{4})年)?12月(?!\d)(?:份|底|末|期间)?(?!31日)"
)
_PERIOD_WORDS = re.compile(r"统计|期限|数据|本报告|年度报告|报告期|本年报")
_UNTIL = re.compile(r"截[至止]到?(?:目前)?，?(?P<year>\d{4})年(?:12月(?:31日)?|年?底|末|年末)")
# 截至2021年底建成的12个公开栏: a thing that stood then.
_STANDING = re.compile(
    r"(?:前|以前)?(?:已)?(?:建成|成立|设立|开通|登记|保留|在建|未完成|未办结|遗留|形成)[^，。；]{0,12}的"
)
_ANNOUNCED = re.compile(
    r"(?P<year>\d{4})年(?:度)?(?:的)?(?:政府信息公开|政务公开|信息公开)(?:工作)?(?:年度)?(?:总体|有关|相关|开展)?(?:工作)?(?:情况|报告)[^，。；]{0,8}如下"
)
# 现公布沙田镇2022年…年度报告, 本报告反映2022年…: of which year the report itself is.
_OWN_YEAR = re.compile(
    r"(?:现|特)(?:将|予以|向社会)?[^，。；\d]{0,24}(?P<year>\d{4})年(?:度)?(?:的)?(?:政府信息公开|政务公开|信息公开)(?:工作)?(?:年度报告|年报|报告)(?!格式|模板|范本|的?(?:通知|要求))|"
    r"本(?:年度)?报告(?:反映|总结|汇总)了?[^，。；\d]{0,12}(?P<told>\d{4})年"
)
# 2022年，我镇将…: a plan for a year that is over.
_PLANNED = re.compile(r"^(?:度)?，?(?:我[乡镇]|我街道|本机关|本单位|全[乡镇]|我们)?将")
# A year at the head of a clause, alone or after the unit's name: the time of what follows.
_HEAD = re.compile(
    r"(?P<lead>(?:^|(?<=[，。；：\n]))(?:[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+[、是]|\d[.、．])?(?:在|我[乡镇局]|我街道|本机关|本单位|□{2,}|[\u4e00-\u9fff]{1,5}[乡镇]|[\u4e00-\u9fff]{1,5}街道)?(?:在)?)"
    r"(?P<year>\d{4})年(?P<rest>[^。；\n]*)"
)
_WORK = re.compile(
    r"收到|新收|受理|未收到|主动公开|公开(?:各类|了)?(?:政府|政务|政策)?信息|发布(?:各类|了)?(?:政府|政务)?信息|收取[^，。；]{0,6}(?:处理费|费用)|信息公开工作|政务公开工作|依申请公开|"
    r"(?:推进|开展|做好|抓好|加强|落实|规范|深化)[^，。；]{0,10}(?:信息公开|政务公开)|"
    r"(?:召开|组织|开展|举办|参加)[^，。；]{0,16}(?:会议|培训|检查|督查)|制发|制作政策解读|深入贯彻|认真贯彻|认真落实|贯彻落实|按照[^，。；]{2,30}(?:要求|部署)"
)
_COMPARED = re.compile(
    r"同期|同比|相比|[较比与同](?:20\d\d|上|去)|(?:上年|去年|上一年)(?!度?(?:结转|转来|转入))|(?:增加|增长|减少|下降|上升|增|降)了?[\d一二三四五六七八九十百]"
)
_HISTORY = re.compile(
    r"建成|成立|设立|开通|施行|(?:起|正式|开始)实施|实施以来|修订|颁布|生效|创建|以来|起[，至]|获评|荣获|被评|预算|决算|遗留|年报|年度报告|挂牌|启用|投入使用|"
    r"列出|查出|指出的?问题|提出的?问题|整改(?:完|到位|落实)|已[^，。]{0,6}整改"
)
# Work that only the year reported on can have done; history does not excuse it.
_COUNTED = re.compile(
    r"全年|本年度|共收到|未收到|没有收到|主动公开[^。；]{0,16}[\d一二三四五六七八九十]+[余多]?条|收到[^。；]{0,16}申请[^。；]{0,4}[\d一二三四五六七八九十]"
)
_NEVER_MINE = re.compile(r"决算|预算|年报|年度报告|以来|起[，至]")
_PLAN = re.compile(
    r"将|计划|拟|继续|下一步|努力|打算|力争|争取|着力|重点(?:做好|抓好)|进一步|要[\u4e00-\u9fff]|预计|着手"
)


# 2022年受理的申请均已办结: what came of things of that year.
_OF_THEN = re.compile(
    r"^(?:度)?(?:受理|收到|新收|办理|公开|发布|制发|制定|印发|结转|提出|检查|发现|反馈|遗留|开展|组织)[^，。；\d]{0,8}的(?!通知|要求)"
)


@dataclass(frozen=True)
class _Slip:
    span: tuple[int, int]
    found: int | str
    message: str


def wrong_years(filing: Filing) -> Iterator[Fault]:
    """Each place where the text takes another year for the year reported on; silent where that year is unknown."""
    year = filing.report.year
    if not year:
        return
    for where, text in filing.report.texts().items():
        plain = without_quotes(_arabic(text))
        slips = [*_title(plain, year)] if where == "title" else [*_text(plain, year, where, text)]
        taken: set[int] = set()
        for slip in sorted(slips, key=lambda slip: slip.span):
            if slip.span[0] not in taken:
                taken.add(slip.span[0])
                yield Fault(
                    where,
                    slip.message,
                    f"请核对并改正；本报告的年度是{year}年。",
                    span=slip.span,
                    expected=year,
                    found=slip.found,
                )


def _title(text: str, year: int) -> Iterator[_Slip]:
    stated = [(m, int(m[1])) for m in _YEAR.finditer(text)]
    if stated and all(value != year for _, value in stated):
        match, value = stated[0]
        yield _Slip(match.span(), value, f"标题写的是{value}年，报告年度是{year}年。")


def _text(text: str, year: int, where: str, written: str) -> Iterator[_Slip]:
    for match in _GARBLED.finditer(text):
        yield _Slip(match.span(), match[0], f"年份“{match[0]}”写错了位数。")
    for match in _UNTIL.finditer(text):
        if _STANDING.match(text, match.end()):
            continue
        if (said := int(match["year"])) != year and not _COMPARED.search(_sentence(text, match.start())):
            yield _Slip(_span(match), said, f"{year}年的报告写着“{match[0]}”。")
    for match in _ANNOUNCED.finditer(text):
        said = int(match["year"])
        if said != year:
            yield _Slip(_span(match), said, f"{year}年的报告写着“{match[0]}”。")
    for match in _OWN_YEAR.finditer(text) if where == "preamble" else ():
        name = "year" if match["year"] else "told"
        if (said := int(match[name])) != year:
            start = match.start(name)
            yield _Slip((start, start + 5), said, f"{year}年的报告写着“{match[0]}”。")
    yield from _periods(text, year)
    yield from _months(text, year)
    yield from _heads(text, year, where, written)


def _periods(text: str, year: int) -> Iterator[_Slip]:
    for match in _PERIOD.finditer(text):
        if not _PERIOD_WORDS.search(_sentence(text, match.start())):
            continue
        first, last = int(match["y1"]), int(match["y2"] or match["y1"])
        whole = f"{year}年1月1日至{year}年12月31日"
        if first != year or last != year:
            name = "y1" if first != year else "y2"
            start = match.start(name)
            yield _Slip((start, start + 5), int(match[name]), f"统计期限写成“{match[0]}”，应为{whole}。")
        elif (int(match["m1"]), int(match["d1"]), int(match["m2"]), int(match["d2"])) != (1, 1, 12, 31):
            yield _Slip(match.span(), match[0], f"统计期限写成“{match[0]}”，应为{whole}。")


def _months(text: str, year: int) -> Iterator[_Slip]:
    for match in _MONTHS.finditer(text):
        said = int(match["y1"])
        if said != year and _PERIOD_WORDS.search(_sentence(text, match.start())):
            yield _Slip(
                (match.start("y1"), match.start("y1") + 5), said, f"统计期限写成“{match[0]}”，应为{year}年1月至12月。"
            )


def _heads(text: str, year: int, where: str, written: str) -> Iterator[_Slip]:
    """`text` has quoted names blanked out, `written` is what the message quotes."""
    for match in _HEAD.finditer(text):
        said, rest = int(match["year"]), match["rest"]
        if _OF_THEN.match(rest) and not _COUNTED.search(rest):
            continue
        late = said < year and where == "narrative.improvements" and _PLANNED.match(rest)
        if said == year or not 1990 <= said <= 2100 or not (late or _WORK.search(rest)):
            continue
        sentence = _sentence(text, match.start("year"))
        after = text[match.end() : match.end() + 40].split("\n")[0]
        if f"{year}年" in sentence + after or _COMPARED.search(sentence) or _is_history(rest):
            continue
        if said > year and _PLAN.search(rest):
            continue
        if said > year and where == "narrative.improvements":
            continue
        yield _Slip(
            _span(match),
            said,
            f"{year}年的报告把{said}年当作报告年度：“{_sentence(written, match.start('year'))[:30]}”。",
        )


def _is_history(rest: str) -> bool:
    counted = _COUNTED.search(rest)
    if not counted:
        return bool(_HISTORY.search(rest))
    until = len(rest) if counted[0] in ("全年", "本年度") else counted.start()
    return bool(_NEVER_MINE.search(rest[:until]) or re.search(r"以来|起[，至]", rest))


def _span(match: re.Match[str]) -> tuple[int, int]:
    start = match.start("year")
    return start, start + 5


def _sentence(text: str, at: int) -> str:
    return next((piece.text for piece in sentences(text) if piece.start <= at < piece.end), "")


def _arabic(text: str) -> str:
    """Years in Chinese or full-width digits as plain digits; the length stays."""
    return _YEAR.sub(lambda match: match[1].translate(_DIGITS) + "年", text)
