from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from cmlguide.exchange.paper.sizes import load_sizes
from cmlguide.web.paper.headline import COLUMNS, HeadlineCell, headline
from milestones.history import Result, Treatment
from tests.web.stories import JUST_ABOVE, JUST_ABOVE_ON, RISING, judged, read, tell


def cells(history, **how):
    return dict(zip(COLUMNS, headline(judged(history, **how)), strict=True))


def test_headline_of_the_picture():
    assert headline(judged(JUST_ABOVE, today=JUST_ABOVE_ON)) == (
        HeadlineCell("Newest, 12 Nov 2026", "0.11%", "International Scale"),
        HeadlineCell("Level", "MR2.96", "CCyR level"),
        HeadlineCell("From 0.074%, 7 Sep 2026", "1.5 times as high", "within the test's wobble"),
        HeadlineCell("ABL1 copies", "not in the record"),
        HeadlineCell("Medicine, month 14", "imatinib", "400 mg once a day"),
        HeadlineCell("Category", "“warning”", "ELN 2020"),
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("62",), HeadlineCell("Change", "the first result")),
        (("62", "7"), HeadlineCell("From 62%, 6 Jan 2025", "about 8.9 times less")),
        (
            ("62", "7", "0.5", "0.005", "0.003"),
            HeadlineCell("From 0.005%, 6 Oct 2025", "both are very low", "a change tells us nothing"),
        ),
        (
            ("48", "9.1", "0.8", "0.09", "0.02", "0.16"),
            HeadlineCell("From 0.02%, 5 Jan 2026", "8 times as high", "more than the test's wobble"),
        ),
    ],
)
def test_headline_tells_how_far_the_number_moved(values, expected):
    assert cells(tell(*values))["change"] == expected


def test_headline_of_a_rise_at_the_edge_of_the_wobble():
    assert cells(RISING)["change"] == HeadlineCell(
        "From 1.4%, 4 Jan 2027", "2.1 times as high", "at the edge of the test's wobble"
    )


def test_headline_never_tells_a_change_from_a_test_without_a_depth():
    assert cells(tell("62", "7", "nd"))["change"] == HeadlineCell("Change", "cannot be compared yet")


def test_headline_keeps_how_deep_a_test_could_see():
    told = cells(tell("62", "7", "nd 0.0032"))

    assert told["newest"].value == "Not found"
    assert told["newest"].note == "the test could see down to 0.0032%"
    assert (told["level"].value, told["level"].note) == ("MR4.5", "")


def test_headline_of_a_number_above_all_levels_has_no_mr():
    assert cells(tell("62"))["level"] == HeadlineCell("Level", "above 10%")


def test_headline_names_another_control_gene():
    told = tell("0.05")
    row = replace(told.results[0], copies=31000, control_gene="GUSB")

    assert cells(replace(told, results=(row,)))["copies"] == HeadlineCell("GUSB copies", "31,000")


def test_headline_of_a_time_without_treatment_counts_its_months():
    stopped = Treatment(
        "imatinib", date(2025, 9, 8), date(2026, 8, 15), stop_reason="treatment_free_remission"
    )
    told = replace(JUST_ABOVE, treatments=(stopped,))

    assert cells(told, today=JUST_ABOVE_ON)["medicine"] == HeadlineCell(
        "Since 15 Aug 2026", "off treatment", "month 4"
    )


def test_headline_before_the_first_tablet_says_when_it_begins():
    told = tell("62", medicine="")
    start = told.results[0].collected_on + timedelta(days=9)
    told = replace(told, treatments=(Treatment("imatinib", start),))
    found = cells(told, today=start - timedelta(days=2))

    assert found["medicine"] == HeadlineCell("Medicine", "imatinib", "starts 15 Jan 2025")
    assert found["category"] == HeadlineCell("Category", "none now", "baseline")


def test_headline_without_a_medicine_says_so():
    assert cells(tell("62", medicine=""))["medicine"] == HeadlineCell("Medicine", "not in the record")


def test_headline_of_somebody_the_checkpoints_are_not_made_for_has_no_category():
    assert cells(tell("62", "7", phase="blast"))["category"] == HeadlineCell(
        "Category", "not made for my situation", "ELN 2020"
    )


def test_headline_of_an_empty_record_is_empty():
    assert headline(judged(tell(medicine=""), today=JUST_ABOVE_ON)) == ()


def test_cells_of_the_headline_share_the_whole_width():
    sizes = load_sizes()["headline"]

    assert sum(sizes[f"{name}_percent"] for name in COLUMNS) == 100


def test_headline_says_since_when_a_medicine_is_taken_once_the_checkpoints_are_over():
    """ "month 129" had to be worked out."""
    long = Treatment("imatinib", date(2016, 2, 22), date(2021, 3, 1), dose="400 mg")
    less = Treatment("imatinib", date(2021, 3, 2), dose="300 mg once a day")

    told = replace(JUST_ABOVE, treatments=(long, less))

    assert cells(told, today=JUST_ABOVE_ON)["medicine"] == HeadlineCell(
        "Since 22 Feb 2016", "imatinib", "300 mg once a day"
    )


def test_headline_leaves_a_long_dose_to_the_treatment_so_far():
    row = replace(JUST_ABOVE.treatments[0], dose="one in the morning with a big meal")

    assert cells(replace(JUST_ABOVE, treatments=(row,)), today=JUST_ABOVE_ON)["medicine"].note == ""


def test_headline_says_why_the_guideline_has_no_word():
    own = Result(date(2026, 11, 20), value=Decimal("0.09"), unit="ratio_percent")
    stopped = replace(JUST_ABOVE.treatments[0], stopped_on=date(2026, 11, 1))
    later = replace(
        JUST_ABOVE, treatments=(stopped,), results=(*JUST_ABOVE.results, read("0.1", own.collected_on))
    )

    said = [
        cells(told, today=JUST_ABOVE_ON)["category"]
        for told in (replace(JUST_ABOVE, results=(*JUST_ABOVE.results, own)), later)
    ]

    assert said == [HeadlineCell("Category", "none now", why) for why in ("not on IS", "off treatment")]


def test_headline_of_an_own_ratio_says_what_it_was_compared_with():
    """An older one's number stood there beside "your last two tests were given on different scales"."""
    rows = [
        Result(date(2025, month, 7), value=Decimal(value), unit="ratio_percent", lab="City")
        for month, value in ((4, "8"), (10, "0.9"))
    ]

    assert cells(tell("62", rows[0], "0.5", rows[1]))["change"] == HeadlineCell(
        "From 8%, 7 Apr 2025", "about 8.9 times less", "same lab, own ratio"
    )
