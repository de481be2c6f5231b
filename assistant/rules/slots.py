"""Which quantity a figure states, by the words before and behind it and by what the sentence is about."""

import re

from assistant.rules.numerals import Number
from assistant.rules.quantities import (
    COLUMNS,
    OTHER_MATTERS,
    OTHER_REQUESTS,
    OUTCOMES,
    PARTLY,
    QUANTITIES,
    RESULTS,
    ROWS,
    SORTED,
    Quantity,
)
from assistant.rules.scope import Place

_OWN_MATTER = re.compile(r"信息公开|政务公开|政府信息|依申请|答复|公开(?:申请|工作)")
# 收到并答复申请各4件, 当年受理、当年办结申请均为3件: one figure for what came and what was done.
_BOTH = re.compile(
    r"(?:收到|受理|接收|新收)(?:、|并|和|及)(?:当年|均)?(?:答复|办结|办理)[^，。；、\d]{0,16}(?:申请|依申请公开)(?:事项|件)?(?:各|均为|均|都是)$"
)
_UNRELATED = re.compile(
    r"(?:与|和|跟)[^，。；]{0,12}(?:公开|答复)[^，。；]{0,6}(?:无关|没有关系|不相关)|"
    r"(?:无一|均不|都不|全部不|均未|都未|均非|不是|并非|不属于|不涉及|未涉及)[件起宗例]?(?:涉及|属于|属|是|因|为)?[^，。；]{0,8}(?:信息公开|政务公开|依申请)"
)
_GENERAL_CASES = re.compile(r"应诉|法治政府|征地|拆迁|仲裁|民事|刑事|代理|欠款|工伤|土地|山林|执法|调解|信访")
# 行政复议、行政诉讼均为0: one figure for several quantities, read only where it is zero.
_JOINT = (
    ("licences", "行政许可"), ("penalties", "行政处罚"), ("compulsory_measures", "行政强制"), ("reconsideration", "复议"),
    ("litigation", "诉讼"), ("received", "公开申请"),
)  # fmt: skip
_LISTED = re.compile(
    r"(?:许可|处罚|强制|复议|公开申请)(?:决定|案件|措施)?(?:、|和|及|与|以及|或者?)(?:行政)?(?:处罚|强制|复议|诉讼)"
)
# 依申请公开方面，全年共2件.
# 办结政府信息公开申请，共计7件.
_DONE_TO = re.compile(r"(办结|办理|答复|受理|收到|新收|接到)[^，。；\d]{0,12}(?:信息公开|依申请公开)申请，$")
_ON_TOPIC = re.compile(r"(?:^|，)(?:政府信息)?依申请公开(?:工作)?(?:方面|情况)?，$")
_ONLY_COUNTED = re.compile(r"(?:20\d\d年度?|全年|本年度?|今年)?(?:共|共计|合计|总计|累计)")
# 其中3件已按期办结.
_DONE_BEHIND = re.compile(
    r"(?:申请)?(?:已|均已|全部|均)?(?:按期|按时|如期|及时)?(?:办结|办理完毕|答复)(?:完毕)?(?=[，。；、\s]|$)"
)
_SOME = re.compile(r"(?:^|其中|有|中|已有|已)$")
# 尚有1件未到答复期限，结转下年度办理.
_LEFT = re.compile(r"(?:将|拟|需|均|已|按规定|依法)*(?:结转|转)(?:至|到|入)?(?:下|次|明|20\d\d)")
_ALL_KINDS = re.compile(r"其中[^，。；\d]{0,6}(?:政府信息公开|信息公开|依申请公开)")
_MONEY_BEHIND = re.compile(
    r"(处理费|行政事业性收费)[^，。；\d]{0,4}\d+\s*[件笔次宗][，、]?(?:共|共计|合计|计|金额|总额)*$"
)
_BOTH_FILES = re.compile(r"(?:制发|制定)[、和及]废止(?:的)?(?:行政)?规范性文件(?:均|都|数)*为?$")
_OTHER_APPLICANTS = re.compile(r"企业|法人|组织|机构|律师")
_RESULT_NAMES = {
    "予以公开": "granted",
    "部分公开": "partly_granted",
    "不予公开": "refused",
    "无法提供": "unavailable",
    "不予处理": "declined",
    "其他处理": "other_handled",
}
_ONE_RESULT = "(?:" + "|".join(_RESULT_NAMES) + ")"
# 予以公开或部分公开的3件, 不予公开、不予处理均为0件: one figure for several results.
_RESULTS_JOINED = re.compile(
    rf"(?:{_ONE_RESULT}(?:或者?|和|及|与|、|以及))+{_ONE_RESULT}(?:的)?(?:申请|情形)?(?:共|均|都|合计|为|是|有)*$"
)
# 公文属性认定为依申请公开14件、不予公开9件; 公开招聘信息员，收到申请46份.
_UNLIKE_REQUESTS = re.compile(r"公文|主动公开\d+[份件]|公开属性|拟公开|保密审查")
_RECRUITING = re.compile(r"招聘|招募|招标|报名|入驻|竞聘")
_OWN_REQUEST = re.compile(r"(?<!依)申请(?!公开)|申请公开政府信息|依申请公开(?:申请|事项|件)")
# 对今年的7件，已办结6件.
_ONE_SHARE = re.compile(
    r"对[^，。；]{0,8}(?:新收|今年|本年|当年|上年|去年)[^，。；]{0,8}[\d一二两三四五六七八九十]+件，$"
)
# 企业申请6件中，…; 网上申请19件，…; 镇区3件，…: the sentence tells of some of the requests.
_GROUP = r"(?:自然人|个人|居民|村民|公民(?!、)|企业|法人(?!和|或)|其他组织|组织|网上|网络|线上|线下|信函|邮寄|当面|现场|窗口|书面|电子邮件|当年件|结转件)"
_OF_SOME = re.compile(
    rf"^(?:其中[，：]?)?(?:居民|村民)?{_GROUP}(?:收到|提出|提交)?(?:的)?(?:申请)?\d+件|^(?:其中)?\d+件{_GROUP}[^，。；]{{0,4}}申请中?，|^(?:其中)?(?:涉及|有关|关于|因)[^，。；]{{1,12}}的申请\d+件|"
    r"^(?:其中)?(?![^，。；\d]*(?:收|接|受理|申请|共|新增|办|公开|结转|答复|提供|处理))[\u4e00-\u9fff]{2,6}\d+件，(?:均|已|全部)*(?:办结|答复)|(?:办结|答复)其中\d+件"
)
# 企业方面，新收3件，…; 自然人：新收11件，…; 5家企业共提出申请5件.
_SUBJECT = re.compile(
    rf"^(?:其中[，：]?)?(?:\d+[家名位个])?(?:商业|科研)?{_GROUP}(?:方面|类)?(?:提出的|的)?(?:申请)?(?:[，：]|新收|收到|办结|共?提出)"
)
# 15件申请有6件涉及征地，其中公开4件; 15件申请中，土地征收6件，公开4件.
_SOME_OF = re.compile(
    r"有\d+件(?:涉及|属于|关于|是关于)|申请中，?(?!自然人|公民|个人|予以|部分|不予|无法|其他|全部|已)[\u4e00-\u9fff]{2,8}\d+件，(?:其中)?(?:予以)?公开\d"
)
# 32件新收申请中31件已答复, 今年的15件已答复13件.
_OF_NEW = re.compile(r"新收?申请(?:中|里|已)|(?:今年|本年|当年)的\d+件(?:中|里|已)|\d+件新收?申请")
_JOINED_GRANTS = re.compile(
    r"(?<!不予)公开[、和及与或]+者?部分公开(?:的)?(?:共|合计|共计|为|是|□)|全部[、和及与或]部分公开"
)
# 2件未能提供或不予处理.
_JOINED_REFUSALS = re.compile(r"(?:提供|公开|处理)(?:[、和及与]|或者?)不予(?:公开|处理)")
_DONE = ("handled", "finished", "answered")
_OF_REQUESTS = {
    "received", "accepted", *_DONE, "carried_in", "carried_out", *RESULTS, *(row for rows in ROWS.values() for row, _ in rows),
}  # fmt: skip
# 因旧改引起的行政复议3件, 由同一申请人提起的诉讼1件: of one matter; not 因政府信息公开引起的.
_ONE_MATTER = re.compile(
    r"[因由](?![^，。；]{0,14}(?:公开|答复|政府信息))[^，。；]{1,14}(?:引发|引起|产生|提起|提出)的"
)
# 复议1件维持、2件在审: each of the outcomes.
_EACH_OUTCOME = re.compile(
    r"\s*[件起宗例](?:被|均|决定)*(?:维持|纠正|撤销|驳回|在审|未审结|审理中)[，、]\d+[件起宗例](?:被|均|决定)*(?:维持|纠正|撤销|驳回|在审|未|审理|其他)"
)
_TABLE_ONLY = {"reconsideration", "litigation", "litigation_direct", "litigation_after_reconsideration"}


