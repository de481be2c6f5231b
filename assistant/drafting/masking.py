"""Retrieved wording freed of its unit's facts and given this unit's; a clause that cannot be freed is cut off."""

import re
from dataclasses import dataclass

from assistant.drafting.brief import Brief
from assistant.drafting.leaving import SPEAKS
from assistant.drafting.suggestion import BLANK, Sentence, blank
from assistant.report import Passage, Unit, fact_slots
from assistant.rules.claims import numbers

# What stands before and after a figure → the fact slot that it is (the slots of the narrative).
SLOTS = (
    ("disclosed_total", r"主动公开[^，。；]{0,12}信息(?:共|共计|累计)?$", "条"),
    ("website_count", r"网站[^，。；]{0,14}$", "条"),
    ("wechat_count", r"(?:公众号|微信)[^，。；]{0,14}$", "[条篇]"),
    ("inspection_count", r"(?:检查|督查|自查|督导|抽查)(?:(?!更新|张贴|发布)[^，。；]){0,14}$", "次"),
    ("board_count", r"(?:公示栏|公开栏)[^，。；]{0,12}$", "[条次期]"),
    ("board_number", r"(?:公示栏|公开栏)$", "[块个处]"),
    ("board_number", r"", "[块个处](?:政务|村务|村级|社区)?(?:公示栏|公开栏)"),
    ("corner_number", r"(?:查阅点|专区)$|^(?!.*(?:公示栏|公开栏)).*$", "[个处](?:政务公开|公开|信息)*(?:查阅点|专区)"),
    ("key_area_count", r"重点领域[^，。；]{0,8}$", "条"),
    ("interpretation_count", r"(?:解读)[^，。；]{0,8}$", "[篇条期个]"),
    ("response_count", r"(?:留言|关切|咨询)[^，。；]{0,6}$", "[件条]"),
    ("training_count", r"培训[^，。；]{0,8}$", "(?:次|期|场)(?!数)"),
    ("training_people", r"(?:参训|受训|培训)[^，。；]{0,12}$", "人次"),
    ("meeting_count", r"会议?[^，。；]{0,4}$", "次"),
    ("review_count", r"(?:清理|更新|撤下)[^，。；]{0,14}$", "条"),
    ("staff_count", r"", "名(?:工作人员|专职|兼职|人员)"),
)
_PERSON = r"[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏韦付方邹熊白孟秦邱侯江尹薛段雷龙陶贺顾毛郝龚邵万钱严武戴施尤]"
_TITLED = r"(?:[镇乡]长|书记|主任|组长|委员|站长|所长|干部|联系人|队长)"
# Kinds of facts that nobody else can say, with the words by which they are found.
OWN_MATTERS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("contact", r"\d{3,4}[-－—]?\d{7,8}|1[3-9]\d{9}|@|https?:|www\.|邮政编码"),
        ("date", r"\d{1,2}月|\d{1,2}日(?!内)|[一二三四五六七八九十]月(?:份)?(?!底前)|(?:上|下)半年|[一二三四]季度"),
        ("history", r"(?:上|去)年|同比|较20|比20|往年|历年|近[两三几]年|上一年|今年|年初|年底|年内|当年|迄今|至今"),
        ("person", rf"{_PERSON}[\u4e00-\u9fff]{{1,2}}?(?:同志|任组长|书记|主任|[镇乡]长|牵头(?!人)|签发|负责(?!人)|担任|主持|值守)"),
        ("person", rf"{_TITLED}{_PERSON}[\u4e00-\u9fff]{{1,2}}?(?=[为任，。、；（(签]|同志|负责|牵头|主持|签发)"),
        ("table", r"信息处理费|行政复议|行政诉讼|行政许可|行政处罚|行政强制|规范性文件|结转|未收到|收到[^，。]{0,12}申请|新收|[按时期]*答复率|办结率"),
        ("verdict", r"追究|问责|追责|满意|评议|考核[^，。；]{0,14}(?:分|名|良好|优秀|公示|结果)|通报表扬|评为|获得|荣获|第[一二三四五六七八九十\d]+名"),
        ("outcome", r"没有(?!现成)|未(?:开设|设立|建立|设|出现|发生|发现)|不再|好转|缓解|有所|再没|大为|明显(?!位置)|显著(?!位置)|多次|前来|莅临"),
        ("pointer", r"上述|如前|见下|下列|如下|以下|附件[一二三四\d]|附表"),
        ("document", r"《(?![^》]*(?:中华人民共和国|国务院|政府信息公开条例))[^》]{1,60}》"),
        ("media", r"(?<![县区市本当])[\u4e00-\u9fff]{2}(?:晨报|晚报|日报|电视台|广播电台|融媒体?|新闻网|政务网)"),
    )
)  # fmt: skip
# What only the unit itself can say of how it is organised: who leads, which office does what, what is assessed, on which media.
_ORGANISATION = re.compile(
    r"分管|主管(?!部门)|牵头|组长|领导小组|承办(?!人)|过问|挂帅|主任|书记|[镇乡]长|委员(?!会)|(?:主要|分管)(?:负责人|领导)|领导(?:班子|干部)|班子|办公室|(?:党政|综合|政务)办|"
    r"(?:中心|大队|站|所|科|股|室|机构|部门)[^，。；、]{0,8}(?:负责|承担|归口|汇总|把关|审核|审定|登记)|"
    r"考核|评议|绩效|奖惩|评优|评先|视频号|抖音|快手|微博|小程序|客户端|头条号"
)
# What only somebody who has seen it can say: what people use, like or think, and what came of it.
_EXPERIENCE = re.compile(
    r"最(?:常|多|少|受|喜|爱|信|直接|方便|有效|主要)|(?:群众|居民|村民)[^，。；]{0,6}(?:习惯|喜欢|爱看|反映|普遍|欢迎|认可|好评)|普遍(?!关)|深受|效果|成效|多数|大多"
)
_PLACE = re.compile(
    r"([\u4e00-\u9fff]{1,3})(村委会|村|社区|湖|河|江|岛|山|岭|路|街(?!道)|港|码头|景区|园区|工业园|开发区|水库|市场|广场|小区|公园|片区|古镇|大厦|集市)"
)
# What no unit says of itself in general: a clause with one of these speaks of a place.
_SMALL_PLACE = re.compile(r"渡口|巷|寨|弄(?![虚清懂错])|屯|桥(?!梁)|沟(?!通)|坪|湾|坝|塘|堡|滩|洲|坡|墩|垸|峪|寺|庙|祠")
_GENERIC = re.compile(
    r"(?:各|全|本|到|进|驻|每个?|所有|所辖|下辖|行政|建制|乡|镇|农|和|与|及|对|向|在|由|为|于|对各|至|个|、|（|的|等|民族|城|老旧|便民|服务|"
    r"整|示范|重点|指导|督促|帮助|一些|部分|个别|多数|少数|联系|包|抓|组织|要求|推动|街道|基层|乡镇|镇村|道|级|名|群众|住|邻近|文化|农贸|片|抽查|检查|入|过)$"
)
_SUPERIOR = re.compile(
    r"([\u4e00-\u9fff]{2,4}?)(省|市|县|区|州|旗)(?=人民政府|政府|委|级|政务|党|司法|融媒|直|人大|政协|纪委|公开|信息|[\u4e00-\u9fff]{2,6}局)"
)
_QUOTED = re.compile(r"[“\"「‘]([^”\"」’]{1,24})[”\"」’]")
_SAYING = re.compile(
    r"^(?:谁|先|应公开|以公开|公开为|一事|一张|双随机|三审|应审|能公开|不该|看得|互联网|放管服|最后一公里)|、"
)
_ACCOUNT = re.compile(r"公众号|视频号|抖音|微博|客户端|小程序|网|报|电视|广播|发布|融媒|平台账号|微讯|之声|在线")
_ABOVE = (
    (r"[县区市]委、?[县区市](?:人民)?政府", "上级党委、政府"),
    (r"[县区市](?:人民)?政府办公室|[县区市]政务公开(?:领导小组办公室|办公室|办)", "上级主管部门"),
    (r"(?<![乡镇省市])[县区市](?:级|里|(?:人民)?政府)", "上级"),
)
_LOCAL = re.compile(
    r"第三方|司法|自动回复|关键词|电子屏|二维码|查询机|问答库|菜单|值班表|楼组长|法律顾问|[一二两三四五六七八九十]+(?:遍|户|岁|分钟)|企业|旅游|景区|游客|游人|商户|楼宇|渔|茶|果|矿|厂|移民|民族|牧|物业|网格|业主|征迁|拆迁|湖|水库|工程|硬化|路|船|林|补偿|防汛|通信|建房|医保|租金|管网|软件|软硬件|大学|学校"
)
_ACT = re.compile(
    r"了(?!解)|已经?|新(?:开|增|设|到|建|的)|改(?:成|为|发|由)|补齐|增设|重新|着手|全年|首次|邀请|举办|建成|上线|编印|投入|推出|试点|新址"
)
_LEAD = re.compile(
    r"^(?:同时|此外|另外|与此同时|并且|而且|再次|其次|首先|最后|一方面|另一方面|其中|为此|因此|对此)[，,、]?"
)
_TOPIC = re.compile(
    r"^(?:在)?(?:主动公开|依申请公开|(?:政府)?信息管理|(?:政府信息)?公开平台(?:建设)?|平台建设|监督保障)(?:工作)?(?:方面|上|中)，"
)
_DANGLING = re.compile(r"^(?:由|这|该|其|以上|此项|二者|两者|并|且|但|而|也|还|使|让|再|后)")
_HANGING = re.compile(
    r"^(?:为|由于|因|在|对|通过|按照|根据|针对|围绕|结合|将|当|凡|如|若|经|从|除|依托|以|把|与)[^，]*[，]?$"
)
_LISTED = re.compile(r"((?:[^，。；、]{1,12}、)+[^，。；、]{1,14}?)，?([两二三四五六])(?:个|种|道|类|项|方面|条)")
LONGEST, SHORTEST = 110, 14


