"""Karyotypes next to the series: the newest on the line raises a question, an older one is only listed."""

from dataclasses import replace

from milestones.history import Marrow
from tests.milestones.builders import assess_history, at_month, codes, finding, history, percent, tki

RISKY, PLAIN = "46,XX,t(9;22),i(17q)", "46,XX,t(9;22)[20]"
WELL = (percent("0.02", 21), percent("0.02", 24))


def assessed(*marrow, results=WELL, treatments=None, **facts):
    made = replace(history(*results, treatments=treatments, **facts), marrow=marrow)
    return assess_history(made, today=at_month(24.5))


def karyotype(months: float, text: str) -> Marrow:
    return Marrow(at_month(months), karyotype=text)


def test_the_newest_karyotype_of_the_line_is_worth_asking_about():
    assessment = assessed(karyotype(20, RISKY))

    found = finding(assessment, "high_risk_karyotype")
    assert (found.severity, found.result, found.since) == ("discuss", at_month(20), at_month(20))
    assert assessment.now.severity == "discuss"
    assert assessment.now.because == ("high_risk_karyotype",)
    assert assessment.next_test.why == "discuss"
    assert assessment.trend.pattern is None


def test_a_newer_one_without_it_leaves_it_listed_and_moves_no_test():
    assessment = assessed(karyotype(20, RISKY), karyotype(22, PLAIN))

    found = finding(assessment, "high_risk_karyotype")
    assert (found.severity, found.result) == ("none", at_month(20))
    assert (assessment.now.severity, assessment.next_test.why) == ("on_track", "in_mmr")
    assert "karyotype_meaning" not in [prompt.code for prompt in assessment.prompts]


def test_one_from_before_treatment_or_an_earlier_line_is_listed():
    switched = [tki(stop=at_month(20), why="side_effects"), tki("dasatinib", at_month(20))]

    assert finding(assessed(karyotype(-1, RISKY)), "high_risk_karyotype").severity == "none"
    of_old_line = assessed(karyotype(19, RISKY), treatments=switched)
    assert finding(of_old_line, "high_risk_karyotype").severity == "none"
    of_this_line = assessed(karyotype(21, RISKY), treatments=switched)
    assert finding(of_this_line, "high_risk_karyotype").severity == "discuss"


def test_a_marrow_test_without_a_karyotype_says_nothing_new():
    assessment = assessed(karyotype(20, RISKY), Marrow(at_month(22), ph_positive=0, metaphases=20))

    assert finding(assessment, "high_risk_karyotype").severity == "discuss"


def test_an_ordinary_karyotype_is_no_finding():
    assert "high_risk_karyotype" not in codes(assessed(karyotype(20, PLAIN)))


def test_a_karyotype_counts_before_the_first_blood_test_of_a_line():
    switched = [
        tki(stop=at_month(24.1), why="side_effects"),
        tki("dasatinib", at_month(24.1), keep_clock=False),
    ]

    assessment = assessed(karyotype(24.3, RISKY), treatments=switched)

    assert (assessment.now.severity, assessment.now.because) == ("discuss", ("high_risk_karyotype",))
