"""Whom and which years to compare with, as the user picks them."""

from collections.abc import Mapping

import streamlit as st

from assistant.comparison import COUNTY, FIGURES, KIND, NAMED, units_by, years_of
from assistant.report import Report, Unit
from assistant.storage import Draft
from assistant.ui.marks import plain

WAYS = {KIND: "同类单位", COUNTY: "同县（市、区）", FIGURES: "数字相近", NAMED: "按名称挑"}
MOST = 12  # reports beside one another: more cannot be read
ENOUGH = 6  # peers' reports that the years chosen at first should bring, where there are so many


def label(report: Report) -> str:
    return f"{report.unit.short}{report.year or '年度不明'}"


def pick(draft: Draft, known: Mapping[str, Report]) -> list[str]:
    """Draw the choice of peers and years; return the ids of the chosen reports, own earlier years first."""
    reports = list(known.values())
    left, right = st.columns([5, 4])
    by = left.segmented_control(
        "和谁对比", list(WAYS), format_func=WAYS.__getitem__, default=KIND, required=True, key="peers-by",
        persist_state="session",
    )  # fmt: skip
    years = years_of(reports)
    default = _years_at_first(draft.report, reports, years)
    chosen_years = right.multiselect("年度", years, default=default, format_func=lambda year: f"{year}年", key="peers-years",
                                     placeholder="全部年度", persist_state="session")  # fmt: skip
    units = units_by(draft.report, reports, str(by))
    if by == NAMED:
        named = st.multiselect("单位", units, format_func=_name, key="peers-units", placeholder="输入几个字可以查找",
                               persist_state="session")  # fmt: skip
        units = [unit for unit in units if unit in named]
    chosen = _chosen(draft, known, units, chosen_years)
    _say(draft, str(by), units, chosen, known)
    return chosen[:MOST]


def _years_at_first(own: Report, reports: list[Report], years: list[int]) -> list[int]:
    """This year and last, and the nearest others until there is something to compare with."""
    year = own.year or years[0] if years else 0
    near = sorted(years, key=lambda other: (other > year, abs(other - year)))
    peers, found = units_by(own, reports, KIND), 0
    for count, each in enumerate(near, 1):
        found += sum(report.year == each and report.unit in peers for report in reports)
        if count >= 2 and found >= ENOUGH:
            return sorted(near[:count], reverse=True)
    return years


def _name(unit: Unit) -> str:
    return f"{unit.short}（{unit.county}）" if unit.county else unit.short


def _chosen(draft: Draft, known: Mapping[str, Report], units: list[Unit], years: list[int]) -> list[str]:
    """Own last year's first, then the units in their order, the last years first."""
    own = draft.report

    def wanted(report: Report) -> bool:
        return not years or report.year in years

    mine = [key for key, r in known.items() if r.unit.same_as(own.unit) and (r.year or 0) < (own.year or 0)]
    mine.sort(key=lambda key: -(known[key].year or 0))
    others = [key for key, r in known.items() if r.unit in units and wanted(r)]
    others.sort(key=lambda key: (-(known[key].year or 0), units.index(known[key].unit)))
    return mine[:1] + others


def _say(draft: Draft, by: str, units: list[Unit], chosen: list[str], known: Mapping[str, Report]) -> None:
    if by == COUNTY and not draft.report.unit.county:
        st.caption("本年报的单位全称里没有县（市、区）名，认不出同县单位。可以换一种方式挑。")
    elif not units and by != NAMED:
        st.caption("语料库里没有这样的单位。可以换一种方式挑，或到“语料库”导入。")
    elif chosen:
        more = f"只比前 {MOST} 份，共选中 {len(chosen)} 份：" if len(chosen) > MOST else f"对比 {len(chosen)} 份："
        st.caption(more + "、".join(plain(label(known[key])) for key in chosen[:MOST]))
