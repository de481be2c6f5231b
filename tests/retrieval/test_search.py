"""Search: filters, fusion, folding, silence where nothing is close, and the LangChain retriever."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from langchain_core.runnables import RunnableLambda

from assistant.retrieval import Index, load_encoder
from assistant.retrieval.lexical import Lexical, bigrams
from assistant.retrieval.ranking import folded, fused
from tests.retrieval.conftest import ListStore, three_townships


@pytest.fixture(scope="module")
def store() -> ListStore:
    return three_townships()


@pytest.fixture(scope="module")
def index(store: ListStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """One index for all: searching changes nothing."""
    built = Index(tmp_path_factory.mktemp("index"), store, load_encoder())
    built.rebuild()
    yield built
    built.close()


def test_what_is_asked_for_comes_first(index: Index) -> None:
    assert index.search("信息更新不及时", section="problems")[0].passage.text.startswith("信息更新不够及时")
    assert index.search("收到申请按时答复", k=1)[0].passage.theme == "on_request"


@pytest.mark.parametrize(
    "wanted",
    [
        {"section": "problems"}, {"theme": "supervision"}, {"unit": "竹溪镇"}, {"unit_kind": "镇"}, {"county": "云水县"},
        {"year": 2021}, {"sample": True}, {"sample": False}, {"section": "overview", "year": 2022, "unit_kind": "乡"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("query", ["信息公开不够及时，业务培训少", ""])
def test_filters_really_filter(index: Index, store: ListStore, wanted: dict[str, object], query: str) -> None:
    found = [hit.passage for hit in index.search(query, k=100, **wanted)]  # type: ignore[arg-type]
    for field, value in wanted.items():
        assert all(str(value) in p.unit if field == "unit" else getattr(p, field) == value for p in found)
    assert found and len(found) < len(store.kept)


def test_documents_can_be_left_out(index: Index) -> None:
    found = index.search("业务培训", k=50, exclude_documents=["0" * 64, "1" * 64])
    assert {hit.passage.document for hit in found} == {"2" * 64}


def test_a_unit_is_found_by_short_name_and_by_part(index: Index) -> None:
    assert {h.passage.unit for h in index.search("", unit="松涛乡", k=50)} == {
        "河源县松涛乡人民政府", "松涛乡人民政府",
    }  # fmt: skip
    assert {h.passage.unit for h in index.search("", unit="河源县", k=50)} == {"河源县松涛乡人民政府"}
    assert index.search("公开", unit="无此乡") == []


def test_a_county_tells_units_of_one_name_apart(store: ListStore, tmp_path: Path) -> None:
    county = {"0" * 64: "甲县", "1" * 64: "乙县", "2" * 64: None}
    same = [replace(p, unit="竹溪镇人民政府", county=county[p.document]) for p in store.kept]
    index = Index(tmp_path, ListStore(same), load_encoder())
    assert {h.passage.document for h in index.search("", unit="甲县竹溪镇", k=50)} == {"0" * 64}
    assert len({h.passage.document for h in index.search("", unit="竹溪镇", k=50)}) == 3
    assert index.search("", unit="甲县无此乡") == []


def test_near_duplicates_fold(index: Index) -> None:
    found = index.search("组织业务培训，以会代训", section="improvements")
    assert [hit.also_in for hit in found if "以会代训" in hit.passage.text] == [2]
    figures_only = index.search("重点领域信息", theme="proactive", section="overview")
    assert [hit.also_in for hit in figures_only] == [2]


def test_nothing_close_finds_nothing(index: Index) -> None:
    assert index.search("quantum chromodynamics") == []
    assert index.search("魑魅魍魉") == []
    assert index.search("公开", section="problems", theme="supervision") == []
    assert index.search("公开", k=0) == []


def test_asking_for_a_theme_says_what_is_close(index: Index) -> None:
    assert index.search("魑魅魍魉", theme="on_request")


def test_an_empty_query_lists_in_a_fixed_order(index: Index) -> None:
    found = index.search("  ", section="problems", k=3)
    assert [(h.passage.unit, h.passage.position, h.score) for h in found] == [
        ("云水县竹溪镇人民政府", 0, 0.0), ("云水县竹溪镇人民政府", 1, 0.0), ("松涛乡人民政府", 0, 0.0),
    ]  # fmt: skip


def test_order_and_scores_are_the_same_every_time(index: Index) -> None:
    first = index.search("公开信息", k=20)
    assert [(h.passage.id, h.score) for h in index.search("公开信息", k=20)] == [(h.passage.id, h.score) for h in first]
    assert [h.score for h in first] == sorted((h.score for h in first), reverse=True)


def test_words_that_the_model_knows_nothing_of_still_count(index: Index) -> None:
    assert "公众号粉丝" in index.search("粉丝", k=1)[0].passage.text


def test_the_retriever_works_in_a_runnable(index: Index) -> None:
    chain = index.retriever(section="improvements", k=2) | RunnableLambda(lambda found: [d.metadata for d in found])
    found = chain.invoke("更新台账，业务培训")
    assert len(found) == 2 and found[0]["section"] == "improvements"
    assert set(found[0]) == {"id", "score", "unit", "year", "section", "theme", "document", "also_in"}


def test_bigrams_read_through_width_case_and_figures() -> None:
    assert bigrams("公开１２条，LED 屏") == ["公开", "0", "条", "led", "屏"]
    assert Lexical(["公开信息", "培训"]).scores("公开")[1] == 0
    assert Lexical([]).scores("公开").shape == (0,)
    assert Lexical(["，。"]).scores("公开").tolist() == [0]


def test_single_characters_count_unless_they_only_join() -> None:
    words = Lexical(["修订有关制度", "我和他的事", "关于年报的说明"])
    assert words.scores("制订办法")[0] > 0  # no pair in common
    assert words.scores("你的和她的").tolist() == [0, 0, 0]
    assert np.allclose(words.scores("年报，年报"), 2 * words.scores("年报"))


def test_what_a_text_shares_counts_by_its_rarity() -> None:
    words = Lexical(["公开信息", "公开 LED 屏", "公开 3 条", "\n", "公开"])
    shared = words.shared("公开 led 没有")
    assert shared[1] > shared[0] == shared[2] == shared[4] > shared[3] == 0
    assert words.shared("公开").tolist() == [1, 1, 1, 0, 1] and words.shared("3 led")[1] == 0.5
    assert words.shared("。").tolist() == [0] * 5


def test_fusion_stands_equal_scores() -> None:
    assert fused(np.ones(3, np.float32), np.array([0.1, 0.2, 0.3])).argmax() == 2
    assert fused(np.zeros(1, np.float32), None).tolist() == [0]


def test_folding_counts_beyond_k(store: ListStore) -> None:
    one = store.kept[0]
    ranked = [
        (replace(one, id=str(n), unit=f"{n}乡", text=f"全年公开信息{n}条，均及时更新。"), -float(n)) for n in range(5)
    ]
    ranked.insert(2, (replace(one, id="x", text="举办培训班，提高业务水平。"), -1.5))
    assert [(h.passage.id, h.also_in) for h in folded(ranked, 1)] == [("0", 4)]
