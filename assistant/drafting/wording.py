"""Sentences for a theme: last year's own continued, the fitting ones of the corpus made this unit's own, or fixed wording."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from assistant.drafting.brief import LAST_YEAR, Brief, luck
from assistant.drafting.masking import OWN_MATTERS, own_kind, refill
from assistant.drafting.suggestion import Sentence
from assistant.drafting.usual import Usage, pairs
from assistant.report import Hit, Passage, Theme, Unit, theme_of, themes
from assistant.report.prose import items, sentences
from assistant.report.themes import unlisted
from assistant.rules.claims import numbers

FLOOR = 0.5  # below this a peer's sentence fits worse than fixed wording
STRANGE = (0.3, 4)  # share of a sentence, and stretch of bigrams, that only its own unit says
MARGIN = 0.9  # what is this much worse than the best is still good enough to differ from one's neighbours
ENOUGH = 30  # sentences to choose from; the hits behind are farther from what was asked
GOOD = 1.0  # from here a peer's sentence fits so well that it goes before fixed wording
FEW = 12  # peers' sentences below which fixed wording joins them
ALIKE = 0.5  # share of common bigrams from which two sentences of a draft say the same
SAME = 0.72  # share of common characters from which they do, in whatever order
PRACTICE = ("严格", "坚持", "按照", "落实", "做到", "及时", "规范", "明确", "定期", "一并", "逐", "核对", "写明")
EMPTY = re.compile(
    r"高度重视|不断提升|不断提高|切实|扎实|取得[^，。]{0,8}成效|有力|大力|深入|全面提升|再上新台阶|有序推进|进一步"
)
HANDLED = re.compile(
    r"答复(?!渠道|期限|的|书|前|文书)[^，。]{0,6}(?:及时|满意|到位)|申请人(?:没有|表示|满意|对)|异议|按[时期]|均|全部|办结"
)
# What a sentence presumes, by the facts that bear it out.
NEEDED = {
    "公众号": ("wechat_name", "wechat_count"), "新媒体": ("wechat_name", "wechat_count"), "账号": ("wechat_name", "wechat_count", "other_media_count"),
    "视频号": ("other_media_count",), "查阅点": ("corner_number",), "专区": ("corner_number",), "查阅室": ("corner_number",),
}  # fmt: skip
# What a known nought denies: that it is done, and (there in `INTENDED` too) that it is there to be used.
DENIED = {
    "interpretation_count": "解读", "training_count": "培训|业务学习|学习条例", "response_count": "留言", "meeting_count": "会议|例会|专题研究|听取",
    "inspection_count": "自查|[检核督抽巡]查|督导|定期[^，。；]{0,6}(?:核对|清理)", "review_count": "清理|撤下|更新失效",
    "staff_count": "专人|[专兼）]职|信息员|指定[^，。；]{0,6}人", "wechat_name": "公众号|新媒体|账号|微信(?!群)", "website_count": "网站|上网|网上",
    "board_number": "公开栏|公示栏|公告栏|宣传栏", "board_count": "公开栏|公示栏|公告栏|宣传栏", "corner_number": "专区|查阅[点室]",
}  # fmt: skip
NOUGHT = (None, 0, "无")
INTENDED = ("wechat_name", "board_number", "corner_number")  # a plan may mend the others
# What is done with requests that have come in: where none came, nothing of it was done.
HANDLING = re.compile(
    r"第三方|补正|区分处理|答复|转办|逐件|对(?:收到|已?受理)的|收到(?:的)?申请|(?:咨询|申请)的?内容|转为主动公开|登记|现场申请|办理(?!流程|期限|时限|机构|地点|程序|方式)"
)
_OF_THEN = re.compile(r"\d{4}年|领导下|贯彻落实|借鉴|取经|息息相关|[\u4e00-\u9fff]了(?!解)|^[（(一二三四五]")
_YEAR = re.compile(r"\d{4}年")
AS_BEFORE = "沿用上年做法，"
_TEACHES = re.compile(
    r"学习[^。]{0,40}(?:文件|条例|精神|业务|知识|规定)|提高[^。；]{0,30}认识"
)  # belongs to 监督保障 under whatever heading last year had it
_CONTINUED = re.compile(
    r"^(?:坚持|落实|严格|执行|实行|推行|做好|加强|规范|用好|抓好|完善|健全|明确|定期|及时|主动|把|将|对|按照|依托|安排|组织)"
)


@cache
def _fixed() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files(__package__) / "wording.toml").read_text("utf-8"))


def fixed(brief: Brief, section: str, theme: str, used: Iterable[str] = ()) -> Sentence | None:
    """One of the project's own sentences for a theme that says nothing used; None where there is none."""
    left = [s for s in fixed_options(brief, section, theme) if not any(alike(s.text, other) for other in used)]
    return brief.pick(left, f"{section}|{theme}") if left else None