def slots(place: Place, words: str, behind: str, tail: str, number: Number, previous: str) -> list[str]:
    """The quantities that a figure states; [] where it states none of the whole unit's year."""
    told = words + "□" + behind[:20]
    if _JOINED_GRANTS.search(told) or (number.value and _JOINED_REFUSALS.search(told)):
        return []
    found = _stated(place, words, behind, tail, number, previous)
    if _EACH_OUTCOME.match(tail):
        found = [slot for slot in found if slot not in _TABLE_ONLY]
    if _OF_NEW.search(place.whole):
        found = [slot for slot in found if slot not in _DONE]
    some = any(pattern.search(place.whole) for pattern in (_OF_SOME, _SUBJECT, _SOME_OF))
    if some and not re.search("共|合计|总计", words):  # the sentence tells of some of the requests
        return [slot for slot in found if slot not in _OF_REQUESTS]
    return found


def _stated(place: Place, words: str, behind: str, tail: str, number: Number, previous: str) -> list[str]:
    joint = [slot for slot, name in _JOINT if name in words] if _LISTED.search(words) else []
    if len(joint) > 1:
        return joint if number.value == 0 or re.search(r"各(?:有|为)?$", words) else []
    if _BOTH_FILES.search(words):
        return ["issued", "repealed"] if number.value == 0 else []
    if several := _RESULTS_JOINED.search(words):
        named = [key for name, key in _RESULT_NAMES.items() if name in several[0]]
        return named if number.value == 0 else []
    if _BOTH.search(words):
        return ["received", "finished" if "办结" in words else "handled"]
    slot = (
        _column(words, previous)
        or _of_money(place, words, tail, place.lead + place.clause.text[: number.start - place.start])
        or _outcome(words, place)
        or _slot(place, words, behind, tail, number)
    )
    if (
        slot == "handled"
        and not re.search(r"办理|办结|答复", words)
        and re.search(
            r"依申请公开(?:的?件?数量?|总数)为?$" if number.value else r"依申请公开(?:的?件?数量?|总数)?(?:均|都|为)*$",
            words,
        )
    ):
        return ["accepted"]
    return [slot] if slot else []


