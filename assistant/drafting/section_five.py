"""Section five: this unit's problems, and a measure for each of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.drafting.brief import Brief, luck
from assistant.drafting.evidence import (
    Evidence,
    Past,
    evidence,
    last_problems,
    past_problems,
    progress,
    silent_on,
    title,
    unsettled,
)
from assistant.drafting.leaving import unspoken
from assistant.drafting.masking import refill
from assistant.drafting.noted import named, noted, numeral
from assistant.drafting.suggestion import BLANK, Line, Sentence, blank
from assistant.drafting.usual import Usage, pairs
from assistant.drafting.wording import STRANGE, alike, closed, fixed, fixed_options, wording
from assistant.report import fact_slots, theme_of, themes

MOST = {"short": 2, "full": 4}  # problems; else 3
STILL = ("上年提出的", "关于上年提出的")  # how a problem of last year begins
NAMED = (
    "针对{}，",
    "着力解决{}，",
    "围绕解决{}，",
    "为解决{}，",
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
    found = _noted_problems(brief) or chosen_problems(brief)
    return _numbered([problem.sentence for problem in found])


def _noted_problems(brief: Brief) -> list[Problem]:
    """The problems that staff noted this year, in their words."""
    texts = noted(str(brief.fact("problem_notes") or ""))
    return [Problem(theme_of(text, "problems")[0], _own_words(text, "problem_notes")) for text in texts]


def chosen_problems(brief: Brief) -> list[Problem]:
    """The problems that would be suggested, the unit's own before those that others have."""
    most = MOST.get(brief.length, 3)
    told = evidence(brief)
    shift = brief.variant % len(told) if len(told) > most else 0
    found = [_evident(brief, one) for one in (told[shift:] + told[:shift])[:most]]
    codes = {problem.code for problem in found}
    left = [past for past in unsettled(brief) if past.name and past.code not in codes - {None}]
    if len(found) < min(most, 2) and left:
        past = left[brief.variant % len(left)]
        found.append(_still(brief, past))
        codes.add(past.code)
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


def _still(brief: Brief, past: Past) -> Problem:
    """A problem that last year named: whether it stands, only staff know."""
    question = f"上年提出的“{past.name}”整改得怎样，今年还有哪些表现"
    head = brief.pick(STILL, "still")
    text = f"{head}{past.name}的问题，{blank(question)}。"
    return Problem(past.code, Sentence(text, asks={question: "other"}, previous="narrative.problems"))


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
    done = _since_last_year(brief)
    before = [done] if done else []
    if notes := brief.fact("measure_notes"):
        told = noted(str(notes))
        return [*before, *_numbered([*(_own_words(item, "measure_notes") for item in told), *_unanswered(brief, told)])]
    asked = _of_report(brief) or _noted_problems(brief) or chosen_problems(brief)
    measures: list[Sentence] = []
    found: list[Sentence] = []
    for place, problem in enumerate(asked, 1):
        called = _called(problem, place)
        answer = _answer(brief, problem, [sentence.text for sentence in found])
        found += [answer] if answer else []
        measures.append(_naming(brief, problem, called, answer) if answer else _ask_measure(problem, called))
    lead = _lead(brief, len(measures))
    return [*before, *([[lead]] if lead else []), *_numbered(measures)]


def _of_report(brief: Brief) -> list[Problem]:
    """The problems that stand in the report, with the measures of those that its figures suggested."""
    known = {problem: one for one in evidence(brief) for problem in one.problems}
    found = []
    for text in noted(unspoken(brief.report.problems)):
        # an answered question has changed the end of the sentence
        same = next((one for said, one in known.items() if text.startswith(BLANK.split(said)[0])), None)
        code = same.code if same else theme_of(BLANK.sub("", text), "problems")[0]
        found.append(Problem(code, Sentence(text), same.measure if same else ""))
    return found


_COMMON = re.compile(
    "公开|信息|政府|政务|工作|问题|群众|业务|部门|组织|开展|及时|情况|较少|部分|有的|全年|今年|本年|我[乡镇街]|没有|不够|[^\u4e00-\u9fff]"
)


