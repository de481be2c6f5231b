"""对比: peers and years are picked, wording lies side by side, and what is borrowed is freed of the peer's facts."""

import io
import re

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from assistant.service import Assistant
from assistant.storage import Draft
from tests.reports import a_report
from tests.ui.app import a_draft, house, kept, opened, settled, words

PEER = "青溪县竹溪镇人民政府"
SAID = "建立信息发布台账，定期检查栏目内容，发现问题及时改正。"
OWN_MATTER = "2022年竹溪镇收到申请7件，均按时答复。"


@pytest.fixture
def corpus() -> Assistant:
    assistant = house()
    own_last = a_report(name="青溪县松涛乡人民政府", year=2021, overview="定期检查公开栏。")
    peers = [
        a_report({"requests.received.total": 7}, name=PEER, overview=f"（一）管理。{SAID}{OWN_MATTER}"),
        a_report(name="青溪县高坪乡人民政府", year=2021, overview="组织业务培训，提高公开能力。"),
        a_report(name="云水县远山乡人民政府", overview="做好公开工作。"),
    ]
    for number, report in enumerate([own_last, *peers]):
        assistant.add_document(f"{number}.json", str(number).encode(), report=report)
    return assistant


def compared(draft: Draft) -> AppTest:
    return settled(opened("compare", draft))


def with_all(app: AppTest) -> AppTest:
    """The page with every unit of the county chosen."""
    next(g for g in app.button_group if g.key == "peers-by").set_value("county")
    return settled(app.run())


def html(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def test_an_empty_corpus_says_what_to_do() -> None:
    assert "可以先到“语料库”导入" in words(opened("compare", a_draft()))


def test_peers_are_those_of_the_same_kind_and_then_those_of_the_county(corpus: Assistant) -> None:
    app = compared(a_draft(overview="定期检查栏目内容。"))
    assert "松涛乡2021、远山乡2022、高坪乡2021" in words(app)
    assert "松涛乡2021、竹溪镇2022、高坪乡2021" in words(with_all(app))


def test_same_wording_is_marked_on_both_sides(corpus: Assistant) -> None:
    app = with_all(compared(a_draft(overview="定期检查栏目内容，发现问题及时处理。")))
    assert html(app).count("<mark>定期检查栏目内容，发现问题及时</mark>") == 2


def test_wording_of_others_is_shown_as_text_and_never_as_markup() -> None:
    house().add_document("邻.json", b"1", report=a_report(name="青溪县云岭乡人民政府", overview=f"<b>{SAID}"))
    app = compared(a_draft(overview=SAID))
    assert "&lt;b&gt;" in html(app) and "<b>" not in html(app)


def test_a_phrase_is_shown_as_our_own_before_it_enters_the_report(corpus: Assistant) -> None:
    draft = a_draft(overview="定期检查栏目内容，发现问题及时处理。")
    app = with_all(compared(draft))
    takes = {b.key: b for b in app.button if b.label == "借用"}
    assert takes
    next(iter(takes.values())).click().run()
    assert any(b.label == "追加到“总体情况”后面" for b in app.button)
    assert SAID in html(app)
    assert kept(draft).report.overview == draft.report.overview


def test_what_is_only_the_peers_cannot_be_borrowed(corpus: Assistant) -> None:
    draft = a_draft(overview="全年收到申请7件，均按时答复。")
    (passage, *_) = [p for p in corpus.passages() if p.unit == PEER]
    assert corpus.borrow(draft, OWN_MATTER, passage) is None
    app = with_all(compared(draft))
    assert "竹溪镇收到申请7件" in re.sub(r"</?mark[^>]*>", "", html(app))
    assert not [b for b in app.button if b.label == "借用"]


def test_themes_that_only_others_write_about_open_their_passages(corpus: Assistant) -> None:
    app = compared(a_draft(overview="定期检查栏目内容。"))
    app.session_state["matrix"] = {"picked": ["overview:supervision", 3]}
    app.run()
    assert "组织业务培训，提高公开能力。" in html(app)


def test_a_theme_that_is_lacking_shows_how_the_others_write_it(corpus: Assistant) -> None:
    app = compared(a_draft(overview="（一）主动公开。全年公开惠农补贴信息120条。"))
    app.session_state["matrix"] = {"picked": ["overview:supervision", 0]}
    app.run()
    assert "别人怎么写" in words(app) and "组织业务培训，提高公开能力。" in html(app)
    assert any(b.label == "借用这一段" for b in app.button)


def test_a_part_that_is_copied_is_named_though_the_whole_is_not(corpus: Assistant) -> None:
    own = "（一）主动公开。村里的桥几时修、路几时通，先在广场上念给大家听，再把写好的单子贴在祠堂门口。" * 2
    draft = corpus.set_text(a_draft(overview=own), "narrative.problems", SAID)
    peer = a_report(name="青溪县梅坪乡人民政府", year=2022, problems=SAID)
    corpus.add_document("又一份.json", b"more", report=peer)
    shown = words(with_all(compared(draft)))
    assert "“主要问题”和" in shown and "100%，建议改写这一部分" in shown and "没有与哪一份年报大段雷同" not in shown


def test_a_sentence_that_stands_here_word_for_word_is_not_offered_again(corpus: Assistant) -> None:
    app = with_all(compared(a_draft(overview=SAID)))
    assert SAID in html(app).replace("<mark>", "").replace("</mark>", "")
    assert not [b for b in app.button if b.label == "借用"]


def test_the_years_chosen_at_first_bring_something_to_compare_with(corpus: Assistant) -> None:
    for number, year in enumerate((2017, 2018, 2019, 2019)):
        name = f"青溪县{'甲乙丙丁'[number]}溪乡人民政府"
        corpus.add_document(f"{name}.json", name.encode(), report=a_report(name=name, year=year))
    app = compared(a_draft(overview="定期检查栏目内容。"))
    assert set(app.multiselect[0].value) >= {2022, 2021, 2019}


def test_a_report_without_text_is_still_compared_by_figures(corpus: Assistant) -> None:
    app = compared(a_draft(zeros=True))
    assert "这份年报还没有文字" in words(app) and "办理结果结构" in words(app)


def test_the_sheet_is_offered(corpus: Assistant) -> None:
    draft = a_draft(overview="定期检查栏目内容。")
    app = compared(draft)
    assert "下载对比表（Excel）" in [element.proto.label for element in app.get("download_button")]
    made = corpus.compare_with(draft, list(corpus.comparable(draft)))
    book = openpyxl.load_workbook(io.BytesIO(corpus.comparison_sheet(draft, made)))
    assert [cell.value for cell in book["数字"][1]][1:] == [
        "松涛乡2022",
        *(f"{r.unit.short}{r.year}" for r in corpus.comparable(draft).values()),
    ]


def test_last_years_file_is_compared_with_even_if_the_corpus_lacks_it() -> None:
    last = a_report(name="青溪县松涛乡人民政府", year=2021, overview="每逢赶集日在集市摆台讲解惠农政策。")
    draft = a_draft(last, overview="每逢赶集日在集市摆台讲解惠农政策。")
    app = compared(draft)
    assert "和松涛乡2021年年报相同的字句有 100%" in words(app)
