"""The sentences that the encoder learned from: whole, of known themes, and strange to the evaluation set."""

import json
import re
from pathlib import Path

from assistant.report import themes
from assistant.retrieval.closeness import UNRELATED
from assistant.retrieval.intents import LISTS, intents

SET = Path(__file__).parents[2] / "bench" / "retrieval_set"
RUN = 12
# Names and official wording that any two texts of the field share.
OFFICIAL = re.compile(
    "中华人民共和国政府信息公开条例|政府信息公开工作年度报告|政府信息公开工作领导小组|公民、法人(?:和|或者)其他组织|法人或者其他组织"
    "|决策、执行、管理、服务、结果"
)


def runs(text: str) -> set[str]:
    """Every run of RUN characters between official names, without punctuation and figures."""
    parts = [re.sub(r"[\W\d]", "", part) for part in OFFICIAL.split(text)]
    return {part[i : i + RUN] for part in parts for i in range(len(part) - RUN + 1)}


def sentences() -> list[str]:
    return [s for intent in intents() for kind in "qtpm" for s in intent.wording(kind)]


def test_no_training_sentence_shares_twelve_characters_with_the_evaluation_set() -> None:
    asked: set[str] = set()
    for name in ("passages", "needs", "pairs"):
        for line in (SET / f"{name}.jsonl").read_text("utf-8").splitlines():
            entry = json.loads(line)
            asked |= runs(entry.get("text") or entry["problem"])
    learned = {run: s for s in (*sentences(), *UNRELATED) for run in runs(s)}
    assert {run: learned[run] for run in learned.keys() & asked} == {}


def test_every_list_names_a_theme_of_its_section() -> None:
    for intent in intents():
        for kind, section in LISTS.items():
            if intent.wording(kind):
                assert intent.themes[kind] in ("", *themes(section)), intent.id  # "": the opening of section 一
    assert len({intent.id for intent in intents()}) == len(intents()) >= 80
    assert len(sentences()) == len(set(sentences())) >= 2000


def test_every_theme_has_examples() -> None:
    shown = {intent.themes[kind] for intent in intents() for kind in LISTS if intent.wording(kind)}
    assert shown - {""} == {code for section in LISTS.values() for code in themes(section)}
