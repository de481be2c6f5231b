"""The index as a cache: built, kept equal to the store, found damaged, healed."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.report import Unusable
from assistant.retrieval import Index, StaticEncoder
from tests.retrieval.conftest import ListStore, write_model
from tests.servers import chroma

Make = Callable[..., Index]


def places(tmp_path: Path) -> list[str]:
    return sorted(p.name for p in (tmp_path / "index").glob("chroma-*") if p.is_dir())


def test_an_empty_store_needs_no_index(index_of: Make) -> None:
    index = index_of(ListStore([]))
    assert index.state == "ready" and index.search("公开") == []
    index.sync()
    assert index.state == "ready" and index.stats()["passages"] == 0


def test_before_the_first_build_words_answer(index_of: Make, store: ListStore) -> None:
    index = index_of(store)
    assert index.state == "missing"
    assert index.search("信息更新不及时", section="problems")[0].passage.text.startswith("信息更新不够及时")


def test_rebuild_reports_progress_and_gives_the_same_answers(index: Index, store: ListStore, tmp_path: Path) -> None:
    before = [(h.passage.id, round(h.score, 4)) for h in index.search("公开信息", k=50)]
    seen: list[tuple[int, int]] = []
    index.rebuild(lambda done, whole: seen.append((done, whole)))
    assert seen[-1] == (len(store.kept), len(store.kept))
    assert [(h.passage.id, round(h.score, 4)) for h in index.search("公开信息", k=50)] == before
    assert index.state == "ready" and places(tmp_path) == ["chroma-1", "chroma-2"]
    index.rebuild()
    assert places(tmp_path) == ["chroma-2", "chroma-3"]


def test_stored_vectors_are_not_made_again(
    index: Index, encoder: StaticEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("encoded again")

    monkeypatch.setattr(StaticEncoder, "encode", never)
    index.rebuild()
    assert index.state == "ready"


def test_an_interrupted_ingest_goes_on_where_it_stopped(index_of: Make, store: ListStore) -> None:
    store.kept += [replace(store.kept[0], id=f"t{n:011d}-overview-0", text=f"{n}村公示一次。") for n in range(600)]

    def stop(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index_of(store).sync(stop)
    (made,) = store.made.values()
    kept, seen = len(made), []
    assert 0 < kept < len(store.kept)
    again = index_of(store)
    assert again.state == "missing" and again.search("村公示")
    again.sync(lambda done, whole: seen.append((done, whole)))
    assert seen[-1] == (2 * len(store.kept) - kept,) * 2  # to encode what was lacking, then to enter all
    assert again.state == "ready" and again.stats()["indexed"] == len(store.kept)


def test_sync_adds_and_removes(index: Index, store: ListStore) -> None:
    new = replace(
        store.kept[0], id="f" * 12 + "-overview-0", document="f" * 64, text="财政资金使用情况按月公示。", theme=None
    )
    store.kept = [p for p in store.kept if p.document != "2" * 64] + [new]
    index.sync()
    assert index.state == "ready" and index.stats()["indexed"] == len(store.kept)
    assert index.search("财政资金", k=1)[0].passage.id == new.id
    assert all(h.passage.document != "2" * 64 for h in index.search("公开", k=50))


def test_sync_takes_over_a_corrected_passage(index: Index, store: ListStore) -> None:
    old = store.kept[0]
    store.kept[0] = replace(old, year=2030)
    index.sync()
    assert [h.passage.id for h in index.search("公开工作平稳有序", year=2030)] == [old.id]


def test_sync_without_an_index_builds_one(index_of: Make, store: ListStore) -> None:
    index = index_of(store)
    index.sync()
    assert index.state == "ready"


def test_another_encoder_makes_the_index_stale(index: Index, index_of: Make, store: ListStore, tmp_path: Path) -> None:
    other = index_of(store, StaticEncoder(write_model(tmp_path / "other", 2)))
    assert other.state == "stale" and index.state == "ready"
    assert other.search("更新不及时")
    other.rebuild()
    assert other.state == "ready" and index.state == "stale"


def test_passages_that_the_index_lacks_make_it_stale(index: Index, index_of: Make, store: ListStore) -> None:
    index.close()
    store.kept.append(replace(store.kept[0], id="e" * 12 + "-overview-0", text="量子"))
    fresh = index_of(store)
    assert fresh.state == "stale"
    assert fresh.search("量子", k=1)[0].passage.text == "量子"


def test_two_handles_see_each_others_changes(index: Index, index_of: Make, store: ListStore) -> None:
    second = index_of(store)
    assert second.state == "ready"
    store.kept.append(replace(store.kept[0], id="d" * 12 + "-overview-0", text="量子"))
    second.sync()
    assert index.state == "ready" and index.search("量子", k=1)[0].passage.text == "量子"
    index.rebuild()
    assert second.state == "ready" and second.stats()["place"] == index.stats()["place"]


@pytest.mark.parametrize("damage", ["database", "everything", "pointer"])
def test_damage_is_noticed_and_healed(
    damage: str, index: Index, index_of: Make, store: ListStore, tmp_path: Path
) -> None:
    best = index.search("更新不及时", k=1)[0].passage.id
    index.close()
    place = tmp_path / "index" / "chroma-1"
    if damage == "database":
        file = place / "chroma.sqlite3"
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 3])
    elif damage == "everything":
        shutil.rmtree(place)
    else:
        (tmp_path / "index" / "current.json").write_text('{"place": "../..", "encod', "utf-8")
    broken = index_of(store)
    assert broken.state == "missing"
    assert broken.search("更新不及时", k=1)[0].passage.id == best
    broken.sync()
    assert broken.state == "ready" and broken.search("更新不及时", k=1)[0].passage.id == best


@pytest.mark.parametrize("share", [0.9, 0.3])  # at 0.3 the process that opens it crashes
def test_torn_vectors_are_noticed_and_healed(share: float, index_of: Make, store: ListStore, tmp_path: Path) -> None:
    many = (replace(store.kept[n % 20], id=f"t{n:011d}-overview-0") for n in range(1200))
    store.kept += many  # enough for Chroma to write its files
    index_of(store).rebuild()
    for file in (tmp_path / "index" / "chroma-1").rglob("*.bin"):
        file.write_bytes(file.read_bytes()[: int(file.stat().st_size * share)])
    broken = index_of(store)
    assert broken.state == "missing"
    found = [hit.passage.id for hit in broken.search("更新不及时")]
    assert found  # by the stored vectors
    broken.rebuild()
    assert broken.state == "ready" and broken.search("更新不及时", section="problems")


def test_an_unchanged_index_is_not_probed_again(
    index: Index, index_of: Make, store: ListStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.close()
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("probed"))
    assert index_of(store).state == "ready"


def test_a_failing_encoder_leaves_the_words(index: Index, store: ListStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ConnectionError("no answer")

    monkeypatch.setattr(StaticEncoder, "encode", broken)
    assert index.search("更新不及时", k=1)[0].passage.section == "problems"
    store.kept.append(replace(store.kept[0], id="c" * 12 + "-overview-0", text="量子"))
    index.sync()
    assert index.search("量子", k=1)[0].passage.text == "量子"
    with pytest.raises(Unusable, match="嵌入模型"):
        index.rebuild()


def test_search_goes_on_while_rebuilding(index: Index) -> None:
    seen: list[tuple[str, int]] = []
    index.rebuild(lambda *_: seen.append((index.state, len(index.search("公开", k=5)))))
    assert seen and all(state == "rebuilding" and found for state, found in seen)


@pytest.fixture
def server() -> Iterator[str]:
    with chroma() as address:
        yield address


def test_a_chroma_server_serves_too(server: str, index_of: Make, store: ListStore, tmp_path: Path) -> None:
    index = index_of(store, url=server)
    index.sync()
    assert index.state == "ready" and places(tmp_path) == []
    assert index.search("更新不及时", k=1)[0].passage.section == "problems"
    index.rebuild()
    assert index.state == "ready"


def test_a_server_that_is_away_leaves_the_words(index_of: Make, store: ListStore) -> None:
    index = index_of(store, url="http://127.0.0.1:9")
    index.sync()
    assert index.state == "missing"
    assert index.search("更新不及时", k=1)[0].passage.section == "problems"
