"""Another unit's name where the unit's own belongs: what is left when a report was made from somebody else's."""

import re
from collections.abc import Iterator

from assistant.report import Filing, Report, Unit
from assistant.rules.prose import blanked, line_at, sentence_at, without_quotes
from assistant.rules.rule import Fault

# The head of a clause, where a report names its own unit: 2022年，太平镇按照…; 由太平镇人民政府编制.
_HEAD = r"(?:^|(?<=[，。；：！\n（(])|(?<=[\d一二三四五六七八九十][.、．是])|(?<=\d年)|(?<=年度)|(?<=全年)|(?<=今年)|(?<=现将)|(?<=[由经□]))"
_ACTS = (
    r"(?=(?:人民政府|政府|党委|党工委|办事处|党委政府)?(?:\d{4}年|全年|本年度|共|累计|主动公开|公开政府|政府信息公开|政务公开|未收到|收到|严格|认真|积极|"
    r"高度重视|坚持|深入|按照|根据|始终|紧紧|切实|全面|进一步|不断|成立|编制|制发|信息公开工作|没有收到|党委、|党委，|落实|未收取|严格按照|扎实|持续|稳步|大力|着力|充分|狠抓|以|政策解读|还存在|仍存在|存在|公开(?:内容|形式|渠道)|将(?:丰富|建立|完善|加强|持续|进一步|继续|坚持|不断|从|认真|严格)))"
)
# Characters that common words before 乡, 镇 and 县 are made of (围绕镇党委, 其中县, 配合县, 报送县): no name is read where one stands.
_NO_NAME = (
    "其中通过按照根据配上报送联邀请参加积极接受落实统组织指导以及对结协调会同转发关注依托利用使纳入主动公开全各我本该们每某个的和与为等邻外"
    "到向由经在受从将把被因并且较比了于办党政省市区围绕贯彻服务支持推进强年重点示范特色相有所辖级基层推小乡街道村镇"
)
# A county is read only where no verb can stand before 县 (一是县委, 征求县司法局, 访问县政府网站 name no county): behind
# 由, 受, 按照 and their like, in 在…县委领导下, or as the one who acts at the head of a clause.
_NO_VERB = r"(?!感谢|督促|咨询|提请|商请|征求|访问|协助|报告|通知|包括|完成)"
_COUNTY_NAME = rf"{_NO_VERB}(?P<name>[^\W{_NO_NAME}\d_a-zA-Z]{{2}}[县旗])"
_COUNTY_BODY = r"(?:人民政府|政府|委、县政府|委|纪委|政务|[\u4e00-\u9fff]{2,10}局)"
_COUNTY = (
    re.compile(rf"(?<=[由受照据向被实]){_COUNTY_NAME}(?={_COUNTY_BODY})"),
    re.compile(
        rf"(?<=在){_COUNTY_NAME}(?={_COUNTY_BODY}[^，。；]{{0,16}}(?:领导|指导|支持|关心|部署)[^，。；]{{0,4}}下)"
    ),
    re.compile(rf"{_HEAD}{_COUNTY_NAME}(?={_COUNTY_BODY}(?:办公室)?{_ACTS})", re.M),
    re.compile(rf"(?<=[在托过]){_COUNTY_NAME}(?=(?:人民)?政府(?:门户)?网站)"),
)
_TOWN = rf"(?P<name>(?!民族[乡镇]|少数民族)[^\W{_NO_NAME}\d_a-zA-Z]{{2,4}}(?P<kind>乡|镇|街道))"
# 在太平镇党委领导下, 请与太平镇人民政府联系: where only the own name can stand.
_AS_OWN = re.compile(
    rf"(?:在|请与|可与|请联系|致电|联系){_TOWN}(?=(?:党委|党工委|人民政府|政府|办事处|党政)[^，。；]{{0,16}}(?:领导下|联系|$|[，。（]))",
    re.M,
)
# 现公布太平镇2022年…报告, 结合太平镇实际: of whom the report tells.
_OF_WHOM = re.compile(
    rf"(?:公布|发布|编制|结合|反映)(?:了)?{_TOWN}(?=(?:人民政府|政府|办事处)?(?:20\d\d年|(?:工作)?实际))"
)
_BUREAU = re.compile(
    rf"{_HEAD}{_NO_VERB}(?P<name>[^\W{_NO_NAME}\d_a-zA-Z]{{2}}[县旗市区][\u4e00-\u9fff]{{2,10}}局)"
    r"(?=\d{4}年|全年|共|主动公开|公开政府|政府信息公开|高度重视|未收到|没有收到|收到|编制|制发|认真|严格|坚持)",
    re.M,
)
_AS_SELF = re.compile(_HEAD + _TOWN + _ACTS, re.M)
_COMPILER = re.compile(
    r"由(?P<name>[^，。；、由]{2,24}?(?:人民政府办公室|政府办公室|政府办|局|人民政府|委员会|办事处))(?:负责)?(?:依法)?(?:组织)?(?:编制|编写|撰写)(?=[，。；\n并和]|完成|而成|$)"
)
_NEAR = re.compile(r"[与和同赴到往向及、自原并访跟给从](?:[\u4e00-\u9fff]{0,2})$")
_PARTNER = re.compile(
    r"联合|合作|学习|考察|交流|借鉴|观摩|对口|帮扶|结对|共建|相邻|毗邻|交界|合并|并入|撤[并销]|划入|划归|改设|兄弟|取经|调研|来访"
)

