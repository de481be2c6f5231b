"""A turn that is stopped, sent again or answered anew, with the real rooms."""

from pathlib import Path
from threading import Event

import pytest

from assistant.drafting import Desk, Guidance, Stopped, reply
from assistant.report import Filing, Unusable
from assistant.rules import check
from assistant.service import CORPUS, Assistant
from assistant.settings import Settings
from assistant.storage import Draft, standing
from tests.reports import a_report


class AfterLooks(Event):
    """Set from the n-th time on that work looks whether it is to stop."""

    def __init__(self, looks: int) -> None:
        super().__init__()
        self.left = looks

    def is_set(self) -> bool:
        self.left -= 1
        return self.left < 0


@pytest.fixture
def house(tmp_path: Path) -> Assistant:
    return Assistant(Settings(data=tmp_path / "data", _env_file=None))  # type: ignore[call-arg]


@pytest.fixture
def draft(house: Assistant) -> Draft:
    return house.fill_zeros(house.new_draft("松涛乡人民政府", 2022))


@pytest.mark.parametrize(
    "message", ["起草总体情况", "给我三种写法", "换一种写法", "别的乡镇怎么写平台建设", "检查全文"]
)
def test_stopped_work_ends_before_its_next_step(message: str) -> None:
    steps: list[str] = []
    desk = Desk(
        Filing(a_report()), lambda *_a, **_k: steps.append("find") or [], lambda f: steps.append("check") or check(f),
        Guidance(CORPUS / "guidance.toml"), stop=AfterLooks(1),
    )  # fmt: skip
    with pytest.raises(Stopped):
        reply(message, desk)
        reply(message, desk)  # a message that takes a single step is stopped at its second
    assert len(steps) == 1


def test_a_stopped_turn_is_kept_as_stopped_and_the_next_one_is_answered(house: Assistant, draft: Draft) -> None:
    stop = AfterLooks(2)
    turn = house.chat(draft, "起草总体情况", stop=stop)
    assert turn.text == "已停止。" and not turn.payload.get("suggestion")
    assert [t.text for t in house.turns(draft)] == ["起草总体情况", "已停止。"]
    assert house.chat(draft, "起草总体情况").payload["suggestion"]


def test_the_same_message_sent_again_is_answered_in_other_words(house: Assistant, draft: Draft) -> None:
    first = house.chat(draft, "起草存在的主要问题")
    asked = house.turns(draft)[0]
    second = house.chat(draft, asked.text, instead=asked.id)
    third = house.chat(draft, asked.text, instead=house.turns(draft)[2].id)
    texts = {turn.payload["suggestion"]["text"] for turn in (first, second, third)}
    assert len(texts) == 3
    assert [turn.id for turn in standing(house.turns(draft))][1:] == [third.id]


def test_a_message_sent_again_puts_aside_what_followed_and_deletes_nothing(house: Assistant, draft: Draft) -> None:
    for message in ("起草总体情况", "写得短一点", "还缺什么"):
        house.chat(draft, message)
    turns = house.turns(draft)
    house.chat(draft, "写得详细一点", instead=turns[2].id)
    assert [t.text for t in standing(house.turns(draft)) if t.role == "user"] == ["起草总体情况", "写得详细一点"]
    assert house.turns(draft)[:6] == turns


def test_what_was_put_aside_is_not_what_is_meant_next(house: Assistant, draft: Draft) -> None:
    house.chat(draft, "起草改进情况")
    house.chat(draft, "起草总体情况")
    house.chat(draft, "还缺什么", instead=house.turns(draft)[2].id)
    assert house.chat(draft, "换一种写法").payload["suggestion"]["section"] == "improvements"


def test_a_message_is_put_aside_once(house: Assistant, draft: Draft) -> None:
    house.chat(draft, "还缺什么")
    first = house.turns(draft)[0].id
    house.chat(draft, "检查全文", instead=first)
    with pytest.raises(Unusable, match="刷新"):
        house.chat(draft, "撤销", instead=first)
    assert len(house.turns(draft)) == 4


def test_a_turn_that_fails_is_kept_as_failed(house: Assistant, draft: Draft) -> None:
    def broken(_piece: str) -> None:
        raise OSError

    class Broken(Event):
        def is_set(self) -> bool:
            raise OSError

    with pytest.raises(OSError):
        house.chat(draft, "起草总体情况", told=broken, stop=Broken())
    assert house.turns(draft)[-1].payload["intent"] == "failed"


def test_what_undo_takes_back_is_named_step_by_step(house: Assistant, draft: Draft) -> None:
    for text, note in (("甲", "采用建议（其他事项）"), ("乙", "修改文字")):
        house.set_text(draft, "narrative.other", text, note)
    assert [change.note for change in house.undoable(draft)] == ["修改文字", "采用建议（其他事项）", "其余全部为 0"]
    house.undo(draft)
    assert house.undoable(draft)[0].note == "采用建议（其他事项）"
    house.set_text(draft, "narrative.other", "丙")
    assert [change.note for change in house.undoable(draft)][:2] == ["修改文字", "采用建议（其他事项）"]
    for _ in range(3):
        house.undo(draft)
    assert house.undoable(draft) == []
    with pytest.raises(Unusable, match="没有可以撤销"):
        house.undo(draft)
