"""results.json, junit.xml and the pull request's comment say the same as the run, in shapes machines can read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from junitparser import JUnitXml, TestCase

from eval.judging import Fault
from eval.report.data import to_json
from eval.report.junit import to_junit
from eval.report.markdown import LONGEST, to_markdown
from eval.report.told import Report
from eval.report.writing import write
from tests.eval.reports import accepted, gave, judged, kept, numbered, report_of, right, run_of, silent, wrong

WRONG_PAGE = Fault("wrong_page", "a", "nl/telewerk.txt: page 4, not 3, holds 'Telewerk mag'")


def sample(seconds: float = 12.0, milliseconds: float = 40.0) -> Report:
    asked = [right("a"), wrong("b"), silent(), kept()]
    timed = [replace(one, given=replace(one.given, milliseconds=milliseconds)) for one in asked]
    before = accepted(right("a"), right("b"), silent(), kept())
    peer = run_of(wrong("a"), system="plain pipeline")
    return report_of(run_of(*timed), before=before, peers=[peer], splits={"b": "test"}, seconds=seconds)


LOST = [f"q-{number}" for number in range(8)]


def fallen() -> Report:
    """Eight of sixteen questions lost."""
    return report_of(run_of(*numbered(16, range(8))), before=accepted(*numbered(16)))


def parsed(report: Report) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(to_json(report))
    return found


def cases(report: Report) -> dict[str, TestCase]:
    return {case.name: case for suite in JUnitXml.fromstring(to_junit(report).encode()) for case in suite}


def failures(report: Report) -> dict[str, str]:
    return {name: case.result[0].text for name, case in cases(report).items() if case.result and case.is_failure}


def test_json_has_every_value_of_every_question() -> None:
    ours, peer = parsed(sample())["systems"]
    assert (ours["name"], peer["name"]) == ("polycite", "plain pipeline")
    assert sorted(ours["questions"]) == ["a", "absent-1", "b", "canary-1"]
    b = ours["questions"]["b"]
    assert (b["kind"], b["language"], b["reach"], b["split"]) == ("figure", "nl", "same language", "test")
    assert (b["right"], b["declined"], b["confidence"]) == (False, False, 0.4)
    # Its evidence stands second: 1 / log2(3), to six digits.
    assert b["values"]["ndcg@10"] == 0.63093
    assert b["values"]["citation_recall"] == 0.0
    assert ours["questions"]["canary-1"]["values"] == {"leak": 0.0}


def test_json_has_means_by_slice_and_the_comparison() -> None:
    found = parsed(sample())
    everything = next(one for one in found["systems"][0]["means"] if one["slice"] == "all")
    # a, the declined and the canary are right, b is not.
    assert everything["measures"]["right"]["value"] == 0.75
    assert everything["measures"]["right"]["counted"] == 4
    assert (found["comparison"]["lost"], found["comparison"]["won"]) == (["b"], [])
    recall = next(one for one in found["comparison"]["measures"] if one["gated"] == "citation_recall")
    assert (recall["before"], recall["after"], recall["gain"], recall["lost"]) == (1.0, 0.5, -0.5, ["b"])
    assert found["environment"]["gold"] == "g0"
    assert found["baseline"]["reason"] == "first run"


def test_two_runs_of_one_commit_differ_in_timing_alone() -> None:
    first, second = parsed(sample()), parsed(sample(seconds=99.0, milliseconds=77.0))
    assert first.pop("timing") != second.pop("timing")
    assert first == second
    assert to_json(sample()) == to_json(sample())


def test_json_holds_no_words_of_a_question() -> None:
    assert "Hoeveel dagen" not in to_json(sample())


def test_an_undefined_value_is_null_and_no_zero_is_negative() -> None:
    declined = judged(right("a").question, gave(found=()))
    values = parsed(report_of(run_of(declined)))["systems"][0]["questions"]["a"]["values"]
    assert values["citation_precision"] is None
    assert "-0.0" not in to_json(sample())


def test_json_has_what_languages_silence_and_confidence_come_to() -> None:
    ours, _ = parsed(sample())["systems"]
    one, dutch = ours["language_bias"]
    assert (one["language"], dutch["language"], dutch["found_bias"]["value"]) == (None, "nl", 0.0)
    # One right, one wrong, one rightly declined: the canary is not asked for its answer.
    assert ours["declining"]["counts"]["answered_answerable"] == 2
    assert (ours["declining"]["truthfulness"]["value"], ours["declining"]["abstain_recall"]) == (0.0, 1.0)
    assert ours["confidence"]["right_above_wrong"] == 1.0
    # One passage of one holds evidence, and one of two.
    assert ours["questions"]["a"]["values"]["judged@10"] == 1.0
    assert ours["questions"]["b"]["values"]["judged@10"] == 0.5


def test_json_leaves_out_what_is_undefined() -> None:
    silence, declined = parsed(report_of(run_of(silent()))), parsed(report_of(run_of(kept())))
    assert {"confidence", "language_gap"}.isdisjoint(silence["systems"][0])
    assert "declining" not in declined["systems"][0]
    assert "answerable_above" not in parsed(sample())["systems"][0]["confidence"]


def test_json_says_what_each_comparison_would_have_noticed_where_anything_moved() -> None:
    found = {one["gated"]: one for one in parsed(fallen())["comparison"]["measures"]}
    # Eight of sixteen lost: sd = √((8 - 64/16) / 15) = .5164, and 2.49 × .5164 / 4 = .321458.
    assert found["citation_recall"]["minimal_detectable_effect"] == 0.321458
    assert "minimal_detectable_effect" not in found["over_refusal"]


def test_junit_has_a_case_for_each_gated_measure_and_each_rule() -> None:
    names = list(cases(sample()))
    assert names[:4] == ["not_verbatim: never", "wrong_page: never", "leak: never", "missing_view: never"]
    assert "recall@5" in names
    assert "ndcg@10, same language" in names


def test_junit_fails_what_the_gate_fails_with_difference_interval_and_p() -> None:
    failed = failures(fallen())
    assert "recall@5" not in failed
    # Of 2^8 signings of eight equal losses one is as bad: p = .0039. Five measures fell alike, so Holm takes it ten
    # times for the first of ten measures compared, and no less for those after it.
    assert "100.0 % to 50.0 %, gain −50.0 (95 % −75.0 to −25.0, p 0.0" in failed["citation_recall"]
    assert failed["citation_recall"].endswith(f"lost: {', '.join(sorted(LOST))}\nwon: ")


def test_junit_has_a_failure_for_each_breach_of_a_rule() -> None:
    report = report_of(run_of(replace(right("a"), faults=(WRONG_PAGE,)), right("b")))
    assert failures(report) == {"wrong_page: a": WRONG_PAGE.what}
    assert "wrong_page: never" not in cases(report)


def test_junit_skips_the_comparison_when_no_run_was_accepted() -> None:
    assert cases(report_of(run_of(right())))["comparison with the accepted run"].is_skipped


def test_junit_can_say_what_xml_cannot_hold() -> None:
    odd = Fault("wrong_page", "a", "holds 'a\x00b\x0c <c>'")
    report = report_of(run_of(replace(right("a"), faults=(odd,))))
    assert failures(report) == {"wrong_page: a": "holds 'a\ufffdb\ufffd <c>'"}


def test_a_comment_begins_with_the_verdict_and_has_a_row_for_each_measure() -> None:
    lines = to_markdown(fallen()).splitlines()
    assert lines[0] == "## Evaluation: failed"
    assert lines[2].startswith("“evidence early in the first ten, same language” went from 1.000 to 0.815")
    row = next(line for line in lines if line.startswith("| evidence that is quoted | 100.0 % | 50.0 %"))
    assert row.endswith("| 0 | 8 | **fail** |")


def test_a_comment_has_what_answers_earn_and_confidence_parts_where_there_is_any() -> None:
    told = to_markdown(sample()).splitlines()
    assert next(line for line in told if line.startswith("| right less wrong, declined nothing | +0.000 ("))
    assert "| a right answer surer than a wrong one (AUROC) | 1.000 | – |" in told
    assert "AUROC" not in to_markdown(report_of(run_of(right("a"))))
    assert "right less" not in to_markdown(report_of(run_of(kept())))


def test_a_comment_says_what_the_two_runs_do_not_share() -> None:
    before = accepted(right("a"), right("gone")).model_copy(update={"corpus": "older"})
    told = to_markdown(report_of(run_of(right("a"), right("new")), before=before))
    assert "- not as in the accepted run: the corpus\n" in told
    assert "- new since the accepted run, so not compared: 1 question\n" in told
    assert "- of the accepted run, but not asked in this one: 1 question\n" in told
    assert "accepted run" not in to_markdown(report_of(run_of(right("a")), before=accepted(right("a"))))


def test_a_comment_names_lost_questions_and_keeps_the_tests_to_itself() -> None:
    lost = [line for line in to_markdown(sample()).splitlines() if line.startswith("- `b`")]
    assert lost == ["- `b` (figure)"]


def test_a_comment_mentions_nobody_and_takes_no_markup() -> None:
    asked = wrong("a", question="Mag ik @boss | <img src=x> **nu** bellen?")
    before = accepted(right("a", question="Mag ik @boss | <img src=x> **nu** bellen?"))
    (line,) = [one for one in to_markdown(report_of(run_of(asked), before=before)).splitlines() if "boss" in one]
    assert r"Mag ik @​boss \| &lt;img src=x&gt; \*\*nu\*\* bellen?" in line


def test_a_comment_stays_short() -> None:
    names = [f"q-{number}" for number in range(LONGEST + 5)]
    report = report_of(run_of(*map(wrong, names)), before=accepted(*map(right, names)))
    assert "- and 5 further questions: see the page" in to_markdown(report)


def test_a_comment_on_a_first_run_has_figures_and_broken_rules_and_no_comparison() -> None:
    lines = to_markdown(report_of(run_of(replace(right("a"), faults=(WRONG_PAGE,))))).splitlines()
    assert "| over all questions | polycite |" in lines
    assert "| evidence that is quoted | 100.0 % |" in lines
    assert "- `a`: a quotation is given the wrong page: nl/telewerk.txt: page 4, not 3, holds 'Telewerk mag'" in lines
    assert not [line for line in lines if line.startswith("| measure")]


def test_a_breach_in_a_question_of_the_test_is_told_by_kind_alone() -> None:
    report = report_of(run_of(replace(right("a"), faults=(WRONG_PAGE,))), splits={"a": "test"})
    for told in (to_json(report), to_junit(report), to_markdown(report)):
        assert "Telewerk mag" not in told
        assert "not shown, since the question belongs to the test" in told


def test_all_four_files_stand_in_one_folder(tmp_path: Path) -> None:
    written = write(sample(), tmp_path / "new" / "report")
    assert sorted(one.name for one in written) == ["junit.xml", "report.html", "report.md", "results.json"]
    assert all(one.parent == tmp_path / "new" / "report" and one.read_text(encoding="utf-8") for one in written)
