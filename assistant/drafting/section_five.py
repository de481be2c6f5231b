"""Section five: this unit's problems, and a measure for each of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.drafting.brief import Brief, luck
from assistant.drafting.evidence import Evidence, evidence, last_problems, progress, silent_on, title
from assistant.drafting.masking import refill
from assistant.drafting.noted import noted, numeral
from assistant.drafting.suggestion import BLANK, Line, Sentence, blank
from assistant.drafting.usual import Usage
from assistant.drafting.wording import STRANGE, alike, closed, fixed, kind_of, wording
from assistant.report import fact_slots, theme_of, themes

MOST = {"short": 2, "full": 4}  # problems; else 3
NAMED = (
    "针对{}的问题，",
    "着力解决{}的问题，",
    "围绕解决{}的问题，",
    "为解决{}的问题，",
)  # how a measure names its problem
COUNTED = {2: "两", 3: "三", 4: "四", 5: "五"}


@dataclass(frozen=True)
class Problem:
    """A problem of the draft: its kind (None where no theme names it), its sentence, and its measure where one is known."""

    code: str | None
    sentence: Sentence
    measure: str = ""


def problems(brief: Brief) -> list[Line]:
    """Two to four problems of this unit, each on its line: staff's own notes, what figures say, what last year left, then peers'."""
    if notes := brief.fact("problem_notes"):
        return _numbered([_own_words(item, "problem_notes") for item in noted(str(notes))])
    return _numbered([problem.sentence for problem in chosen_problems(brief)])


def chosen_problems(brief: Brief) -> list[Problem]:
    """The problems that would be suggested, the unit's own before those that others have."""
    most = MOST.get(brief.length, 3)
    told = evidence(brief)
    shift = brief.variant % len(told) if len(told) > most else 0
    found = [_evident(brief, one) for one in (told[shift:] + told[:shift])[:most]]
    codes = {problem.code for problem in found}
    left = [code for code in last_problems(brief) if code not in codes]
    if len(found) < min(most, 2) and left:
        code = left[brief.variant % len(left)]
        found.append(_still(brief, code))
        codes.add(code)
    asks = (
        not brief.filing.previous and len(found) < 2
    )  # nothing is known of this unit: ask, rather than guess three times
    while len(found) < most - asks and (more := _usual(brief, codes, [p.sentence.text for p in found])):
        found.append(more)
        codes.add(str(more.code))
    if asks:
        question = fact_slots()["problem_notes"].ask
        found.append(Problem(None, Sentence(f"{blank(question)}。", asks={question: "problem_notes"})))
    return found


def _evident(brief: Brief, one: Evidence) -> Problem:
    return Problem(
        one.code, Sentence(f"{brief.pick(one.problems, one.code)}。", cells=one.cells, facts=one.facts), one.measure
    )


def _still(brief: Brief, code: str) -> Problem:
    """A problem that last year named: whether it stands, only staff know."""
    question = f"上年提出的“{title(code)}”今年还表现在哪里"
    text = brief.pick(
        (f"上年提出的{title(code)}问题还没有完全解决，主要表现在{{}}。", f"{title(code)}的问题仍需继续整改，{{}}。"),
        "still",
    )
    return Problem(
        code, Sentence(text.format(blank(question)), asks={question: "other"}, previous="narrative.problems")
    )


def _usual(brief: Brief, codes: set[str | None], used: Sequence[str]) -> Problem | None:
    """A problem that units like this one have: first of the matters on which its own text is silent, never last year's again."""
    silent = [code for code in silent_on(brief) if code not in codes]
    known = [code for code in themes("problems") if code not in codes | set(last_problems(brief)) | set(silent)]
    known.sort(key=lambda code: luck(f"{brief.report.unit.name}|{code}|{brief.variant}"))
    for code in [*silent[:1], *known]:
        query = f"{title(code)} {brief.report.overview[:60]}"
        found = wording(brief, "problems", code, query, most=1, used=used)
        sentence = found[0] if found else fixed(brief, "problems", code, used)
        if sentence and theme_of(sentence.text, "problems")[0] == code:
            return Problem(code, sentence)
    return None


