"""Numbers of persons that must not be published: identity cards, mobile telephones, bank cards. Landlines are fine."""

import re
from collections.abc import Iterator
from datetime import date

from assistant.report import Filing
from assistant.rules.prose import without_addresses
from assistant.rules.rule import Fault

_NARROW = str.maketrans("０１２３４５６７８９Ｘｘ－　", "0123456789XX- ")
_WIDE = re.compile("[０１２３４５６７８９Ｘｘ－　]")
_LONG = re.compile(r"(?<![\dA-Za-z])\d(?:[ -]?\d){13,18}(?:[ -]?[Xx])?(?![\dA-Za-z])")
_MOBILE = re.compile(r"(?<![\d_-])(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\dA-Za-z_])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PRIVATE_MAIL = re.compile(
    r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}@(?:qq|163|126|sina|sohu|139|189|gmail|hotmail|outlook|foxmail|yeah)\.(?:com|cn|net)",
    re.I,
)


def personal_numbers(filing: Filing) -> Iterator[Fault]:
    """Each number once; the message shows it masked."""
    for where, text in filing.report.texts().items():
        plain = _WIDE.sub(lambda m: m[0].translate(_NARROW), without_addresses(text))
        taken: list[tuple[int, int]] = []
        for match in _LONG.finditer(plain):
            if kind := _kind(re.sub(r"[ -]", "", match[0]).upper()):
                taken.append(match.span())
                yield _fault(where, kind, match)
        for match in _MOBILE.finditer(plain):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                yield _fault(where, "手机号码", match)


def private_mail(filing: Filing) -> Iterator[Fault]:
    """A private mailbox given as the office's."""
    for where, text in filing.report.texts().items():
        for match in _PRIVATE_MAIL.finditer(text):
            yield Fault(
                where,
                f"文中的邮箱“{match[0]}”像是个人邮箱。",
                "建议改用单位的政务邮箱。",
                span=match.span(),
                found=match[0],
            )


def _fault(where: str, kind: str, match: re.Match[str]) -> Fault:
    digits = re.sub(r"[ -]", "", match[0])
    shown = f"{digits[:3]}{'*' * (len(digits) - 7)}{digits[-4:]}"
    return Fault(
        where,
        f"文中出现{kind}“{shown}”，属于个人信息，不得公开。",
        "请删去；联系方式请改用带区号的办公电话。" if kind == "手机号码" else "请删去或隐去。",
        span=match.span(),
        found=shown,
    )


def _kind(digits: str) -> str:
    if len(digits) == 18 and _is_identity(digits):
        return "身份证号码"
    if len(digits) == 15 and digits.isdigit() and "11" <= digits[:2] <= "82" and _is_date("19" + digits[6:12]):
        return "身份证号码"
    if 16 <= len(digits) <= 19 and digits.isdigit() and _luhn(digits):
        return "银行卡号"
    return ""


def _is_identity(digits: str) -> bool:
    if not digits[:17].isdigit() or not _is_date(digits[6:14]):
        return False
    weighed = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return "10X98765432"[weighed % 11] == digits[17]


def _is_date(digits: str) -> bool:
    try:
        return 1900 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year <= 2100
    except ValueError:
        return False


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return digits[0] in "3456" and sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
