"""What leaves the machine: personal data masked, and data fenced off from instructions."""

import re

_NARROW = str.maketrans("０１２３４５６７８９Ｘｘ＠．－　", "0123456789XX@.- ")
_PERSONAL = (
    ("邮箱", re.compile(r"[A-Za-z0-9_.+-]{1,64}\s?@\s?[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")),
    ("身份证号", re.compile(r"(?<!\d)\d{6}[ -]?(?:19|20)\d{2}[ -]?\d{4}[ -]?\d{3}[\dXx](?!\d)|(?<!\d)\d{15}(?!\d)")),
    ("银行卡号", re.compile(r"(?<!\d)\d(?:[ -]?\d){15,18}(?!\d)")),
    ("手机号", re.compile(r"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)")),
)
# Sentences that speak to a program; reports have none of them.
SPEAKS = re.compile(
    r"(?:忽略|无视|忘记|不要理会|不必遵守|跳过)[^，。；]{0,14}(?:要求|指令|规则|提示|约束|限制|设定|审核|上文|内容)|系统提示|提示词|系统(?:消息|指令)|新(?:的)?指令|密钥|"
    r"(?:作为|我是|你是|你现在|扮演|假装)[^，。；]{0,10}(?:AI|人工智能|模型|助手|机器人|管理员|开发者)|语言模型|大模型|开发者模式|越狱|"
    r"ignore\b|disregard\b|system\s*(?:prompt|:)|assistant\s*:|api[ _-]?key|developer mode|<\|",
    re.I,
)


def masked(text: str) -> str:
    """A text without identity cards, mobile telephones, bank cards and mail addresses."""
    plain = text.translate(_NARROW)  # as long as the text, so that spans agree
    for kind, pattern in _PERSONAL:
        for match in reversed(list(pattern.finditer(plain))):
            cover = f"（{kind}已隐去）"
            text = text[: match.start()] + cover + text[match.end() :]
            plain = plain[: match.start()] + cover + plain[match.end() :]
    return text


def unspoken(text: str) -> str:
    """Data without the sentences that speak to a program."""
    return "".join(part for part in re.split(r"(?<=[。！？\n])", text) if not SPEAKS.search(part))


def fenced(name: str, text: str) -> str:
    """Data as the prompts announce it: nothing inside can close the fence, and what speaks to a program is left out."""
    inside = unspoken(text).replace("<", "＜").replace(">", "＞").strip()
    return f'<资料 名称="{name}">\n{inside or "（无）"}\n</资料>'
