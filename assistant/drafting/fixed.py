"""The parts with fixed wording: the opening paragraph and section six."""

from assistant.drafting.brief import Brief
from assistant.drafting.statements import ask
from assistant.drafting.suggestion import Line, Sentence
from assistant.report import load_form


def preamble(brief: Brief) -> list[Line]:
    """Legal basis, period, six parts and contact; contact details only where they are known."""
    report = brief.report
    parts = "、".join(section.words for section in load_form("2021").sections)
    year = report.year
    lines = [
        Sentence(
            f"根据《中华人民共和国政府信息公开条例》和{report.form.notice}要求，"
            f"现公布{report.unit.name}{year}年政府信息公开工作年度报告。"
        ),
        Sentence(f"本报告由{parts}六个部分组成。"),
        Sentence(f"报告统计期限自{year}年1月1日起至{year}年12月31日止。"),
    ]
    contact = {"address": "地址：{}", "postcode": "邮政编码：{}", "phone": "联系电话：{}"}
    known = [text.format(value) for key, text in contact.items() if (value := brief.fact(key))]
    if known:
        told = tuple(key for key in contact if brief.fact(key))
        lines.append(Sentence(f"如对本报告有疑问，请与{report.unit.name}联系（{'；'.join(known)}）。", facts=told))
    return [lines]


def other(brief: Brief) -> list[Line]:
    """Section six: the processing fee, which is a question until somebody says it, and proposals if any."""
    unit, fee = brief.report.unit, brief.fact("processing_fee")
    head = f"{brief.report.year}年，{unit.self_name}"
    if fee is None:
        lines = [ask("processing_fee", f"{head}依申请提供政府信息，收取信息处理费{{?}}元。")]
    elif fee:
        lines = [Sentence(f"{head}依申请提供政府信息，共收取信息处理费{fee}元。", facts=("processing_fee",))]
    else:
        lines = [Sentence(f"{head}未收取信息处理费。", facts=("processing_fee",))]
    if (proposals := brief.fact("proposal_count")) and isinstance(proposals, int):
        lines.append(Sentence(f"全年办理人大代表建议、政协提案{proposals}件。", facts=("proposal_count",)))
    lines.append(Sentence("无其他需要报告的事项。"))
    return [lines]