def _slot(place: Place, words: str, behind: str, tail: str, number: Number) -> str:
    first, unitless = re.split(r"[、，（]", behind)[0], _unitless(words, tail, number)
    for quantity in QUANTITIES:
        if not unitless and not quantity.units.match(tail):
            continue
        near = first if quantity.after else ""
        if quantity.unless and quantity.unless.search(words + near):
            continue
        if quantity.says(words, behind):
            if _fits(quantity, place, words):
                return _refined(quantity.key, words + near if quantity.key in RESULTS else words)
        elif quantity.bare and quantity.bare.search(words) and _is_of_requests(quantity, place, tail):
            return _refined(quantity.key, words) if not _is_part(quantity, place, words) else ""
    if re.match(r"\s*人次", tail) and "培训" in place.clause.text[: number.start - place.start]:
        return "training_people"
    return _of_files(place, words, tail) or _of_topic(place, words, tail) or _left_over(place, words, behind, tail)


def _of_topic(place: Place, words: str, tail: str) -> str:
    if not re.match(r"\s*(?:件次?|份|起|宗)", tail):
        return ""
    if re.fullmatch(r"共|共计|合计|总计", words) and (match := _DONE_TO.search(place.lead)):
        return {"办结": "finished", "答复": "answered", "收到": "received", "接到": "received", "新收": "received"}.get(
            match[1], "accepted"
        )
    return "accepted" if _ON_TOPIC.search(place.lead) and _ONLY_COUNTED.fullmatch(words) else ""