@dataclass(frozen=True)
class Refilled:
    """A sentence made this unit's own; `strain` counts what makes it less fitting, `figures` how many it states."""

    sentence: Sentence
    strain: float
    figures: int = 0


def refill(text: str, passage: Passage, brief: Brief, *, figures: bool = False) -> Refilled | None:
    """Free a sentence of the passage's facts and give it this unit's; None where too little of it is left.

    Figures of known meaning are exchanged, or asked for where nobody knows them, if `figures` are wanted; else cut off.
    """
    text = _TOPIC.sub("", _LEAD.sub("", text.strip()))
    if _DANGLING.match(text) or len(text) > LONGEST or SPEAKS.search(text):
        return None
    own, kept, count = brief.report.unit, "", 0
    asks: dict[str, str] = {}
    pieces = re.findall(r"[^，；]+[，；。]*", text)
    for piece in pieces:
        made = _exchanged(piece, text, passage, brief, figures=figures)
        if made is None:
            break
        kept += made.text
        asks |= made.asks
        count += len(numbers(made.text)) + len(made.asks)
    else:
        return _fit(kept, Sentence(kept, asks=asks), passage, own, count) if len(kept) >= SHORTEST else None
    kept = kept.rstrip("，；、 ")
    last = re.split(r"[，；]", kept)[-1]
    if len(kept) < SHORTEST or _HANGING.match(last) or re.search(r"(?:的|后|时|前|中|方面|等)$", kept):
        return None
    return _fit(kept, Sentence(kept + "。", asks=asks), passage, own, count)


