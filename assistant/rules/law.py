"""References to law and format that are superseded or garbled."""

import re
from collections.abc import Iterator

from assistant.report import Filing
from assistant.rules.prose import sentence_at
from assistant.rules.rule import Fault

_OPEN, _CLOSE = r"[〔\[{﹝【（(［]", r"[〕\]}﹞】）)］]"
_DECREE = re.compile(r"国务院(?:令)?\s*第?\s*(?P<number>\d{3})\s*号(?:令)?")
_NOTICE = re.compile(
    rf"(?P<body>国[\u4e00-\u9fff]{{1,6}}?)\s*{_OPEN}\s*(?P<year>\d{{4}})\s*{_CLOSE}\s*第?\s*(?P<number>\d{{1,3}})\s*号"
)
_OLD_NOTICE = re.compile(r"政府信息公开工作年度报告有关事项的通知")
_NAME = re.compile(
    r"《(?:中华人民共和国)?(?:政府信息公开(?:管理|工作|实施)条例|政务信息公开条例|政府信息公开法)》|"
    r"《中华人民共和国(?:信息公开条例|政务公开条例|政府公开条例|政府信息条例|政府信息公开规定)》"
)
_OLD_ARTICLES = (
    (re.compile(r"第三十[一二]条|第3[12]条"), re.compile(r"年度报告|年报|本报告|编制"), "年度报告的规定现为第四十九条、第五十条"),
    (re.compile(r"第十二条"), re.compile(r"乡[（(]?镇[）)]?人民政府[^，。；]{0,12}(?:重点)?公开|重点公开"), "主动公开的规定现为第二十条、第二十一条"),
    (re.compile(r"第十五条"), re.compile(r"公报[^。；]{0,20}(?:网站|发布会)"), "公开方式的规定现为第二十三条"),
)  # fmt: skip
_PAST = re.compile(r"废止|替代|取代|不再|原《|修订前|旧")


def references(filing: Filing) -> Iterator[Fault]:
    """Superseded or garbled references, each place once."""
    for where, text in filing.report.texts().items():
        for find in (_decrees, _notices, _names, _articles):
            for match, said, right, fix in find(text, filing.report.year):
                sentence = sentence_at(text, match.start()).text
                if not _PAST.search(sentence):
                    yield Fault(where, said, fix, span=match.span(), expected=right, found=match[0])


_Slip = tuple[re.Match[str], str, str | None, str]


def _decrees(text: str, year: int | None) -> Iterator[_Slip]:
    for match in _DECREE.finditer(text):
        number, sentence = match["number"], sentence_at(text, match.start()).text
        if number == "492" and "711" not in sentence:
            yield (
                match,
                "国务院令第492号是2007年的条例，2019年已修订。",
                "国务院令第711号",
                "现行条例是国务院令第711号（2019年5月15日起施行）。",
            )
        elif number not in ("492", "711") and re.search(
            r"政府信息公开条例》?[（(，]?(?:中华人民共和国)?$", text[: match.start()]
        ):
            yield match, f"政府信息公开条例的文号写成“{match[0]}”。", "国务院令第711号", "现行条例是国务院令第711号。"


def _notices(text: str, year: int | None) -> Iterator[_Slip]:
    """Before 2021 the notice of 2019 was the one in force."""
    right, modern = "国办公开办函〔2021〕30号", bool(year and year >= 2021)
    for match in _NOTICE.finditer(text):
        sentence = sentence_at(text, match.start()).text
        if modern and match["year"] == "2019" and match["number"] == "60" and _about_format(match, sentence):
            yield match, f"“{match[0]}”是2019年的格式通知，已被取代。", right, f"现行格式通知是{right}。"
        elif _is_garbled(match, sentence):
            yield match, f"格式通知的文号写成“{match[0]}”。", right, f"正确的文号是{right}。"
    for match in _OLD_NOTICE.finditer(text):
        if modern and not _NOTICE.search(sentence_at(text, match.start()).text):
            yield match, f"“{match[0]}”是2019年的格式通知，已被取代。", right, f"现行格式通知是{right}。"


def _about_format(match: re.Match[str], sentence: str) -> bool:
    return match["body"] == "国办公开办函" or bool(re.search(r"年度报告|格式|公开", sentence))


def _is_garbled(match: re.Match[str], sentence: str) -> bool:
    """True for 30号 of another office or year, or another number of that year, where the format is meant."""
    if match["body"] != "国办公开办函":
        return (match["year"], match["number"]) == ("2021", "30") and _about_format(match, sentence)
    return (match["year"] == "2021") != (match["number"] == "30") and bool(re.search("年度报告|本报告", sentence))


def _names(text: str, year: int | None) -> Iterator[_Slip]:
    right = "《中华人民共和国政府信息公开条例》"
    for match in _NAME.finditer(text):
        yield match, f"条例名称写成“{match[0]}”。", right, f"正确的名称是{right}。"


def _articles(text: str, year: int | None) -> Iterator[_Slip]:
    for old, about, fix in _OLD_ARTICLES:
        for match in old.finditer(text):
            sentence = sentence_at(text, match.start()).text
            now = re.findall(r"第[一二三四五六七八九十]+条", fix)  # with these beside it the present articles are meant
            if "条例" in sentence and about.search(sentence) and not any(article in sentence for article in now):
                yield match, f"引用的“{match[0]}”是修订前的条文。", None, f"{fix}，请按现行条例改正。"