def _left_over(place: Place, words: str, behind: str, tail: str) -> str:
    """What became of some of the requests, told behind the figure or in the clause that follows."""
    told = place.lead + place.clause.text
    about = place.about_requests or re.search(r"答复|受理", place.whole)
    if not about or not re.match(r"\s*(?:件次?|份|起|宗)", tail) or OTHER_MATTERS.search(told):
        return ""
    if _DONE_BEHIND.match(behind) and _SOME.search(words):
        return "finished"
    waits = re.search(r"(?:尚|仍|还|另|剩|余)有?$", words) or re.match(r"未|因|正|尚|仍", behind)
    return "carried_out" if waits and _LEFT.match(place.following) else ""


def _is_of_requests(quantity: Quantity, place: Place, tail: str) -> bool:
    """The names of results are the form's own words: 予以公开2件 needs no 申请 beside it."""
    if _UNLIKE_REQUESTS.search(place.whole) and not _OWN_REQUEST.search(place.whole):
        return False
    before = place.lead.rstrip("，").rsplit("，", 1)[-1]
    if re.search(r"\d", before) and OTHER_MATTERS.search(before) and "申请" not in before:  # 受理热线派单31件，办结31件
        return False
    if place.about_requests:
        return True
    told = place.lead + place.clause.text
    if quantity.key == "declined":  # 信访举报投诉类申请 is the first of its kinds
        told = re.sub(r"信访|举报|投诉", "", told)
    alone = quantity.key in RESULTS and re.match(r"\s*(?:件次?|份|起|宗)", tail)
    return bool(alone) and not OTHER_MATTERS.search(told)


def _unitless(words: str, tail: str, number: Number) -> bool:
    """申请数量为7 needs no unit word, and nought never does."""
    counted = number.value == 0 or re.search(r"(?:数量|件数|总数|数)(?:分别)?(?:为|是|：)?\s*$", words)
    return bool(counted) and not re.match(r"[\u4e00-\u9fff%％.]", tail)


def _fits(quantity: Quantity, place: Place, words: str) -> bool:
    if _ONE_MATTER.search(place.clause.text):
        return False
    if quantity.key in _TABLE_ONLY:
        if re.search(r"已?审结(?:的)?(?:行政)?(?:复议|诉讼)", words):
            return False
        if _UNRELATED.search(place.whole):
            return False
        about = place.heading + place.lead + place.clause.text
        return bool(_OWN_MATTER.search(about)) or not _GENERAL_CASES.search(about + place.whole)
    if (
        quantity.key in (*RESULTS, "handled")
        and re.search(r"公文|属性|主动公开\d+[份件]", place.whole)
        and not _OWN_REQUEST.search(place.whole)
    ):
        return False
    if quantity.key in ("carried_in", "carried_out") and OTHER_MATTERS.search(place.lead):
        return bool(_OWN_MATTER.search(place.lead))
    return not _is_part(quantity, place, words) and not _is_of_all_kinds(quantity, place, words)


