"""Which unit reports, and on which year: from the title first, then from the text, then from the file's name."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from assistant.documents.characters import unified
from assistant.report import Unit

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = r"(?:20\d{2}|二[〇○零][〇○零一二三四五六七八九]{2})"
_UNIT_FIRST = re.compile(rf"^(?:关于)?(?P<unit>.+?)(?:关于)?(?P<year>{_YEAR})年?度?")
_YEAR_FIRST = re.compile(
    rf"^(?:关于)?(?P<year>{_YEAR})年?度?(?P<unit>.+?)(?:关于)?(?=政府信息|政务公开|信息公开|政务信息)"
)
_NO_YEAR = re.compile(r"^(?:关于)?(?P<unit>.+?)(?:关于)?(?=政府信息公开|政务公开|信息公开|政务信息公开)")
_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,24}?(?:乡|镇|街道|苏木)(?:人民政府|办事处)")
_PLACE = re.compile(
    r"(?:^|[^\u4e00-\u9fff])((?![各全我本该两在对从由])[\u4e00-\u9fff]{2,6}?(?:乡|镇|街道))(?![村级乡镇])", re.M
)
_IN_NAME = re.compile(
    r"(?<![\u4e00-\u9fff])(?![各全我本])[\u4e00-\u9fff]{2,12}?(?:乡|镇|街道|苏木)(?![村乡镇])(?:人民政府|办事处)?"
)
_PERIOD = re.compile(r"(20\d{2})\s*年\s*1\s*月\s*1\s*日?\s*(?:起)?\s*[至到—\-~]")
_NAMED_YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d|[年.\-_]?\d{1,2}(?:月|[.\-_]\d))")  # no date of publication
_LEAD = re.compile(r"^.*(?:由|在|为|是|向|与|和|及|按|经|到|对|据|根据|结合|本报告)(?=[\u4e00-\u9fff]{3,})")


@dataclass(frozen=True)
class Origin:
    """Unit and year as far as the document says; `warnings` name what disagrees."""

    unit: Unit
    year: int | None
    warnings: tuple[str, ...] = ()


def find_origin(title: str, text: str, name: str) -> Origin:
    """Read unit and year; `text` is all text of the report, `name` the file's name."""
    title, text = unified(title), unified(text)
    found, year = _from_title(re.sub(r"\s", "", title))
    named = _from_name(name)
    warnings = []
    if not found:
        found, where = _named_elsewhere(text, named)
        warnings.append(
            f"标题里没有单位名称，按{where}取“{found}”，请核对。" if found else "没有读出报告单位，请填写。"
        )
    elif named and _other_township(Unit.parse(found), Unit.parse(named)):
        warnings.append(f"标题写的是“{found}”，文件名写的是“{named}”，按标题取，请核对。")
    unit = _with_superiors(Unit.parse(found), text) if found else Unit("", "", "")
    body = _body_year(text)
    if year is None:
        year = body or _number(re.search(_YEAR, name))
        where = "正文" if body else "文件名"
        warnings.append(f"标题里没有年度，按{where}取 {year} 年，请核对。" if year else "没有读出报告年度，请填写。")
    elif (stated := _number(_PERIOD.search(text), 1)) and stated != year:
        warnings.append(f"标题写的是 {year} 年，正文的统计期限写的是 {stated} 年，按标题取 {year} 年，请核对。")
    elif (years := set(_NAMED_YEAR.findall(name))) and str(year) not in years:
        warnings.append(f"标题写的是 {year} 年，文件名写的是 {min(years)} 年，按标题取 {year} 年，请核对。")
    return Origin(unit, year, tuple(warnings))


def _named_elsewhere(text: str, named: str) -> tuple[str, str]:
    """The unit and where it is said: an office in the text, the file's name, then any township in the text."""
    offices = Counter(_LEAD.sub("", match[0]) for match in _OFFICE.finditer(text))
    places = Counter(m[1] for m in _PLACE.finditer(text) if not re.search(r"[由的是在了将各把被]", m[1]))
    for found, where in ((offices, "正文"), (Counter([named] if named else []), "文件名"), (places, "正文")):
        if found:
            return found.most_common(1)[0][0], where
    return "", ""


def _from_name(name: str) -> str:
    """The township that a file's name begins with, after numbers and signs."""
    stem = unified(re.split(r"[\\/]", name)[-1].rsplit(".", 1)[0])
    match = _IN_NAME.search(re.sub(rf"{_YEAR}年?度?", " ", stem))
    return match[0] if match else ""


def _other_township(unit: Unit, other: Unit) -> bool:
    """True where two townships have names of which neither ends in the other."""
    both = unit.is_township and other.is_township
    return both and not (unit.short.endswith(other.short) or other.short.endswith(unit.short))


def _from_title(title: str) -> tuple[str, int | None]:
    for pattern in (_YEAR_FIRST, _UNIT_FIRST, _NO_YEAR):
        if match := pattern.match(title):
            unit = match["unit"].strip('《“"”》.、-—')
            unit = re.sub(rf"{_YEAR}年?度?$", "", unit)
            unit = unit + "政府" if unit.endswith("人民") else unit
            year = _number(re.search(_YEAR, title))
            known = len(unit) > 1 and "信息公开" not in unit and unit not in ("政府", "人民政府")
            return (unit if known else ""), year
    return "", _number(re.search(_YEAR, title))


def _number(match: re.Match[str] | None, group: int = 0) -> int | None:
    return int(match[group].translate(_DIGITS)) if match else None


def _body_year(text: str) -> int | None:
    if period := _PERIOD.search(text):
        return int(period[1])
    years = Counter(re.findall(r"(20\d{2})\s*年(?!\s*\d{1,2}\s*月)", text))
    return int(years.most_common(1)[0][0]) if years else None


def _with_superiors(unit: Unit, text: str) -> Unit:
    """Add county, city and province where the text plainly writes them before the unit's name, and always the same ones."""
    if unit.above or not unit.is_township:
        return unit
    body = r"[\u4e00-\u9fff]{1,7}?"
    pattern = re.compile(
        rf"(?:^|[^\u4e00-\u9fff]|年)(?:由|在|为|是|向|对|现将|关于)?((?:{body}(?:省|自治区))?(?:{body}(?:市|自治州|州|盟))?"
        rf"(?:{body}(?:县|区|市|旗))?{re.escape(unit.short)})",
        re.M,
    )
    found = {parsed.above: parsed for match in pattern.finditer(text) if _plainly(parsed := Unit.parse(match[1]))}
    if not found or len({parsed.county for parsed in found.values()}) > 1:
        return unit
    best = max(found.values(), key=lambda parsed: len(parsed.above))
    return replace(unit, county=best.county, city=best.city, province=best.province)


def _plainly(unit: Unit) -> bool:
    """True where the bodies above a unit are names and not words like 全县 or 各县."""
    return bool(unit.above) and not any(re.match(r"[各全我本该两此同外]|由|在|为", body) for body in unit.above)
