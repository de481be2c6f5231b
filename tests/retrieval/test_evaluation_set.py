"""The frozen evaluation set: whole, consistent, of invented units that no sample shares, and none copied from another."""

import hashlib
import json
from collections import Counter, defaultdict
from pathlib import Path

from assistant.documents import read_document

ROOT = Path(__file__).parents[2]
SET = ROOT / "bench" / "retrieval_set"
FILES = ("needs.jsonl", "pairs.jsonl", "passages.jsonl")
DIGEST = "4832f43d1e26e191744c5dbe60571f2e59b094bb4f504b9b0a4d4ae7cb6031c1"
THEMES = ("proactive", "on_request", "management", "platform", "supervision")
RUN = 12

# Official names may stand in several units; they are taken out before two units are compared.
OFFICIAL = ("《中华人民共和国政府信息公开条例》", "政府信息公开工作年度报告")


def rows(name: str) -> list[dict]:
    return [json.loads(line) for line in (SET / name).read_text(encoding="utf-8").splitlines()]


PASSAGES, NEEDS, PAIRS = rows("passages.jsonl"), rows("needs.jsonl"), rows("pairs.jsonl")
BY_ID = {passage["id"]: passage for passage in PASSAGES}


def test_the_set_is_what_was_committed_before_any_measuring() -> None:
    digest = hashlib.sha256(b"".join((SET / name).read_bytes() for name in FILES))
    assert digest.hexdigest() == DIGEST


def test_ids_and_texts_are_unique() -> None:
    for entries in (PASSAGES, NEEDS, PAIRS):
        assert len({entry["id"] for entry in entries}) == len(entries)
    assert len({passage["text"] for passage in PASSAGES}) == len(PASSAGES)
    assert len({need["text"] for need in NEEDS}) == len(NEEDS)


def test_it_is_large_and_balanced_enough() -> None:
    sections = Counter(passage["section"] for passage in PASSAGES)
    themes = Counter(passage["theme"] for passage in PASSAGES if passage["section"] == "overview")
    assert sections["overview"] >= 150 and sections["problems"] >= 80 and sections["improvements"] >= 90
    assert set(themes) == set(THEMES) and min(themes.values()) >= 30
    assert len({passage["unit"] for passage in PASSAGES}) >= 36
    assert len(NEEDS) >= 130 and len(PAIRS) >= 60


def test_themes_belong_to_their_sections() -> None:
    for passage in PASSAGES:
        mark = {"overview": "", "problems": "P_", "improvements": "M_"}[passage["section"]]
        assert passage["theme"].startswith(mark) and (mark or passage["theme"] in THEMES), passage["id"]
        assert 2020 <= passage["year"] <= 2025


def test_labels_name_passages_that_the_filter_lets_through() -> None:
    for need in NEEDS:
        assert need["section"] in (None, "overview", "problems", "improvements")
        assert need["topics"] and 2 in need["labels"].values(), need["id"]
        for key, grade in need["labels"].items():
            assert grade in (1, 2) and need["section"] in (None, BY_ID[key]["section"]), (need["id"], key)


def test_every_pair_joins_a_problem_to_a_measure_of_its_own() -> None:
    assert len({pair["measure"] for pair in PAIRS}) == len(PAIRS)
    for pair in PAIRS:
        problem, measure = BY_ID[pair["passage"]], BY_ID[pair["measure"]]
        assert pair["problem"] == problem["text"] and problem["unit"] == measure["unit"]
        assert (problem["section"], measure["section"]) == ("problems", "improvements")


def test_no_unit_is_a_sample_and_no_passage_names_one() -> None:
    files = [path for path in (ROOT / "corpus" / "samples").iterdir() if path.suffix != ".md"]
    samples = [read_document(path.name, path.read_bytes()).unit for path in files]
    taken = {name for unit in samples for name in (unit.short, unit.county, unit.city, unit.province) if name}
    text = "\n".join(f"{passage['unit']} {passage['county']} {passage['text']}" for passage in PASSAGES)
    assert len(taken) > 3
    assert not [name for name in taken if name in text]


def test_no_two_units_share_a_run_of_characters() -> None:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for passage in PASSAGES:
        text = passage["text"]
        for name in OFFICIAL:
            text = text.replace(name, "\n")
        for start in range(len(text) - RUN + 1):
            if "\n" not in (run := text[start : start + RUN]):
                owners[run].add(passage["unit"])
    assert len(owners) > 10_000
    assert not {run: units for run, units in owners.items() if len(units) > 1}
