"""What the text states against what the tables, and the unit's own facts, say."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from assistant.report import Figure, Filing, Report, fact_slots, show_figure
from assistant.report.prose import sentences
from assistant.rules.claims import Claim, claims
from assistant.rules.prose import line_at, sentence_at
from assistant.rules.quantities import COLUMNS
from assistant.rules.rule import Fault

TEXTS = ("preamble", "narrative.overview", "narrative.problems", "narrative.improvements", "narrative.other")
_REFUSED = tuple(
    f"refused_{reason}"
    for reason in (
        "state_secret", "other_law", "security", "third_party", "internal", "process", "enforcement_file", "admin_query",
    )
)  # fmt: skip
_UNAVAILABLE = ("unavailable_not_held", "unavailable_needs_creation", "unavailable_unclear")
_DECLINED = ("declined_petition", "declined_repeat", "declined_publication", "declined_excessive", "declined_reissue")
_OTHER = ("other_not_corrected", "other_fee_unpaid", "other_misc")
_LITIGATION = ("litigation_direct", "litigation_after_reconsideration")

# Rows of table 3 whose sum a quantity states; where a verb is loose, the other readings that are let pass.
_REQUESTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "received": (("received",),),
    "accepted": (("received",), ("received", "carried_in"), ("results_total",)),
    "handled": (("results_total",), ("received",), ("received", "carried_in"), ("granted", "partly_granted")),
    "finished": (("results_total",),),
    "answered": (("results_total",), ("received",), ("received", "carried_in")),
    "carried_in": (("carried_in",),), "carried_out": (("carried_out",),),
    "granted": (("granted",), ("granted", "partly_granted")), "partly_granted": (("partly_granted",),),
    "refused": (_REFUSED,), "unavailable": (_UNAVAILABLE,), "declined": (_DECLINED,), "other_handled": (_OTHER,),
} | {row: ((row,),) for row in (*_REFUSED, *_UNAVAILABLE, *_DECLINED, *_OTHER)}  # fmt: skip
_CELLS: dict[str, tuple[str, ...]] = {
    "licences": ("proactive.licences.decisions",), "penalties": ("proactive.penalties.decisions",),
    "compulsory_measures": ("proactive.compulsory_measures.decisions",), "fees": ("proactive.fees.amount",),
    "issued": ("proactive.normative_documents.issued",), "repealed": ("proactive.normative_documents.repealed",),
    "in_force": ("proactive.normative_documents.in_force",),
    "reconsideration": ("disputes.reconsideration.total",),
    "litigation": tuple(f"disputes.{group}.total" for group in _LITIGATION),
} | {group: (f"disputes.{group}.total",) for group in _LITIGATION}  # fmt: skip
_MONEY = ("fees", "processing_fee")
_ORGANISATIONS = ("commercial", "research", "public_interest", "legal_service", "other")


_LAST_DONE = re.compile(r"(?:上年|去年)(?:结转)?的?\s*\d*件?[^，。；]{0,30}(?:办结|答复|公开)|(?:连同|加上)上年")


def text_against_tables(filing: Filing) -> Iterator[Fault]:
    """Each figure or denial of this year that no reading of the tables, and no fact of the unit, bears out."""
    report = filing.report
    for where in TEXTS:
        stated = [c for c in claims(report.text(where)) if c.year in (None, report.year)]
        wrong: set[str] = set()
        for claim in stated:
            readings = table_readings(claim, report)
            if claim.slot == "granted" and any(c.slot == "partly_granted" and c.value for c in stated):
                readings = dict(list(readings.items())[:1])  # 部分公开 is told beside it
            if not readings or claim.figure_of in wrong:  # one fault, one finding
                continue
            for fault in _compare(claim, readings, where, report, stated, "表格"):
                wrong.add(claim.slot)
                yield fault
    yield from _facts(report)


def table_readings(claim: Claim, report: Report) -> dict[tuple[str, ...], Figure]:
    """What the tables have for a claim, by the cells summed, the plain reading first; {} where any cell is blank."""
    found: dict[tuple[str, ...], Figure] = {}
    for cells in _readings(claim.slot):
        values = [report[path] for path in cells]
        if None in values:
            return {}
        total = sum(values)  # type: ignore[arg-type]
        found[cells] = total * 10_000 if claim.slot == "fees" else total
    return found


def _readings(slot: str) -> list[tuple[str, ...]]:
    if slot in _CELLS:
        return [_CELLS[slot]]
    if slot in _REQUESTS:
        return [tuple(f"requests.{row}.total" for row in rows) for rows in _REQUESTS[slot]]
    base, _, part = slot.partition(".")
    if base == "received" and part in dict(COLUMNS):
        columns = _ORGANISATIONS if part == "organisations" else (part,)
        return [tuple(f"requests.received.{column}" for column in columns)]
    groups = _LITIGATION if base == "litigation" else (base,)
    return [tuple(f"disputes.{group}.{part}" for group in groups)] if part else []


def _compare(
    claim: Claim, readings: dict[tuple[str, ...], Figure], where: str, report: Report, stated: list[Claim], source: str
) -> Iterator[Fault]:
    values = list(readings.values())
    if any(_agrees(claim, value) for value in values) or _agrees_in_sum(claim, values, report.text(where), stated):
        return
    text = report.text(where)
    if (
        _with_new_files(claim, report, text)
        or _is_published(claim, values[0], text)
        or _with_carried(claim, report, where)
        or _of_this_year(claim, report, text)
    ):
        return
    labels = "、".join(report.form.label(path) for path in next(iter(readings)))
    yield _fault(claim, values[0], where, f"{source}中{labels}为", report.text(where))


def _fault(claim: Claim, should: Figure, where: str, told: str, text: str) -> Fault:
    """Money is told in the unit that the text uses."""
    said, found = text[claim.start : claim.end], claim.value
    unit = "元" if claim.slot in _MONEY else ""
    if unit and "万" in text[claim.start : claim.end + 1]:
        unit, found, should = "万元", Decimal(found) / 10_000, Decimal(should or 0) / 10_000
    words = f"正文说“{said}”" if claim.negated else f"正文写的是“{_phrase(text, claim)}”"
    return Fault(
        where,
        f"{words}，{told} {show_figure(should)}{unit}，两处不一致。",
        f"请核对：如应为 {show_figure(should)}{unit}，改正文；如正文无误，改表格或本年情况。",
        span=(claim.start, claim.end),
        expected=should,
        found=found,
    )


def _phrase(text: str, claim: Claim) -> str:
    start = max(text.rfind(mark, 0, claim.start) for mark in "，。；：\n") + 1
    return text[max(start, claim.start - 20) : claim.end] + claim.unit


def _agrees(claim: Claim, value: Figure) -> bool:
    """An approximate figure agrees with anything of its size."""
    if value is None or claim.value == value:
        return True
    return claim.approx and claim.value / 2 < value < claim.value * 2


def _agrees_in_sum(claim: Claim, values: list[Figure], text: str, stated: list[Claim]) -> bool:
    """True where the figures of one quantity in one line add up: 因甲不予公开1件、因乙不予公开1件."""
    line = text.rfind("\n", 0, claim.start), text.find("\n", claim.start) % (len(text) + 1)
    sentence = sentence_at(text, claim.start)
    for start, end in (line, (sentence.start - 1, sentence.end)):
        same = [c.value for c in stated if c.slot == claim.slot and not c.negated and start < c.start < end]
        if len(same) > 1 and not claim.negated and sum(same) in values:
            return True
    return False


def _is_published(claim: Claim, value: Figure, text: str) -> bool:
    """Fewer decisions made public than taken is no contradiction."""
    if (
        claim.slot not in ("licences", "penalties", "compulsory_measures")
        or claim.negated
        or claim.value > (value or 0)
    ):
        return False
    sentence = next((p.text for p in sentences(text) if p.start <= claim.start < p.end), "")
    return any(verb in sentence for verb in ("公示", "公开", "公布", "发布")) and not any(
        verb in sentence for verb in ("作出", "做出", "办理", "实施", "办结")
    )


def _with_carried(claim: Claim, report: Report, where: str) -> bool:
    """共收到5件（含上年结转1件)."""
    both = report["requests.received.total"], report["requests.carried_in.total"]
    if claim.slot != "received" or None in both or claim.value != sum(both):  # type: ignore[arg-type]
        return False
    behind = report.text(where)[claim.end : claim.end + 20]
    return "结转" in behind and any(word in behind for word in ("含", "其中", "包括"))


def _with_new_files(claim: Claim, report: Report, text: str) -> bool:
    """继续有效的5件旧文件，加上新制发的1件; 年初12件: what was in force without this year's, where those are told beside it."""
    issued, repealed, valid = (
        report[f"proactive.normative_documents.{column}"] for column in ("issued", "repealed", "in_force")
    )
    if claim.slot != "in_force" or issued is None or repealed is None or valid is None:
        return False
    told = sentence_at(text, claim.start).text
    kept = claim.value == valid - issued and re.search("加上|连同|新制|新增|合并", told)
    return bool(kept or (claim.value == valid - issued + repealed and re.search("年初|上年末|去年末", told)))


