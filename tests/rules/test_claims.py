"""Figures and claims read out of ordinary sentences, the traps among them."""

from decimal import Decimal

import pytest

from assistant.rules.claims import LAST_YEAR, claims, numbers

# sentence → "slot value" for every claim, "slot 无" for a denial, "@year" for another year.
SENTENCES = {
    # received
    "本年新收政府信息公开申请5件。": "received 5",
    "全年共收到政府信息公开申请三件。": "received 3",
    "收到依申请公开申请 12 件。": "received 12",
    "2022年，我乡收到两件政府信息公开申请。": "received 2 @2022",
    "依申请公开方面，本年收到4件，均已答复。": "received 4",
    "共收到公民、法人和其他组织提出的政府信息公开申请１０件。": "received 10",
    "政府信息公开申请数为0。": "received 0",
    "收到信息公开申请0件次。": "received 0",
    "全年未收到政府信息公开申请。": "received 无",
    "本年度没有收到公民、法人或者其他组织的政府信息公开申请。": "received 无",
    "我镇未接到任何依申请公开事项的申请": "received 无",
    "本年度无政府信息公开申请。": "received 无",
    "收到政府信息公开申请十余件。": "received ~10",
    "收到政府信息公开申请3件，较去年减少2件。": "received 3",
    "无上年结转，本年新收政府信息公开申请5件。": "carried_in 无; received 5",
    "我乡没有收到公民、法人和其他组织提出的政府信息公开申请。": "received 无",
    "没有企业向我镇申请公开政府信息。": "received 无",
    "依申请公开工作零报告。": "received 无",
    "收到的6件申请中，予以公开4件。": "received 6; granted 4",
    "新收申请数量为4，上年结转申请数量为1。": "received 4; carried_in 1",
    # no requests for information at all
    "办理农机补贴申请9件，受理户籍申请30件。": "",
    "收到线上预约申请36份。": "",
    "收到群众来信26封，均不属于政府信息公开申请；公开信息126件。": "disclosed_total 126",
    "受理低保申请35件，办结32件。": "",
    "受理行政许可申请58件。": "",
    "收到建议提案5件，已办结5件。": "proposal_count 5",
    "公开申请电话接受咨询20次。": "",
    "未收到行政复议申请。": "reconsideration 无",
    "未收到书面申请。": "",
    "未收到申请的，实行零报告。": "",
    "对收到的政府信息公开申请，20个工作日内答复。": "",
    "如未收到申请，应当说明。": "",
    "未收到对依申请公开工作的投诉。": "",
    "收到网络申请2件。": "",
    # other years, other units, other periods
    "2020年，我乡共收到政府信息公开申请5件。": "received 5 @2020",
    "我镇2019年主动公开政府信息126条。": "disclosed_total 126 @2019",
    "去年收到政府信息公开申请7件。": "received 7 @上年",
    "自2019年以来累计收到政府信息公开申请12件。": "",
    "上半年收到政府信息公开申请2件。": "",
    "全县共收到政府信息公开申请120件。": "",
    "计划全年培训4次。": "",
    "每季度培训1次。": "",
    "收到政府信息公开申请3—5件。": "",
    "县林业局全年作出行政处罚决定7件。": "",
    "全省共受理政府信息公开申请900件，办结880件。": "",
    "按照县林业局要求，我乡作出行政处罚决定7件。": "penalties 7",
    "截至2021年底，现行有效行政规范性文件4件。": "in_force 4 @2021",
    # carried over
    "2021年结转申请2件，结转2023年办理的申请1件。": "carried_in 2 @2022; carried_in 1 @2023; carried_out 1 @2022",
    "收到申请两件，无一结转。": "received 2; carried_out 无",
    "上年结转扶贫资金12万元，结转下年项目3个。": "",
    "上年结转1件，结转下年度继续办理2件。": "carried_in 1; carried_out 2",
    "上年也没有结转。": "carried_in 无",
    "没有上年转来的申请，没有结转下年度继续办理的申请。": "carried_in 无; carried_out 无",
    "结转上年度政府信息公开申请1件。": "carried_in 1",
    "年末尚在办理的申请情况：结转至下一年度1件。": "carried_out 1",
    "新收申请4件，无结转下年度。": "received 4; carried_out 无",
    # handled, answered, results
    "全年办理政府信息公开申请4件。": "handled 4",
    "受理政府信息公开申请3件，办结3件。": "accepted 3; finished 3",
    "新收政府信息公开申请6件，答复5件。": "received 6; answered 5",
    "依申请公开政府信息2件。": "handled 2",
    "新收申请3件，其中自然人2件、商业企业1件。": "received 3; received.natural_person 2; received.commercial 1",
    "办结申请3件，其中自然人2件。": "finished 3",
    "已办结申请2件，其中予以公开1件、部分公开1件。": "finished 2; granted 1; partly_granted 1",
    "申请办理结果为予以公开1件、不予公开2件、无法提供1件、不予处理1件、其他处理1件。":
        "granted 1; refused 2; unavailable 1; declined 1; other_handled 1",
    "对申请，因本机关不掌握相关政府信息无法提供2件，因没有现成信息、需要另行制作而无法提供1件。":
        "unavailable_not_held 2; unavailable_needs_creation 1",
    "依申请公开：因属于行政执法案卷不予公开1件，按保护第三方合法权益不予公开1件。":
        "refused_enforcement_file 1; refused_third_party 1",
    "申请中1件属于信访举报投诉，不予处理。": "",
    "部分村的公开栏5块需要更换。": "board_number 5",
    "依申请答复率100%。": "",
    "全年予以公开六件，部分公开零件。": "granted 6; partly_granted 0",
    "“不予公开”2件，作出无法提供决定1件。": "refused 2; unavailable 1",
    "全年没有不予公开、不予处理的情形。": "refused 无; declined 无",
    "未发生因政府信息公开被申请行政复议的情况。": "reconsideration 无",
    "有2件因涉及第三方合法权益不予公开，对1件重复申请作出不予处理决定。": "refused_third_party 2; declined_repeat 1",
    "予以公开、部分公开、不予公开分别为4件、1件、2件。": "granted 4; partly_granted 1; refused 2",
    "对3件典型不予公开案例开展学习。": "",
    "收到并答复政府信息公开申请各4件。": "received 4; handled 4",
    "收到政府信息公开申请2件、信访件20件。": "received 2",
    "从上年结转而来的申请2件，年底仍有1件申请未办结。": "carried_in 2; carried_out 1",
    "没有人向我镇提出信息公开申请。": "received 无",
    "行政规范性文件新增2件、废止1件、有效6件。": "issued 2; repealed 1; in_force 6",
    "没有以镇政府名义印发的行政规范性文件。": "issued 无",
    "信息处理费方面，共向1人收取200元。": "processing_fee 200",
    "减免行政事业性收费2.6万元。": "",
    "提起民事诉讼1起。": "",
    # disputes
    "全年受理行政复议案件4件，均与信息公开无关。": "",
    "行政诉讼案件2件，无一涉及政府信息公开。": "",
    "未发生复议诉讼。": "reconsideration 无; litigation 无",
    "没有因政府信息公开被申请行政复议。": "reconsideration 无",
    "未发生政府信息公开行政复议、行政诉讼。": "reconsideration 无; litigation 无",
    "因政府信息公开引发行政复议、行政诉讼均为零。": "reconsideration 0; litigation 0",
    "因政府信息公开被申请行政复议1件，结果维持。": "reconsideration 1; reconsideration.upheld 1",
    "政府信息公开行政复议2件，其中结果维持1件、尚未审结1件。":
        "reconsideration 2; reconsideration.upheld 1; reconsideration.pending 1",
    "发生政府信息公开行政诉讼两起。": "litigation 2",
    "行政复议和行政诉讼均未发生。": "reconsideration 无; litigation 无",
    "全年办理征地拆迁行政复议案件3件。": "",
    "行政应诉案件5件，法治政府建设成效明显，行政诉讼5件。": "",
    "没有被纠正的行政复议案件。": "",
    # table 2
    "作出行政许可决定58件、行政处罚决定112件、行政强制决定6件。": "licences 58; penalties 112; compulsory_measures 6",
    "办理行政许可共计338宗。": "licences 338",
    "公开行政许可事项28项，行政处罚信息12条。": "",
    "梳理行政许可事项清单36件。": "",
    "未作出行政处罚、行政强制决定。": "penalties 无; compulsory_measures 无",
    "制发行政规范性文件1件、废止2件，年末现行有效3件。": "issued 1; repealed 2; in_force 3",
    "行政规范性文件现行有效4件。": "in_force 4",
    "现行有效的行政规范性文件1件。": "in_force 1",
    "没有制发和废止行政规范性文件，现行有效3件。": "issued 无; repealed 无; in_force 3",
    "公开上级规范性文件9件。": "",
    "行政事业性收费2.16万元。": "fees 21600",
    "未收取行政事业性收费。": "fees 无",
    "全年处罚案件较多，没有行政强制，无行政许可。": "compulsory_measures 无; licences 无",
    "办理行政许可事项96件，行政处罚事项清单66项。": "licences 96",
    "行政许可处理决定数量为8件。": "licences 8",
    "全年无行政规范性文件制发。": "issued 无",
    "信息处理费收取情况：无。": "processing_fee 无",
    "收取信息处理费总金额0元。": "processing_fee 0",
    # facts beyond the tables
    "全年主动公开政府信息1,260条，其中网站612条，微信公众号“松涛之声”584条，公开栏64条。":
        "disclosed_total 1260; website_count 612; wechat_count 584; board_count 64",
    "公开信息1.7万条，比上年增加3000条。": "disclosed_total 17000",
    "通过县政府网站公开信息312条。": "website_count 312",
    "举办培训4次、受训152人次。": "training_count 4; training_people 152",
    "召开专题会议3次，开展自查2次。": "meeting_count 3; inspection_count 2",
    "共组织3次业务培训。": "training_count 3",
    "发布政策解读5篇，其中图解2篇。": "interpretation_count 5",
    "6个社区各有公开专区1个。": "",
    "本年度未收取信息处理费。": "processing_fee 无",
    "收取信息处理费500元。": "processing_fee 500",
    "全年未发生责任追究情形。": "accountability_count 无",
    "清理失效信息37条。": "review_count 37",
    "办理人大代表建议2件、政协提案1件。": "proposal_count 2; proposal_count 1",
    "没有发布政府信息。": "disclosed_total 无",
    "应公开未公开信息3条已整改。": "",
}  # fmt: skip


