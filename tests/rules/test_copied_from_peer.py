"""A report worded like another unit's; the unit's own earlier reports and common sentences do not count."""

from dataclasses import replace

from assistant.report import Filing, Unit
from assistant.rules import check
from tests.rules.filings import clean_filing

TEXT = (
    "我乡坚持把公开作为服务群众的重要窗口，逐村核对惠农补贴发放名册并张榜公布结果。依托便民服务大厅设立查询点，由专人引导老年群众查阅补贴和医保信息。对照目录逐项梳理机关职能和办事流程，"
    "发现过期内容当天更正并登记。组织站所负责人集中学习条例条文，逐条讨论本单位应当公开的事项。每季度通报各村公开栏更新情况，对滞后的村当面提醒并限期补齐。邀请村民代表评议公开效果，意见建议逐条回复并反馈整改结果给本人。"
)


def found(mine: str, theirs: str, other: str = "沅溪县清水镇人民政府") -> list[str]:
    report = replace(clean_filing().report, overview=mine)
    peer = replace(report, unit=Unit.parse(other), overview=theirs)
    return [f.message for f in check(Filing(report, others=(peer,))) if f.rule == "copied-from-peer"]


def test_the_same_text_under_another_name_is_told_with_its_source() -> None:
    (message,) = found(TEXT, TEXT.replace("我乡", "我镇"))
    assert "清水镇2022年" in message and "100%" in message


def test_other_text_and_short_common_sentences_are_left_alone() -> None:
    assert found(TEXT, "全年未收到政府信息公开申请。" * 20) == []
    assert found("全年未收到政府信息公开申请。" * 20, "全年未收到政府信息公开申请。" * 20) == []


def test_the_unit_itself_is_no_peer() -> None:
    assert found(TEXT, TEXT, other="松涛乡人民政府") == []
