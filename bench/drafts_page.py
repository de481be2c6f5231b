"""docs/drafts.md: drafts in full, with what each unit started from."""

from collections.abc import Sequence
from typing import Any

from assistant.report import fact_slots, show_figure

TITLES = {
    "overview": "总体情况",
    "problems": "存在的主要问题",
    "improvements": "改进情况",
    "other": "其他需要报告的事项",
}
HEAD = """# 十份起草结果

由 `python -m bench.drafting --print > docs/drafts.md` 打印，没有语言模型。单位、表格和往年年报都是虚构的，语料是随程序的样例和
`bench/peers.py` 编写的其他单位年报。【待填】是程序不知道、留给办事人员回答的地方；每句后的方括号是出处：
表＝本年表格，情＝本年情况，年＝本单位上年年报，语＝语料库中其他单位的段落，固＝固定用语。
"""


def page(units: Sequence[Any]) -> str:
    """The page in Markdown."""
    return "\n".join([HEAD, *(_unit(unit) for unit in units)])


def _unit(unit: Any) -> str:
    report, previous = unit.filing.report, unit.filing.previous
    slots = fact_slots()
    facts = "；".join(f"{slots[k].label}{v}{slots[k].unit}" for k, v in report.facts.items()) or "没有填写"
    figures = "，".join(
        f"{report.form.label(path)}{show_figure(v)}"
        for path, v in report.cells.items()
        if v and path.endswith((".total", "decisions", "issued", "repealed", "in_force", "amount"))
    )
    lines = [f"## {report.unit.name}", "", f"- 本年情况：{facts}", f"- 表格中不为 0 的：{figures or '无'}"]
    if previous:
        lines += [
            f"- 上年的问题：{previous.problems}".replace("\n", " "),
            f"- 上年的措施：{previous.improvements}".replace("\n", " "),
        ]
    for section, title in TITLES.items():
        lines += ["", f"### {title}", "", _cited(unit.made[section])]
    return "\n".join([*lines, ""])


def _cited(made: Any) -> str:
    text = made.text
    for citation in sorted(made.citations, key=lambda c: -c.span[1]):
        mark = (
            "语"
            if citation.id
            else "年"
            if citation.previous
            else "表"
            if citation.cells
            else "情"
            if citation.facts
            else ""
        )
        open_question = any(citation.span[0] <= q.span[0] < citation.span[1] for q in made.questions)
        mark = mark or ("问" if open_question else "固")
        text = text[: citation.span[1]] + f"[{mark}]" + text[citation.span[1] :]
    return text.replace("\n", "\n\n")
