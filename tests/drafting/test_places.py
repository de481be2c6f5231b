"""No name of a peer's place, however small, stands in wording offered to another unit."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.documents import read_document
from assistant.drafting import Brief
from assistant.drafting.borrowing import borrow
from assistant.drafting.masking import refill
from assistant.report import NARRATIVE, Filing, Passage
from assistant.report.prose import sentences
from tests.reports import a_report

SAMPLES = sorted((Path(__file__).parents[2] / "corpus/samples").glob("样例*"))
# Places that the samples name inside their units, told apart by hand.
SMALL = ("白沙窝", "钟鼓里", "勐箐山", "芷澜湖", "盐湖", "春耕水库")
UNITS = ("青溪县松涛乡人民政府", "云桥县石桥镇人民政府", "甲市乙区柳湾街道办事处")


def passages() -> Iterator[Passage]:
    for file in SAMPLES:
        report = read_document(file.name, file.read_bytes())
        for section in NARRATIVE:
            for piece in sentences(report.text(f"narrative.{section}") or ""):
                yield Passage(
                    "p",
                    piece.text,
                    "d",
                    section,
                    report.unit.name,
                    report.unit.kind,
                    report.year or 2022,
                    county=report.unit.county,
                )


@pytest.mark.parametrize("unit", UNITS)
def test_no_place_of_a_sample_stands_in_wording_for_another_unit(unit: str) -> None:
    brief = Brief(Filing(a_report(name=unit), None), lambda *_, **__: [])
    names, offered = set(SMALL), []
    for passage in passages():
        theirs = a_report(name=passage.unit).unit
        names |= {theirs.short.removesuffix(theirs.kind), *theirs.above}
        made, taken = refill(passage.text, passage, brief), borrow(passage.text, passage, brief)
        offered += [made.sentence.text] if made else []
        offered += [taken.text] if taken else []
    assert len(names) > 20 and len(offered) > 100
    assert not [(name, text) for name in names for text in offered if name in text]


@pytest.mark.parametrize(
    "place", ["石头寨", "青杠坪", "黄泥坝", "柳树湾", "李家屯", "响水桥", "仁和巷", "大水沟", "王家塘", "马家堡"]
)
def test_small_places_are_known_by_how_their_names_end(place: str) -> None:
    text = f"公开栏设在{place}，由专人按时更换并留存照片。"
    passage = Passage("p", text, "d", "overview", "云水县竹溪镇人民政府", "镇", 2021, county="云水县")
    brief = Brief(Filing(a_report(name=UNITS[0]), None), lambda *_, **__: [])
    for made in (refill(text, passage, brief), borrow(text, passage, brief)):
        assert made is None or place not in str(made)


def test_a_unit_whose_own_name_ends_like_a_place_is_offered_wording_with_its_name() -> None:
    text = "竹溪镇建立信息发布台账，定期检查栏目内容。"
    passage = Passage("p", text, "d", "overview", "云水县竹溪镇人民政府", "镇", 2021, county="云水县")
    made = refill(text, passage, Brief(Filing(a_report(name=UNITS[1]), None), lambda *_, **__: []))
    assert made and made.sentence.text == "石桥镇建立信息发布台账，定期检查栏目内容。"
