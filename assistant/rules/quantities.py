"""The quantities that the narrative speaks of, and how prose says them: before the figure, behind it, or that there is none."""

import re
from dataclasses import dataclass

_NO = r"(?:未曾|从未|并未|尚未|未有|未(?!经复议)|没有|尚无|无)"
_FILLER = r"(?:仅|约|近|大约|保持|只|各|人民币|案件|均|都|共|共计|总计|合计|累计|分别|一共|为|有|是|计|达|达到|数|数量|总数|总量|件数|量)*[：:]?\s*"
_COUNT = r"件次|件|份|例|宗|起|个|项|条|次"


@dataclass(frozen=True)
class Quantity:
    """`before` must end at the figure, `after` begin behind its unit word (with `verb` before the figure); `none` denies it.

    `bare` counts only where the sentence or its heading is about requests for information; `unless` are words of something else.
    """

    key: str
    units: re.Pattern[str]
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    verb: re.Pattern[str] | None = None
    bare: re.Pattern[str] | None = None
    none: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None

    def says(self, words: str, behind: str) -> bool:
        """True if the words around a figure name this quantity by themselves."""
        if self.before and self.before.search(words):
            return True
        return bool(self.after and self.after.match(behind) and (not self.verb or self.verb.search(words)))


def quantity(key: str, *, units: str = _COUNT, **patterns: str) -> Quantity:
    """Compile one entry of the table; `before`, `bare` and `verb` are tied to the figure."""
    tied = {"before", "bare", "verb"}
    compiled = {name: re.compile(f"(?:{p}){_FILLER}$" if name in tied else p) for name, p in patterns.items()}
    return Quantity(key, re.compile(rf"\s*(?:{units})"), **compiled)


# 申请 that are no requests for information, and other things that are received or dealt with.
_OTHER = (
    r"来信|信访|来访|来电|派单|留言|建议|提案|投诉|举报|咨询|工单|热线|意见|诉求|信访件|稿件|许可|处罚|复议|诉讼|补贴|补助|救助|低保|特困|问卷|评议表|(?<!申请)案件|仲裁|"
    r"村务(?!公开栏)|听证|赔偿|更正|复查|复核|[证照卡](?:的)?(?:办理|补办|申领|换发)|建房|宅基地|办证|登记证|贷款|入党|认定|事项清单|线索|信箱|邮件(?!申请)|电话"
)
_OGI = r"(?:政府信息公开|政务公开|信息公开|依申请公开|公开政府信息|公开信息|公开|政府信息|依申请)(?:的)?"
_PARTLY = r"线上|线下|系统|书面|信函|网络|网上|网站|当面|现场|窗口|邮寄|邮件|传真|在线|自然人|企业|法人|公民(?!、)|个人|律师|机构"
_RECEIVE = r"(?:新收到?|收到|接到|接收|新增|收悉)"
_REQUEST = r"(?:有效)?(?:的)?(?:政府信息公开|信息公开|依申请公开|公开|依申请)?(?:的)?申请(?!人|提供|要求提供|需要?提供)"
_FILE = r"(?:行政)?规范性文件"
_LAST = r"(?:上年|去年|上一年|20\d\d年)(?:度)?"
_NEXT = r"(?:下年|下一年|次年|明年|20\d\d年)(?:度)?"
# Behind the name of a result: 不予公开的决定, 不予处理的申请, “部分公开”.
_GIVEN = r"(?:的)?(?:情形|事项|情况|决定|答复|处理|答复书|告知书|告知|申请|政府信息|信息)*(?:的)?"
# Words that may stand between a verb and a bare 申请; with 信息公开 before 申请 anything may.
_WHOSE = (
    r"(?:公民、法人(?:和|或|及|以及|或者|与)其[他它]组织|公民|法人|自然人|群众|公众|社会|企业|各类|各方|全部|所有|有效|有关|相关|书面|网络|网上|信函|"
    r"本年度?|当年|今年|新收|上年结转|结转|提出|提交|办理|处理|的|了|过|到|共|各|上述|以上|该|此类)*"
)
_NEW = rf"{_RECEIVE}(?:[、和并及](?:受理|办理|办结|答复))*(?:{_WHOSE}|{_WHOSE}[^，。；、\d]{{0,14}}?{_OGI})(?:的)?申请(?:表|书|事项|案件|公开)?(?:政府信息|信息)?(?:共)?"
_FEE = r"(?:信息(?:公开)?|(?<![\u4e00-\u9fff])|(?<=[的取]))处理费"
_NOT_REQUESTS = r"(?:来信|来访|来电|留言|提案|建议|热线|工单|咨询|诉求|问卷|线索|稿件)(?!类的?申请)"


