"""Whatever is written or pasted, every rule answers, with spans inside the text; `bench.rules` measures the time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.report import Filing, Unit
from assistant.rules import check
from tests.reports import a_report

WORDS = st.sampled_from(
    ["我镇", "我乡", "本局", "太平镇", "松涛乡", "2022年", "2021年", "二〇二一年", "1月1日", "至", "起", "共", "收到", "未", "没有", "政府信息公开申请", "行政复议", "行政诉讼", "其中", "自然人", "件", "条", "次", "0", "3", "１２", "1,024", "1.7万", "三", "十余", "零", "万元", "%", "，", "。", "；", "：", "、", "\n", "（一）", "一是", "1.", "“", "”", "《", "》", "〔2021〕30号", "国务院令第", "网站", "公众号", "公开栏", "培训", "考核", "信息处理费", "规范性文件", "制发", "废止", "现行有效", "结转", "上年", "下年度", "从三方面改进", "存在两个问题", "XX", "***", "【", "】", "13800138000", "@", ".", "的", "了", "均", "答复", "县", "由", "编制"]
)  # fmt: skip
TEXT = st.lists(WORDS, max_size=40).map("".join) | st.text(max_size=60)


@given(TEXT, TEXT, TEXT, TEXT, st.sampled_from([None, 2019, 2022]))
def test_no_text_makes_a_rule_fail(
    overview: str, problems: str, improvements: str, other: str, year: int | None
) -> None:
    texts = {"overview": overview, "problems": problems, "improvements": improvements, "other": other}
    report = a_report(year=2022, preamble=other, **texts)
    filing = Filing(report, a_report(year=2021, **texts), (Unit.parse("云泊县太平镇人民政府"),))
    for finding in check(filing):
        if finding.span:
            start, end = finding.span
            assert 0 <= start < end <= len(report.text(finding.where))


@pytest.mark.parametrize(
    "piece", ["公开信息", "未收到", "1", "一", "我", "，", "（", "其中网站3条，", "2021年", "*", "县", "\n一是"]
)
def test_long_monotonous_texts_are_answered(piece: str) -> None:
    report = a_report(overview=piece * (12_000 // len(piece)))
    assert all(finding.span is None or finding.span[1] <= 12_000 for finding in check(Filing(report)))
