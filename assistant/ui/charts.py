"""Figures beside peers as charts over the years; a figure that is not known is left out, never drawn as 0."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import streamlit as st

from assistant.comparison import Measure, Row, measures, results, value
from assistant.ui.marks import plain

OWN, OTHERS = "#1f5fa8", ("#c46a00", "#2f7d4f", "#8a4fa3", "#7a6a00", "#00798c", "#a83250", "#5a5f66", "#9c6b3f")
KINDS = ("#1f5fa8", "#6aa5dd", "#c0504d", "#e0a100", "#7a7f87", "#5f9e6e")
FONT = "Microsoft YaHei, PingFang SC, Noto Sans CJK SC, sans-serif"


def charts(rows: Sequence[Row]) -> None:
    """A line per unit for one measure over the years, and how the requests of one year were answered."""
    known = {measure.key: measure for measure in measures()}
    first = measures()[0].key
    chosen = st.segmented_control(
        "指标", list(known), format_func=lambda key: known[key].title, default=first, required=True, key="measure"
    )
    _years(rows, known[chosen or first])
    _results(rows)
    _table(rows)


def _years(rows: Sequence[Row], measure: Measure) -> None:
    own = rows[0].report.unit.short
    points = [
        {"单位": row.report.unit.short, "年度": str(row.report.year), "数": value(row.report, measure)}
        for row in rows
        if row.report.year
    ]
    known = [point for point in points if point["数"] is not None]
    if not known:
        st.caption("选中的年报都没有这个数。")
        return
    units = [own, *sorted({str(p["单位"]) for p in known} - {own})]
    colors = alt.Scale(domain=units, range=[OWN, *(OTHERS * 2)][: len(units)])
    base = alt.Chart(alt.Data(values=known)).encode(
        x=alt.X("年度:O", title="年度", axis=alt.Axis(labelAngle=0)),
        y=alt.Y("数:Q", title=measure.title, axis=alt.Axis(tickMinStep=1, format="d")),
        color=alt.Color("单位:N", scale=colors, title="单位", sort=units),
        tooltip=[alt.Tooltip("单位:N"), alt.Tooltip("年度:O"), alt.Tooltip("数:Q", title=measure.title)],
        strokeWidth=alt.condition(alt.FieldEqualPredicate(field="单位", equal=own), alt.value(3.5), alt.value(1.5)),
    )
    _draw(base.mark_line(point=alt.OverlayMarkDef(size=60)), 260)


def _results(rows: Sequence[Row]) -> None:
    kinds = [measure.title for measure in results()]
    bars = [
        {"年报": f"{row.report.unit.short}{row.report.year}", "结果": measure.title, "件": found, "序": order}
        for row in rows
        for order, measure in enumerate(results())
        if (found := value(row.report, measure))
    ]
    st.markdown("**办理结果结构（件）**")
    if not bars:
        st.caption("选中的年报本年度都没有办理结果，或表格没有读出。")
        return
    chart = alt.Chart(alt.Data(values=bars)).mark_bar(size=18)
    chart = chart.encode(
        y=alt.Y("年报:N", title=None, sort=[f"{r.report.unit.short}{r.report.year}" for r in rows]),
        x=alt.X("件:Q", title="件", axis=alt.Axis(tickMinStep=1, format="d")),
        color=alt.Color("结果:N", scale=alt.Scale(domain=kinds, range=list(KINDS)), title="办理结果", sort=kinds),
        order=alt.Order("序:Q"),
        tooltip=[alt.Tooltip("年报:N"), alt.Tooltip("结果:N"), alt.Tooltip("件:Q")],
    )
    _draw(chart, max(60 + 26 * len({bar["年报"] for bar in bars}), 190))  # room for the legend


def _draw(chart: Any, height: int) -> None:
    ink = "#c3c9d1" if st.context.theme.type == "dark" else "#4a5160"
    words = {"labelColor": ink, "titleColor": ink}
    look = {"font": FONT, "aria": False, "axis": words, "legend": words}  # what stands in it is told by the table below
    st.altair_chart(chart.properties(height=height).configure(**look), width="stretch")


def _table(rows: Sequence[Row]) -> None:
    """The same figures as text: for screen readers, and to copy."""
    with st.expander("看数字"):
        heads = [f"{plain(row.report.unit.short)}{row.report.year or ''}" for row in rows]
        lines = ["| 指标 | " + " | ".join(heads) + " |", "|---" * (len(heads) + 1) + "|"]
        for measure in (*measures(), *results()):
            found = [value(row.report, measure) for row in rows]
            lines.append(f"| {measure.title} | " + " | ".join("—" if v is None else str(v) for v in found) + " |")
        st.markdown("\n".join(lines))
        st.caption("“—”表示年报里没有或没有读出，不是 0。")
