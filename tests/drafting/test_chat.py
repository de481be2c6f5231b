"""What a message means, and that nothing typed is answered with a guess."""

import pytest

from assistant.drafting import Desk, Guidance, reply, understand
from assistant.drafting.answers import read_facts
from assistant.report import Filing, Report, Unit
from assistant.rules import check
from assistant.service import CORPUS
from assistant.ui.sections import ASKED
from tests.reports import a_report


def desk(**more: object) -> Desk:
    return Desk(Filing(a_report()), lambda *_a, **_k: [], check, Guidance(CORPUS / "guidance.toml"), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("message", "intent"), [
    ("帮我写总体情况", "draft"), ("起草存在的主要问题", "draft"), ("改进措施来一段", "draft"), ("写一下依申请公开", "draft"),
    ("换一种写法", "rewrite"), ("再来三种", "alternatives"), ("别的乡镇怎么写平台建设的", "peers"), ("兄弟乡镇的问题是怎么写的", "peers"),
    ("还缺什么", "missing"), ("检查一下", "check"), ("帮我核对全文", "check"), ("我的表格里数字是多少", "tables"),
    ("网站公开了120条，公众号发了80条", "tell"), ("没有收取信息处理费", "tell"), ("培训了3次", "tell"),
    ("撤销", "undo"), ("部分公开怎么算？", "guidance"), ("信息处理费写在哪里？", "guidance"), ("和柳汀镇对比", "compare"),
])  # fmt: skip
def test_a_message_is_understood(message: str, intent: str) -> None:
    assert understand(message).intent == intent


@pytest.mark.parametrize(("message", "facts"), [
    ("网站公开了120条，公众号发了80条", {"website_count": 120, "wechat_count": 80}),
    ("公众号叫“松涛在线”", {"wechat_name": "松涛在线"}),
    ("培训三次", {"training_count": 3}), ("我们今年没有开培训会", {"training_count": 0}), ("公开栏贴了20期", {}),
    ("电脑换了新的，安排了代办员帮老人查，明年打算每季度检查一次", {"measure_notes": "电脑换了新的，安排了代办员帮老人查，明年打算每季度检查一次"}),
    ("未收取信息处理费", {"processing_fee": 0}),
    ("收取信息处理费300元", {"processing_fee": 300}),
    ("没有发生责任追究", {"accountability_count": 0}),
    ("网站公开了多少条？", {}),
    ("专职1人兼职2人", {"staff_count": 3}), ("人大建议2件，政协提案1件", {"proposal_count": 3}),
    ("网站200条，公众号100条，一共公开300条", {"website_count": 200, "wechat_count": 100, "disclosed_total": 300}),
    ("网站不是120条，是130条", {"website_count": 130}), ("培训一次也没搞", {"training_count": 0}), ("检查公开栏6次", {"inspection_count": 6}),
    ("分管领导是副镇长", {"leader_role": "副镇长"}), ("分管的换了，现在是张副镇长分管", {}), ("公众号改叫幸福桐溪了", {"wechat_name": "幸福桐溪"}),
    ("今天天气很好", {}),
])  # fmt: skip
def test_facts_are_read_from_what_staff_say(message: str, facts: dict) -> None:
    assert read_facts(message) == facts


@pytest.mark.parametrize("message", [
    "网站大概120条", "网站100多条", "培训三四次", "不到50条，网站", "计划培训3次", "去年网站发了90条", "每季度自查一次", "县里来督查过1次", "村里公开栏31块，街上还有2块",
    "公众号和网站一共发了300条", "惠农补贴一共晒了52条", "3月培训1次，9月培训2次", "公众号没有专人管", "处理费的文件没收到", "不是副镇长分管", "群众会开了5次",
    "有2个公众号", "收到申请3件", "行政处罚12件",
])  # fmt: skip
def test_what_is_not_said_for_sure_or_of_the_slot_is_no_fact(message: str) -> None:
    assert read_facts(message) == {}


def test_about_figures_are_asked_for_exactly() -> None:
    assert "确切的数" in reply("网站今年发了大概一百来条", desk()).reply


def test_a_guidance_answer_names_its_source() -> None:
    answered = reply("部分公开怎么算？", desk())
    assert answered.intent == "guidance" and "依据：" in answered.reply


def test_what_is_not_covered_is_said_to_be_so() -> None:
    answered = reply("明天食堂吃什么？", desk())
    assert "没有涉及" in answered.reply and answered.suggestion is None


def test_a_draft_comes_as_a_suggestion_with_questions() -> None:
    answered = reply("帮我写总体情况", desk())
    assert answered.suggestion and answered.suggestion.section == "overview" and answered.suggestion.questions


def test_other_wording_goes_on_with_the_section_last_spoken_of() -> None:
    answered = reply("换一种写法", desk(last=("problems", 0)))
    assert answered.suggestion and answered.suggestion.section == "problems"


@pytest.mark.parametrize(
    "message", ["", "？", "写", "a" * 5000, "【待填：x】", "'; drop table drafts; --", "（一）", "\x00"]
)
def test_anything_typed_gets_an_answer(message: str) -> None:
    assert reply(message, desk()).reply


