"""The counts that staff say in chat, by slot: 网站发了120条，公众号64条, 专职1人兼职2人. What cannot be told for sure is not read."""

import re
from collections.abc import Iterator

from assistant.report import Unusable, fact_slots
from assistant.rules.claims import numbers

# The slot of a count by what the clause (or the one before) speaks of and by its unit.
_COUNTS = (
    ("training_people", r"培训|参训|参加|来了", r"人次|人|个人"),
    ("staff_count", r"专职|兼职|工作人员|经办|专人|承办", r"人|名|个人|个"),
    ("proposal_count", r"建议|提案|议案", r"件|个|条"),
    ("interpretation_count", r"解读|图解", r"篇|条|期|个|件|次"),
    ("key_area_count", r"重点领域|重点信息", r"条|件|个"),
    ("inspection_count", r"检查|督查|自查|督导|抽查", r"次|遍"),
    ("board_number", r"公示栏|公开栏|宣传栏|公告栏", r"块|个|处|面"),
    ("corner_number", r"专区|查阅点|查阅室", r"个|处|间"),
    ("board_count", r"公示栏|公开栏|公告栏|张贴|(?<!补)贴", r"条|份|件|张"),
    ("review_count", r"清理|清了|失效|更正|撤下|下架|过期", r"条|件|篇|个"),
    ("response_count", r"回应|留言|信箱|热线|12345|工单|来信|咨询", r"件|条|次"),
    ("other_media_count", r"其他媒体|电视台|视频号|微博|抖音|报纸|头条|快手", r"条|篇|个|期"),
    ("wechat_count", r"公众号|微信(?!群)", r"条|篇|期"),
    ("website_count", r"网站|官网|网上|门户|专栏", r"条|篇|件"),
    ("accountability_count", r"追责|追究|问责", r"起|人|件|例"),
    ("training_count", r"培训|学习班|讲课", r"次|期|场"),
    ("meeting_count", r"专题会|工作会|党委会|党政会|班子会|联席会|推进会|例会|会议|开会|开了|召开|^会|会开", r"次|场"),
)  # fmt: skip
# 一共公开312条: nothing but words of the whole stands before the figure.
_WHOLE = re.compile(
    r"^(?=.*(?:总|共|累计|合计|公开|公布|发布))(?:我们|咱们|我[乡镇]|我街道|本[乡镇街道单位]*|今年|全年|本年度?|一年|到年底|一年下来|算下来|总的|所有|各渠道|加起来|全部|那|就|是)*"
    r"(?:总共|一共|统共|共计?|累计|合计|总计|总数|主动公开)?(?:是|为)?(?:主动)?(?:公开|公布|发布|发)?了?的?(?:政府)?(?:信息|内容)?(?:总数|数)?(?:总共|一共|共|是|为|有|达)*$"
)
_ADDED = {
    "staff_count": ("专职", "兼职"),
    "proposal_count": ("建议", "提案"),
    "corner_number": ("专区", "查阅"),
}  # two kinds make the slot
_CHANNELS = {"website_count", "wechat_count", "other_media_count", "board_count"}
_SUM = re.compile(r"总共|一共|统共|共计|合计|总计|(?<!公)共")
# What is planned, of another year or by others, a part of something, or so much a time.
_NOT_SO = re.compile(
    r"计划|打算|预计|准备(?!了)|争取|将要|明年|下一步|其中|每[个村周月季年天次]|(?:群众|村民|党员|支部|代表)大?会|(?:去年|上年|前年|往年)(?!.*今年)|(?:县|市|省|上级|上面)[^，]{0,4}来"
)
_ALONE = re.compile(
    r"(?:就|只有)(?:我|他|她|[小老][\u4e00-\u9fff])?(?:自己)?一个?人在?(?:管|负责|干|做|弄|办|兼)(?:$|这|着|信息|政务)"
)
_ONE_CORNER = re.compile(r"(?:有|设|建)[了着]?[^，。]{0,8}一个(?:政务公开|信息公开|信息)?(?:查阅点|专区)")
_ABOUT = re.compile(r"(?:大概|大约|不止|差不多|约|近|不到|超过|至少|最多|几乎|也就|可能|好像|估计)[是有发了]*$")


