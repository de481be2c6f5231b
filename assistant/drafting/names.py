"""Names of bodies, places and persons in free text, told from the field's own words by its vocabulary."""

import re
from collections.abc import Iterable, Iterator

from assistant.drafting.usual import familiar
from assistant.report import Unit

_BODY = re.compile(
    r"人民政府|街道|委员会|村委会|社区|公司|协会|中学|小学|医院|银行|日报|晚报|电视台|省(?![略去])|区(?![分别])|市(?!场)|局(?![面部])|旗(?!帜)|[县乡镇村寨屯]"
)
_NO_NAME = re.compile(
    r"[各全本我该由向按与和及对经在级每个所有辖下设到进驻新老城乡镇村和、的等多某何哪这那两几并将把从为于]$|有关$|相关$|其他$|部分$"
)
_TITLE = r"(?:联系人|经办人|负责人|审核人|撰稿人|签发人|填报人|镇长|乡长|书记|主任|局长|县长|干部|同志)"
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏韦付邹熊白孟秦邱侯江尹薛段雷龙陶贺顾毛郝龚邵万钱严武戴施"
_PERSON = re.compile(
    rf"{_TITLE}(?:是|为|：|:)?([{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?=[，。；、（(：:）)]|同志|负责|$)"
)
_HAN = re.compile(r"[\u4e00-\u9fff]{2}$")


def names(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and kind of what looks like the name of a body, a place or a person."""
    for match in _BODY.finditer(text):
        start = _begin(text, match.start())
        if start < match.start():
            yield start, match.end(), "名称"
    for match in _PERSON.finditer(text):
        if not familiar(match[1][:2]):
            yield match.start(1), match.end(1), "人名"


def foreign(units: Iterable[Unit], own: str) -> tuple[str, ...]:
    """How other units are called, in short and by their stem, where our `own` text does not say so itself."""
    called = {said for unit in units for said in (unit.short, unit.short.removesuffix(unit.kind), unit.county or "")}
    return tuple(sorted(s for s in called if len(s) > 1 and s not in own and not (len(s) == 2 and familiar(s))))


def _begin(text: str, end: int) -> int:
    """Where the proper part of a body's name begins; `end` itself where what stands before is no proper name."""
    before = text[max(0, end - 2) : end]
    if not _HAN.match(before) or _NO_NAME.search(before) or familiar(before) or familiar(text[end - 1 : end + 1]):
        return end
    start = end - 2
    while (
        start > 0
        and end - start < 4
        and _HAN.match(text[start - 1 : start + 1])
        and not familiar(text[start - 1 : start + 1])
    ):
        start -= 1
    return start