# ---- measures ---------------------------------------------------------------------------------------------------------


def improvements(brief: Brief) -> list[Line]:
    """What became of last year's problems, then a measure for each problem of the report (or of those suggested), in order."""
    if notes := brief.fact("measure_notes"):
        return _numbered([_own_words(item, "measure_notes") for item in noted(str(notes))])
    asked = _of_report(brief) or chosen_problems(brief)
    done = _since_last_year(brief)
    measures: list[Sentence] = []
    for problem in asked:
        measures.append(_measure(brief, problem, [sentence.text for sentence in measures]))
    lead = _lead(brief, len(measures))
    return [*([done] if done else []), *([[lead]] if lead else []), *_numbered(measures)]


def _of_report(brief: Brief) -> list[Problem]:
    """The problems that stand in the report, with the measures of those that its figures suggested."""
    known = {problem: one for one in evidence(brief) for problem in one.problems}
    found = []
    for text in noted(brief.report.problems):
        same = known.get(text)
        code = same.code if same else theme_of(BLANK.sub("", text), "problems")[0]
        found.append(Problem(code, Sentence(text), same.measure if same else ""))
    return found


def _since_last_year(brief: Brief) -> list[Sentence]:
    """What became of last year's problems: what figures tell, what staff told, else a question; [] without last year's report."""
    last = last_problems(brief)
    if not last:
        return []
    if told := brief.fact("remedied"):
        return [
            Sentence(
                f"{_listed(list(last))}，{str(told).rstrip('。')}。", facts=("remedied",), previous="narrative.problems"
            )
        ]
    shown = {code: made for code in last if (made := progress(brief, code))}
    sentences, slots = [], set()
    for code, (words, slot) in shown.items():
        if slot not in slots:
            sentences.append(
                Sentence(
                    f"针对上年提出的{title(code)}问题，今年{words}。", facts=(slot,), previous="narrative.problems"
                )
            )
            slots.add(slot)
    if left := [code for code in last if code not in shown]:
        question = f"上年“{'、'.join(title(code) for code in left[:3])}”整改得怎样（如“已整改到位”）"
        text = f"{_listed(left)}，{blank(question)}。"
        sentences.append(Sentence(text, asks={question: "remedied"}, previous="narrative.problems"))
    return sentences


def _listed(codes: list[str]) -> str:
    names = "、".join(title(code) for code in codes[:3])
    return f"对上年提出的{names}{'等' if len(codes) > 3 else '的'}问题"


def _lead(brief: Brief, count: int) -> Sentence | None:
    """Who does it and when, as far as the profile knows; a single measure needs no announcement."""
    office, year = brief.fact("office_name"), brief.report.year
    if count < 2 or brief.length == "short":
        return None
    head = brief.pick(
        ("针对今年的问题", "针对上述问题", "对照今年查找的不足", "对今年存在的问题", "围绕以上问题"), "lead"
    )
    when = f"{year + 1}年" if year else "下一步"
    who = f"由{office}牵头，" if office else ""
    return Sentence(
        f"{head}，{when}{who}采取以下{COUNTED.get(count, str(count))}项措施：", facts=("office_name",) if office else ()
    )


def _measure(brief: Brief, problem: Problem, used: Sequence[str]) -> Sentence:
    """The measure for a problem, which it names where it can."""
    text = problem.sentence.text
    open_question = BLANK.fullmatch(text.rstrip("。"))
    if open_question:
        question = fact_slots()["measure_notes"].ask
        return Sentence(f"{blank(question)}。", asks={question: "measure_notes"})
    found = (
        Sentence(f"{problem.measure}。", cells=problem.sentence.cells, facts=problem.sentence.facts)
        if problem.measure
        else None
    )
    found = found or _peers_answer(brief, problem, used) or _usual_measure(brief, problem, used)
    if not problem.code or found.text.startswith("针对"):
        return found
    named = brief.pick(NAMED, "named").format(title(problem.code).removeprefix("对"))
    return replace(found, text=named + found.text)