def _decisions(key: str, name: str) -> Quantity:
    return quantity(
        key,
        before=rf"{name}(?:措施|执行)?(?:处理)?(?:决定|结果|案件|办理|决定书|事项|业务|的案件)?(?:(?:全年|共|共计|合计|累计)*(?:办结|作出|查处|实施))?",
        after=rf"[^，。；、\d]{{0,6}}{name}(?:决定|案件)",
        none=rf"{_NO}(?:作出|做出|办理|实施|发生|涉及|产生|采取|下达)(?:过|任何)*[^，。；\d]{{0,16}}?{name}(?:措施|执行)?(?:决定|行为|案件|业务|事项)?(?=[、和及与或，。；\s]|$)|"
        rf"{_NO}(?:行政(?:许可|处罚|强制)[、和及与或]){{0,2}}{name}(?:措施|执行)?(?:决定|行为|案件|业务|事项)?(?=[、和及与或，。；\s]|发生|产生|$)|{name}零(?:办理|发生)",
        units="件|宗|起|个|份|例|次",
        unless=rf"{name}[^，。；]{{0,6}}(?:信息|目录|清单|申请|类|标准|栏|材料)|(?<!办理)(?<!办结)(?<!完成)(?<!受理){name}[^，。；]{{0,6}}事项|培训|公开目录",
    )


def _worked_on(key: str, verb: str) -> Quantity:
    return quantity(
        key,
        before=rf"{verb}(?:{_WHOSE}|{_WHOSE}[^，。；、\d]{{0,12}}?{_OGI})申请(?:事项|表|件|信息公开|公开(?:政府)?信息)?|{verb}依申请公开(?:事项|信息|政府信息)?",
        after=_REQUEST,
        verb=rf"{verb}(?:了)?",
        bare=rf"(?:已|全部)?{verb}(?:了|的)?",
        unless=_OTHER,
    )


def _result(key: str, name: str, *, after: str) -> Quantity:
    """A kind of answer to a request; as a denial only with what it is none of: 没有不予公开的情形."""
    return quantity(
        key,
        bare=rf"(?:{name}){_GIVEN}",
        after=after,
        none=rf"(?:{_NO}|不存在)(?:作出|做出|发生|出现|存在|涉及)?(?:过|任何)?(?:[^，。；、\d]{{2,6}}[、和及与或]){{0,5}}(?:{name})"
        rf"(?:[、和及与或](?:以及)?[^，。；、\d]{{2,6}}){{0,3}}?(?:的)?(?:情形|情况|申请|答复|决定|事项)|{_NO}一[件例](?:申请)?(?:{name})",
        unless=_NOT_REQUESTS,
    )


def _result_behind(key: str, name: str) -> Quantity:
    """有2件因涉及第三方合法权益不予公开; 对2件重复申请作出不予处理决定."""
    return quantity(
        key,
        after=rf"(?:申请)?[^，。；、\d]{{0,20}}?(?:{name})(?:的)?(?:决定|答复|处理)?(?=[，。；、：\s]|$)",
        verb=r"^|有|其中|对|另|另有|将",
        unless=_NOT_REQUESTS,
    )