_VISITED = re.compile(r"派员|派人|前往|赴|取经|观摩|借鉴|考察")


def foreign_units(filing: Filing) -> Iterator[Fault]:
    """Names of other units that stand where the own name belongs; each place once."""
    report = filing.report
    for where, text in report.texts().items():
        plain = _without_own(without_quotes(text), report.unit)
        found = [
            *_peers(plain, filing),
            *_towns(plain, report),
            *_counties(plain, report),
            *_compilers(text, where, report),
        ]
        taken: list[tuple[int, int]] = []
        for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
            if any(start < stop and end > begin for begin, stop in taken):
                continue
            taken.append((start, end))
            name = text[start:end]
            yield Fault(
                where,
                f"本单位是“{report.unit.short}”，文中出现“{name}”，疑为套用其他单位的年报。",
                f"如应指本单位，请改为“{report.unit.short}”；如确指该单位，请说明理由后保留。",
                span=(start, end),
                expected=report.unit.short,
                found=name,
            )


def _without_own(text: str, unit: Unit) -> str:
    names = {unit.name, unit.short, *unit.above, *(f"{above}人民政府" for above in unit.above)} - {"", None}
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, blanked(name))
    return text


def _peers(text: str, filing: Filing) -> Iterator[tuple[int, int]]:
    own = filing.report.unit.short
    for short in {peer.short for peer in filing.peers if peer.short and peer.short not in own and peer.short in text}:
        for match in re.finditer(re.escape(short), text):
            if not _as_partner(text, *match.span()):
                yield match.span()


def _towns(text: str, report: Report) -> Iterator[tuple[int, int]]:
    """Any 乡, 镇 or 街道 that acts as the reporting unit."""
    if not report.unit.is_township:
        return
    for match in _AS_SELF.finditer(text):
        if not _as_partner(text, *match.span("name")):
            yield match.span("name")
    for pattern in (_AS_OWN, _OF_WHOM, _BUREAU):
        for match in pattern.finditer(text):
            if not _PARTNER.search(match[0]):
                yield match.span("name")


def _counties(text: str, report: Report) -> Iterator[tuple[int, int]]:
    """A county that is not the unit's own; silent where the own county is not known."""
    own = report.unit.county
    if not own or own[-1] not in "县旗":
        return
    for pattern in _COUNTY:
        for match in pattern.finditer(text):
            if match["name"][:-1] not in own and not _as_partner(text, *match.span("name")):
                yield match.span("name")


def _compilers(text: str, where: str, report: Report) -> Iterator[tuple[int, int]]:
    """In the opening: a county office or a bureau as the one who compiles a township's report."""
    if where != "preamble" or not report.unit.is_township:
        return
    for match in _COMPILER.finditer(text):
        name = match["name"]
        if report.unit.short not in name and not re.search(r"我|本|党政|综合|^[乡镇]|街道", name):
            yield match.span("name")


def _as_partner(text: str, start: int, end: int) -> bool:
    """True where the name is that of another party: 与太平镇联合…, 赴太平镇学习, 原太平镇, 太平镇、清河镇等."""
    sentence = sentence_at(text, start)
    around = text[max(sentence.start, start - 14) : min(sentence.end, end + 14)]
    listed = re.match(r"(?:人民政府)?(?:[、和与及]|等)", text[end:])
    visited = _VISITED.search(sentence.text) and re.search(r"我[乡镇]|我街道|本[乡镇]", sentence.text)
    return bool(
        visited or _PARTNER.search(around) or _NEAR.search(text[sentence.start : start]) or listed
    ) or _is_address(text, start)


def _is_address(text: str, start: int) -> bool:
    return bool(re.search(r"地址|地点|邮编", line_at(text, start)[:400])) and bool(
        re.search(r"地址[：:]?[^，。；]*$", text[max(0, start - 30) : start])
    )
