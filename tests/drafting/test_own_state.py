"""What the chat says of a report as it stands: its figures, what changed, what is missing; blank is never zero."""

from assistant.drafting import Brief
from assistant.drafting.own_state import differences, missing, stated
from assistant.report import Filing, Report
from tests.reports import a_report

REQUESTS = {
    f"requests.{row}.{column}": 3
    for row in ("received", "granted", "results_total")
    for column in ("natural_person", "total")
}


def brief(report: Report, previous: Report | None = None) -> Brief:
    return Brief(Filing(report, previous), lambda *_a, **_k: [])


def test_the_tables_are_told_with_their_figures() -> None:
    said = "\n".join(stated(brief(a_report(REQUESTS | {"proactive.licences.decisions": 6}))))
    assert "申请3件" in said and "6" in said and "行政事业性收费0万元" in said


def test_a_blank_fee_is_not_told_as_nought() -> None:
    said = "\n".join(stated(brief(a_report({"proactive.fees.amount": None}))))
    assert "收费还没有填" in said and "收费0万元" not in said


def test_what_changed_names_both_figures_and_what_did_not_is_left_out() -> None:
    now = a_report({"proactive.licences.decisions": 6, "proactive.fees.amount": None}, facts={"website_count": 80})
    then = a_report(
        {"proactive.licences.decisions": 9, "proactive.fees.amount": 1}, year=2021, facts={"website_count": 50}
    )
    lines = differences(brief(now, then))
    assert lines is not None and len(lines) == 2
    assert "9 → 6（减少3）" in lines[0] and "增加30" in lines[1]


def test_without_last_year_nothing_is_compared() -> None:
    assert differences(brief(a_report())) is None
    assert differences(brief(a_report(), a_report(year=2019))) is None
    assert differences(brief(a_report(), a_report(year=2021))) == []


def test_what_is_missing_is_listed_until_nothing_is() -> None:
    open_report = a_report({"requests.received.total": None}, overview="2022年，主动公开政府信息【待填：多少条？】条。")
    said = "\n".join(missing(brief(open_report)))
    for words in ("还有1格没有填", "“五、存在的主要问题", "没有写到“依申请公开”", "1处【待填】", "业务培训"):
        assert words in said, said
    full = a_report(
        overview="（一）主动公开。主动公开信息36条。（二）依申请公开。未收到政府信息公开申请。（三）政府信息管理。先审后发。（四）平台建设。维护公开栏。（五）监督保障。工作考核合格。",
        problems="一是更新不及时。", improvements="一是每月更新。", other="未收取信息处理费。",
        facts={"disclosed_total": 36, "website_count": 30, "training_count": 1, "assessment": "合格", "processing_fee": 0},
    )  # fmt: skip
    assert missing(brief(full)) == []