_RESULTS_BEHIND = tuple(
    _result_behind(key, name)
    for key, name in (
        ("partly_granted", "部分公开"), ("refused", "不予公开"), ("granted", "(?<!不)予以公开"), ("unavailable", "无法提供"),
        ("declined", "不予处理"), ("other_handled", "其他处理"),
    )
)  # fmt: skip

QUANTITIES: tuple[Quantity, ...] = (
    # ---- table 2
    _decisions("licences", "行政许可"),
    _decisions("penalties", "行政处罚"),
    _decisions("compulsory_measures", "行政强制"),
    quantity(
        "fees", before=r"行政事业性收费(?:本年度?|全年)?(?:收费|收取|入库|缴库|上缴|实现)?(?:总)?(?:金额|收入|总额|额)?", units="万?元", unless=r"免征|减免|免收|减征|返还|退还|清退",
        none=rf"{_NO}(?:收取|发生|产生|涉及|征收)?[^，。；\d]{{0,4}}行政事业性收费(?!项目|清单|目录)",
    ),
    quantity(
        "issued", before=rf"{_FILE}(?:的)?(?:发布|制发|制定|出台|印发)|(?:制发|制定|出台|新增|新制定|新出台|印发)(?:了|并公开|并印发)?(?:《[^》]{{1,40}}》、?)*等?{_FILE}",
        none=rf"{_NO}(?:新)?(?:制发|制定|出台|印发)(?:过|和废止|、废止|或废止|及废止|与废止)*(?:[^，。；\d]{{0,4}}|(?:涉及|影响)[^，。；\d]{{0,14}}的){_FILE}|"
        rf"{_NO}以[^，。；\d]{{2,10}}名义(?:制发|制定|出台|印发)(?:的)?{_FILE}|"
        rf"{_NO}(?:新)?{_FILE}(?:的)?(?:制发|制定|出台|印发)",
        units="件|份|个|部", unless=r"上级|转发|备案|审核|审查|解读|县政府|市政府",
    ),
    quantity("repealed", before=rf"(?:废止|(?<!清理)(?<!清理了)失效)(?:[、和及]?失效)?(?:的)?{_FILE}", after=rf"{_FILE}(?:被|宣布)?(?:废止|失效)", units="件|份|个|部", none=rf"{_NO}[^，。；\d]{{0,6}}废止[^，。；\d]{{0,6}}{_FILE}|{_NO}对{_FILE}[^，。；\d]{{0,8}}废止|{_NO}{_FILE}(?:被)?废止"),
    quantity(
        "in_force", before=rf"{_FILE}[^，。；、\d]{{0,4}}(?:现行有效|继续有效|保有量)|(?:现行有效|继续有效|(?<!失)有效)(?:的)?{_FILE}|现有(?:有效)?{_FILE}",
        none=r"(?:没有|无|尚无)(?:现行|继续)?有效(?:的)?(?:行政)?规范性文件", units="件|份|个|部",
    ),
    # ---- table 4
    quantity(
        "reconsideration", unless=r"化解|参与|咨询|旁听|宣传|培训", before=r"(?:行政)?复议(?:案件|案|申请|事项)?(?:的)?", after=r"(?:政府信息公开|信息公开|[^，。；、\d]{0,12}(?:公开|答复)的)?(?:类|相关|的)?行政复议(?!后)",
        none=rf"{_NO}[^，。；\d]{{0,30}}?(?:行政)?复议(?=[、和及与或，。；\s]|诉讼|案|申请|情况|情形|事项|的|$)|零(?:行政)?复议|"
        r"(?:行政)?复议(?:和|、|及|与|以及|或者?)?(?:行政)?(?:诉讼)?(?:案件|情况|申请|事项)?(?:均|都|也|实现)*(?:[“\"]?零发生|未发生|没有发生|未出现|未收到|没有|无(?=[，。；\s]|$)|未产生)",
    ),
    quantity("litigation_direct", before=r"(?:未经复议)?直接(?:起诉|提起(?:行政)?诉讼)(?:案件)?(?:的)?", units="件|起|宗|例|个"),
    quantity("litigation_after_reconsideration", before=r"(?:经)?复议后(?:起诉|提起(?:行政)?诉讼)(?:案件)?(?:的)?", units="件|起|宗|例|个"),
    quantity(
        "litigation", unless=r"民事|刑事|应诉|代理|纠纷", before=r"(?:行政)?诉讼(?:案件|案|事项)?|公开(?:工作|答复|事项)?(?:而)?被(?:提起)?(?:起诉|诉)|(?<!后)信息公开[^，。；、\d]{0,4}起诉[^，。；、\d]{0,4}", after=r"(?:政府信息公开|信息公开|[^，。；、\d]{0,12}(?:公开|答复)的)?(?:类|相关|的)?行政诉讼",
        none=rf"{_NO}[^，。；\d]{{0,40}}?诉讼(?=[、和及与或，。；\s]|案|申请|情况|情形|事项|的|$)|零(?:行政)?诉讼|"
        r"诉讼(?:案件|情况|事项)?(?:均|都|也|实现)*(?:[“\"]?零发生|未发生|没有发生|未出现|没有|无(?=[，。；\s]|$)|未产生)",
    ),
    # ---- table 3
    quantity(
        "carried_in",
        before=rf"{_LAST}(?:末|底)?(?:尚未办结|未办结|未完成)?、?(?:结转|转来|转入|遗留|接转)(?:(?:至|到|入)?(?:本年|今年|当年)(?:度)?|而来|过来|下来)?(?:继续)?(?:办理)?(?:的)?(?:政府信息公开|信息公开|依申请公开)?(?:申请|件|事项)*|"
        rf"结转{_LAST}(?!继续|办理)[^，。；、\d]{{0,10}}",
        after=rf"(?:(?![加和及另含与+＋])[^，。；、（\d]){{0,10}}(?:由|自|从|系|为|是)?{_LAST}(?:结转|转来|转入|遗留)(?:而来|的)?(?!下|至下|到下)",
        none=rf"{_NO}(?:有|从|由|自)?{_LAST}(?:结转|转来|转入|遗留|接转)|"
        rf"{_LAST}(?:也|亦|均)?{_NO}(?:有)?(?:申请)?(?:结转|转入|遗留)(?!(?:至|到|入)?(?:下|次|明|20))",
        unless=r"资金|项目|预算|积案|信访|工单|线索|提案|建议",
    ),
    quantity(
        "carried_out",
        before=rf"(?:结转|转)(?:至|到|入)?{_NEXT}(?:继续)?(?:办理)?(?:的)?(?:政府信息公开|信息公开)?(?:申请|件|事项)*|(?:尚在|正在|仍在)办理(?:中)?(?:的)?(?:申请)?|(?:年[末底]|截[至止][^，。；]{{0,14}})(?:尚|仍|还)?未(?:办结|答复)(?:的)?(?:申请)?",
        after=rf"(?:(?![加和及另含与+＋])[^，。；、（\d]){{0,16}}(?:结转|转)(?:至|到|入)?{_NEXT}|(?:政府信息公开|信息公开)?(?:申请)?(?:尚|正|仍)在[^，。；\d]{{0,6}}办理",
        none=rf"{_NO}未办结(?:的)?(?:政府信息公开|信息公开)?(?:申请|事项|件)|{_NO}(?:有|需|申请|需要)*(?:结转|转|遗留)(?:至|到|入)?{_NEXT}|"
        rf"(?<!上年)(?<!上年度)(?<!去年)(?<!上一年)(?<!上一年度)(?<![也亦均]){_NO}(?:一件?|申请|事项)?结转(?=[，。；、\s]|事项|申请|情况|$)",
        unless=r"资金|项目|预算|积案|信访|工单|线索|提案|建议",
    ),
    quantity("carried_out", after=r"[^，。；、（\d]{0,8}(?:尚)?未(?:办结|办理完毕|答复)", verb=r"(?:仍|尚|还|另|剩)有|剩余", unless=_OTHER),
    *_RESULTS_BEHIND,
    _result("partly_granted", "(?:予以)?部分公开", after="(?:申请)?(?:为|作|作出|予以)?部分公开"),
    _result("refused", "不予公开", after="(?:申请)?(?:均|为|作|作出)?不予公开"),
    _result("granted", "(?<!不)予以公开|全部公开", after="(?:申请)?(?:均|已)?(?<!不)予以公开"),
    _result("unavailable", "无法提供", after="(?:申请)?(?:均|为|作)?无法提供"),
    _result("declined", "不予处理", after="(?:申请)?(?:均|为|作)?不予处理"),
    _result("other_handled", "其他处理", after="(?:申请)?(?:均|为|作)?其他处理"),
    _worked_on("accepted", "受理"),
    quantity("handled", before=r"办理结果(?:总计|合计|共计|总数)", units="件次|件|份|宗|起", unless=_OTHER),
    _worked_on("handled", "(?<!未)(?<!不予)(?<!其他)(?<!重复)(?<!跨年度)(?:办理|处理)"),
    _worked_on("finished", "(?<!未)(?:办结|完成)"),
    _worked_on("answered", "(?<!未)(?<!重新)(?<!重新作出)(?:答复|回复)"),
    quantity(
        "received",
        before=_NEW + rf"|{_RECEIVE}[^，。；、\d]{{0,6}}依申请(?:公开)?(?:件|事项|申请|政府信息|信息)*" + r"|(?:政府信息公开|信息公开|依申请公开)申请(?:案件)?|(?<!依)申请公开(?:本机关|我[乡镇])?(?:政府)?信息(?:的)?(?:来件|函件|来函)?|(?:收到|接到|接收)申请公开的(?:函件|来函|信函|来件)|依申请公开[^，。；、\d]{0,6}(?:收件|登记)(?:申请)?(?:数量?)?",
        after=_REQUEST, verb=rf"{_RECEIVE}(?:了|到|过|的)*", bare=rf"{_RECEIVE}(?:了)?|^(?:共|全年)?申请",
        none=rf"{_NO}(?:人|群众)?(?:向[^，。；\d]{{1,8}})?(?:提出|提交|递交)(?:过|任何)*[^，。；\d]{{0,6}}(?:信息公开|依申请公开|公开)申请(?!人)|{_NO}(?:收到|接到|接收|新收到?|受理|收悉|新增|产生|发生|出现)(?:过|任何|一[件例]|到)*(?:关于|有关)?[^，。；\d]{{0,24}}?(?<!被)申请(?!人|(?:行政)?复议)|"
        rf"{_NO}(?:收到|接到|接收|受理)(?:过|任何)*[^，。；\d]{{0,14}}?依申请公开(?:件|事项|信息|政府信息|工作)?(?=[，。；、\s]|$)|"
        rf"{_NO}(?:政府信息公开|信息公开|依申请公开|依申请)(?:政府信息|信息)?(?:的)?(?:申请|事项|情况)|依申请公开(?:事项|申请|业务|件)?(?:均|都)?(?:未发生|没有发生|未产生)|{_NO}依申请公开(?:的)?(?:政府)?(?:信息|件|业务)(?=[，。；、\s]|$)|申请(?:件|数|数量)?(?:均|都)?(?:为零|没有|无)(?=[，。；\s]|$)|"
        rf"(?:没有|无|尚无|未有)(?:任何|一[个名位]?)?(?:公民|法人|群众|村民|居民|个人|单位|企业|人)(?:[^，。；\d]{{0,24}}?申请(?:公开|获取|查阅)?(?:政府信息公开|政府信息|信息公开|信息)|"
        rf"[^，。；\d]{{0,16}}?(?:政府信息公开|信息公开|政府信息|依申请公开|公开)(?:的)?申请(?!人|(?:行政)?复议))|"
        r"零申请|依申请公开[^，。；\d]{0,8}零报告(?!制度)",
        unless=_OTHER,
    ),
    quantity("accepted", after=_REQUEST + r"(?![\u4e00-\u9fff])|" + _REQUEST + "(?=[均全都已])", verb="^|共|有", unless=_OTHER),  # 有1件申请涉及…: one of them
    quantity("handled", before=r"(?<!公开)依申请公开(?:政府信息|信息|事项)?", none=rf"{_NO}(?:办理|处理)(?:过)?依申请公开(?:事项|件|申请|业务)?(?=[，。；、\s]|$)", unless=_OTHER),
    # ---- what the unit knows beyond the tables
    quantity("processing_fee", before=rf"收取[^，。；\d]{{0,4}}(?:检索|复制|邮寄)[^，。；\d]{{0,8}}费用?|{_FEE}(?:共|的)?(?:收取|收费|收入)?(?:情况)?(?:总)?(?:金额|额)?", units="万?元", unless=r"减免|免收(?!取)|免征|退还|应收(?!取)|每[页件]", none=rf"{_FEE}(?:全年|本年度?)?{_NO}(?:收取|发生|产生|征收)|{_NO}[^，。；\d]{{0,18}}{_FEE}"),
    quantity("website_count", before=r"(?:网站|门户网)[^，。；、\d]{0,12}", units="条", unless=r"网站[^，。；、]{0,8}(?:栏目|专栏)|解读|回复|留言|比|较"),
    quantity("wechat_count", before=r"(?:公众号|微信)[^，。；、\d]{0,16}", units="条|篇", unless=r"解读|回复|留言|关注|阅读|比|较"),
    quantity("board_count", before=r"(?:公开栏|公示栏|宣传栏|公告栏)[^，。；、\d]{0,8}", units="条", unless=r"比|较"),
    quantity("key_area_count", before=r"重点领域(?:政府)?信息(?:公开)?", units="条"),
    quantity(
        "disclosed_total", before=r"(?:主动公开|公开|发布)(?:了)?(?:各类|各项)?(?:政府|政务)?信息",
        none=rf"(?<!应公开)(?<!应当公开){_NO}(?:主动)?(?:公开|发布)(?:过|任何)*(?:政府|政务)?信息(?!的)", units="条|件|篇",
        unless=r"网站|公众号|微信|微博|视频号|抖音|栏|平台|媒体|领域|类|专区|大屏|广播|涉密|虚假|应公开|应当公开|重复|免于|不予",
    ),
    quantity("interpretation_count", before=r"(?:政策)?解读(?:材料|稿件|稿|信息|文件)?", units="篇|条|期|件|个"),
    quantity("response_count", before=r"回应(?:群众|社会|公众)?(?:关切|关注)(?:事项|问题)?", units="条|件|次|个"),
    quantity("review_count", before=r"(?:清理|撤[下除销]|失效|过期|过时)[^，。；、\d]{0,8}", units="条"),
    quantity("board_number", before=r"(?:公开栏|公示栏)", units="块"),
    quantity("corner_number", before=r"(?:公开专区|查阅点|查阅场所)", units="个|处"),
    quantity("staff_count", before=r"(?:专兼职|专（兼）职)(?:工作)?人员", after=r"(?:专兼职|专（兼）职)(?:工作)?人员", units="名|人"),
    quantity("meeting_count", before=r"专题(?:会议?|推进会|研究会)[^，。；、\d]{0,4}", after=r"专题会议?", units="次|场|期", none=rf"{_NO}(?:召开|组织)(?:过)?(?:政府信息公开|政务公开)?专题会议?"),
    quantity("training_people", before=r"培训[^，。；\d]{0,6}|(?:受训|参训)(?:人员)?", units="人次"),
    quantity(
        "training_count", before=r"培训(?:班|会|活动)?|培训[\u4e00-\u9fff]{0,6}", after=r"[^，。；、\d]{0,14}培训", units="次|场|期", unless=r"[省市县区乡镇村街]级|线上|线下|视频|新任",
        none=rf"{_NO}(?:开展|组织|举办|参加)(?:过)?(?:政府信息公开|政务公开|信息公开)?(?:工作)?(?:业务)?(?:专题)?培训",
    ),
    quantity("inspection_count", before=r"(?:检查|自查|督查|督导)[^，。；、\d]{0,6}", units="次"),
    quantity(
        "accountability_count", before=r"(?:责任追究|追究责任|追责|问责)(?:事项|情况|案件)?", after=r"[^，。；、\d]{0,16}进行(?:了)?(?:责任追究|追责|问责)", units="起|件|例|人|名|次",
        none=rf"{_NO}[^，。；\d]{{0,26}}(?:责任追究|追究[^，。；]{{0,6}}责任|追责|问责|受到责任)",
    ),
    quantity("proposal_count", before=r"(?:建议提案|建议|提案)", units="件"),
)  # fmt: skip