def shown(text: str) -> str:
    found = []
    for claim in claims(text):
        value = "无" if claim.negated else f"{'~' if claim.approx else ''}{claim.value}"
        year = "" if claim.year is None else f" @{'上年' if claim.year == LAST_YEAR else claim.year}"
        found.append(f"{claim.slot} {value}{year}")
    return "; ".join(found)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_claims_of_a_sentence(sentence: str) -> None:
    assert shown(sentence) == SENTENCES[sentence]


def test_at_least_eighty_sentences() -> None:
    assert len(SENTENCES) >= 80


def test_spans_hold_the_figure_or_the_denial() -> None:
    text = "（二）依申请公开。新收申请三件；\n上年没有结转。收到信息公开申请１２件。"
    assert [text[c.start : c.end] for c in claims(text)] == ["三", "上年没有结转", "１２"]


def test_the_heading_of_an_item_is_its_topic() -> None:
    assert [c.slot for c in claims("（二）依申请公开\n收到2件，办结2件。")] == []
    assert [c.slot for c in claims("（二）依申请公开。收到2件，办结2件。")] == ["received", "finished"]


NUMBERS = {
    "收到申请三件，两起诉讼，十余条信息，一百二十件": [3, 2, 10, 120],
    "公开1.7万条，阅读量１２万余次，共1,024条": [17000, 120000, 1024],
    "2022年1月1日至12月31日，第20条，第三次，国办公开办函〔2021〕30号，国务院令第711号": [],
    "1.建立台账；\n2、培训3次\n（一）公开5条\n（2）开会两次": [3, 5, 2],
    "电话0990-5550101，邮编：400000，12345热线答复35件": [35],
    "一是公开12条，一方面，一个台阶，三审三校，查阅点一个": [12, 1],
    "2021—2023年，2020、2021年，二〇二二年": [],
    "周一至周五9:00—17:00，人民路12号3楼，A4纸": [],
    "满意率96.5%，百分之九十五点五": [Decimal("96.5"), Decimal("95.5")],
    "5个工作日内，两千三百件，一万二千人次": [5, 2300, 12000],
    "汽车零件，收到申请零件，均为零": [0, 0],
    "共计叁件，拾贰条": [3, 12],
    "十二件，二十三起，一百零五条，半数，几十条，数百件": [12, 23, 105],
    "http://www.example.gov.cn/2022/15/t20220115_3.html，a12@b.cn": [],
    "一起行政诉讼，与群众一起": [1],
}  # fmt: skip


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_of_a_text(text: str) -> None:
    assert [number.value for number in numbers(text)] == NUMBERS[text]


def test_about_is_told_from_exactly() -> None:
    assert [n.approx for n in numbers("约300份，近100条，20件以上，十余条，120条")] == [True, True, True, True, False]


def test_the_figure_ends_before_its_unit_word() -> None:
    text = "共100余条、1.7万元"
    assert [text[n.start : n.end] for n in numbers(text)] == ["100余", "1.7万"]
