"""Section five: measures answer problems, and both say as many as they announce."""

import re
from collections.abc import Iterator

from assistant.report import Filing, covered, themes
from assistant.report.prose import Piece, items, sentences
from assistant.rules.rule import Fault

_DIGITS = {digit: number for number, digit in enumerate("零一二三四五六七八九十")} | {"两": 2}
_N = r"(?P<n>[二三四五六七八九十两]|\d{1,2})"
_OF_PROBLEMS = re.compile(
    rf"(?:存在|有|是|为)(?:以下|如下|下列)?{_N}(?:个|方面|点|项|大)(?:方面)?(?:的)?(?:主要|突出)?(?:问题|不足|困难|短板)"
)
_OF_MEASURES = re.compile(
    rf"(?:从|采取|落实|抓好|做好|着力)(?:以下|如下|下列)?{_N}(?:(?:个|条|项|点|大)?(?:方面|措施|举措|办法)|(?:个|条|项|点)(?=[：:改入着进]))"
)
_THESE = re.compile(
    rf"针对(?:上述|以上|这|存在的|今年的){_N}(?:个|方面|点|项)(?:方面)?(?:的)?(?:主要)?(?:问题|不足|短板)"
)
_BEFORE = re.compile(r"上年|去年|往年|上一年|20\d\d年[^，。]{0,10}(?:问题|不足)|已(?:经)?(?:整改|解决|采取)")
_MEASURE_WORDS = re.compile(r"下一?步|今后|将|改进|措施|加强|进一步|整改|完善")
_PROBLEM_WORDS = re.compile(r"问题|不足|不够|短板|薄弱|不强|不高|欠缺|有待|困难|滞后|不及时|不到位|单一")
_SLOGAN = 24  # characters: 今后，我乡将继续努力，再接再厉，做好公开工作。
PROBLEMS, IMPROVEMENTS = "narrative.problems", "narrative.improvements"


def unanswered(filing: Filing) -> Iterator[Fault]:
    """One side missing, a stated number that is not the number listed, or numbers far apart."""
    problems, measures = filing.report.problems.strip(), filing.report.improvements.strip()
    if not problems or not measures:
        yield from _one_side(problems, measures)
        return
    yield from _stated(problems, PROBLEMS, _OF_PROBLEMS, listed(problems), "问题")
    yield from _stated(measures, IMPROVEMENTS, _OF_MEASURES, listed(measures), "改进措施")
    yield from _stated(measures, IMPROVEMENTS, _THESE, listed(problems), "问题")
    many, few = len(listed(problems)), len(listed(measures))
    if few and many - few >= 3:
        yield Fault(
            IMPROVEMENTS,
            f"列出了 {many} 个问题，只写了 {few} 条改进措施。",
            "请逐个问题写明改进情况。",
            expected=many,
            found=few,
        )
        return
    yield from _apart(problems, measures)


def open_problems(filing: Filing) -> Iterator[Fault]:
    """A kind of problem that none of the measures is known to answer; silent where the measures miss most of them."""
    report = filing.report
    if not listed(report.improvements) or any(_apart(report.problems, report.improvements)):
        return
    for item, titles in _open(report.problems, report.improvements):
        yield Fault(
            PROBLEMS,
            f"“{titles}”这一问题在改进情况中没有看到相应措施。",
            "请在改进情况中写明怎样解决这一问题，或请确认措施已包含在其他条目里。",
            span=(item.start, item.end),
        )


def _open(problems: str, measures: str) -> list[tuple[Piece, str]]:
    """The listed problems of a known kind that no measure answers, with the names of their kinds."""
    kinds, names = themes("improvements"), themes("problems")
    answered = {code for measure in covered(measures, "improvements") for code in kinds[measure].answers}
    found = []
    for item in listed(problems):
        named = {code for piece in sentences(item.text) for code in names if names[code].strength(piece.text)}
        if named and not named & answered:
            found.append((item, "、".join(names[code].title for code in names if code in named)))
    return found


def _apart(problems: str, measures: str) -> Iterator[Fault]:
    """Fewer measures than problems, of known kinds or a mere slogan, that leave two problems and more than half unanswered."""
    many, few, left = len(listed(problems)), len(listed(measures)) or 1, _open(problems, measures)
    told = covered(measures, "improvements") or len(measures) <= _SLOGAN
    if few < many and told and len(left) >= 2 and len(left) * 2 > many:
        titles = "；".join(dict.fromkeys(title for _, title in left))
        yield Fault(
            IMPROVEMENTS,
            f"列出了 {many} 个问题，其中 {len(left)} 个在改进情况中没有看到相应措施：{titles}。",
            "请逐个问题写明改进情况。",
            expected=many,
            found=many - len(left),
        )


def listed(text: str) -> list[Piece]:
    """The items of the first kind of list mark that a text uses; [] where it lists fewer than two."""
    marked = [item for item in items(text) if item.mark]
    kinds = [_kind(item.mark) for item in marked]
    same = [item for item, kind in zip(marked, kinds, strict=True) if kind == kinds[0]]
    return same if len(same) >= 2 else []


def _kind(mark: str) -> str:
    mark = re.sub(r"[-*•\s]", "", mark)
    return re.sub(r"[一二三四五六七八九十]+", "一", re.sub(r"\d+", "1", mark))


def _one_side(problems: str, measures: str) -> Iterator[Fault]:
    """Silent where the other side is evidently told within the same text, which nothing parted."""
    if problems and not measures and not _MEASURE_WORDS.search(problems):
        yield Fault(IMPROVEMENTS, "第五部分只写了问题，没有写改进情况。", "请针对每个问题写明已采取或将采取的措施。")
    if measures and not problems and not _PROBLEM_WORDS.search(measures):
        yield Fault(PROBLEMS, "第五部分只写了改进措施，没有写存在的问题。", "请写明本年工作中存在的主要问题。")


def _stated(text: str, where: str, words: re.Pattern[str], there: list[Piece], name: str) -> Iterator[Fault]:
    for sentence in sentences(text):
        match = words.search(sentence.text)
        if not match or not there or _BEFORE.search(sentence.text[: match.end()]):
            continue
        said = _DIGITS.get(match["n"]) or int(match["n"])
        if said != len(there):
            start = sentence.start + match.start()
            yield Fault(
                where,
                f"文中说“{match[0]}”，实际列出{name} {len(there)} 条。",
                f"请补足，或把“{match['n']}”改为实际条数 {len(there)}。",
                span=(start, start + len(match[0])),
                expected=len(there),
                found=said,
            )