def _is_of_all_kinds(quantity: Quantity, place: Place, words: str) -> bool:
    """受理各类申请1260件，其中政府信息公开申请3件; 政务服务网办理申请事项1280件; 公开招聘…，收到申请46份."""
    if quantity.key not in ("received", "accepted", "handled", "finished", "answered") or "公开" in words:
        return False
    of_others = _RECRUITING.search(place.whole) and not re.search(r"信息公开申请|依申请公开|公开政府信息", place.whole)
    return bool(of_others or _ALL_KINDS.search(place.whole) or re.search(r"政务服务|便民|服务(?:中心|大厅)", words))


def _is_part(quantity: Quantity, place: Place, words: str) -> bool:
    """收到网络申请2件 and 延期答复2件 tell a part, not all that was received or answered."""
    if quantity.key in _DONE and (SORTED.search(words) or _ONE_SHARE.search(place.lead)):
        return True
    return (
        quantity.key in ("received", "accepted", "handled")
        and bool(PARTLY.search(words if _OTHER_APPLICANTS.search(place.whole) else re.sub("公民|个人", "", words)))
        and "公民、法人" not in words
        and not re.search(r"等(?:各[类种]|形式|方式|渠道)", words)
    )


def _refined(key: str, words: str) -> str:
    if re.search(r"等(?:情形|情况|原因|理由|事由|类)?", words):  # 信访、重复申请等情形: the group, not its first row
        return key
    rows = [row for row, cue in ROWS.get(key, ()) if re.search(cue, words)]
    return rows[0] if len(rows) == 1 else key


def _of_files(place: Place, words: str, tail: str) -> str:
    """制发行政规范性文件1件、废止2件，现行有效3件: later figures of a sentence about such documents."""
    if "规范性文件" not in place.whole:
        return ""
    if re.fullmatch(r"共|共计|合计", words) and re.search(r"现行有效[^，]{0,4}规范性文件(?:目录|清单)?，$", place.lead):
        return "in_force"
    if re.fullmatch(r"其中，?(?:行政)?规范性文件(?:为|有|共)?", words) and re.search(
        r"(?:制发|印发|出台)[^，。；]{0,10}文件", place.lead
    ):
        return "issued"
    match = re.search(
        r"(废止|失效|保留|现行有效|继续有效|(?<!失)有效|制发|制定|新增|出台)(?:的)?(?:失效)?(?:共|了|数|数量|件数|为|是|有)*$",
        words,
    )
    if not match or not re.match(r"\s*[件份部个]", tail):
        return ""
    told = {"废止": "repealed", "失效": "repealed"} | dict.fromkeys(("制发", "制定", "新增", "出台"), "issued")
    return told.get(match[1], "in_force")


def _column(words: str, previous: str) -> str:
    """其中自然人3件、商业企业1件 right behind what was received."""
    if previous.split(".")[0] != "received":
        return ""
    named = [
        column
        for column, cue in COLUMNS
        if re.search(rf"^(?:其中)?(?:，)?(?:由)?(?:{cue})(?:提出|申请|提交)?(?:的)?$", words)
    ]
    return f"received.{named[0]}" if named else ""


def _of_money(place: Place, words: str, tail: str, until: str) -> str:
    """信息处理费方面，共收取200元: the topic stands before the comma."""
    if re.search(r"处理费|行政事业性收费", words):
        return ""
    topic = re.search(r"(处理费|行政事业性收费)(?:(?:的)?(?:收取)?(?:方面|情况)，|[^，。；]{0,8}，(?=$))", place.lead)
    if re.match(r"\s*万?元", tail) and (match := _MONEY_BEHIND.search(until)):
        return "processing_fee" if match[1] == "处理费" else "fees"
    if not topic or not re.match(r"\s*万?元", tail) or not re.search(r"收取|收费|金额|总额|合计|共", words):
        return ""
    return "processing_fee" if topic[1] == "处理费" else "fees"


