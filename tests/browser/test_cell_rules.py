"""The rules about cells in the page: what Python's rules say of the same tables, in the same words and the same order."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from assistant.report import Filing, Finding, RawCell, Report, Source, load_form, show_figure
from assistant.rules import check
from assistant.service.writing import with_typed
from assistant.ui.official_tables import BLANK, JUDGED, asked, judged_here
from assistant.ui.status import blank_cells
from tests.browser.clerk import Clerk, served
from tests.reports import a_report, balanced_tables
from tests.rules.filings import filing_of
from tests.rules.test_cases import CASES

FORM = load_form("2021")
SUMS = tuple(dict.fromkeys(relation.rule for relation in FORM.relations))
OPERANDS = sorted({path for relation in FORM.relations for path in (*relation.left, *relation.right)})
FEE = "proactive.fees.amount"
TELLING = [
    *(path for path in FORM.cells if path.startswith(("proactive.", "disputes."))),
    *(f"requests.{row}.total" for row in ("received", "carried_in", "carried_out", "results_total")),
    "requests.declined_repeat.total", "requests.declined_excessive.total", "requests.partly_granted.other",
    "requests.carried_in.other", "requests.carried_out.other",
]  # fmt: skip
COUNTED = ("proactive.normative_documents.in_force", "proactive.penalties.decisions", "requests.received.total")
JUMPS = (
    (4, 19),
    (4, 20),
    (4, 21),
    (20, 4),
    (21, 4),
    (0, 19),
    (0, 20),
    (20, 100),
    (20, 101),
)  # last year's and this year's
FEES = (
    ("0.05", "1"), ("0.05", "1.01"), ("0.04", "0.9"), ("1", "20"), ("20.01", "1"), ("10", "50"), ("10", "50.01"), ("10.1", "50.5"),
    ("10", "49.9"), ("199", "999"), ("200", "1000"), ("201", "1000"), ("0", "60"), ("-1", "60"), ("1", "0.00005"), ("1", "0.00015"),
    ("1", "50.001"), ("1", "999.999"),
)  # fmt: skip
UNITS = (
    "松涛乡人民政府", "城关镇人民政府", "东风街道办事处", "和平民族乡人民政府", "沅溪县人民政府", "临江市人民政府", "沅溪县教育局", "沅溪县白云中心",
)  # fmt: skip
JUDGE = """([texts, asked, waived]) => {
    const roots = [document];
    for (const root of roots) for (const one of root.querySelectorAll('*')) {
        if (one.shadowRoot) roots.push(one.shadowRoot);
        if (!one.matches(".official")) continue;
        const { sheet } = one;
        const said = { key: sheet.key, revision: sheet.revision, seen: 0, faults: {}, carried: {}, remarks: [], focus: "", disabled: false };
        for (const [path, text] of Object.entries(texts)) sheet.inputs.get(path).value = text;
        sheet.receive({ ...said, ...asked, waived }, () => {});
        const found = sheet.found.map(({ rule, severity, where, message, fix }) => [rule, severity, where, message, fix]);
        return [found, sheet.unfilled().map(({ words }) => words)];
    }
}"""  # puts texts into the cells, as Python's answer brings the rest, and returns what the page finds and where it counts blanks


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder, script="tests/ui/table_app.py") as found:
        yield found


@pytest.fixture
def page(clerk: Clerk, address: str) -> Any:
    clerk.page.goto(address)
    clerk.page.wait_for_selector("input[data-path]")
    return clerk.page


def shown(report: Report) -> dict[str, str]:
    texts = {path: show_figure(value) for path, value in report.cells.items()}
    return texts | {path: cell.raw for path, cell in report.source.cells.items()}


def said(findings: list[Finding]) -> list[list[str]]:
    return [[f.rule, f.severity, f.where, f.message, f.fix] for f in findings]


def agree(page: Any, filing: Filing) -> None:
    typed = {path: cell.raw for path, cell in filing.report.source.cells.items()}
    filing = replace(filing, report=with_typed(filing.report, typed))  # so that the reasons are those of the texts
    rules = [finding for finding in check(filing) if judged_here(finding, filing)]
    found, unfilled = page.evaluate(JUDGE, [shown(filing.report), asked(filing), []])
    assert found == said([finding for finding in rules if finding.rule not in BLANK])
    blanks = Counter(path.split(".")[0] for path in blank_cells(filing.report))
    assert unfilled == [
        f"{FORM.section(key).number}、{FORM.section(key).words}：未填 {count} 格" for key, count in blanks.items()
    ]
    assert set(blanks) == {finding.where.split(".")[0] for finding in rules if finding.rule in BLANK}


def counts(paths: list[str]) -> st.SearchStrategy[dict[str, str]]:
    odd = st.sampled_from(["", "", "0", "-2", "三件", "5元", "2①", "/", "1.5", "1,024", "3件"])
    few, many = st.integers(0, 3).map(str), st.integers(0, 160).map(str)
    return st.dictionaries(st.sampled_from(paths), st.one_of(few, few, many, odd))


def fees() -> st.SearchStrategy[str]:
    exact = st.tuples(st.integers(-5, 10**9), st.integers(0, 8)).map(lambda fee: f"{fee[0] / 10 ** fee[1]:.{fee[1]}f}")
    return st.one_of(st.sampled_from(["0", "", "50", "50.01", "50.001", "1000", "999.99", "0.00005"]), exact)


@st.composite
def filings(draw: st.DrawFn) -> Filing:
    """Tables that balance, with some cells typed over; last year's, if any, often what this year's follow from."""
    typed = draw(counts(OPERANDS)) | draw(counts(TELLING)) | {FEE: draw(fees())}
    report = with_typed(a_report(draw(balanced_tables()), name=draw(st.sampled_from(UNITS))), typed)
    year = draw(st.sampled_from([2021, 2021, 2021, 2020, None, 0]))
    if year == 0:
        return Filing(report)
    before = report if draw(st.booleans()) else a_report(draw(balanced_tables()))
    last = with_typed(a_report(before.cells), draw(counts(TELLING)) | {FEE: draw(fees())})
    return Filing(report, Report(report.unit, year, cells=last.cells))


def test_the_page_finds_what_the_rules_find_and_says_it_in_their_words(page: Any) -> None:
    @settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(filings())
    @example(Filing(with_typed(a_report(), dict.fromkeys(FORM.cells, ""))))
    @example(Filing(with_typed(a_report(year=2019, format="2019"), dict.fromkeys(FORM.cells, ""))))
    def the_same(filing: Filing) -> None:
        agree(page, filing)

    the_same()


def test_the_page_draws_the_line_where_the_rules_draw_it(page: Any) -> None:
    pairs = [(path, *pair) for path in COUNTED for pair in JUMPS] + [(FEE, *pair) for pair in FEES]
    for path, before, now in pairs:
        for name in ("松涛乡人民政府", "沅溪县教育局"):
            report, last = (with_typed(a_report(name=name), {path: str(figure)}) for figure in (now, before))
            agree(page, Filing(report, replace(last, year=2021)))


@pytest.mark.parametrize("rule", [*SUMS, *JUDGED, "cell-not-count"])
def test_the_cases_of_a_rule_are_the_pages_too(page: Any, rule: str) -> None:
    for case in (*CASES[rule]["fires"], *CASES[rule]["silent"]):
        agree(page, filing_of(case))


def test_what_is_waived_is_neither_said_nor_marked(page: Any) -> None:
    filing = Filing(a_report({"proactive.normative_documents.in_force": 3}), a_report(year=2021))
    (finding,) = [finding for finding in check(filing) if judged_here(finding, filing)]
    cell = page.locator(f'td:has(> input[data-path="{finding.where}"])')
    page.evaluate(JUDGE, [shown(filing.report), asked(filing), []])
    assert "bad" in cell.get_attribute("class").split()
    waived = [" ".join((finding.rule, finding.where, finding.message))]
    assert page.evaluate(JUDGE, [shown(filing.report), asked(filing), waived])[0] == []
    assert "bad" not in cell.get_attribute("class").split()


def test_what_a_document_left_unread_is_no_figure_until_it_is_typed_over(page: Any) -> None:
    report = a_report({FEE: None})
    report = replace(report, source=Source(cells={FEE: RawCell("12500", "“12500元”以元为单位，本格应填万元")}))
    filing = Filing(report)
    (finding,) = [finding for finding in check(filing) if finding.where == FEE]
    assert not judged_here(finding, filing)
    assert page.evaluate(JUDGE, [shown(report), asked(filing), []]) == [[], []]
    page.locator(f'input[data-path="{FEE}"]').fill("12501")
    assert "疑似" in page.locator(f'td:has(> input[data-path="{FEE}"])').get_attribute("title")


def test_without_a_unit_only_the_form_is_judged(page: Any) -> None:
    report = with_typed(
        a_report(), {"proactive.regulations.issued": "4", FEE: "9000", "disputes.reconsideration.total": "-1"}
    )
    found, _ = page.evaluate(JUDGE, [shown(report), asked(None), []])
    assert [(rule, where) for rule, _, where, _, _ in found] == [
        ("cell-not-count", "disputes.reconsideration.total"), ("disputes-total", "disputes.reconsideration.total"),
    ]  # fmt: skip
