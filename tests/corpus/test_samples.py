"""The sample reports: complete, arithmetically right, continuous over the years, and each unit in its own words."""

import re
from collections import Counter, defaultdict
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from assistant.documents import read_document
from assistant.report import TOWNSHIPS, Report, Unit, covered

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
COUNTS = ("website_count", "wechat_count", "other_media_count", "board_count")
GROUPS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
RUN = 20

# Official wording that every unit shares; it is taken out before two units are compared.
FIXED = (
    "《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）",
    "《中华人民共和国政府信息公开条例》",
    "国办公开办函〔2021〕30号",
    "政府信息公开工作年度报告",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
    "云泊县人民政府网站",
    "青箬县人民政府网站",
    "常新县人民政府网站",
)
PERIOD = re.compile(r"自?\d{4}年1月1日(?:起)?至(?:\d{4}年)?12月31日止?")


def samples() -> list[Path]:
    return sorted(SAMPLES.glob("样例-*"))


def load(path: Path) -> Report:
    return read_document(path.name, path.read_bytes())


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [load(path) for path in samples()]


@pytest.fixture(scope="module")
def by_unit(reports: list[Report]) -> dict[str, list[Report]]:
    """The reports of each unit, oldest first."""
    units: dict[str, list[Report]] = defaultdict(list)
    for report in sorted(reports, key=lambda report: report.year or 0):
        units[report.unit.short].append(report)
    return dict(units)


def every_sample() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", samples(), ids=lambda path: path.stem)


def body(report: Report) -> str:
    return "\n".join(text for where, text in report.texts().items() if where != "title")


def test_twelve_units_of_three_counties_and_three_years_each(by_unit: dict[str, list[Report]]) -> None:
    assert len(by_unit) == 12
    for reports in by_unit.values():
        years = [report.year or 0 for report in reports]
        assert years == [years[0], years[0] + 1, years[0] + 2]
    counties = Counter(next(r.unit.county for r in reports if r.unit.county) for reports in by_unit.values())
    assert counties == {"云泊县": 4, "青箬县": 4, "常新县": 4}
    assert {reports[0].unit.kind for reports in by_unit.values()} == {"乡", "镇", "街道"}
    assert any("民族乡" in unit for unit in by_unit)


def test_both_editions_occur_and_the_older_years_use_the_older(reports: list[Report]) -> None:
    editions = {((report.year or 0) >= 2021, report.format) for report in reports}
    assert editions == {(False, "2019"), (True, "2021")}


@every_sample()
def test_no_cell_is_blank_or_doubtful(path: Path) -> None:
    report = load(path)
    assert len(report.cells) == 200
    assert [where for where in report.form.cells if report[where] is None] == []
    assert not report.source.warnings
    assert not report.source.cells


@every_sample()
def test_all_relations_of_the_form_hold(path: Path) -> None:
    report = load(path)
    broken = [
        relation.where
        for relation in report.form.relations
        if sum(report[cell] or 0 for cell in relation.left) != sum(report[cell] or 0 for cell in relation.right)
    ]
    assert broken == []


@every_sample()
def test_title_unit_and_file_name_agree(path: Path) -> None:
    report = load(path)
    assert report.title == report.official_title
    assert Unit.parse(report.unit.name).short == report.unit.short
    assert path.stem == f"样例-{report.unit.short}{report.year}"


@every_sample()
def test_the_unit_calls_itself_by_its_kind(path: Path) -> None:
    report = load(path)
    selves = set(re.findall(rf"[我本]({'|'.join(TOWNSHIPS)}|局|县|区|市|委)", body(report)))
    assert f"我{report.unit.kind}" in body(report)
    assert selves == {report.unit.kind}


@every_sample()
def test_only_the_reporting_year_is_named(path: Path) -> None:
    report = load(path)
    assert set(re.findall(r"(\d{4})年", body(report))) <= {str(report.year)}


@every_sample()
def test_all_parts_are_there(path: Path) -> None:
    report = load(path)
    narrative = [report.overview, report.problems, report.improvements, report.other]
    assert all(narrative)
    assert 700 <= len(re.findall(r"[\u4e00-\u9fff]", "".join(narrative))) <= 1100
    assert covered(report.overview) == {"proactive", "on_request", "management", "platform", "supervision"}
    assert all(word in report.overview for word in ("考核", "评议"))
    assert re.search(r"责任追究|追究责任|应予追究|被问责|责任的人员", report.overview)
    assert report.format == "2019" or "信息处理费" in report.other


