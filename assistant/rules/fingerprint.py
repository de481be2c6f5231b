"""What keeps a waiver on its finding: the rule, the place and the operands, not the position in the text."""

import hashlib

from assistant.report import Finding, Report, show_figure
from assistant.report.prose import sentences

_ROW = ("in-force-impossible", "in-force-balance", "pending-vanished")
_WHOLE_TEXT = ("copied-from-last-year",)


def fingerprint(finding: Finding, report: Report) -> str:
    """At most 80 characters; the same while the operands (cells, or the sentence found fault with) stay as they are."""
    parts = [finding.rule, finding.where, finding.theme or "", str(finding.expected), str(finding.found)]
    parts += _operands(finding, report)
    return f"{finding.rule}:{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"


def _operands(finding: Finding, report: Report) -> list[str]:
    where = finding.where
    for relation in report.form.relations:
        if relation.rule == finding.rule and relation.where == where:
            return [show_figure(report[path]) for path in (*relation.left, *relation.right)]
    if finding.rule in _ROW:
        row = where.rsplit(".", 1)[0]
        return [show_figure(value) for path, value in report.cells.items() if path.startswith(f"{row}.")]
    if finding.span:
        return [_sentence(report.text(where), finding.span[0])]
    return [report.text(where)] if finding.rule in _WHOLE_TEXT else []


def _sentence(text: str, at: int) -> str:
    return next((piece.text for piece in sentences(text) if piece.start <= at < piece.end), text)
