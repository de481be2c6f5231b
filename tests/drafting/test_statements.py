"""Statements are whole sentences as staff would say them, whatever of the facts is known."""

import re

import pytest

from assistant.drafting import Brief
from assistant.drafting import statements as made
from assistant.report import Figure, Filing
from tests.reports import a_report


def brief(cells: dict[str, Figure] | None = None, variant: int = 0, **facts: object) -> Brief:
    return Brief(Filing(a_report(cells, facts=facts)), lambda *_a, **_k: [], variant=variant)


def said(state: object, asked: Brief) -> str:
    return "".join(sentence.text for sentence in state(asked))  # type: ignore[operator]


def requests(rows: dict[str, int]) -> dict[str, Figure]:
    return {f"requests.{row}.{column}": n for row, n in rows.items() for column in ("natural_person", "total")}


@pytest.mark.parametrize(("facts", "text"), [
    ({"office_name": "党政综合办公室"}, "政府信息公开工作由党政综合办公室具体承办。"),
    ({"leader_role": "副乡长", "office_name": "党政办公室"}, "政府信息公开工作由副乡长分管，党政办公室具体承办。"),
    ({"leader_role": "副乡长分管"}, "政府信息公开工作由副乡长分管。"),
    ({"office_name": "党政办公室", "staff_count": 2}, "政府信息公开工作由党政办公室具体承办，配备专（兼）职工作人员2名。"),
    ({"staff_count": 2}, "政府信息公开工作有专（兼）职工作人员2名负责。"),
])  # fmt: skip
def test_who_is_in_charge(facts: dict, text: str) -> None:
    assert said(made.charged, brief(**facts)) == text


@pytest.mark.parametrize("variant", range(3))
def test_one_request_is_not_all_of_them(variant: int) -> None:
    one = said(made.requests, brief(requests({"received": 1, "granted": 1, "results_total": 1}), variant))
    assert "（由自然人提出）" in one and re.search("办结(?:申请)?1件，予以公开。", one)
    two = said(made.requests, brief(requests({"received": 2, "unavailable_not_held": 2, "results_total": 2}), variant))
    assert "（均由自然人提出）" in two and re.search("办结(?:申请)?2件，均因本机关不掌握相关信息而无法提供。", two)
    rows = {"received": 3, "granted": 1, "other_misc": 2, "results_total": 3}
    assert re.search("3件(?:，其中|：)予以公开1件、其他处理2件。", said(made.requests, brief(requests(rows), variant)))


def test_a_single_channel_of_all_and_one_above_the_total() -> None:
    assert "政府信息1203条，均通过政府网站公开。" in said(
        made.disclosed, brief(disclosed_total=1203, website_count=1203)
    )
    over = said(made.disclosed, brief(disclosed_total=180, board_count=200))
    assert "200条。" not in over and "【待填：公开栏200条多于主动公开信息总数180条，请核对后填写】" in over


@pytest.mark.parametrize("variant", range(3))
def test_counts_of_other_matters_are_no_parts_of_the_total(variant: int) -> None:
    assert "按内容看" not in said(
        made.disclosed, brief(None, variant, disclosed_total=9, key_area_count=2, response_count=311)
    )


def test_training_is_not_called_as_the_form_labels_it() -> None:
    assert "开展业务培训1次" in said(made.supervision, brief(training_count=1))


@pytest.mark.parametrize(("facts", "text"), [
    ({"appraisal": "开展"}, "本年度开展了社会评议"), ({"appraisal": "未开展"}, "本年度未开展社会评议"), ({"appraisal": "无"}, "本年度未开展社会评议"),
    ({"appraisal": "未开展社会评议"}, "未开展社会评议"), ({"appraisal": "满意率96%"}, "社会评议方面，满意率96%"),
    ({"assessment": "合格"}, "工作考核结果为合格"), ({"assessment": "纳入绩效考核"}, "工作考核方面，纳入绩效考核"),
    ({"accountability_count": 2}, "责任追究方面，本年有2起责任追究"),
])  # fmt: skip
def test_an_answer_of_a_word_becomes_a_sentence(facts: dict, text: str) -> None:
    assert text + "。" in said(made.supervision, brief(**facts))
