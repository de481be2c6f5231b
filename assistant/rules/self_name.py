"""How a unit speaks of itself: 我镇 in a 乡, 我局 in a 街道, 镇政府 in a 乡."""

import re
from collections.abc import Iterator
from itertools import chain

from assistant.report import Filing, Unit
from assistant.rules.prose import without_quotes
from assistant.rules.rule import Fault

# Guards behind a kind: 我乡村…, 我办理, 本局部 are other words; 本乡本土 is an idiom.
_SELF = re.compile(
    r"(?<![自忘你])(?:我们?|本)(?P<kind>街道|苏木|"
    r"镇|乡(?![镇亲情音土贤愁]|本土|村(?!两级|级|干部|、))|局(?![部限面长域])|街(?!道|头|坊)|"
    r"委(?!托|派|员|屈)|厅|院(?![落墙坝])|校(?!验|对|正)|中心|办(?![理事好公成完结学法证案案学一]))"
)
_LEVEL = re.compile(
    r"我(?P<kind>[县区市省旗])(?=(?:人民)?(?:政府)?(?:\d{4}年)?(?:度)?(?:全年)?(?:共|累计)?"
    r"(?:主动公开|收到|新收|受理|未收到|没有收到|制发|未发生|公开(?:政府)?信息|发布(?:政府)?信息|政府信息公开工作(?:情况|总体|存在|仍|虽)|"
    r"(?:严格|认真|扎实|深入|积极|切实|全面|高度|始终|不断|持续)[\u4e00-\u9fff]{2,10}(?:信息公开|政务公开)))"
)
# 由镇长任组长, 在镇便民服务中心: with no name before it, the unit's own.
_OFFICE = re.compile(
    r"(?<=[由在])(?P<name>(?P<kind>镇|乡)(?:长(?=任|担任|牵头|分管|负责|主持)|便民服务中心|党政(?:综合)?办|政府|党委))"
)
# 全镇 at the head of a clause; 健全镇党委 holds no 全镇.
_WHOLE = re.compile(r"(?:(?<=[，。；：！\n、])|^)全(?P<kind>镇|乡(?![镇村])|街道)", re.M)
# 镇党委、乡政府 at the head of a clause, with no name before it, is the unit itself.
_BODY = re.compile(
    r"(?:(?<=[，。；：！\n])|^)(?:\d{4}年(?:度)?，?)?(?P<name>(?P<kind>镇|乡|街道)(?:党委|党工委|人民政府|政府|机关|党政办|党政综合办|办事处))",
    re.M,
)
_OWN = {
    "街道": {"街道", "街", "办", "街道办", "处"}, "委员会": {"委", "委员会", "会"}, "办公室": {"办", "办公室"}, "局": {"局"},
    "学校": {"校", "学校"}, "院": {"院"}, "厅": {"厅"}, "中心": {"中心"},
}  # fmt: skip


def self_names(filing: Filing) -> Iterator[Fault]:
    """Each place where the unit calls itself by a kind that it is not; silent where its kind is unknown."""
    unit = filing.report.unit
    if not unit.kind:
        return
    for where, text in filing.report.texts().items():
        plain = without_quotes(text)
        for start, end in sorted(_wrong(plain, unit)):
            said = text[start:end]
            yield Fault(
                where,
                f"本单位是“{unit.kind}”，文中自称“{said}”。",
                f"请改为“{_right(said, unit)}”。",
                span=(start, end),
                expected=_right(said, unit),
                found=said,
            )


def _wrong(text: str, unit: Unit) -> Iterator[tuple[int, int]]:
    own = _OWN.get(unit.kind, {unit.kind})
    for match in _SELF.finditer(text):
        kind = match["kind"]
        if match[0] == f"本{kind}" and kind not in ("镇", "乡", "街道", "苏木", "局"):
            continue
        if kind not in own:
            yield match.span()
    if unit.is_township:
        for match in _LEVEL.finditer(text):
            yield match.span()
        for match in _WHOLE.finditer(text):
            if match["kind"] != unit.kind and unit.kind != "苏木":
                yield match.span()
        for match in chain(_BODY.finditer(text), _OFFICE.finditer(text)):
            if match["kind"] != unit.kind and unit.kind != "苏木":
                yield match.span("name")


def _right(said: str, unit: Unit) -> str:
    for lead in ("我们", "我", "本", "全"):
        if said.startswith(lead):
            return lead + unit.kind
    if unit.kind == "街道" and said.endswith(("长", "中心")):
        return "街道办事处主任" if said.endswith("长") else "街道便民服务中心"
    if unit.kind == "街道":
        return "街道党工委" if "党" in said and "办" not in said else "街道办事处"
    tail = re.sub(r"^(?:镇|乡|街道)", "", said).replace("党工委", "党委").replace("办事处", "人民政府")
    return unit.kind + tail