def _of_this_year(claim: Claim, report: Report, text: str) -> bool:
    """上年结转的1件已办结；今年收到7件，办结6件: what came this year alone, where last year's are told beside it."""
    total, carried = report["requests.results_total.total"], report["requests.carried_in.total"]
    if (
        claim.slot not in ("handled", "finished", "answered")
        or not carried
        or total is None
        or claim.value != total - carried
    ):
        return False
    line = line_at(text, claim.start)
    return bool(_LAST_DONE.search(line) and re.search(r"当年|今年|本年|年内|新收", sentence_at(text, claim.start).text))


def _facts(report: Report) -> Iterator[Fault]:
    """A fact is contradicted only where no figure of the text bears it out."""
    told: dict[str, list[tuple[str, Claim]]] = defaultdict(list)
    for where in TEXTS:
        for claim in claims(report.text(where)):
            if claim.slot in fact_slots() and claim.year in (None, report.year):
                told[claim.slot].append((where, claim))
    for slot, found in told.items():
        fact = report.facts.get(slot)
        if isinstance(fact, bool) or not isinstance(fact, int | float):
            continue
        values = [claim.value for _, claim in found]
        if any(_agrees(claim, Decimal(str(fact))) for _, claim in found) or sum(values) == fact:
            continue
        where, claim = found[0]
        yield _fault(
            claim,
            int(fact) if fact == int(fact) else Decimal(str(fact)),
            where,
            f"本年情况中“{fact_slots()[slot].label}”填的是",
            report.text(where),
        )