def _fit(text: str, sentence: Sentence, passage: Passage, own: Unit, figures: int) -> Refilled:
    return Refilled(sentence, _strain(text, passage, own), figures)


def _exchanged(clause: str, text: str, passage: Passage, brief: Brief, *, figures: bool) -> Sentence | None:
    """A clause with every fact of the passage's unit exchanged or asked for; None where one can be neither."""
    own = brief.report.unit
    if any(pattern.search(clause) for _, pattern in OWN_MATTERS):
        return None
    if not _ours(passage, own) and _peers_only(clause, passage.section):
        return None
    quoted = _quotes(clause, brief)
    if quoted is None:
        return None
    free = _names(quoted.text, passage, own, brief)
    if free is None or (free := _years(free, passage, brief)) is None or has_place(free.replace(own.short, "")):
        return None
    filled = _figures(free, text, brief, wanted=figures)
    return None if filled is None else Sentence(filled.text, asks={**quoted.asks, **filled.asks})


def _ours(passage: Passage, own: Unit) -> bool:
    """True for last year's report (no passage of the corpus) and the unit's own there; a 城关镇 of another county is a peer."""
    theirs = Unit.parse(passage.unit)
    return not passage.id or (theirs.short == own.short and (passage.county or theirs.county) == own.county)


def _peers_only(clause: str, section: str) -> bool:
    """True for what is known of the unit that says it, and of no other; a problem is always what somebody has seen."""
    return bool(_ORGANISATION.search(clause) or (section == "overview" and _EXPERIENCE.search(clause)))


