"""The filling guidance: every entry complete, sourced, honest about how sure it is, and pointing at real cells."""

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from assistant.report import NARRATIVE, load_form

CONFIRM = "请向县级主管部门确认。"
KEYS = {"id", "title", "questions", "answer", "source", "confidence"}
ENTRIES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[2] / "corpus" / "guidance.toml").read_text("utf-8")
)["entry"]
PLACES = {*NARRATIVE, "title", "preamble", "proactive", "requests", "disputes"}

each_entry = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])


def test_the_usual_questions_are_covered() -> None:
    assert len(ENTRIES) >= 30
    assert max(Counter(entry["id"] for entry in ENTRIES).values()) == 1
    phrasings = Counter(words for entry in ENTRIES for words in {entry["title"], *entry["questions"]})
    assert [words for words, times in phrasings.items() if times > 1] == []


@each_entry
def test_shape(entry: dict[str, Any]) -> None:
    assert KEYS <= set(entry) <= {*KEYS, "see"}
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", entry["id"])
    assert 4 <= len(entry["questions"]) <= 8
    assert all(entry[key].strip() == entry[key] != "" for key in ("title", "answer", "source"))


@each_entry
def test_the_answer_is_a_few_plain_sentences(entry: dict[str, Any]) -> None:
    answer = entry["answer"]
    assert answer.endswith("。") and 2 <= answer.count("。") <= 5
    assert len(answer) <= 260
    assert "\n" not in answer


@each_entry
def test_unsure_answers_ask_to_confirm(entry: dict[str, Any]) -> None:
    assert entry["confidence"] in {"V", "R", "K", "?"}
    assert entry["answer"].endswith(CONFIRM) == (entry["confidence"] in {"K", "?"})


@each_entry
def test_cells_and_parts_exist(entry: dict[str, Any]) -> None:
    known = PLACES | set(load_form("2021").cells)
    assert set(entry.get("see", ())) <= known


@each_entry
def test_law_is_cited_in_force(entry: dict[str, Any]) -> None:
    text = entry["answer"] + entry["source"]
    assert "492" not in text
    assert "60号" not in text or entry["id"] in {"old-format", "old-misc"}