def fixed_options(brief: Brief, section: str, theme: str) -> list[Sentence]:
    """All of the project's own sentences for a theme that fit this unit."""
    unit = brief.report.unit
    villages = "社区" if unit.kind == "街道" else "村"
    said = [text.format(self=unit.self_name, villages=villages) for text in _fixed().get(section, {}).get(theme, ())]
    return [Sentence(own_kind(text, "", unit)) for text in said if fits(brief, section, theme, text)]


def wording(
    brief: Brief, section: str, theme: str, query: str, *, most: int, used: Sequence[str] = (), **where: object
) -> list[Sentence]:
    """At most `most` sentences about a theme from peers' reports; [] if none can be freed of its facts.

    Fixed wording joins them where they are few, but for measures, which must answer their problem. Of those that fit nearly as well as the best each unit takes others, each variant the next ones. `where` limits the search.
    """
    hits = _hits(brief, section, theme, query, **where)
    found = _scored(brief, section, theme, hits, set(used))
    if not found and section == "improvements":
        return []
    best = max((one.score for one in found), default=FLOOR)
    fit = [one for one in found if one.score >= max(FLOOR, best - MARGIN)]
    if len(fit) < 3 * most:
        fit = [one for one in found if one.score >= FLOOR]
    if section != "improvements" and len(fit) < FEW:
        fit += [Scored(sentence, FLOOR) for sentence in fixed_options(brief, section, theme)]
    fit.sort(key=lambda one: luck(f"{brief.report.unit.name}|{one.sentence.text}"))
    start = (brief.variant * most) % max(len(fit), 1)
    fit = fit[start:] + fit[:start]
    peers = [one for one in fit if one.sentence.passage]
    good = [one for one in peers if one.score >= GOOD]
    if section == "overview" and not brief.variant and good and len(peers) <= 2:
        # the little that others say well is not lost among the fixed
        fit = [good[0], *(one for one in fit if one is not good[0])]
    if brief.like and brief.like != LAST_YEAR:  # what the named unit says comes first, however well others say it
        theirs = {hit.passage.id for hit in hits if brief.like in hit.passage.unit}
        named = [one for one in found if one.sentence.passage in theirs]
        fit = sorted(named, key=lambda one: -one.score) + [one for one in fit if one not in named]
    return _apart(fit, themes(section)[theme], most, used)


@dataclass(frozen=True)
class Scored:
    sentence: Sentence
    score: float


def _apart(found: Sequence[Scored], theme: Theme, most: int, used: Sequence[str]) -> list[Sentence]:
    """The first that say different things: first those on other matters of the theme, then any that are not alike."""
    chosen: list[Sentence] = []
    matters: set[int] = set()
    for fresh in (True, False):
        for one in found:
            text = one.sentence.text
            about = {n for n, cue in enumerate(theme.cues) if cue.search(text)}
            told = [*used, *(sentence.text for sentence in chosen)]
            if len(chosen) < most and not (fresh and about & matters) and not any(alike(text, other) for other in told):
                chosen.append(one.sentence)
                matters |= about
    return chosen


def alike(one: str, other: str) -> bool:
    """True if the shorter of two sentences stands for the most part in the other."""
    a, b = set(pairs(one)), set(pairs(other))
    if not a or not b:
        return False
    ones, others = (set(re.findall(r"[\u4e00-\u9fff]", text)) for text in (one, other))
    reordered = len(ones & others) >= SAME * min(len(ones), len(others)) > 8
    return reordered or len(a & b) >= ALIKE * min(len(a), len(b))


def _hits(brief: Brief, section: str, theme: str, query: str, **where: object) -> list[Hit]:
    own = brief.report.unit
    asked = f"{query} {brief.focus}".strip()
    found: dict[str, Hit] = {}
    limits: list[dict[str, object]] = [{"unit_kind": own.kind or None}, {}]
    if brief.like and brief.like != LAST_YEAR:
        limits = [{"unit": brief.like}, *limits]
    for limit in limits:
        for hit in brief.find(asked, k=60, section=section, theme=theme, **limit, **where):
            if Unit.parse(hit.passage.unit).short != own.short:
                found.setdefault(hit.passage.id, hit)
        if len(found) >= (3 if "unit" in limit else 40):
            break
    return list(found.values())


