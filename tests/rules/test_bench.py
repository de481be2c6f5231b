"""A short run of the bench: clean reports stay clean, known faults are found, sentences are read right."""

from bench.clean import clean_drafts
from bench.injected import injected
from bench.rules import false_alarms, load_sentences, misread, score_faults


def test_clean_reports_give_no_error_and_hardly_a_warning() -> None:
    alarms = [(draft.report.title, finding) for draft, finding in false_alarms(clean_drafts(60, seed=11))]
    assert [alarm for alarm in alarms if alarm[1].severity == "error"] == []
    assert alarms == []


def test_known_faults_are_found_and_nothing_else() -> None:
    by_rule: dict[str, int] = {}
    sample = []
    for fault in injected():
        by_rule[fault.rule] = by_rule.get(fault.rule, 0) + 1
        if by_rule[fault.rule] % 4 == 1:
            sample.append(fault)
    assert len(by_rule) == 34 and len(sample) > 100
    score = score_faults(sample)
    assert score.recall >= 0.98, [(fault.rule, fault.shape, expected) for fault, expected in score.missed]
    assert [(fault.rule, fault.shape, finding.message) for fault, finding in score.wrong] == []


def test_sentences_for_tuning_are_read_right() -> None:
    year, sentences = load_sentences()
    shown = [sentence for sentence in sentences if not sentence.get("held_out")]
    wrong = [sentence["text"] for sentence in shown if misread(sentence, year) != (set(), set())]
    assert len(shown) > 200
    assert len(wrong) <= 0.03 * len(shown), wrong