def _unanswered(brief: Brief, told: Sequence[str]) -> list[Sentence]:
    """A question for each problem that none of the told measures answers; as many of both, told by staff, answer each other."""
    stated = _of_report(brief)
    noted_ones = _noted_problems(brief)
    asked = stated or noted_ones
    if noted_ones and len(asked) <= min(len(told), len(noted_ones)):
        return []
    found = []
    for place, problem in enumerate(asked, 1):
        text = BLANK.sub("", problem.sentence.text)
        matters = {pair for pair in pairs(text) if not _COMMON.search(pair)}
        answered = any(
            (problem.code and answers(measure, problem.code)) or matters & set(pairs(measure)) for measure in told
        )
        if len(text) > 3 and not answered:
            found.append(_ask_measure(problem, _called(problem, place)))
    return found


def _called(problem: Problem, place: int) -> str:
    """How the measures name a problem: in its own words, or by its place in the list."""
    return named(problem.sentence.text) or f"第{numeral(place)}个问题"


def _ask_measure(problem: Problem, called: str) -> Sentence:
    """Where no measure is known, nobody's is invented."""
    text = problem.sentence.text
    if BLANK.fullmatch(text.rstrip("。")):
        question = fact_slots()["measure_notes"].ask
        return Sentence(f"{blank(question)}。", asks={question: "measure_notes"})
    question = f"针对“{called}”采取了哪些措施"
    if text.startswith(STILL):  # it may be solved by now
        question = f"针对“{called}”还要采取哪些措施"
    return Sentence(f"针对{_the_problem(called)}，{blank(question)}。", asks={question: "other"})


def _the_problem(called: str) -> str:
    return called if called.endswith("问题") else f"{called}的问题"


def _since_last_year(brief: Brief) -> list[Sentence]:
    """What became of last year's problems: what figures tell, what staff told, else a question; [] without last year's report."""
    last = past_problems(brief)
    if not last:
        return []
    if told := brief.fact("remedied"):
        said = re.sub("^上年(?:提出)?的?问题，?", "", str(told)).rstrip("。")
        return [Sentence(f"{_listed(last)}，{said}。", facts=("remedied",), previous="narrative.problems")]
    sentences, slots, left = [], set(), []
    for past in last:
        made = progress(brief, past.code) if past.code and past.name else None
        if not made:
            left.append(past)
        elif made[1] not in slots:
            text = f"针对上年提出的{past.name}的问题，今年{made[0]}。"
            sentences.append(Sentence(text, facts=(made[1],), previous="narrative.problems"))
            slots.add(made[1])
    if left:
        names = [past.name for past in left[:3] if past.name]
        of = f"“{'、'.join(names)}”" if names else "提出的问题"
        question = f"上年{of}整改得怎样（如“已整改到位”）"
        text = f"{_listed(left)}，{blank(question)}。"
        sentences.append(Sentence(text, asks={question: "remedied"}, previous="narrative.problems"))
    return sentences


def _listed(past: Sequence[Past]) -> str:
    names = [one.name for one in past if one.name]
    some = len(names) < len(past) or len(names) > 4
    return f"对上年提出的{'、'.join(names[:4])}{'等' if some and names else '的' if names else ''}问题"


def _lead(brief: Brief, count: int) -> Sentence | None:
    """When it is done; a single measure needs no announcement."""
    year = brief.report.year
    if count < 2 or brief.length == "short":
        return None
    head = brief.pick(
        ("针对今年的问题", "针对上述问题", "对照今年查找的不足", "对今年存在的问题", "围绕以上问题"), "lead"
    )
    when = f"{year + 1}年" if year else "下一步"
    return Sentence(f"{head}，{when}采取以下{COUNTED.get(count, str(count))}项措施：")


