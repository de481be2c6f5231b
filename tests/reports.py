"""Small builders: a report given only by what matters."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from assistant.report import Figure, Report, Unit, load_form

APPLICANTS = ("natural_person", "commercial", "research", "public_interest", "legal_service", "other")
COLUMNS = (*APPLICANTS, "total")


def a_report(
    cells: Mapping[str, Figure] | None = None, *, name: str = "松涛乡人民政府", year: int = 2022, **fields: Any
) -> Report:
    """A report with every figure 0 but those given."""
    zeros: dict[str, Figure] = dict.fromkeys(load_form("2021").cells, 0)
    report = Report(Unit.parse(name), year, cells=zeros | dict(cells or {}), **fields)
    return report if report.title else report.with_text("title", report.official_title)


@st.composite
def balanced_tables(draw: st.DrawFn) -> dict[str, Figure]:
    """Tables in which every relation of the form holds."""
    form = load_form("2021")
    cells: dict[str, Figure] = dict.fromkeys(form.cells, 0)
    small = st.integers(0, 40)
    rows = [str(row.key) for row in form.table("requests").blocks[0].rows]
    results = rows[2:-2]
    for column in APPLICANTS:
        for row in draw(st.lists(st.sampled_from(results), max_size=4)):
            cells[f"requests.{row}.{column}"] = draw(small)
        done = sum(int(cells[f"requests.{row}.{column}"] or 0) for row in results)
        left = draw(st.integers(0, 5))
        carried = draw(st.integers(0, done + left))
        cells |= {
            f"requests.results_total.{column}": done, f"requests.carried_out.{column}": left,
            f"requests.carried_in.{column}": carried, f"requests.received.{column}": done + left - carried,
        }  # fmt: skip
    for row in rows:
        cells[f"requests.{row}.total"] = sum(int(cells[f"requests.{row}.{c}"] or 0) for c in APPLICANTS)
    for group in form.table("disputes").blocks[0].rows:
        outcomes = {o: draw(small) for o in ("upheld", "corrected", "other", "pending")}
        cells |= {f"disputes.{group.key}.{o}": n for o, n in outcomes.items()}
        cells[f"disputes.{group.key}.total"] = sum(outcomes.values())
    return cells
