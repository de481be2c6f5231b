"""What a reader of the report expects to be told: counts, the period, six parts, a telephone with its area code."""

import re
from collections.abc import Iterator

from assistant.report import Filing
from assistant.report.prose import sentences
from assistant.rules.claims import claims
from assistant.rules.rule import Fault

OVERVIEW = "narrative.overview"
_DIGITS = {digit: number for number, digit in enumerate("零一二三四五六七八九十")} | {"两": 2}
_PARTS = re.compile(
    r"(?:由|共|包括|分为|分)[^，。；]{0,60}?(?P<n>[二三四五六七八九十两]|\d{1,2})个?(?:大)?部分(?:组成|构成|内容|(?=[，。；：]|$))"
)
_REPORT = re.compile(r"报告|全文|年报")
_PHONE = re.compile(r"(?:电话|传真|联系方式)[：:]?\s*(?P<n>\d{7,8})(?![\d-])")
_MAILBOX = re.compile(r"(?:邮箱|电子邮件|E-?mail)[：:]\s*(?P<said>[A-Za-z0-9_.-]{4,40}(?!@))(?![A-Za-z0-9_.@-])", re.I)
_ADDRESS = re.compile(r"https?:/?(?!/)[a-z0-9]|https?//", re.I)
_SECRET = re.compile(
    r"(?:绝密|机密|秘密)\s*★|内部(?:资料|文件)[，,、]?\s*(?:注意保存|妥善保管|不得外传|严禁外传)|仅供内部(?:参考|使用|传阅|掌握)"
)
_COUNTS = ("disclosed_total", "website_count", "wechat_count", "board_count")
_REQUESTS = ("received", "accepted", "handled", "finished", "answered")
_DUTY = re.compile(
    r"(?:发挥|履行)(?:好)?(?:财政|税务|司法行政|公安|审计|统计|教育|民政|市场监管|自然资源)(?:部门)?职能|全[市省]各级|省委、?省政府中心工作|本?局机关"
)


def counts(filing: Filing) -> Iterator[Fault]:
    """The overview tells how much was made public, and how many requests came, none included."""
    text = filing.report.overview
    if len(text.strip()) < 80:
        return
    slots = {claim.slot.split(".")[0] for claim in claims(text)}
    if not slots & set(_COUNTS) and not re.search(
        r"(?:公开|发布|推送|更新|公示)[^。；]{0,24}\d+\s*(?:余|多)?[条篇件期]", text
    ):
        yield Fault(OVERVIEW, "总体情况没有写主动公开信息的数量。", "建议写明全年主动公开信息的条数和各渠道的条数。")
    if (
        not slots & set(_REQUESTS)
        and re.search(r"依申请公开(?!制度|、)", text)
        and "申请" in text.replace("依申请", "")
    ):
        yield Fault(
            OVERVIEW,
            "写了依申请公开，但没有写收到申请的件数。",
            "请写明收到的件数；没有收到的，写“未收到政府信息公开申请”。",
        )


def period(filing: Filing) -> Iterator[Fault]:
    """An opening that says how the report was made also says for which time."""
    text = filing.report.preamble
    if len(text.strip()) > 40 and not re.search(r"1月1日|统计期限|起止|\d{4}年度?", text):
        yield Fault("preamble", "开头说明没有写统计期限。", "请写明“自1月1日起至12月31日止”。")


def parts(filing: Filing) -> Iterator[Fault]:
    """The opening counts the parts of the report: there are six."""
    for piece in sentences(filing.report.preamble):
        match = _PARTS.search(piece.text) if _REPORT.search(piece.text) else None
        if not match:
            continue
        said = _DIGITS.get(match["n"]) or int(match["n"])
        if said != 6:
            start = piece.start + match.start("n")
            yield Fault(
                "preamble", f"开头说报告有 {said} 个部分，规定的格式是六个部分。", "请改为“六个部分”，并核对所列名称。",
                span=(start, start + len(match["n"])), expected=6, found=said,
            )  # fmt: skip


def contacts(filing: Filing) -> Iterator[Fault]:
    """A telephone without area code, a mailbox without @, a web address without //."""
    for where, text in filing.report.texts().items():
        for match in _PHONE.finditer(text):
            yield Fault(
                where,
                f"电话“{match['n']}”没有区号。",
                "请在前面加上区号，如“0377-”。",
                span=match.span("n"),
                found=match["n"],
            )
        for match in _MAILBOX.finditer(text):
            yield Fault(
                where,
                f"邮箱“{match['said']}”不完整。",
                "请写全，如“name@xx.gov.cn”。",
                span=match.span("said"),
                found=match["said"],
            )
        for match in _ADDRESS.finditer(text):
            yield Fault(
                where, f"网址的写法不对：“{match[0]}”。", "请检查“://”是否完整。", span=match.span(), found=match[0]
            )


def secrets(filing: Filing) -> Iterator[Fault]:
    """Marks of classification or of internal use have no place in what is published."""
    for where, text in filing.report.texts().items():
        for match in _SECRET.finditer(text):
            yield Fault(
                where, f"文中有密级或内部标识“{match[0]}”。", "公开前请作保密审查，确认可以公开后删去标识。", span=match.span(), found=match[0],
            )  # fmt: skip


def short(filing: Filing) -> Iterator[Fault]:
    """Section five in less than eighty characters says little."""
    report = filing.report
    size = len(re.sub(r"\s", "", report.problems + report.improvements))
    if 0 < size < 80 and report.problems.strip() and report.improvements.strip():
        yield Fault(
            "narrative.problems", f"第五部分共 {size} 字，过于简单。", "请结合本年实际写明具体问题和整改措施。", expected=80, found=size,
        )  # fmt: skip


def duties(filing: Filing) -> Iterator[Fault]:
    """Words of a department or of a higher level in a township's report."""
    if not filing.report.unit.is_township:
        return
    for where, text in filing.report.texts().items():
        for match in _DUTY.finditer(text):
            yield Fault(
                where,
                f"“{match[0]}”不是乡镇、街道的说法。",
                "请检查是否套用了其他单位的文字。",
                span=match.span(),
                found=match[0],
            )