# What narrows a kind of result to a row of table 3.
ROWS: dict[str, tuple[tuple[str, str], ...]] = {
    "refused": (
        ("refused_state_secret", r"国家秘密"), ("refused_other_law", r"其他法律"), ("refused_security", r"三安全"),
        ("refused_third_party", r"第三方"), ("refused_internal", r"内部事务"), ("refused_process", r"过程性"),
        ("refused_enforcement_file", r"执法案卷"), ("refused_admin_query", r"行政查询"),
    ),
    "unavailable": (
        ("unavailable_not_held", r"不掌握|不存在|未制作|未获取"), ("unavailable_needs_creation", r"现成|另行制作"),
        ("unavailable_unclear", r"补正|不明确"),
    ),
    "declined": (
        ("declined_petition", r"信访|投诉|举报"), ("declined_repeat", r"(?<!反复)重复申请"), ("declined_publication", r"出版物"),
        ("declined_excessive", r"大量|反复"), ("declined_reissue", r"重新出具|确认"),
    ),
    "other_handled": (("other_not_corrected", r"不补正"), ("other_fee_unpaid", r"未缴|缴纳")),
}  # fmt: skip
COLUMNS = (
    ("natural_person", r"自然人|公民|个人"), ("commercial", r"商业企业|(?<!非)企业"), ("research", r"科研机构"),
    ("public_interest", r"社会公益组织|社会组织"), ("legal_service", r"法律服务机构|律师事务所"), ("organisations", r"法人(?:或|和)?其他组织"),
)  # fmt: skip
OUTCOMES = (("upheld", r"维持"), ("corrected", r"纠正"), ("pending", r"尚未审结|未审结|未结"), ("other", r"其他结果"))
PARTLY = re.compile(rf"(?:{_PARTLY})")
# 延期答复2件, 15日内办结5件: those of the answers that were given so.
SORTED = re.compile(
    rf"(?:{_PARTLY}|直接|独立|自行|会商|延期|延长|当[场日天]|超期|逾期|超时|提前|挂号|口头|纸质|电子|(?:日|天|小时)内|工作日)[^，。；]{{0,4}}(?:答复|办结|办理|回复|完成)"
)
REQUESTS = re.compile(r"信息公开申请|依申请|公开申请|申请公开|公开[^，。；]{0,6}申请|申请")
OTHER_REQUESTS = re.compile(rf"(?:{_OTHER})[^，。；]{{0,8}}申请")
OTHER_MATTERS = re.compile(_OTHER)
RESULTS = {"partly_granted", "refused", "granted", "unavailable", "declined", "other_handled"}
