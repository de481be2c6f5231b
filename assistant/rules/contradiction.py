"""The text against itself: a thing denied and then claimed."""

import re
from collections.abc import Iterator

from assistant.report import Filing
from assistant.report.prose import sentences
from assistant.rules.agreement import TEXTS, table_readings
from assistant.rules.claims import Claim, claims
from assistant.rules.rule import Fault

_SLOTS = {
    "disclosed_total": "主动公开信息", "training_count": "培训", "meeting_count": "专题会议", "processing_fee": "信息处理费",
    "accountability_count": "责任追究", "received": "政府信息公开申请", "reconsideration": "行政复议", "litigation": "行政诉讼",
}  # fmt: skip
_PUBLISHED = ("website_count", "wechat_count", "board_count", "key_area_count")
_SUCCESS = re.compile(
    r"(?:均|全部|都|已全部|已经全部|已(?=按时|按期|及时|依法|在))(?:已|已经)?(?:按时|按期|及时|依法|依规|按规定|在(?:法定|规定)?(?:期限|时限|时间)内|严格|予以|进行|作出|做出|、)*(?:答复|办结|办理完毕|回复|办理)|"
    r"(?:按时|按期)?(?:答复|办结)率(?:均)?(?:为|达到?)?(?:100|百分之百)"
)
_ELSE = re.compile(r"来信|留言|咨询|热线|工单|建议|提案|信箱|来电|诉求|投诉|信访|上年结转|结转")


def contradictions(filing: Filing) -> Iterator[Fault]:
    """One finding for each denial that the text itself contradicts."""
    report = filing.report
    told = [
        (where, claim) for where in TEXTS for claim in claims(report.text(where)) if claim.year in (None, report.year)
    ]
    for where, denial in told:
        if denial.value != 0 or denial.slot not in _SLOTS:
            continue
        if denial.slot == "received" and (success := _success(report.text(where), denial, filing)):
            yield success
        elif claimed := _claimed(denial, told, filing):
            yield _fault(where, denial, *claimed, filing)


def _claimed(denial: Claim, told: list[tuple[str, Claim]], filing: Filing) -> tuple[str, Claim] | None:
    """The place that claims what is denied; None where the tables settle which of the two is wrong."""
    if table_readings(denial, filing.report):
        return None
    same = {denial.slot, *(_PUBLISHED if denial.slot == "disclosed_total" else ())}
    return next(((w, c) for w, c in told if c.slot in same and not c.negated and c.value > 0), None)


def _fault(where: str, denial: Claim, other: str, claim: Claim, filing: Filing) -> Fault:
    text = filing.report.text(other)
    return Fault(
        other,
        f"既说“{_said(filing.report.text(where), denial)}”，又说“{_said(text, claim)}”，自相矛盾。",
        f"请核对{_SLOTS[denial.slot]}的实际情况，删去不符的一处。",
        span=(claim.start, claim.end),
        expected=0,
        found=claim.value,
    )


def _success(text: str, denial: Claim, filing: Filing) -> Fault | None:
    """未收到申请，均已按时答复; silent where requests were carried in from last year."""
    if filing.report["requests.carried_in.total"]:
        return None
    here = [piece for piece in sentences(text) if piece.end > denial.start and piece.start <= denial.end + 60][:2]
    for piece in here:
        begin = max(piece.start, denial.end)
        match = _SUCCESS.search(text, begin, piece.end)
        if match and not _ELSE.search(text, begin, match.end()):
            start, end = match.span()
            return Fault(
                next(w for w in TEXTS if filing.report.text(w) == text),
                f"前文说“{_said(text, denial)}”，后文又称“{text[start:end]}”。",
                "没有收到申请就没有答复，请删去后一句。",
                span=(start, end),
            )
    return None


def _said(text: str, claim: Claim) -> str:
    if claim.negated:
        return text[claim.start : claim.end]
    start = max(text.rfind(mark, 0, claim.start) for mark in "，。；：\n") + 1
    return text[start : claim.end] + claim.unit