def counts(text: str) -> dict[str, int]:
    """The counts that a message states; a slot of which several figures are told has none, unless they are parts and a sum."""
    told: dict[str, list[tuple[int, str]]] = {}
    if _ALONE.search(text):
        told["staff_count"] = [(1, text)]
    if _ONE_CORNER.search(text):  # 一个 before a noun is an article elsewhere
        told["corner_number"] = [(1, text)]
    topic = ""
    for clause in re.split(r"[，,。；;、\s]+", text):
        for key, value, words in _stated(clause, topic):
            told.setdefault(key, []).append((value, words))
        topic = clause if any(re.search(words, clause) for _, words, _ in _COUNTS) else topic
    found = {key: _one(key, parts, text) for key, parts in told.items()}
    return {key: value for key, value in found.items() if value is not None}


def _one(key: str, parts: list[tuple[int, str]], text: str) -> int | None:
    """What several clauses say of one slot: the sum named as such, or of its two kinds; None where it cannot be told."""
    sums = [value for value, words in parts if _SUM.search(words.partition("|")[0])]
    if len(parts) > 1 and any(re.search("还有|另有|另外", words) for _, words in parts):
        return None
    if len(sums) == 1:
        return sums[0]
    if len({value for value, _ in parts}) == 1 and "就" in parts[-1][1]:  # 一次，就这一次
        return parts[0][0]
    kinds = [_kinds_near(key, words) for _, words in parts]
    if len(parts) == 2 and kinds[0] and kinds[1] and kinds[0] != kinds[1]:
        return parts[0][0] + parts[1][0]
    apart = sum(kind in text for kind in _ADDED.get(key, ())) > len(kinds[0])
    return parts[0][0] if len(parts) == 1 and not apart else None


def _kinds_near(key: str, words: str) -> set[str]:
    """Which of a slot's two kinds the words before a figure name, or else those after it."""
    before, _, after = words.partition("|")
    return {kind for kind in _ADDED.get(key, ()) if kind in before} or {k for k in _ADDED.get(key, ()) if k in after}


def _stated(clause: str, topic: str) -> Iterator[tuple[str, int, str]]:
    """The counts of a clause: slot, figure and the words about it; `topic` is the clause before. About figures are none."""
    if _NOT_SO.search(clause):
        return
    figures, end = numbers(clause), 0
    for number, following in zip(figures, (*figures[1:], None), strict=False):
        before, after = clause[: number.start], clause[number.end :].lstrip()
        words = f"{clause[end : number.start]}|{clause[number.end : following.start if following else len(clause)]}"
        end = number.end
        if number.approx or _ABOUT.search(before) or re.match(r"[\u4e00-\u9fff]{0,2}左右", after):
            continue
        if re.fullmatch("[一二两三四五六七八九]{2}", clause[number.start : number.end]):  # 三四次
            continue
        key = _slot(clause, topic, before, after)
        if key is None:
            continue
        try:
            value = fact_slots()[key].read(number.value)
        except Unusable:
            continue
        yield key, 0 if re.match(r"[次条件块个篇起场期][也都]?(?:没|未|无)", after) else int(str(value)), words


def _slot(clause: str, topic: str, before: str, after: str) -> str | None:
    """The slot of a figure by the clause, else as the whole of all channels, else by the clause before."""
    if re.search(r"(?:培训|参训|参加).*人次[:：]?$|^参加人次[:：]?$", before) and not after:
        return "training_people"
    if re.match(r"个?人(?:在|专门)?(?:管|负责|干|做|弄|办|抓)(?:$|这|信息|政务)", after):
        return "staff_count"
    if (key := _by_words(clause, after)) is not None:
        return key or None
    if re.match("条|件", after) and _WHOLE.search(before) and (not topic or numbers(topic)):
        return "disclosed_total"
    return _by_words(topic + clause, after) or None


def _by_words(spoken: str, after: str) -> str | None:
    """The slot that words and unit name, '' where they name two channels at once, None where they name none."""
    named = [key for key, words, units in _COUNTS if re.search(words, spoken) and re.match(f"(?:{units})", after)]
    if not named:
        return None
    return "" if named[0] in _CHANNELS and len(_CHANNELS & set(named)) > 1 else named[0]
