"""Characters that stand for others: radicals out of PDF fonts, traditional forms, pinyin in brackets. For matching; only what a PDF misnames is exchanged for good."""

import re
import unicodedata

# The radicals supplement has no compatibility mapping in Unicode; these are the ones that fonts of PDF files give away.
_RADICALS = dict(
    zip(
        "⺠⻓⻔⻚⻅⻋⻛⻜⻢⻥⻦⻩⻬⻮⻰⻄⻉⻆⻘⻝⻨⻣⻤⺟⺁⺊⺓⺝⺮⺶⻁⻊⻑⻙⻡⻧⻪⻳⻗⺩⺬",
        "民长门页见车风飞马鱼鸟黄齐齿龙西贝角青食麦骨鬼母厂卜幺月竹羊虎足長韦首卤黾龟雨王示",
        strict=True,
    )
)
_TRADITIONAL = dict(
    zip(
        "規範許處罰強業費務機構織請數結轉辦開區屬國祕護權內類過詢穩執檔無補後確訪舉報訴複復議訟維糾審總計經單萬動製發廢現項條決額對採購關沒獲認繳納題問進體縣鄉鎮與為會組聯書標準應時間際點訊",
        "规范许处罚强业费务机构织请数结转办开区属国秘护权内类过询稳执档无补后确访举报诉复复议讼维纠审总计经单万动制发废现项条决额对采购关没获认缴纳题问进体县乡镇与为会组联书标准应时间际点讯",
        strict=True,
    )
)
_COMPATIBLE = {
    chr(code): folded
    for block in (range(0x2F00, 0x2FE0), range(0xF900, 0xFB00))
    for code in block
    if len(folded := unicodedata.normalize("NFKC", chr(code))) == 1
}
_UNIFIED = str.maketrans(_RADICALS | _TRADITIONAL | _COMPATIBLE)
_PRINTED = str.maketrans(_RADICALS | _COMPATIBLE)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PINYIN = re.compile(r"(?<=[\u4e00-\u9fff])[（(][a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]{1,6}[)）]")


def unified(text: str) -> str:
    """Exchange each character for the usual one; the length stays, so that places found hold for the text as it was."""
    return text.translate(_UNIFIED)


def printed(text: str) -> str:
    """Exchange the radicals that a PDF gives for letters: its fonts draw both with one shape, nobody wrote them."""
    return text.translate(_PRINTED)


def without_pinyin(text: str) -> str:
    """Drop pinyin that stands in brackets behind a character."""
    return _PINYIN.sub("", text)


def raised(text: str) -> str:
    """Write raised digits as such: 2 with a raised 1 is 2¹ and not 21."""
    return text.translate(_RAISED)
