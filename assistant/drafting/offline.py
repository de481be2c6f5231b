"""The writer without a language model: statements from tables and facts, wording from peers, questions for the rest."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.drafting import fixed, statements
from assistant.drafting.brief import Brief
from assistant.drafting.masking import own_kind
from assistant.drafting.suggestion import Line, Sentence, Suggestion, compose
from assistant.drafting.wording import fixed as fixed_wording
from assistant.drafting.wording import wording
from assistant.report import Theme, Unusable, theme_of, themes
from assistant.report.prose import items
from assistant.rules import check

SECTIONS = ("overview", "problems", "improvements", "other", "preamble")
NUMERALS = "一二三四五六七八九十"
STATED: dict[str, tuple[Callable[[Brief], list[Sentence]], ...]] = {
    "proactive": (statements.disclosed, statements.decisions),
    "on_request": (statements.requests, statements.disputes),
    "management": (statements.normative_documents,),
    "platform": (statements.platforms,),
    "supervision": (statements.supervision,),
}
USUAL = ("P_CONTENT", "P_TIME", "P_SKILL", "P_FORM", "P_INTERP", "P_QUALITY", "P_PUBLICITY", "P_STAFF")


def write(brief: Brief, section: str) -> Suggestion:
    """Draft a section (one of SECTIONS) from tables, facts and corpus; the rules have seen it in its place."""
    writers: dict[str, Callable[[Brief], list[Line]]] = {
        "overview": overview,
        "problems": problems,
        "improvements": improvements,
        "other": fixed.other,
        "preamble": fixed.preamble,
    }
    if section not in writers:
        raise Unusable(f"没有“{section}”这一部分，可选：{'、'.join(SECTIONS)}。")
    lines = [list(line) for line in writers[section](brief)]
    return compose(section, _accepted(brief, section, lines))


def overview(brief: Brief) -> list[Line]:
    """Five themes in official order (or those asked for), each with its statements and one to three peers' sentences."""
    chosen = [theme for code, theme in themes("overview").items() if not brief.themes or code in brief.themes]
    lines: list[Line] = [] if brief.themes else [[statements.opening(brief)]]
    used: list[str] = []
    most = {"short": 1, "full": 4}.get(brief.length, 2)
    for number, theme in zip(NUMERALS, chosen, strict=False):
        head = Sentence(f"（{number}）{theme.title}。", heading=True) if not brief.themes else None
        stated = [sentence for state in STATED[theme.code] for sentence in state(brief)]
        found = wording(brief, "overview", theme.code, theme.title, most=most, used=used)
        found = found or [s for s in [fixed_wording("overview", theme.code, brief.report.unit)] if s]
        used += [sentence.text for sentence in found]
        lines.append([s for s in [head, *_ordered(theme, stated, found)] if s])
    return lines


def _ordered(theme: Theme, stated: list[Sentence], found: list[Sentence]) -> list[Sentence]:
    """Figures first where they are the matter itself, practice first where they only bear it out."""
    return [*found, *stated] if theme.code in ("management", "supervision") else [*stated, *found]


def problem_codes(brief: Brief) -> list[tuple[str, str]]:
    """Which problems to write about, as (code, words that say why): staff's notes, last year's, then the usual ones."""
    codes: dict[str, str] = {}
    previous = brief.filing.previous
    for piece in items(previous.problems) if previous else []:
        code, _ = theme_of(piece.body or piece.text, "problems", piece.heading)
        if code:
            codes.setdefault(code, piece.body or piece.text)
    if brief.fact("interpretation_count") == 0:
        codes.setdefault("P_INTERP", "政策解读")
    if brief.fact("training_count") == 0:
        codes.setdefault("P_SKILL", "业务培训")
    for code in USUAL:
        if len(codes) >= 3:
            break
        codes.setdefault(code, themes("problems")[code].title)
    chosen = list(codes.items())
    shift = brief.variant % len(chosen)
    return (chosen[shift:] + chosen[:shift])[:3]


def problems(brief: Brief) -> list[Line]:
    """Two or three problems of this unit, each on its line."""
    if notes := brief.fact("problem_notes"):
        return _numbered([_own_words(piece.body, "problem_notes") for piece in items(str(notes)) if piece.body])
    found: list[Sentence] = []
    for code, why in problem_codes(brief):
        found.append(_best(brief, "problems", code, why, [s.text for s in found]))
    return _numbered(found)


def improvements(brief: Brief) -> list[Line]:
    """A measure for each problem of the report (or of the problems that would be suggested), in their order."""
    notes = brief.fact("measure_notes")
    if notes:
        return _numbered([_own_words(piece.body, "measure_notes") for piece in items(str(notes)) if piece.body])
    written = [
        piece.body
        for piece in items(brief.report.problems)
        if len(piece.body) > 6 and (piece.mark or "：" not in piece.body[-1:])
    ]
    asked = [(theme_of(text, "problems")[0], text) for text in written] or problem_codes(brief)
    found: list[Sentence] = []
    for code, text in asked:
        answers = sorted(
            (theme for theme in themes("improvements").values() if code in theme.answers),
            key=lambda t: t.answers.index(str(code)),
        )  # a measure names first the problem that it answers best
        done = [sentence.text for sentence in found]
        found.append(_best(brief, "improvements", answers[0].code if answers else "M_MECH", text, done))
    return _numbered(found)


def _own_words(text: str, slot: str) -> Sentence:
    return Sentence(text.rstrip("。；;，, ") + "。", facts=(slot,))


def _best(brief: Brief, section: str, theme: str, query: str, used: Sequence[str]) -> Sentence:
    found = wording(brief, section, theme, query, most=1, used=used)
    sentence = found[0] if found else fixed_wording(section, theme, brief.report.unit)
    return sentence or Sentence(own_kind(query, "", brief.report.unit))


def _numbered(found: list[Sentence]) -> list[Line]:
    """One line each: 一是…。 二是…。; a single one stands without a number."""
    if len(found) < 2:
        return [[sentence] for sentence in found]
    return [
        [replace(sentence, text=f"{numeral}是{sentence.text}")]
        for numeral, sentence in zip(NUMERALS, found, strict=False)
    ]


def _accepted(brief: Brief, section: str, lines: list[list[Sentence]]) -> list[list[Sentence]]:
    """Leave out peers' sentences that would cause an error or warning where they stand."""
    where = section if section == "preamble" else f"narrative.{section}"
    for _ in range(8):
        text = compose(section, lines).text
        filing = replace(brief.filing, report=brief.report.with_text(where, text))
        faults = [
            f
            for f in check(filing)
            if f.where == where and f.span and f.severity != "hint" and f.rule != "placeholder-left"
        ]
        bad = _touched(lines, [f.span for f in faults if f.span])
        if not bad:
            break
        lines = [[s for s in line if id(s) not in bad] for line in lines]
    return lines


def _touched(lines: list[list[Sentence]], spans: list[tuple[int, int]]) -> set[int]:
    """The peers' sentences (by identity) that one of the spans overlaps."""
    found, at = set(), 0
    for number, line in enumerate(line for line in lines if line):
        at += 1 if number else 0
        for sentence in line:
            end = at + len(sentence.text)
            if sentence.passage and any(start < end and stop > at for start, stop in spans):
                found.add(id(sentence))
            at = end
    return found
