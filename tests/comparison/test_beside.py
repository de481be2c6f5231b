"""A draft beside chosen reports: sentences, likeness, themes, figures, and the sheet to keep."""

import io

import openpyxl
import pytest

from assistant.comparison import (
    COUNTY,
    FIGURES,
    KIND,
    NAMED,
    Other,
    beside,
    measures,
    results,
    units_by,
    value,
    write_comparison,
    years_of,
)  # fmt: skip
from assistant.comparison.usual import Usual
from assistant.report import Report
from assistant.retrieval import passages_of
from tests.reports import a_report

MINE = a_report(
    name="河源县松涛乡人民政府", year=2022,
    overview="（一）主动公开。全年公开信息56条。每逢赶集日在集市摆台讲解惠农政策。",
    problems="1、信息更新不够及时，存在滞后现象。",
)  # fmt: skip


def peer(name: str, year: int = 2022, **fields: object) -> Report:
    return a_report(name=name, year=year, **fields)  # type: ignore[arg-type]


def others(*reports: Report) -> list[Other]:
    return [Other(f"{n:064d}", r, tuple(passages_of(r, f"{n:064d}"))) for n, r in enumerate(reports)]


def made(*reports: Report):  # type: ignore[no-untyped-def]
    found = others(*reports)
    return beside(MINE, found, [p for other in found for p in other.passages])


def test_each_sentence_stands_beside_the_nearest_and_the_rest_follows() -> None:
    near = peer(
        "河源县竹溪镇人民政府", overview="（一）公开。摆摊讲解惠农政策，每逢赶集日在集市。公示栏全部换成新样式。"
    )
    compared = made(near)
    first, second, *_ = compared.nearest
    assert first.theirs is None and second.mine and second.theirs
    assert second.mine.text == "每逢赶集日在集市摆台讲解惠农政策。" and second.theirs.text.startswith(
        "摆摊讲解惠农政策"
    )
    assert [second.mine.text[a:b] for a, b in second.here[0]] == ["每逢赶集日在集市", "讲解惠农政策"]
    left = [p.theirs.text for p in compared.pairs[f"{0:064d}"] if p.mine is None and p.theirs]
    assert left == ["公示栏全部换成新样式。"]


def test_what_three_units_say_alike_is_usual_and_counts_for_nothing() -> None:
    said = "信息更新不够及时，存在滞后现象。"
    alone = made(peer("河源县甲溪镇人民政府", problems=said)).likeness[0]
    among = made(*(peer(f"河源县{n}溪镇人民政府", problems=said) for n in "甲乙丙")).likeness[0]
    assert alone.shares["problems"] == 1.0 and among.shares["problems"] is None


def test_years_of_one_unit_do_not_make_wording_usual() -> None:
    said = "每逢赶集日在集市摆台讲解惠农政策。"
    corpus = [
        p for year in (2019, 2020, 2021) for p in passages_of(peer("河源县甲溪镇人民政府", year, overview=said), "a")
    ]
    assert all(Usual([said], corpus).telling(said))


def test_likeness_to_own_last_year_is_told_apart() -> None:
    last = peer("河源县松涛乡人民政府", 2021, overview=MINE.overview)
    like = made(last, peer("河源县竹溪镇人民政府", overview="没有相同之处。")).likeness
    assert [(one.own, one.shares["overview"]) for one in like] == [(True, 1.0), (False, 0.0)]


def test_the_matrix_holds_the_passages_of_each_theme() -> None:
    rows = made(peer("河源县竹溪镇人民政府", overview="组织业务培训3次。", problems="1、解读不够通俗。")).rows
    assert [p.text for p in rows[1].cells["overview", "supervision"]] == ["组织业务培训3次。"]
    assert ("problems", "P_INTERP") in rows[1].cells and ("problems", "P_TIME") in rows[0].cells
    assert ("overview", "supervision") not in rows[0].cells


def test_a_blank_part_makes_a_figure_unknown_and_never_zero() -> None:
    refused = next(m for m in results() if m.title == "不予公开")
    full = a_report({"requests.refused_internal.total": 2, "requests.refused_other_law.total": 1})
    assert value(full, refused) == 3
    assert value(full.with_cells({"requests.refused_security.total": None}), refused) is None
    told = measures()[0]
    assert value(MINE, told) == 56 and value(a_report(overview="做好公开。"), told) is None


def test_the_kinds_of_results_add_up_to_the_total() -> None:
    rows = {path.split(".")[1] for m in results() for path in m.parts}
    assert len(results()) == 6 and len(rows) == 21


@pytest.mark.parametrize(
    ("by", "names"),
    [(COUNTY, ["竹溪镇", "高坪乡"]), (KIND, ["高坪乡", "远山乡"]), (NAMED, ["竹溪镇", "高坪乡", "远山乡"])],
)
def test_peers_by_county_kind_and_name(by: str, names: list[str]) -> None:
    known = [peer("河源县竹溪镇人民政府"), peer("河源县高坪乡人民政府"), peer("云水县远山乡人民政府"), MINE]
    assert sorted(unit.short for unit in units_by(MINE, known, by)) == sorted(names)


def test_peers_by_figures_come_nearest_first() -> None:
    def with_requests(name: str, count: int) -> Report:
        return a_report({"requests.received.total": count, "requests.received.natural_person": count}, name=name)

    known = [
        with_requests("甲县大镇人民政府", 500),
        with_requests("甲县小乡人民政府", 1),
        with_requests("甲县中镇人民政府", 30),
    ]
    assert [unit.short for unit in units_by(MINE, known, FIGURES)] == ["小乡", "中镇", "大镇"]
    assert years_of([*known, peer("甲县小乡人民政府", 2020)]) == [2022, 2020]


def test_the_sheet_leaves_unknown_figures_empty() -> None:
    compared = made(peer("河源县竹溪镇人民政府", overview="做好公开。"))
    book = openpyxl.load_workbook(io.BytesIO(write_comparison(MINE, compared)))
    assert book.sheetnames == ["逐句对照", "雷同程度", "写到的方面", "数字"]
    assert [cell.value for cell in book["数字"][2]] == ["主动公开信息（条）", 56, None]
    assert [cell.value for cell in book["逐句对照"]["B"]][2] == "每逢赶集日在集市摆台讲解惠农政策。"
