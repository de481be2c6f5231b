"""Wishes steer a draft: shorter, fuller, more specific, listed, in other words, after last year or a named peer; its figures stay."""

import re

import pytest

from assistant.report import Report
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.storage import Draft, Turn
from tests.reports import a_report

FACTS = {
    "disclosed_total": 126,
    "website_count": 80,
    "website_name": "云泊县人民政府网站",
    "assessment": "县级考核结果为良好，未开展社会评议，无责任追究",
    "training_count": 2,
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    made = Assistant(Settings(data=tmp_path_factory.mktemp("data"), _env_file=None))  # type: ignore[call-arg]
    made.load_samples()
    return made


def begun(house: Assistant, previous: Report | None = None, *, without: str = "") -> Draft:
    draft = house.fill_zeros(house.new_draft("松涛乡人民政府", 2022, previous))
    return house.set_facts(draft, {key: fact for key, fact in FACTS.items() if key != without})


def text(turn: Turn) -> str:
    return str(turn.payload["suggestion"]["text"])


def figures(said: str) -> set[str]:
    return set(re.findall(r"\d+", said))


def test_length_is_steered_and_the_figures_stay(house: Assistant) -> None:
    draft = begun(house)
    plain = text(house.chat(draft, "起草总体情况"))
    short = text(house.chat(draft, "写得短一点"))
    full = text(house.chat(draft, "再展开写详细一点"))
    assert len(short) < len(plain) < len(full)
    assert {"126", "80", "2"} <= figures(short) & figures(plain) & figures(full)


def test_listed_form_is_listed(house: Assistant) -> None:
    draft = begun(house)
    house.chat(draft, "起草总体情况")
    lines = text(house.chat(draft, "改成一是二是的形式")).splitlines()
    assert [line[:2] for line in lines if re.match(r"[一二三四五]是", line)] == ["一是", "二是", "三是", "四是", "五是"]


def test_more_specific_asks_for_more_and_invents_nothing(house: Assistant) -> None:
    draft = begun(house, without="training_count")
    plain = house.chat(draft, "起草总体情况").payload["suggestion"]
    specific = house.chat(draft, "太空了，写具体一点").payload["suggestion"]
    assert plain["questions"] == [] and "training_count" in [asked["id"] for asked in specific["questions"]]
    assert figures(re.sub(r"【[^】]*】", "", specific["text"])) <= {"126", "80", "2022"}


def test_other_wording_is_other_wording_of_the_same_figures(house: Assistant) -> None:
    draft = begun(house)
    first = text(house.chat(draft, "起草总体情况"))
    second = text(house.chat(draft, "换个说法"))
    assert first != second and figures(first) == figures(second)


def test_last_years_wording_is_followed_where_there_is_one(house: Assistant) -> None:
    own = "建立信息发布登记簿，逐条登记审核和发布情况"
    then = a_report(
        name="松涛乡人民政府", year=2021,
        overview=f"2021年，我乡做好公开工作。\n（一）主动公开。主动公开政府信息99条。\n（三）政府信息管理。{own}。",
    )  # fmt: skip
    draft = begun(house, then)
    house.chat(draft, "起草总体情况")
    said = text(house.chat(draft, "照去年的写法写"))
    assert "信息发布登记簿" in said and "99" not in figures(said)


def test_what_cannot_be_followed_is_said(house: Assistant) -> None:
    draft = begun(house)
    house.chat(draft, "起草总体情况")
    assert "没有找到上年年报" in house.chat(draft, "照去年的写法写").text
    assert "语料库里没有“无名乡”的年报" in house.chat(draft, "参照无名乡的写法改").text


def test_a_named_peer_is_followed_without_its_facts(house: Assistant) -> None:
    draft = begun(house)
    peer = next(d.report.unit for d in house.documents() if d.report.unit.kind == "乡")
    named = re.search(r"[\u4e00-\u9fff]{2}乡$", peer.short)
    assert named
    house.chat(draft, "起草总体情况")
    made = house.chat(draft, f"参照{named[0]}的写法改").payload["suggestion"]
    cited = {p.id: p.unit for p in house.passages()}
    units = [cited[c["id"]] for c in made["citations"] if c["id"]]
    assert sum(named[0] in unit for unit in units) > len(units) / 2 and named[0] not in made["text"]
    assert figures(re.sub(r"【[^】]*】", "", made["text"])) <= {"126", "80", "2", "2022"}


@pytest.mark.parametrize(
    "message", ["看看隔壁乡镇咋写的", "别的乡镇存在的主要问题怎么写", "别处怎么写改进情况", "别的乡镇其他事项怎么写"]
)
def test_who_asks_how_others_write_is_shown_it_though_no_matter_is_named(house: Assistant, message: str) -> None:
    turn = house.chat(begun(house), message)
    assert turn.payload["intent"] == "peers" and len(turn.payload["citations"]) >= 2