def _peers_answer(brief: Brief, problem: Problem, used: Sequence[str]) -> Sentence | None:
    """How a unit with the nearest problem answered it: its own measure for that very problem."""
    if problem.code is None:
        return None
    text = BLANK.sub("", problem.sentence.text)
    near = brief.find(text, k=6, section="problems", theme=problem.code)
    first = (luck(f"{brief.report.unit.name}|{problem.code}") % 3 + brief.variant) % max(len(near), 1)
    near = near[first:] + near[:first]  # neighbours with the same problem take different answers
    usage = Usage(near)
    for hit in near[:4]:
        there = hit.passage
        for answer in brief.find(there.text, k=3, section="improvements", unit=there.unit, year=there.year):
            made = refill(closed(answer.passage.text), answer.passage, brief)
            usual = usage.strange(answer.passage.text, there.unit)[0] <= STRANGE[0]
            if (
                made
                and usual
                and made.strain < 1
                and not made.sentence.asks
                and answers(made.sentence.text, problem.code)
                and not any(alike(made.sentence.text, other) for other in used)
            ):
                return replace(made.sentence, passage=answer.passage.id)
    return None


# What a measure must speak of to answer a kind of problem, whatever else it says.
TO_THE_POINT = {
    "P_CONTENT": r"内容|目录|过程|范围|重点领域|专栏", "P_TIME": r"及时|时限|台账|更新|提醒|更换|当日|期限", "P_AWARE": r"认识|意识|重视|顾虑|讲清|例会|职责",
    "P_QUALITY": r"格式|标题|分类|核对|审核|校对|差错|规范|质量", "P_SKILL": r"培训|业务|能力|练兵|手册|跟班", "P_STAFF": r"专人|替补|交接|力量|队伍|信息员|[AＡ][、、]?[BＢ]岗",
    "P_FORM": r"渠道|公开栏|广播|形式|上门|入户|张贴|微信群", "P_PUBLICITY": r"宣传|互动|征[求集]|意见|沟通|引导|知晓", "P_PLATFORM": r"平台|查阅|栏目|公众号|专区|专栏",
    "P_INTERP": r"解读|图解|问答|讲解|宣讲", "P_GUIDE": r"(?:村|社区)[^。]{0,24}(?:指导|检查|帮助|督促)|(?:指导|检查|督促)[^。]{0,24}(?:村|社区)", "P_MECH": r"职责|责任|分工|机制|制度|责任人",
}  # fmt: skip


def answers(measure: str, code: str) -> bool:
    """True if a measure speaks to the point of a kind of problem and is known to answer it."""
    kinds = [theme for theme in themes("improvements").values() if code in theme.answers]
    return bool(re.search(TO_THE_POINT.get(code, ""), measure)) and any(kind.strength(measure) for kind in kinds)


def _usual_measure(brief: Brief, problem: Problem, used: Sequence[str]) -> Sentence:
    code, text = problem.code, BLANK.sub("", problem.sentence.text)
    kinds = sorted(
        (theme for theme in themes("improvements").values() if code in theme.answers),
        key=lambda theme: theme.answers.index(str(code)),
    )  # a measure names first the problem that it answers best
    for theme in kinds:
        found = wording(brief, "improvements", theme.code, text, most=4, used=used)
        for sentence in [*found, *filter(None, [fixed(brief, "improvements", theme.code, used)])]:
            if answers(sentence.text, str(code)):
                return sentence
    return fixed(brief, "improvements", "M_MECH") or Sentence(kind_of(brief, text))


def _own_words(text: str, slot: str) -> Sentence:
    return Sentence(text.rstrip("。；;，, ") + "。", facts=(slot,))


def _numbered(found: list[Sentence]) -> list[Line]:
    """One line each: 一是…。 二是…。; a single one stands without a number."""
    if len(found) < 2:
        return [[sentence] for sentence in found]
    return [[replace(sentence, text=f"{numeral(number)}是{sentence.text}")] for number, sentence in enumerate(found, 1)]
