"""What a sentence is about; a name inside a list of systems covers nothing."""

import pytest

from assistant.report import covered, theme_of
from assistant.report.prose import items, sentences


def test_a_list_of_systems_covers_no_theme_that_it_names() -> None:
    text = "制定了实施方案、主动公开制度、依申请公开制度及保密审查制度等相关制度，流程更加清楚。"
    assert covered(text) == {"management"}


@pytest.mark.parametrize(("text", "theme"), [
    ("全年主动公开政府信息126条，重点公开惠农补贴发放情况。", "proactive"),
    ("全年未收到政府信息公开申请。", "on_request"),
    ("2023年度我街道未接到依申请公开。", "on_request"),
    ("本年度依申请公开件数为0，依申请公开2件。", "on_request"),
    ("落实三审三校，清理失效信息。", "management"),
    ("在便民服务中心设立查阅点，公众号每周更新。", "platform"),
    ("在《清州日报》刊发稿件3篇。", "platform"),
    ("组织业务培训，纳入年度考核。", "supervision"),
])  # fmt: skip
def test_one_sentence_covers_its_theme(text: str, theme: str) -> None:
    assert theme in covered(text)


def test_a_heading_decides_the_theme() -> None:
    assert theme_of("做法如下。", "overview", "依申请公开情况") == ("on_request", 1.0)
    assert theme_of("天气很好。", "overview") == (None, 0.0)


def test_items_lose_no_character_that_is_not_blank() -> None:
    text = "（一）强化领导，压实责任。党委研究部署。\n一是学文件；二是抓落实。\n- 1、认识不足；\n"
    assert "".join(p.text for p in items(text)).replace(" ", "") == text.replace("\n", "").replace(" ", "")
    assert [p.mark.strip() for p in items(text)] == ["（一）", "一是", "二是", "- 1、"]
    assert items(text)[0].heading == "强化领导，压实责任"


def test_sentences_know_their_characters() -> None:
    text = "甲。乙；丙\n丁！"
    assert [(p.text, text[p.start : p.end]) for p in sentences(text)] == [
        (s, s) for s in ("甲。", "乙；", "丙", "丁！")
    ]
