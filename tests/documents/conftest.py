"""A report whose 200 figures are all different, and the ways in which people hand in the same tables."""

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.documents import read_document
from assistant.report import Report, Unit, load_form

FILES = Path(__file__).parent / "files"


@pytest.fixture
def broken_rows() -> str:
    """The township's text with a label on one line and its figures on the next, figures 1 to 200 in official order."""
    return (FILES / "broken_rows.txt").read_text("utf-8")


@pytest.fixture
def in_order() -> list[int | Decimal]:
    """1 to 200 as the cells of `broken_rows` hold them; the tenth is money."""
    return [*range(1, 10), Decimal("10.5"), *range(11, 201)]


@pytest.fixture
def numbered(in_order) -> Report:
    """The same figures under official labels, with text of several shapes."""
    return Report(
        unit=Unit("云岭县柳溪坪乡人民政府", "柳溪坪乡", "乡", county="云岭县"),
        year=2022,
        title="云岭县柳溪坪乡人民政府2022年政府信息公开工作年度报告",
        preamble="根据《中华人民共和国政府信息公开条例》编制本报告。\n电话：0300-1234567。",
        overview="2022年，乡政府做好公开工作。\n（一）主动公开。全年公开36条。\n（二）依申请公开情况\n未收到申请。",
        problems="一是目录不全；二是更新不及时。\n（一）存在部分村公示栏陈旧的情况。",
        improvements="（一）补齐目录。下一步继续做好一、二类事项公开。\n1.每月检查。",
        other="本年度未收取信息处理费。",
        cells=dict(zip(load_form("2021").cells, in_order, strict=True)),
    )


@pytest.fixture
def read():
    """Read text as a file of the given name."""
    return lambda text, name="年报.txt": read_document(name, text.encode())
