"""A paragraph that the user brings: found in the message, reworded, its figures and names untouched."""

import re

import pytest

from assistant.drafting.rewriting import given_text, rewrite

TEXT = (
    "今年以来，在县委、县政府的正确领导下，我乡高度重视，进一步加强政府信息公开工作。通过网站公开信息126条，公众号“松涛在线”发布46条。"
    "组织业务培训3次，取得了明显成效。信息发布前认真落实审核制度。"
)


@pytest.mark.parametrize("message", [
    f"把这段改短：{TEXT}", f"请改成一是二是:\n{TEXT}", f"换个说法\n“{TEXT}”",
])  # fmt: skip
def test_a_text_in_a_message_is_found(message: str) -> None:
    assert given_text(message) == TEXT


@pytest.mark.parametrize("message", ["改短一点", "换个说法：短些", "把总体情况改短", "", "："])
def test_a_wish_without_a_text_brings_none(message: str) -> None:
    assert given_text(message) == ""


@pytest.mark.parametrize("wish", ["shorter", "specific", "listed", "other", "fuller"])
def test_no_figure_or_name_is_changed_or_added(wish: str) -> None:
    done = rewrite(TEXT, wish)
    assert set(re.findall(r"\d+", done)) <= set(re.findall(r"\d+", TEXT))
    assert {"126", "46", "3"} <= set(re.findall(r"\d+", done)) and "“松涛在线”" in done


def test_shorter_leaves_the_phrases_out_and_the_facts_in() -> None:
    done = rewrite(TEXT, "shorter")
    assert len(done) < len(TEXT) * 0.8 and "正确领导" not in done and "成效" not in done


def test_listed_numbers_the_sentences() -> None:
    assert [line[:2] for line in rewrite(TEXT, "listed").splitlines()] == ["一是", "二是", "三是", "四是"]


def test_other_words_are_other_words() -> None:
    done = rewrite(TEXT, "other")
    assert done != TEXT and "抓好政府信息公开工作" in done and "严格执行审核制度" in done


def test_a_text_of_which_nothing_would_stay_stays_whole() -> None:
    assert rewrite("我们团结一心奋勇向前再创佳绩。", "shorter") == "我们团结一心奋勇向前再创佳绩。"
