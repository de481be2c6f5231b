"""改单位名称: what another name changes is seen first, then made, and can be taken back."""

from streamlit.testing.v1 import AppTest

from assistant.report import Unit
from assistant.service import with_name
from tests.reports import a_report
from tests.ui.app import a_draft, house, kept, opened, press, words

SAID = "松涛乡人民政府高度重视。2022年，我乡（松涛乡）组织全乡各村公开，乡镇之间互查。青溪县松涛乡人民政府网站。"


def naming(name: str, **texts: str) -> AppTest:
    """The change to a name, as it is shown before it is made."""
    draft = a_draft(**texts)
    app = opened("mine", draft)
    app.session_state[f"named:{draft.id}"] = name
    return press(app, "改单位名称")


def test_what_a_name_changes_is_shown_before_anything_is_changed() -> None:
    app = naming("青溪县松涛镇人民政府", overview="2022年，我乡公开120条。")
    (draft,) = house().drafts()
    shown = "\n".join(element.proto.body for element in app.get("html"))
    assert "<ins>2022年，我镇公开120条。</ins>" in shown and "<del>2022年，我乡公开120条。</del>" in shown
    assert "类别由“乡”变为“镇”" in words(app) and "确定改名" in [button.label for button in app.button]
    assert draft.report.unit.short == "松涛乡"


def test_a_name_that_says_no_kind_of_unit_is_refused() -> None:
    app = naming("我们单位")
    assert "看不出是哪一类单位" in app.error[0].value
    assert "确定改名" not in [button.label for button in app.button]


def test_a_renamed_report_agrees_with_itself_and_can_be_taken_back() -> None:
    draft = house().rename(a_draft(zeros=True, overview="2022年，我乡公开120条。"), "青溪县松涛镇人民政府")
    assert (draft.report.unit.name, draft.report.overview) == ("青溪县松涛镇人民政府", "2022年，我镇公开120条。")
    assert draft.report.title == draft.report.official_title == kept(draft).report.title
    assert not [f for f in house().findings(draft) if f.rule in ("wrong-self-name", "title-unit")]
    assert house().undo(draft).report.unit.name == "青溪县松涛乡人民政府"


def test_names_in_text_change_once_and_words_that_only_look_like_them_stay() -> None:
    report = a_report(name="松涛乡人民政府", overview=SAID)
    said = with_name(report, "青溪县松涛镇人民政府").overview
    assert said == (
        "青溪县松涛镇人民政府高度重视。2022年，我镇（松涛镇）组织全镇各村公开，乡镇之间互查。青溪县青溪县松涛镇人民政府网站。"
    ).replace("青溪县青溪县", "青溪县")
    assert with_name(report, "青溪县松涛乡人民政府").overview.count("青溪县") == 2
    assert with_name(report, "青溪县松涛镇人民政府", in_text=False).overview == SAID


def test_superiors_that_the_name_leaves_out_stay_known() -> None:
    report = with_name(a_report(name="青溪县松涛乡人民政府"), "松涛乡人民政府")
    assert report.unit.county == "青溪县" and report.unit.same_as(Unit.parse("青溪县松涛乡人民政府"))
