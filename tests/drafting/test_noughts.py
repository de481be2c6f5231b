"""A known nought silences every sentence that takes the thing for granted; what nobody told silences less."""

import re
from collections.abc import Iterator

import pytest

from assistant.drafting import Brief
from assistant.drafting.offline import write
from assistant.drafting.wording import fits, fixed_options
from assistant.report import Filing, Hit, Passage, themes
from tests.reports import a_report


def brief(name: str = "松涛乡人民政府", *, cells: dict | None = None, variant: int = 0, **facts: object) -> Brief:
    return Brief(Filing(a_report(cells, name=name, facts=facts)), lambda *_a, **_k: [], variant=variant)


def overviews(**facts: object) -> Iterator[str]:
    """Every wording of an overview without what it states of the facts themselves."""
    for name in ("松涛乡人民政府", "柳荫街道办事处"):
        for variant in range(6):
            yield write(brief(name, variant=variant, **facts), "overview").text


@pytest.mark.parametrize(("facts", "words"), [
    ({"staff_count": 0}, "专人|专职|信息员"),
    ({"wechat_name": "无"}, "账号|新媒体|(?<!微信)公众号"),
    ({"board_number": 0}, "公开栏|公示栏|公告栏"),
    ({"board_count": 0}, "公开栏|公示栏|公告栏"),
    ({"inspection_count": 0}, "核查|自查|检查|督查|定期核对"),
    ({"training_count": 0}, "培训|学习条例"),
    ({"response_count": 0}, "留言"),
    ({"meeting_count": 0}, "会议|听取"),
    ({}, "第三方|补正|区分处理|答复书|逐件|转为主动公开"),
])  # fmt: skip
def test_what_is_known_not_to_be_is_not_taken_for_granted(facts: dict, words: str) -> None:
    for text in overviews(**facts):
        stated = re.sub("没有开设政务微信公众号", "", text)
        assert not re.search(words, stated), text


def test_handling_of_requests_is_told_where_there_are_requests() -> None:
    text = "申请内容不明确的一次性告知补正，不属于本机关负责的告知渠道。"
    some = {
        f"requests.{row}.{column}": 1
        for row in ("received", "granted", "results_total")
        for column in ("natural_person", "total")
    }
    assert fits(brief(cells=some), "overview", "on_request", text)
    assert not fits(brief(), "overview", "on_request", text)


def test_every_theme_keeps_fixed_wording_under_all_noughts() -> None:
    noughts = dict.fromkeys(("staff_count", "board_number", "inspection_count", "training_count", "meeting_count"), 0)
    for theme in themes("overview"):
        assert len(fixed_options(brief(wechat_name="无", **noughts), "overview", theme)) >= 2, theme


def test_a_plan_may_mend_a_nought_but_not_use_what_is_not_there() -> None:
    none = brief(training_count=0, board_number=0)
    assert fits(none, "improvements", "M_TRAIN", "组织业务培训。")
    assert not fits(none, "improvements", "M_CHANNEL", "用好公开栏、广播等渠道。")


def test_no_fixed_wording_tells_who_leads_or_which_office_does_it() -> None:
    for section in ("overview", "problems", "improvements"):
        for theme in themes(section):
            for sentence in fixed_options(brief(), section, theme):
                assert not re.search("分管|牵头|组长|办公室|负责人|考核", sentence.text), sentence.text


def test_the_only_sentence_of_a_peer_that_fits_well_is_not_lost_among_fixed_wording() -> None:
    text = "坚持一事一档，每条信息的来源、审核人、发布时间和撤下时间都有记录。"
    said = [
        Passage(
            f"p{n}",
            text,
            "d",
            "overview",
            name,
            "镇",
            2024,
            heading="政府信息管理",
            theme="management",
            county="云泊县",
        )
        for n, name in enumerate(("云泊县柳汀镇人民政府", "云泊县白溪镇人民政府", "云泊县青岩镇人民政府"))
    ]

    def found(_query: str, *, theme: str = "", **_more: object) -> list[Hit]:
        return [Hit(passage, 1.0) for passage in said] if theme == "management" else []

    for name in ("松涛乡人民政府", "柳汀乡人民政府", "云岭乡人民政府", "白岩乡人民政府"):
        assert text in write(Brief(Filing(a_report(name=name)), found), "overview").text
