"""Figures in prose: 120, １２０, 1,024, 1.7万, 三件, 两起, 十余条. No ordinals, list marks, dates, years or document numbers."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from assistant.rules.prose import blanked, without_addresses


@dataclass(frozen=True)
class Number:
    """A figure at `text[start:end]`, 万 and 余 included, the unit word not; `approx` for 约, 近, 余, 多, 以上."""

    value: int | Decimal
    approx: bool
    start: int
    end: int


_D = "[0-9０-９]"
_C = "[零〇一二三四五六七八九十百千万两]"
_MEASURE = (
    r"(?:件|条|个|次|起|份|篇|场|期|名|人|块|处|例|宗|户|项|类|万|元|种|家|批|部|位|所|封|款|期|点|天|小时|分钟|周|年|月内|成|倍|栏|期|台|座|轮|级|道|"
    r"方面|步|大|本|张|幅|页|字|届|组|队|村|镇|乡|社区|站|亩|公里|平方米|余|多|来)"
)
# Stretches that hold digits but no figure; blanked out before reading.
_NO_FIGURE = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?:[、,，/—\-至到和~～－–]+(?:19|20)\d\d)*年(?:度)?|\d{4,6}年(?:度)?|[二一][〇○零一二三四五六七八九]{3}年(?:度)?"
    r"|\d{1,2}(?:[、—\-至到~～－–]\d{1,2})?月(?:份|底|末|初|中旬|上旬|下旬)?(?:\d{1,2}日)?|(?<=月)\d{1,2}日|\d{1,2}日(?!内)"
    r"|\d{1,2}[:：]\d{2}"
    r"|[〔\[{﹝【（(]\s*\d{4}\s*[〕\]}﹞】）)]\s*(?:第\s*)?\d{1,4}\s*号"
    r"|第\s*[\d零〇一二三四五六七八九十百]+(?:[至、—\-]第?[\d零〇一二三四五六七八九十百]+)*"
    r"|\d+\s*号|\d+(?:楼|室|层|栋|单元|弄)"
    r"|\d{3,4}[-－—]\d{7,8}(?:[-－—转]\d{1,5})?|(?<!\d)\d{9,}(?!\d)|(?<=邮编)[：:]?\s*\d{6}|(?<=编码)[：:]?\s*\d{6}|电话[：:]?\s*\d{7,8}"
    r"|[“\"]?12\d{3}[”\"]?(?=[\u4e00-\u9fff]{0,4}(?:热线|政务|平台|便民|市民|服务|工单|投诉))"
    r"|(?<![\d.])\d+(?:\.\d+)+\.\d+|[A-Za-z]+[-－]?\d+[A-Za-z]*|\d+[xX×*]\d+(?!\d)"
    r"|(?<![一二三四五六七八九十])[一二三四五六七八九十]{1,3}(?:是|、|．)(?=[\u4e00-\u9fff])(?<![\u4e00-\u9fff][一二三四五六七八九十][、是])"
    r"|[（(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[）)]"
)
_LINE_MARK = re.compile(r"(?:^|(?<=[。；：\n]))[ \t　]*(?:[-*•]\s*)?\d{1,2}[、.．)）](?!\d)", re.M)
_ARABIC = re.compile(
    r"(?<![\d.])(?P<n>\d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<unit>[百千]?万|亿|千|百)?(?P<more>余|多(?=[\u4e00-\u9fff])|来(?=[件条个次份篇]))?"
)
_CHINESE = re.compile(
    rf"(?<![第\u96f6〇一二三四五六七八九十百千万两\d])(?<![数几上下])(?P<n>{_C}+)(?P<more>余|多|来)?(?={_MEASURE})"
    r"|(?<=[为是])(?P<zero>零)(?=[，。；、：\s]|$)|百分之(?P<percent>[零〇一二三四五六七八九十百]+(?:点[零〇一二三四五六七八九]+)?)"
)
# Words that hold a numeral but count nothing.
_WORDS = re.compile(
    r"一(?:定|些|致|并|律|直|般|旦|样|边|面|体|线|级|次性|站式|网|件事|把手|方面|系列|批|经|同|切|如|贯|站|窗|门|码|张网|户一|村一|事一|条龙|目了然|"
    r"步|流|大批|举|概|味|带|手|揽|度|时|来|则|个(?![，。；、：！\s）)”]|$)|项(?![，。；、：！\s）)]|$)|种(?![，。；、：！\s）)]|$)|类(?![，。；、：！\s）)]|$)|家人|点(?![，。])|户)"
    r"|(?<!诉讼)(?<!复议)(?<!案件)(?<!处罚)(?<!申请)(?<!强制)一起(?!(?:行政|政府|诉讼|复议|案件|责任|因|涉))|三审三校|三审|三校|三公|三农|三重一大|三安全一稳定|三张|两委|两会|两级|两新|两代表一委员|四议两公开|五公开|四个(?:意识|自信)|两个(?:维护|确立|责任|结合)|"
    r"四个(?:全面|服务)|百姓|千方百计|千家万户|万家|万众|万一|十分|十足|十几|几十|数十|数百|数千|上百|成千上万|十四五|十三五|十五五|二维码|二十大|十九大|三中全会|"
    r"[二三四五六七八九十]中全会|四中|三级|二级|四级|双随机、一公开|一公开|三定|三务|五位一体|万元以|零距离|零报告|零散|零星|零容忍|零投诉|零差错|三方|第三|两端|两不愁|三保障|半数|四风|八项规定|百日"
)
_BEFORE = re.compile(r"(?:约|近|超过?|逾|大约|将近|不少于|至少|不低于|接近|多达|达到?近|不到|不足)$")
_AFTER = re.compile(r"\s*(?:个|件|条|次|份|篇|起|名|人次|人)?(?:以上|左右|上下)")
# Every character that stands for one digit: １, ①, ².
_PLAIN_DIGITS = {
    code: wide
    for code in range(0x80, 0xFFFF)
    if len(wide := unicodedata.normalize("NFKC", chr(code))) == 1 and wide.isdigit()
}
_ODD_DIGIT = re.compile(f"[{''.join(map(chr, _PLAIN_DIGITS))}]")
_FORMAL = dict(zip(map(ord, "壹贰叁肆伍陆柒捌玖拾佰仟"), "一二三四五六七八九十百千", strict=True))
_FORMAL_DIGIT = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟]")
_UNITS = {"": 1, "百": 100, "千": 1000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000}
_DIGIT = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


def numbers(text: str) -> list[Number]:
    """The figures of a text in order."""
    return list(_numbers(text))


@lru_cache(maxsize=512)
def _numbers(text: str) -> tuple[Number, ...]:
    plain = _without_no_figures(text)
    found = [_number(plain, m, _arabic(m)) for m in _ARABIC.finditer(plain)]
    chinese = _WORDS.sub(lambda m: blanked(m[0]), plain)
    for match in _CHINESE.finditer(chinese):
        value = read_chinese(match["percent"] or match["zero"] or match["n"])
        if value is not None and not any(n.start < match.end() and match.start() < n.end for n in found):
            if match["n"] == "零" and not re.search(
                r"[请开议讼到为共有理是计生开供转数量罚可制收决定费]$", text[: match.start()]
            ):
                continue
            found.append(_number(plain, match, value))
    return tuple(sorted(found, key=lambda number: number.start))


def read_chinese(words: str) -> int | Decimal | None:
    """A number in Chinese numerals; None for what is none (百万; 百, 千 and 万 alone, as in 单位：万元)."""
    if words in ("百", "千", "万"):
        return None
    whole, _, fraction = words.partition("点")
    total = section = digit = 0
    for char in whole:
        if char in _DIGIT:
            digit = digit * 10 + _DIGIT[char] if digit and char not in "零〇" else _DIGIT[char] or digit
        elif char == "万":
            total, section, digit = (total + (section + digit or 1)) * 10_000, 0, 0
        else:
            section, digit = section + (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char], 0
    value = total + section + digit
    if whole[0] in "百千万" and len(whole) > 1:
        return None
    return Decimal(f"{value}.{''.join(str(_DIGIT[c]) for c in fraction)}") if fraction else value


def _without_no_figures(text: str) -> str:
    plain = _ODD_DIGIT.sub(lambda m: _PLAIN_DIGITS[ord(m[0])], text)
    plain = re.sub(
        r"(?<=[0-9])，(?=[0-9]{3}(?![0-9]))",
        lambda m: "," if text[m.start() - 1] in "０１２３４５６７８９" else "，",
        plain,
    )
    plain = re.sub(r"(?<=\d)．(?=\d)", ".", without_addresses(plain))
    plain = _FORMAL_DIGIT.sub(lambda m: _FORMAL[ord(m[0])], plain)
    for pattern in (_LINE_MARK, _NO_FIGURE):
        plain = pattern.sub(lambda m: blanked(m[0]), plain)
    return plain


def _number(text: str, match: re.Match[str], value: int | Decimal) -> Number:
    approx = bool(
        match["more"]
        or _BEFORE.search(text[max(0, match.start() - 3) : match.start()])
        or _AFTER.match(text, match.end())
    )
    return Number(value, approx, match.start(), match.start() + len(match[0].rstrip()))


def _arabic(match: re.Match[str]) -> int | Decimal:
    value = Decimal(match["n"].replace(",", "")) * _UNITS[match["unit"] or ""]
    return int(value) if value == int(value) else value
