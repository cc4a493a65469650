"""The page shows what people wrote as what it is: text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eval.judging import Fault, Judged
from tests.eval.gold import answered
from tests.eval.pages import of, words
from tests.eval.reports import OTHER, ask, gave, judged, report_of, right, run_of, wrong
from tests.eval.sample_page import page

EVIL = '<script>alert(1)</script> & "co"'


@pytest.mark.parametrize(
    "asked",
    [
        wrong("a", question=EVIL),
        judged(ask(answered("a")), gave(EVIL)),
        judged(ask(answered("a", must_contain=[[EVIL]])), gave(OTHER)),
        judged(ask(answered("a", evidence=[[{"document": "nl/<script>.txt", "quote": EVIL}]])), gave(OTHER)),
        judged(ask(answered("a")), gave(said=EVIL)),
        replace(right("a"), faults=(Fault("wrong_page", "a", EVIL),)),
    ],
)
def test_what_people_wrote_is_text_and_never_markup(asked: Judged) -> None:
    found = of(asked)
    assert len(list(found.iter("script"))) == 1
    assert EVIL in words(found)


def test_a_system_may_have_any_name() -> None:
    report = report_of(run_of(right("a")), peers=[run_of(wrong("a"), system="</svg><script>x</script> $m_1$")])
    found = page(report)
    assert len(list(found.iter("script"))) == 1
    assert "</svg><script>x</script> $m_1$" in [words(one) for one in found.iter("text")]