def _answer(brief: Brief, problem: Problem, used: Sequence[str]) -> Sentence | None:
    """A measure that answers the problem and is not used yet; None where none is known, or where only staff know the problem."""
    if BLANK.fullmatch(problem.sentence.text.rstrip("。")) or problem.sentence.text.startswith(STILL):
        return None
    cells, facts = problem.sentence.cells, problem.sentence.facts
    own = Sentence(f"{problem.measure}。", cells=cells, facts=facts) if problem.measure else None
    if own and not any(alike(own.text, other) for other in used):
        return own
    return _peers_answer(brief, problem, used) or _usual_measure(brief, problem, used)


def _naming(brief: Brief, problem: Problem, called: str, answer: Sentence) -> Sentence:
    if answer.text.startswith("针对"):
        return answer
    return replace(answer, text=brief.pick(NAMED, "named").format(_the_problem(called)) + answer.text)


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
    "P_CONTENT": r"内容|目录|过程|范围|重点领域|专栏", "P_TIME": r"及时(?!纠正)|时限|台账|更新|提醒|更换|当日|期限", "P_AWARE": r"认识|意识|重视|顾虑|讲清|例会|职责",
    "P_QUALITY": r"格式|标题|分类|核对|审核|校对|差错|规范|质量", "P_SKILL": r"培训|业务|能力|练兵|手册|跟班", "P_STAFF": r"专人|替补|交接|力量|队伍|信息员|[AＡ][、、]?[BＢ]岗",
    "P_FORM": r"渠道|公开栏|广播|形式|上门|入户|张贴|微信群", "P_PUBLICITY": r"宣传|互动|征[求集]|意见|沟通|引导|知晓", "P_PLATFORM": r"平台|查阅|栏目|公众号|专区|专栏",
    "P_INTERP": r"解读|图解|问答|讲解|宣讲", "P_GUIDE": r"(?:村|社区)[^。]{0,24}(?:指导|检查|帮助|督促)|(?:指导|检查|督促)[^。]{0,24}(?:村|社区)", "P_MECH": r"职责|责任|分工|机制|制度|责任人",
}  # fmt: skip


def answers(measure: str, code: str) -> bool:
    """True if a measure speaks to the point of a kind of problem and is known to answer it."""
    kinds = [theme for theme in themes("improvements").values() if code in theme.answers]
    return bool(re.search(TO_THE_POINT.get(code, ""), measure)) and any(kind.strength(measure) for kind in kinds)


def _usual_measure(brief: Brief, problem: Problem, used: Sequence[str]) -> Sentence | None:
    code, text = problem.code, BLANK.sub("", problem.sentence.text)
    kinds = sorted(
        (theme for theme in themes("improvements").values() if code in theme.answers),
        key=lambda theme: (theme.answers.index(str(code)), len(theme.answers)),
    )  # a measure names first the problem that it answers best, and one that answers few answers them best
    for theme in kinds:
        found = wording(brief, "improvements", theme.code, text, most=4, used=used)
        fit = [s for s in found if _to_the_matter(s.text, text, str(code))]
        ours = fixed_options(brief, "improvements", theme.code)
        ours = [s for s in ours if _to_the_matter(s.text, text, str(code)) and not any(alike(s.text, o) for o in used)]
        if fit or ours:
            return fit[0] if fit else brief.pick(ours, f"improvements|{theme.code}")
    return None


def _to_the_matter(measure: str, problem: str, code: str) -> bool:
    """True if a measure answers a problem and not another of its kind: 图解 is no answer to 渠道不够."""
    beside = re.search("解读|图解|讲解", measure) and not re.search("解读|形式|单一", problem)
    return answers(measure, code) and not beside


def _own_words(text: str, slot: str) -> Sentence:
    return Sentence(text.rstrip("。；;，, ") + "。", facts=(slot,))


def _numbered(found: list[Sentence]) -> list[Line]:
    """One line each: 一是…。 二是…。; a single one stands without a number."""
    if len(found) < 2:
        return [[sentence] for sentence in found]
    return [[replace(sentence, text=f"{numeral(number)}是{sentence.text}")] for number, sentence in enumerate(found, 1)]
