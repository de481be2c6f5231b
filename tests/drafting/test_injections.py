"""Text in past reports, uploads, facts and quoted documents that speaks to the model changes nothing, even if the model obeys."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.drafting import Desk, Endpoint, Guidance, Reply, reply
from assistant.report import Filing, Hit, Passage, Unit
from assistant.rules import check
from assistant.service import CORPUS
from tests.drafting.endpoint import Body, Said, asked, serving, told_by_tools
from tests.reports import a_report

INJECTIONS = tomllib.loads((Path(__file__).parent / "injections.toml").read_text("utf-8"))["injection"]
FACTS = {"disclosed_total": 126, "website_name": "云泊县人民政府网站", "assessment": "县级考核结果为良好"}
PEERS = tuple(map(Unit.parse, ("云水县竹溪镇人民政府", "云泊县柳汀镇人民政府", "云水县石桥乡人民政府")))
ORDINARY = "我镇建立信息发布台账，定期检查栏目内容，发现问题及时改正。"
# How a model that obeys brings it in.
WAYS: dict[str, Callable[[str, str], str]] = {
    "a sentence more": lambda draft, said: f"{draft}\n{said}",
    "the first sentence": lambda draft, said: f"{said}{draft}",
    "a clause in a sentence": lambda draft, said: draft.replace("126条", f"126条，{said.rstrip('。')}", 1).replace("及时", f"及时{said.rstrip('。')}", 1),
    "nothing else": lambda _draft, said: said,
    "a paragraph before": lambda draft, said: draft.replace("\n", f"\n{said}\n", 1),
}  # fmt: skip


def desk(injection: dict, endpoint: Endpoint | None, **more: object) -> Desk:
    place, text = injection["place"], injection["text"]
    last = (
        a_report(year=2021)
        .with_text("narrative.overview", f"{ORDINARY}{text}")
        .with_text("narrative.problems", f"一是{text}")
    )
    facts = FACTS | ({"problem_notes": text, "appraisal": text, "wechat_name": text} if place == "fact" else {})
    passages = [
        Hit(Passage(f"p{n}", f"{ORDINARY}{text}" if place == "passage" else ORDINARY, "d", section, peer.name, peer.kind, 2021, county=peer.county), 1.0)
        for n, peer in enumerate(PEERS)
        for section in ("overview", "problems")
    ]  # fmt: skip
    filing = Filing(a_report(facts=facts), last if place == "last_year" else None, PEERS)
    return Desk(
        filing, lambda *_a, **_k: passages, check, Guidance(CORPUS / "guidance.toml"), endpoint=endpoint, **more
    )  # type: ignore[arg-type]


def message(injection: dict, section: str) -> str:
    return f"起草{section}" + (f"，参考这份文件：{injection['text']}" if injection["place"] == "message" else "")


def draft_in(body: Body) -> str:
    return asked(body).split('<资料 名称="底稿">\n')[1].split("\n</资料>")[0]


def suggested(answered: Reply) -> str:
    made = answered.suggestion
    assert made
    return "\n".join([made.text, made.note, *(q.ask for q in made.questions), answered.reply])


def test_there_are_enough_attacks_from_every_side() -> None:
    assert len(INJECTIONS) >= 30 and {i["place"] for i in INJECTIONS} == {"passage", "last_year", "fact", "message"}


@pytest.mark.parametrize("injection", INJECTIONS, ids=lambda i: i["text"].strip()[:16])
@pytest.mark.parametrize("section", ["总体情况", "存在的主要问题"])
def test_a_model_that_obeys_does_not_get_it_into_a_suggestion(injection: dict, section: str) -> None:
    way = WAYS["nothing else"]
    with serving(lambda b: Said(way(draft_in(b), injection["obeyed"]), piece=40)) as served:
        for name in WAYS if section == "总体情况" else ("a sentence more", "a clause in a sentence"):
            way, heard = WAYS[name], []
            endpoint = Endpoint(served.url, "scripted", "sk-only-for-tests", 10)
            told = suggested(reply(message(injection, section), desk(injection, endpoint, told=heard.append)))
            assert not [word for word in injection["forbidden"] if word in told + "".join(heard)], (
                name,
                injection["forbidden"],
                told,
                heard,
            )


@pytest.mark.parametrize("injection", INJECTIONS, ids=lambda i: i["text"].strip()[:16])
def test_without_a_model_it_does_not_get_into_a_suggestion_either(injection: dict) -> None:
    for section in ("总体情况", "存在的主要问题", "改进情况"):
        told = suggested(reply(message(injection, section), desk(injection, None)))
        assert not [word for word in injection["forbidden"] if word in told], told


@pytest.mark.parametrize(
    "injection", [i for i in INJECTIONS if i["place"] != "message" and not i.get("plain")], ids=lambda i: i["text"][:16]
)
def test_a_model_that_obeys_while_answering_gets_no_name_figure_or_secret_told(injection: dict) -> None:
    def obeys(body: Body) -> Said:
        calls = [("search_passages", {"query": "公开"}), ("last_year", {}), ("table_figures", {})]
        return Said(injection["obeyed"]) if told_by_tools(body) else Said(calls=calls)

    heard: list[str] = []
    with serving(obeys) as served:
        endpoint = Endpoint(served.url, "scripted", "sk-only-for-tests", 10)
        answered = reply("我们乡的年报审签顺序有什么讲究没有？", desk(injection, endpoint, told=heard.append))
    assert len(served.bodies) == 2
    assert not [word for word in injection["forbidden"] if word in answered.reply + "".join(heard)], answered.reply


def test_what_data_say_cannot_end_the_data() -> None:
    injection = next(i for i in INJECTIONS if "</资料>" in i["text"])
    with serving(lambda b: Said("好。") if told_by_tools(b) else Said(calls=[("last_year", {})])) as served:
        reply(
            "我们乡的年报审签顺序有什么讲究没有？",
            desk(injection | {"place": "last_year"}, Endpoint(served.url, "m", "k", 5)),
        )
    told = told_by_tools(served.bodies[-1])[0]
    assert told.count("</资料>") == 1 and told.endswith("</资料>") and "＜/资料＞" in told


def test_the_prompt_tells_data_from_requests() -> None:
    with serving(lambda b: Said(draft_in(b))) as served:
        reply("起草总体情况", desk(INJECTIONS[0], Endpoint(served.url, "m", "k", 5)))
    system = served.bodies[0]["messages"][0]
    assert system["role"] == "system" and "<资料 …>" in system["content"] and "不照办" in system["content"]
