"""Suggestions, the chat, and comparing with others."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from assistant.comparison import Beside, Comparison, Other, beside, compare, write_comparison
from assistant.drafting import (
    Brief,
    Desk,
    Reply,
    Stopped,
    Suggestion,
    reply,
    suggest,
)
from assistant.drafting.borrowing import borrow
from assistant.drafting.endpoint import ModelFailed
from assistant.drafting.local_models import LocalModel, local_models, trial
from assistant.drafting.model_writer import leaving
from assistant.report import (
    NARRATIVE,
    Fact,
    Filing,
    Passage,
    Report,
    Unusable,
)  # fmt: skip
from assistant.retrieval import passages_of
from assistant.rules import check
from assistant.service.copies import Copies
from assistant.service.house import LONGEST
from assistant.storage import Draft, Turn, standing

PREVIOUS = "previous"  # names last year's report where the corpus does not have it


class Talking(Copies):
    """The verbs of drafting and comparing."""

    def try_model(self) -> str:
        """Ask the configured model for a word and say what it can do; raise Unusable with the reason where it does not answer."""
        if self.endpoint is None:
            raise Unusable("没有配置语言模型，不用测试：起草在本机离线完成。")
        try:
            return trial(self.endpoint)
        except ModelFailed as error:
            raise Unusable(f"没有连通：{error}。请核对地址、模型名称和密钥，或改用离线起草。") from None

    def local_models(self) -> list[LocalModel]:
        """The models that servers on this machine offer; none of them is used before it stands in the settings."""
        return local_models()

    def leaving(self, draft: Draft, section: str = "overview") -> list[tuple[str, str]]:
        """What would go to a model that words a section: (who speaks, words)."""
        return leaving(Brief(self.draft_filing(draft), self.search), section)

    def suggest(
        self, filing: Filing, section: str, facts: Mapping[str, Fact] | None = None, **wishes: Any
    ) -> Suggestion:
        """Draft a section; `wishes` are variant, focus, themes and length of a Brief."""
        return suggest(Brief(filing, self.search, facts=facts or {}, **wishes), section, self.endpoint, check)

    def ask(
        self, message: str, filing: Filing | None = None, facts: Mapping[str, Fact] | None = None, **more: Any
    ) -> Reply:
        """One turn of the chat; nothing is stored. `more` are open, last, again, told and stop of a Desk."""
        return reply(message, Desk(filing, self.search, check, self.guidance, facts or {}, self.endpoint, **more))

    def chat(
        self, draft: Draft, message: str, *, told: Callable[[str], object] | None = None, stop: threading.Event | None = None,
        instead: int | None = None, section: str = "",
    ) -> Turn:  # fmt: skip
        """One stored turn of a draft's chat; facts that the user states are kept in the draft.

        `told` hears pieces of the answer as they are written; `stop` ends the work, and the turn says so. `section` is the part that stands open. `instead` is the
        earlier message (a turn id) that this one replaces: with what followed it, it is put aside and stays stored.
        """
        if len(message) > LONGEST:
            raise Unusable("这段话太长，没有发出。请分成几段再发。")
        said, before = self._said_before(draft, message, instead)
        last = next((t.payload["last"] for t in reversed(before) if t.payload.get("last")), None)
        self._drafts.say(draft.id, "user", message, said)
        filing, again = self.draft_filing(self._fresh(draft)), said.get("again", 0)
        try:
            answered = self.ask(
                message, filing, open=section, last=tuple(last) if last else None, again=again, told=told, stop=stop
            )
        except Stopped:
            return self._drafts.say(draft.id, "assistant", "已停止。", {"intent": "stopped"})
        except Exception:
            self._drafts.say(draft.id, "assistant", "这一条没有答成。", {"intent": "failed"})
            raise
        stands = self.set_facts(draft, answered.facts) if answered.facts else self._fresh(draft)
        payload = answered.to_json() | {"revision": stands.revision}
        if answered.spoken:
            payload["last"] = list(answered.spoken)
        return self._drafts.say(draft.id, "assistant", answered.reply, payload)

    def _said_before(self, draft: Draft, message: str, instead: int | None) -> tuple[dict[str, int], list[Turn]]:
        """What to keep with a message (which one it replaces, how often it was asked before), and the turns before it."""
        before = standing(self.turns(draft))
        if instead is None:
            return {}, before
        replaced = next((t for t in before if t.id == instead and t.role == "user"), None)
        if replaced is None:
            raise Unusable("这一条已经改过重发了，请刷新页面看最新的对话。")
        again = replaced.payload.get("again", 0) + 1 if replaced.text == message else 0
        return {"instead": instead, "again": again}, [t for t in before if t.id < instead]

    def compare(self, report: Report, others: Sequence[Report] = ()) -> Comparison:
        """Compare with the given reports, or with the corpus where none are given."""
        if others:
            given = [p for n, other in enumerate(others) for p in passages_of(other, f"{n:012d}")]
            return compare(report, None, given)
        return compare(report, self.search, self._corpus.passages())

    def comparable(self, draft: Draft) -> dict[str, Report]:
        """The reports that a draft can stand beside, by id: the corpus without the draft's own, and last year's as given."""
        own, last = draft.report, draft.previous
        known = {d.id: d.report for d in self._corpus.documents()}
        found = {key: r for key, r in known.items() if not (r.unit.same_as(own.unit) and r.year == own.year)}
        if last and not any(r.unit.same_as(own.unit) and r.year == last.year for r in found.values()):
            found[PREVIOUS] = last
        return found

    def compare_with(self, draft: Draft, chosen: Sequence[str]) -> Beside:
        """Put a draft beside some of its `comparable` reports: sentences, likeness, themes and figures."""
        reports, corpus = self.comparable(draft), self._corpus.passages()
        passages: dict[str, list[Passage]] = {}
        for passage in corpus:
            passages.setdefault(passage.document, []).append(passage)
        if PREVIOUS in reports:
            passages[PREVIOUS] = passages_of(reports[PREVIOUS], PREVIOUS)
        others = [Other(key, reports[key], _in_order(passages.get(key, ()))) for key in chosen if key in reports]
        return beside(draft.report, others, corpus)

    def comparison_sheet(self, draft: Draft, made: Beside) -> bytes:
        """A comparison as .xlsx."""
        return write_comparison(draft.report, made)

    def borrowable(self, draft: Draft, made: Beside) -> frozenset[str]:
        """The sentences of others in a comparison of which something can be borrowed."""
        brief = Brief(self.draft_filing(draft), self.search)
        pairs = (pair.theirs for pairs in (made.nearest, *made.pairs.values()) for pair in pairs)
        known = {(said.text, said.passage) for said in pairs if said}
        return frozenset(text for text, passage in known if borrow(text, passage, brief))

    def borrow(self, draft: Draft, text: str, passage: Passage) -> Suggestion | None:
        """A peer's sentences freed of its facts and given the draft's; None where nothing of them can be."""
        return borrow(text, passage, Brief(self.draft_filing(draft), self.search))


def _in_order(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    return tuple(sorted(passages, key=lambda p: (NARRATIVE.index(p.section), p.position)))