def _strain(text: str, passage: Passage, own: Unit) -> float:
    """How far a sentence is from what any unit of our kind could say: local colour, acts of one year, another kind's life."""
    strain = float(len(_LOCAL.findall(text))) + len(_ACT.findall(text))
    city, country = own.kind == "街道", passage.unit_kind != "街道"
    if city == country:  # a street office's wording in a village, or the other way round
        strain += 0.4 + len(re.findall(r"(?<!（)村(?!（)|农|赶集" if city else r"居民|(?<!（)社区|小区|楼|街", text))
    return strain


def own_kind(text: str, kind: str, own: Unit) -> str:
    """Let a text that a unit of `kind` wrote of itself speak of a unit of our own kind."""
    if own.kind == "街道":
        text = text.replace("村（社区）", "社区").replace("村级", "社区")
        text = text.replace("各站所", "各有关部门").replace("站所", "部门")
    if not own.kind or kind in ("", own.kind):  # wording that is nobody's names no kind
        return text
    for theirs, ours in zip(_selves(kind), _selves(own.kind), strict=True):
        text = text.replace(theirs, ours)
    kinds = "街道|乡|镇|苏木"
    text = re.sub(rf"(我|本|全)(?:{kinds})(?!村|域)", rf"\g<1>{own.kind}", text)
    return re.sub(rf"(?<![\u4e00-\u9fff各])(?:{kinds})(?=党|政府|机关|级|属|班子|综合|领导)", own.kind, text)


def _selves(kind: str) -> tuple[str, ...]:
    if kind == "街道":
        return (
            "街道办事处副主任",
            "街道办事处主任",
            "街道党工委",
            "街道办事处",
            "街道办",
            "街道机关",
            "街道各",
            "街道班子",
        )
    return (
        f"副{kind}长",
        f"{kind}长",
        f"{kind}党委",
        f"{kind}人民政府",
        f"{kind}政府",
        f"{kind}机关",
        f"{kind}各",
        f"{kind}班子",
    )