def _outcome(words: str, place: Place) -> str:
    """维持1件 in a sentence about reconsiderations, or about suits, only."""
    told = place.lead + place.clause.text
    groups = [group for group, name in (("reconsideration", "复议"), ("litigation", "诉讼")) if name in told]
    if len(groups) != 1 or "后起诉" in told:
        return ""
    named = [outcome for outcome, cue in OUTCOMES if re.search(rf"(?:{cue})(?:的)?(?:为|有)?$", words)]
    return f"{groups[0]}.{named[0]}" if named else ""


# A denial of requests of any kind: no word in it says requests for what.
_GENERAL = re.compile(
    r"(?:未曾|从未|并未|尚未|未有|未|没有|尚无|无|零|收到|接到|接收|新收|受理|收悉|新增|产生|发生|出现|过|到|任何|一[件例人]|形式|方式|"
    r"公民|法人|其[他它]组织|自然人|群众|村民|居民|公众|社会|各界|企业|个人|单位|组织|有关|相关|关于|有效|正式|书面|提出|提交|递交|要求|的|了|新|"
    r"向|对|涉及|针对|[我本](?:镇|乡|街道|机关|单位|级|年度|年)|镇|乡|政府|或者?|和|及|与|、|以及|人|今年|全年|当年|申请|表|书|件|数|量|均|都|为|也|亦)*"
)


def is_narrow(quantity: Quantity, said: str, rest: str) -> bool:
    """True where the denial is of something else or only of a part: 未收到复议申请, 未收到书面申请, 未收到申请的."""
    if re.match(r"的(?!情况|情形|案件|行政|申请|政府信息|信息公开|依申请)|(?:被)?(?:纠错|纠正|撤销|败诉)", rest):
        return True
    if quantity.key in _TABLE_ONLY and re.search(r"被?(?:纠错|纠正|撤销|改判|责令)|败诉", said):
        return True
    if quantity.key in _TABLE_ONLY and "再次" in said:
        return True
    if quantity.key in _TABLE_ONLY and re.match(r"[、和及与或](?:行政)?诉讼(?:案件)?(?:被|败诉|撤销|纠)", rest):
        return True
    if quantity.key != "received":
        return False
    if re.search(r"其[他它](?:政府信息公开|信息公开|依申请公开)?申请", said):
        return True
    if re.search(
        r"(?<!公民)(?<!法人)(?<!组织)(?<!个人)(?<!公众)(?<!群众)(?<!单位)(?<!公开)(?<!信息)(?<!方面)(?<!有关)(?<!人)的[^的]*申请",
        re.sub(
            r"(?:提出|提交|递交|发起|寄来|新收[和及、或]结转|任何[^，。；的]{0,6}|正式|有效|(?:涉及|针对|关于|向)(?:本|我)[^，。；的]{1,4})的",
            "",
            said,
        ),
    ):
        return True
    if not _GENERAL.fullmatch(said) and not re.search(r"公开|依申请|政府信息", said):
        return True
    if re.search(r"(?:法人|企业|机构)[^，。；]*[、和或及]|[、和或及](?:法人|企业|机构)", said) and not re.search(
        r"公民|自然人|个人|群众|居民", said
    ):
        return True
    about = re.sub("公民(?:、法人)?", "", said).replace("书面" if "公开" in said else "\0", "")
    partly = PARTLY.search(about) and not re.search(
        r"[、和或及]|^(?:没有|无|尚无|未有)(?:任何)?(?:公民|企业|个人|法人)", about
    )
    return bool(
        OTHER_REQUESTS.search(said)
        or partly
        or re.search(r"投诉|举报|异议|不服|复议", re.split("[、，]", rest)[0][:12])
    )