def test_without_a_report_drafting_says_what_to_do() -> None:
    assert (
        "请先打开"
        in reply("帮我写总体情况", Desk(None, lambda *_a, **_k: [], check, Guidance(CORPUS / "none.toml"))).reply
    )


@pytest.mark.parametrize("message", ["村里的大喇叭坏了算不算", "去年的档案要保存多久", "值班表放在哪"])
def test_a_question_that_states_no_fact_is_never_answered_as_a_fact_not_heard(message: str) -> None:
    assert "没有听出" not in reply(message, desk()).reply


def test_questions_are_asked_for_in_one_clean_sentence() -> None:
    said = reply("帮我写总体情况", desk()).reply
    assert "请您补充：" in said and "？。" not in said and "？；" not in said


@pytest.mark.parametrize("message", ["依申请公开这段写一下", "请写依申请公开", "把依申请那段改短", "依申情公开写几句"])
def test_a_theme_is_heard_though_its_name_holds_a_word_of_courtesy(message: str) -> None:
    assert understand(message).themes == ("on_request",)


@pytest.mark.parametrize("message", [
    "帮我写个消防演练方案", "法治政府建设年度报告也写一份", "给群众写个答复书，他要征地材料", "起草一份政府信息公开指南", "写个工作总结", "把讲话稿弄出来",
    "政务公开工作要点来一份", "部分公开怎么算", "没收到申请，依申请公开那段必须写吗", "我们是街道，表二的规章怎么填", "问题能不能写无",
])  # fmt: skip
def test_another_paper_and_a_question_of_practice_are_never_answered_with_a_draft(message: str) -> None:
    answered = reply(message, desk())
    assert answered.suggestion is None and not answered.alternatives and not answered.facts


@pytest.mark.parametrize("section", ["overview", "problems", "improvements", "other"])
def test_what_the_buttons_say_is_understood(section: str) -> None:
    """The page's own requests must mean what they say, whatever the weights have learned."""
    name = ASKED[section]
    said = {
        f"起草{name}": "draft",
        f"换一种写法，写{name}": "rewrite",
        f"别的乡镇{name}怎么写": "peers",
        "还缺什么": "missing",
        "检查全文": "check",
    }
    for message, intent in said.items():
        asked = understand(message)
        assert (message, asked.intent) == (message, intent)
        assert asked.section == section or name not in message


@pytest.mark.parametrize(("message", "section", "themes"), [
    ("第五部分后半段写一下", "improvements", ()), ("努力方向写两条", "improvements", ()), ("薄弱环节列三条", "problems", ()), ("编制说明写一段", "preamble", ()),
    ("零申请那段写一下", "overview", ("on_request",)), ("队伍建设写几句", "overview", ("supervision",)), ("惠民补贴公开写一段", "overview", ("proactive",)),
    ("大喇叭广播写一句", "overview", ("platform",)), ("台账归档写一句", "overview", ("management",)), ("提案办理写一句", "other", ()),
])  # fmt: skip
def test_the_part_meant_is_heard_by_other_names(message: str, section: str, themes: tuple[str, ...]) -> None:
    asked = understand(message)
    assert (asked.section, asked.themes) == (section, themes)


@pytest.mark.parametrize(("message", "wish"), [
    ("压到两百字", "shorter"), ("说重点就行，精简下", "shorter"), ("扩到一千字", "fuller"), ("干巴巴的，充实一下", "fuller"), ("措施要能落地，改实一点", "specific"),
    ("改用序号排", "listed"), ("别照抄去年，重新写", "other"), ("不要分条，连成一段", "other"), ("借鉴云溪街道的说法改", "like_peer"), ("太简单了，多写点", "fuller"),
])  # fmt: skip
def test_a_wish_is_heard_in_other_words(message: str, wish: str) -> None:
    asked = understand(message)
    assert (asked.intent, asked.wish) == ("rewrite", wish)


@pytest.mark.parametrize(("message", "slot", "value"), [
    ("就我一个人管这个", "staff_count", 1), ("今年设了一个专区", "corner_number", 1), ("政务公开专区1个，查阅点2个", "corner_number", 3), ("一年下来一共公布了420条", "disclosed_total", 420),
    ("公众号还没开", "wechat_name", "无"), ("信息都发在云泊县政府网站", "website_name", "云泊县政府网站"), ("具体干活的是党政办", "office_name", "党政办"),
    ("考核全县第三", "assessment", "考核全县第三"), ("上年的三条都整改了", "remedied", "上年的三条都整改了"), ("短板是村级公开跟不上", "problem_notes", "村级公开跟不上"),
    ("接下来准备把公开栏换新", "measure_notes", "接下来准备把公开栏换新"),
])  # fmt: skip
def test_a_fact_is_told_in_other_words(message: str, slot: str, value: object) -> None:
    assert understand(message).facts == {slot: value}


def test_blank_cells_are_one_line_of_a_check() -> None:
    begun = {"proactive.licences.decisions": 2, "requests.received.total": 1, "disputes.reconsideration.total": 0}
    blank = Filing(Report(Unit.parse("青溪县松涛乡人民政府"), 2025).with_cells(begun))
    answered = reply("检查全文", Desk(blank, lambda *_a, **_k: [], check, Guidance(CORPUS / "guidance.toml")))
    assert answered.reply.count("没有填") == 1 and "197格没有填" in answered.reply