def _scored(brief: Brief, section: str, theme: str, hits: list[Hit], used: set[str]) -> list[Scored]:
    known = themes(section)[theme]
    usage = Usage(hits)
    near = 2.5 if section == "improvements" else 0.8  # a measure must answer its problem before it may be elegant
    followed = brief.like and brief.like != LAST_YEAR
    scored: dict[str, Scored] = {}
    seen: set[str] = set()
    for rank, hit in enumerate(hits):
        if len(scored) >= ENOUGH:
            break
        for piece in sentences(hit.passage.text):
            if piece.text in seen or not _about(known, piece.text, hit.passage):
                continue
            seen.add(piece.text)
            share, stretch = usage.strange(piece.text, hit.passage.unit)
            if not followed and (share > STRANGE[0] or stretch > STRANGE[1] or _YEAR.search(piece.text)):
                continue
            filled = refill(closed(piece.text), hit.passage, brief, figures=bool(followed))
            if (
                filled is None
                or filled.strain >= (3 if followed else 1)
                or not fits(brief, section, theme, filled.sentence.text)
            ):
                continue
            sentence = replace(filled.sentence, passage=hit.passage.id, also_in=hit.also_in)
            ease = min(2, sum(word in sentence.text for word in PRACTICE)) - len(EMPTY.findall(sentence.text))
            score = near / (1 + 0.1 * rank) + 0.25 * ease + usage.shared(piece.text) - share - 0.5 * filled.strain
            if sentence.text not in used and score > (scored[sentence.text].score if sentence.text in scored else -9.0):
                scored[sentence.text] = Scored(sentence, score)
    return list(scored.values())


def _about(theme: Theme, text: str, passage: Passage) -> bool:
    """True if a sentence speaks of a theme, or of none while it stands under the theme's heading."""
    plain = unlisted(text)
    if theme.strength(plain):
        return True
    others = any(other.strength(plain) for other in themes(theme.section).values())
    return passage.theme == theme.code and bool(passage.heading) and theme.section == "overview" and not others


def fits(brief: Brief, section: str, theme: str, text: str) -> bool:
    """False where a sentence tells of handled requests and there were none, or of what the unit is known to lack."""
    cells = [brief.report[f"requests.{row}.total"] for row in ("received", "carried_in")]
    if (
        theme == "on_request"
        and not any(cells)
        and (HANDLED.search(text) or (cells == [0, 0] and HANDLING.search(text)))
    ):
        return False
    plan = section == "improvements"  # what is intended need not be there yet
    none = [
        word for word, keys in NEEDED.items() if word in text and not any(brief.fact(k) not in NOUGHT for k in keys)
    ]
    denied = [
        key
        for key, words in DENIED.items()
        if (key in INTENDED or not plan) and brief.fact(key) in (0, "无") and re.search(words, text)
    ]
    return not denied and (plan or not none)


def closed(text: str) -> str:
    """End a sentence with its full stop."""
    return text.rstrip("；;，, ") + ("" if text.endswith(("。", "！", "？")) else "。")


# ---- the unit's own last year ---------------------------------------------------------------------------------------


_CHARGED = re.compile("分管|牵头|组长|承办")


def own_last_year(brief: Brief, theme: str, used: Sequence[str] = (), most: int = 1) -> list[Sentence]:
    """What last year's overview said of a theme as standing practice, said again as continued; [] without such."""
    previous = brief.previous
    if previous is None:
        return []
    whole = Passage(
        "", "", "", "overview", previous.unit.name, previous.unit.kind, previous.year, county=previous.unit.county
    )
    anew = any(
        key in {**brief.report.facts, **brief.facts} for key in ("leader_role", "office_name")
    )  # told and stated
    found = []
    for piece in items(previous.overview):
        there = theme_of(piece.body or piece.text, "overview", piece.heading)[0]
        for sentence in sentences(piece.body or piece.text):
            text = closed(sentence.text)
            if (
                ("supervision" if _TEACHES.search(text) else there) == theme
                and _lasts(text, theme)
                and fits(brief, "overview", theme, text)
                and not any(alike(text, other) for other in used)
                and not (anew and _CHARGED.search(text))
            ):
                made = refill(text, whole, brief)
                if made and made.strain < 2 and not made.sentence.asks:
                    found.append(replace(_continued(made.sentence), previous="narrative.overview"))
    if any(text.startswith(AS_BEFORE) for text in used):  # once in a draft
        found = [sentence for sentence in found if not sentence.text.startswith(AS_BEFORE)]
    start = brief.variant % max(len(found), 1)
    return (found[start:] + found[:start])[:most]


def _lasts(text: str, theme: str) -> bool:
    """True for practice that goes on; False for what was done, counted or came of one year."""
    known = themes("overview")[theme]
    own_matter = any(pattern.search(text) for _, pattern in OWN_MATTERS)
    speaks = known.strength(unlisted(text)) or (theme == "supervision" and _TEACHES.search(text))
    return bool(speaks) and not (numbers(text) or own_matter or _OF_THEN.search(text) or EMPTY.search(text))


def _continued(sentence: Sentence) -> Sentence:
    """Say that a practice goes on, by its own verb where it has one."""
    text = sentence.text
    if "继续" in text or "仍" in text:
        return sentence
    if _CONTINUED.match(text):
        return replace(sentence, text="继续" + text)
    verb = re.search(r"(?<![，；不])(?:坚持|实行|执行|落实|推行|采取|采用)(?!情况)", re.split("[，；]", text)[0])
    at = re.search("可以", text)
    if verb:
        return replace(sentence, text=f"{text[: verb.start()]}继续{text[verb.start() :]}")
    return replace(sentence, text=f"{text[: at.start()]}仍{text[at.start() :]}" if at else AS_BEFORE + text)