def _names(text: str, passage: Passage, own: Unit, brief: Brief) -> str | None:
    """Exchange the unit's own names and its website; None where its stem or a superior of its own stays behind."""
    theirs = Unit.parse(passage.unit)
    for name in (theirs.name, theirs.short):
        text = text.replace(name, own.short)
    for above in {passage.county, *theirs.above} - {None}:
        site = str(brief.fact("website_name") or "政府网站")
        text = re.sub(rf"{above}(?:人民)?政府(?:门户)?网站?", site, text)
        text = text.replace(str(above), str(above)[-1])
    stem = theirs.short.removesuffix(theirs.kind)
    if len(stem) >= 2 and stem not in own.short and stem in text:
        return None
    text = own_kind(text, theirs.kind, own)
    for match in _SUPERIOR.finditer(text):
        if match[1][-1] not in "本全省市县区各由受向按与和及、对经在级" and f"{match[1]}{match[2]}" not in own.above:
            return None
    return _superiors(text, own)


def _superiors(text: str, own: Unit) -> str:
    """Name the level above as ours is (县, 区 or 市); where it is unknown say 上级."""
    level = (own.county or "")[-1:]
    if level:
        return re.sub(r"(?<![乡镇省])[县区市](?=委|人民政府|政府|级|直|里|政务)", level, text)
    for words, neutral in _ABOVE:
        text = re.sub(words, neutral, text)
    return text


def _years(text: str, passage: Passage, brief: Brief) -> str | None:
    if brief.report.year and passage.year:
        text = re.sub(rf"{passage.year}(?=年)", f"{brief.report.year}", text)
    years = {int(y) for y in re.findall(r"(\d{4})年", text)}
    return text if years <= {brief.report.year} else None


def _quotes(text: str, brief: Brief) -> Sentence | None:
    """The name of an account becomes this unit's or a question; None for any other name and for one of an account that it lacks."""
    asks: dict[str, str] = {}
    for match in _QUOTED.finditer(text):
        around = text[max(0, match.start() - 8) : match.end() + 4]
        if _ACCOUNT.search(match[1]) or _ACCOUNT.search(around):
            account = brief.fact("wechat_name")
            if "公众号" not in around or account == "无":
                return None
            question = fact_slots()["wechat_name"].ask
            text = text.replace(match[1], str(account) if account else blank(question))
            asks |= {} if account else {question: "wechat_name"}
        elif not _SAYING.search(match[1]):
            return None
    return Sentence(text, asks=asks)


def _figures(text: str, whole: str, brief: Brief, *, wanted: bool) -> Sentence | None:
    """Put this unit's figures for the passage's, a question where a slot is known but its value is not; else None."""
    out, asks, last = "", {}, 0
    stated: set[str] = set()
    for number in numbers(BLANK.sub(lambda m: "　" * len(m[0]), text)):
        if re.match(r"年(?!内)", text[number.end :]) and str(brief.report.year) == text[number.start : number.end]:
            continue
        before, after = text[: number.start], text[number.end :]
        if text[number.start : number.end] == "一":  # 明确一名信息员: an article, no figure
            continue
        listed = [m for m in _LISTED.finditer(whole) if m[2] == text[number.start : number.end]]
        if any(number.value == match[1].count("、") + 1 for match in listed):
            continue  # 起草、审核、签发三个环节: the sentence itself says which three
        slot = next((key for key, words, unit in SLOTS if re.search(words, before) and re.match(unit, after)), None)
        if slot is None or slot in stated or not wanted:  # a part of a figure (其中…) is not the figure
            return None
        stated.add(slot)
        value = brief.fact(slot)
        if value == 0:
            return None
        question = fact_slots()[slot].ask
        out += text[last : number.start] + (str(value) if value else blank(question))
        last = number.end
        if not value:
            asks[question] = slot
    return Sentence(out + text[last:], asks=asks)


def has_place(text: str) -> bool:
    """True where a text names a place, however small."""
    if _SMALL_PLACE.search(text):
        return True
    return any(not _GENERIC.search(m[1]) and m[1][-1] not in "乡镇农本各全" for m in _PLACE.finditer(text))
