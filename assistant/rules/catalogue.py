"""Every rule, in the order of the report."""

from assistant.rules import (
    across_years,
    agreement,
    arithmetic,
    completeness,
    contradiction,
    foreign,
    law,
    lists,
    narrative,
    plausibility,
    privacy,
    remedies,
    self_name,
    wording,
    years,
)
from assistant.rules.rule import ERROR, HINT, WARNING, Rule

_FORM = "国办公开办函〔2021〕30号"
_NOTE = f"{_FORM}，表三“勾稽关系”说明"
_LAW = "《政府信息公开条例》"

CATALOGUE: tuple[Rule, ...] = (
    Rule("section-missing", ERROR, "缺少一个部分", f"{_LAW}第五十条；{_FORM}（六个部分）", completeness.sections),
    Rule("table-missing", ERROR, "缺少表格或表格读不出", f"{_FORM}（二、三、四部分为表格）", completeness.tables),
    Rule("old-format", ERROR, "使用2019年旧表", f"{_FORM}（取代国办公开办函〔2019〕60号）", completeness.edition),
    Rule("cell-blank", ERROR, "表格有空格", f"{_FORM}（没有发生的填 0）", completeness.blanks),
    Rule("cell-not-count", ERROR, "填的不是数字", f"{_FORM}（件数为整数，金额单位为万元）", completeness.counts),
    Rule("requests-row-total", ERROR, "各类申请人之和不等于总计", f"{_FORM}，表三“总计”栏", arithmetic.total("requests-row-total")),
    Rule("requests-results-total", ERROR, "办理结果各项之和不等于（七）总计", f"{_FORM}，表三第三项（七）", arithmetic.total("requests-results-total")),
    Rule("requests-balance", ERROR, "新收加结转不等于办结加结转下年", _NOTE, arithmetic.balance("requests-balance")),
    Rule("disputes-total", ERROR, "复议诉讼各结果之和不等于总计", f"{_FORM}，表四“总计”栏", arithmetic.total("disputes-total")),
    Rule("in-force-impossible", ERROR, "现行有效件数少于制发减废止", f"{_FORM}，表二第二十条第（一）项", plausibility.in_force),
    Rule("township-regulations", ERROR, "乡镇、街道填报了规章", "《中华人民共和国立法法》（乡镇和街道没有规章制定权）", plausibility.regulations),
    Rule("fee-implausible", WARNING, "行政事业性收费金额可疑", f"{_FORM}，表二第二十条第（八）项（单位：万元）", plausibility.fee),
    Rule("carry-over", ERROR, "上年结转与上年年报不一致", f"{_FORM}，表三第二项（上年结转即上年的“结转下年度继续办理”）", across_years.carry_over),
    Rule("in-force-balance", WARNING, "现行有效件数与上年接不上", f"{_FORM}，表二第二十条第（一）项；上年年报", across_years.in_force),
    Rule("pending-vanished", WARNING, "上年未审结的案件没有下文", f"{_FORM}，表四“尚未审结”栏；上年年报", across_years.pending),
    Rule("text-number-conflict", ERROR, "正文数字与表格不一致", f"{_FORM}（正文与表格数据应当一致）", agreement.text_against_tables),
    Rule("text-list-sum", WARNING, "分项之和不等于总数", "同一报告内的数据应当一致", lists.sums),
    Rule("text-contradiction", WARNING, "前后自相矛盾", "同一报告内的说法应当一致", contradiction.contradictions),
    Rule("wrong-self-name", ERROR, "自称与单位类别不符", "年报以本机关名义编制（条例第五十条）", self_name.self_names),
    Rule("foreign-unit", WARNING, "出现其他单位的名称", "年报以本机关名义编制（条例第五十条）", foreign.foreign_units),
    Rule("wrong-year", ERROR, "把别的年份当作报告年度", f"{_LAW}第四十九条、第五十条（报告上一年度情况）", years.wrong_years),
    Rule("placeholder-left", ERROR, "留有未填写的占位内容", "公开发布的文稿不得留有模板内容", wording.placeholders),
    Rule("personal-data", ERROR, "出现个人信息", f"{_LAW}第十五条；《中华人民共和国个人信息保护法》", privacy.personal_numbers),
    Rule("legal-reference", WARNING, "引用的法规文件已失效或写错", f"国务院令第711号；{_FORM}", law.references),
    Rule("theme-missing", WARNING, "总体情况缺少一个方面", f"{_FORM}（总体情况的五个方面）", narrative.missing_themes),
    Rule("assessment-missing", WARNING, "没有写考核、评议和责任追究", f"{_LAW}第五十条第四项", narrative.assessment),
    Rule("fee-statement-missing", WARNING, "没有写信息处理费", f"{_FORM}（第六部分报告信息处理费）；国办函〔2020〕109号", narrative.fee_statement),
    Rule("copied-from-last-year", WARNING, "第五部分照搬上年", f"{_LAW}第五十条第四项（主要问题及改进情况）", across_years.copied),
    Rule("problems-without-measures", WARNING, "问题与改进措施不对应", f"{_LAW}第五十条第四项（主要问题及改进情况）", remedies.unanswered),
    Rule("list-incomplete", HINT, "“其中”各项没有列全", "分项之和小于总数时，宜写明“主要包括”", lists.open_lists),
    Rule("problem-unanswered", HINT, "有的问题没有看到措施", "一个问题对应一条措施，便于核对整改", remedies.open_problems),
    Rule("problem-repeated", HINT, "个别问题与上年相同", "年报应写本年的问题和上年问题的整改结果", across_years.repeated_problems),
    Rule("assessment-incomplete", HINT, "考核、评议、追责写得不全", f"{_LAW}第五十条第四项（街道为建议）", narrative.assessment_parts),
    Rule("principle-wording", HINT, "公开原则的旧提法", f"{_LAW}第五条（以公开为常态、不公开为例外）", wording.principle),
    Rule("stale-phrase", HINT, "过时的提法", "文稿应反映报告年度的情况", wording.stale),
    Rule("private-mailbox", HINT, "使用个人邮箱", "联系方式应为单位的", privacy.private_mail),
    Rule("overview-length", HINT, "总体情况过长", "各地通知一般要求不超过1000字", wording.length),
    Rule("document-number-brackets", HINT, "发文字号的括号", "GB/T 9704—2012《党政机关公文格式》（六角括号）", wording.brackets),
    Rule("title-wording", HINT, "标题不规范", "标题由单位、年份和“政府信息公开工作年度报告”组成", wording.title),
)  # fmt: skip

NEVER_WAIVED: frozenset[str] = frozenset(
    {
        "requests-row-total", "requests-results-total", "requests-balance", "disputes-total", "cell-blank",
        "cell-not-count", "table-missing",
    }
)  # fmt: skip
