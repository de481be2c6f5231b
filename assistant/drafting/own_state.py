"""What can be said of a report as it stands: its figures in words, how they changed, what is still missing."""

from decimal import Decimal

from assistant.drafting.brief import Brief
from assistant.drafting.statements import decisions, disputes, normative_documents, requests
from assistant.report import covered, fact_slots, load_form, show_figure, themes

ASKED = ("disclosed_total", "website_count", "training_count", "assessment", "processing_fee")


def stated(brief: Brief) -> list[str]:
    """The tables in sentences, the fee among them."""
    said = [
        sentence.text for state in (requests, disputes, normative_documents, decisions) for sentence in state(brief)
    ]
    fee = brief.report["proactive.fees.amount"]
    return said + ([f"行政事业性收费{show_figure(fee)}万元。"] if fee is not None else ["行政事业性收费还没有填。"])


def differences(brief: Brief) -> list[str] | None:
    """What changed since last year, totals and facts; None without last year's report."""
    previous, report = brief.previous, brief.report
    if previous is None:
        return None
    form, found = load_form("2021"), []
    for path in report.form.cells:
        total = path.endswith(".total") or path.startswith("proactive.")
        now, before = report[path], previous[path]
        if total and now is not None and before is not None and now != before:
            more = Decimal(now) - Decimal(before)
            found.append(f"{form.label(path)}：{show_figure(before)} → {show_figure(now)}（{'增加' if more > 0 else '减少'}{show_figure(abs(more))}）")  # fmt: skip
    for key, slot in fact_slots().items():
        if slot.kind == "count" and (more_facts := brief.more(key)):
            found.append(f"{slot.label}：比上年{'增加' if more_facts > 0 else '减少'}{abs(more_facts)}{slot.unit}")
    return found


def missing(brief: Brief) -> list[str]:
    """Blank cells, parts without text, themes that the overview leaves out, and facts that nobody told."""
    report = brief.report
    blanks = [path for path in report.form.cells if report[path] is None]
    parts = [f"三张表还有{len(blanks)}格没有填（没有数的请填 0）"] if blanks else []
    narrative = ("overview", "problems", "improvements", "other")
    empty = [load_form("2021").label(f"narrative.{key}") for key in narrative if not report.text(key).strip()]
    parts += [f"“{label}”还没有写" for label in empty]
    if report.overview:
        told = covered(report.overview)
        parts += [f"总体情况没有写到“{t.title}”" for code, t in themes("overview").items() if code not in told]
    open_questions = sum(report.text(key).count("【待填") for key in (*narrative, "preamble"))
    parts += [f"正文里还有{open_questions}处【待填】没有回答"] if open_questions else []
    unknown = [fact_slots()[key].label for key in ASKED if brief.fact(key) is None]
    return parts + ([f"“本年情况”中还不知道：{'、'.join(unknown)}"] if unknown else [])