def test_last_years_pending_requests_are_carried_in(by_unit: dict[str, list[Report]]) -> None:
    for reports in by_unit.values():
        for last, this in pairwise(reports):
            for column in last.form.table("requests").blocks[0].columns:
                left = last[f"requests.carried_out.{column.key}"]
                assert this[f"requests.carried_in.{column.key}"] == left, (this.unit.short, this.year, column.label)


def test_documents_in_force_balance_over_the_years(by_unit: dict[str, list[Report]]) -> None:
    for reports in by_unit.values():
        for last, this in pairwise(reports):
            for row in ("regulations", "normative_documents"):
                cells = f"proactive.{row}."
                if last[cells + "in_force"] is None:  # the older edition does not ask
                    continue
                expected = last[cells + "in_force"] + this[cells + "issued"] - this[cells + "repealed"]
                assert this[cells + "in_force"] == expected, (this.unit.short, this.year)


def test_pending_disputes_appear_again(by_unit: dict[str, list[Report]]) -> None:
    for reports in by_unit.values():
        for last, this in pairwise(reports):
            for group in GROUPS:
                assert not last[f"disputes.{group}.pending"] or this[f"disputes.{group}.total"]


def test_the_corpus_shows_the_usual_cases(reports: list[Report]) -> None:
    """Every outcome that a township meets with, all three kinds of dispute, fees, and a unit without any request."""
    for cell in ("requests.partly_granted.total", "requests.carried_out.total", "requests.other_fee_unpaid.total",
                 "requests.other_not_corrected.total", "requests.declined_repeat.total", "requests.refused_process.total",
                 "disputes.reconsideration.total", "disputes.reconsideration.corrected", "disputes.litigation_direct.total",
                 "disputes.litigation_after_reconsideration.total", "proactive.penalties.decisions", "proactive.fees.amount"):  # fmt: skip
        assert any(report[cell] for report in reports), cell
    assert any(not report["requests.received.total"] for report in reports)


def test_channels_add_up_and_comparisons_with_last_year_are_true(by_unit: dict[str, list[Report]]) -> None:
    for reports in by_unit.values():
        totals = [closed_total(report) for report in reports]
        for (last, this), report in zip(pairwise(totals), reports[1:], strict=True):
            for more in re.findall(r"[比较]上年[增多]加?(\d+)条", report.overview):
                assert int(more) == this - last, (report.unit.short, report.year)


def closed_total(report: Report) -> int:
    """The stated total of published items; it must be the sum of the channels named after it."""
    match = re.search(r"信息(\d+)条", report.overview)
    assert match
    total = int(match[1])
    parts: list[int] = []
    for number in re.findall(r"(?:网|网站|号|栏)[^\d，。；]{0,12}(\d+)条", report.overview[match.end() :]):
        parts.append(int(number))
        if sum(parts) >= total:
            break
    assert sum(parts) == total, (report.unit.short, report.year, total, parts)
    stated = [int(report.facts[key] or 0) for key in COUNTS if key in report.facts]
    assert not stated or sum(stated) == report.facts["disclosed_total"] == total
    return total


def runs(reports: list[Report]) -> dict[str, str]:
    """Every run of RUN + 1 characters of a unit's texts, without the fixed official wording."""
    found = {}
    for report in reports:
        text = body(report)
        for phrase in FIXED:
            text = text.replace(phrase, "\0")
        text = re.sub(r"\s", "", PERIOD.sub("\0", text))
        for start in range(len(text) - RUN):
            run = text[start : start + RUN + 1]
            if "\0" not in run:
                found[run] = f"{report.unit.short}{report.year}"
    return found


def test_no_two_units_share_their_wording(by_unit: dict[str, list[Report]]) -> None:
    written = {unit: runs(reports) for unit, reports in by_unit.items()}
    shared = [
        (written[one][run], written[other][run], run)
        for one, other in combinations(written, 2)
        for run in written[one].keys() & written[other].keys()
    ]
    assert shared == []


def test_problems_differ_from_last_years(by_unit: dict[str, list[Report]]) -> None:
    for reports in by_unit.values():
        for last, this in pairwise(reports):
            before = {s for s in re.split(r"[。；\n]", last.problems + last.improvements) if len(s) > 10}
            after = {s for s in re.split(r"[。；\n]", this.problems + this.improvements) if len(s) > 10}
            assert not before & after
