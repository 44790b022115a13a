"""Medicine bands: in as few lanes as their names allow, with no name over another."""

from datetime import date, timedelta
from itertools import pairwise

from cmlguide.web.chart.data.values import Medicine
from cmlguide.web.chart.drawing.layout import LAYOUTS, Frame
from cmlguide.web.chart.drawing.placing import Box, text_box
from cmlguide.web.chart.drawing.scales import TimeAxis, log_axis
from cmlguide.web.chart.drawing.shapes import Rect, Text
from cmlguide.web.chart.timeline.lanes import MOST_LANES, make_lanes

DAY = date(2026, 1, 1)
AXIS = TimeAxis(DAY, DAY + timedelta(days=1000), 60, 560)
FRAME = Frame(LAYOUTS["wide"], AXIS, log_axis((), 0, 40), Box(60, 0, 560, 200))


def medicine(first, last, name="imatinib", dose=" 400 mg", main=True, step=""):
    start, end = DAY + timedelta(days=first), DAY + timedelta(days=last)
    return Medicine(start, end, f"{name}{dose}", name, f"{name}{dose}, words", main, step=step)


def lanes_of(*medicines, today=None):
    day = max(row.end for row in medicines) if today is None else DAY + timedelta(days=today)
    return make_lanes(medicines, FRAME, 0, day).shapes


def drawn(*medicines, today=None):
    shapes = lanes_of(*medicines, today=today)
    bands = [shape for shape in shapes if isinstance(shape, Rect)]
    names = [shape.content for shape in shapes if isinstance(shape, Text)]
    return sorted({band.y for band in bands}), names


def test_one_after_another_share_a_lane():
    rows, names = drawn(medicine(0, 400), medicine(400, 900, "dasatinib"))

    assert len(rows) == 1
    assert names == ["imatinib 400 mg", "dasatinib 400 mg"]


def test_two_at_once_take_two_lanes():
    assert len(drawn(medicine(0, 600), medicine(300, 900))[0]) == 2


def test_a_short_band_is_named_by_its_medicine_alone_or_beside():
    assert drawn(medicine(0, 200))[1] == ["imatinib"]
    assert drawn(medicine(0, 10))[1] == ["imatinib 400 mg"]


def test_full_name_beside_an_earlier_band_does_not_cross_today():
    assert drawn(medicine(0, 10), medicine(10, 900))[1] == ["imatinib 400 mg", "imatinib 400 mg"]
    assert drawn(medicine(750, 760), medicine(760, 900))[1][0] == "imatinib"


def test_no_name_of_the_last_band_crosses_today_when_nothing_is_taken_now():
    """Right of today's line it would be read as today's medicine; only a band that goes on is named there."""
    last = medicine(770, 850, dose=" 300 mg once a day")
    today = AXIS.x(DAY + timedelta(days=900))

    (name,) = [shape for shape in lanes_of(last, today=900) if isinstance(shape, Text)]

    assert name.content == "imatinib"
    assert text_box(name, FRAME.layout.font).right <= today
    assert drawn(medicine(0, 10), today=20)[1] == []


def test_a_dose_alone_names_a_band_only_after_the_same_medicine():
    """After another medicine in the lane `300 mg` would be read as its dose."""
    rest = medicine(500, 660, dose=" 300 mg once a day", step="300 mg")

    assert drawn(medicine(0, 500), rest)[1] == ["imatinib 400 mg", "300 mg"]
    assert drawn(medicine(0, 500, "dasatinib"), rest)[1] == ["dasatinib 400 mg", "imatinib"]


def test_a_name_beside_a_band_keeps_its_room():
    assert len(drawn(medicine(0, 10), medicine(30, 900))[0]) == 2


def test_a_free_text_of_any_length_is_cut():
    names = drawn(medicine(0, 10, "word " * 100))[1]

    assert len(names[0]) < 60
    assert names[0].endswith("…")


def test_beyond_reason_bands_stay_and_names_go():
    many = [medicine(index, 900 + index) for index in range(30)]

    rows, names = drawn(*many)

    assert len(rows) == MOST_LANES
    assert len(names) == MOST_LANES - 1 or len(names) == MOST_LANES


def test_other_medicines_look_different():
    shapes = lanes_of(medicine(0, 900, main=False))

    assert [shape.kind for shape in shapes] == ["medicine-alt", "medicine-name-alt"]


def test_many_dose_steps_share_their_medicines_lane_and_name():
    """Twelve years of steps: a name for each would fill the drawing (four medicines, four lanes at most)."""
    names = ("imatinib", "nilotinib", "bosutinib", "dasatinib")
    steps = [medicine(index * 50, index * 50 + 40, names[index // 5]) for index in range(20)]

    rows, written = drawn(*steps)

    assert len(rows) <= 4
    assert written == list(names)


def test_steps_too_short_for_their_medicines_name_do_not_leave_it_out():
    """On a phone, where five steps of one medicine fill the chart, none is as wide as its name."""
    axis = TimeAxis(DAY, DAY + timedelta(days=1825), 40, 250)
    phone = Frame(LAYOUTS["phone"], axis, log_axis((), 0, 40), Box(40, 0, 250, 200))
    edges = (0, 58, 320, 796, 1277, 1825)
    steps = [medicine(first, last) for first, last in pairwise(edges)]

    shapes = make_lanes(steps, phone, 0, steps[-1].end).shapes
    names = [shape.content.removesuffix(" 400 mg") for shape in shapes if isinstance(shape, Text)]

    assert names == ["imatinib"] * 5


def test_without_room_for_names_none_stands_over_a_band():
    many = [medicine(index, 900 + index, f"medicine {index}") for index in range(30)]
    shapes = lanes_of(*many)
    last = max(shape.y for shape in shapes if isinstance(shape, Rect))

    assert [shape.content for shape in shapes if isinstance(shape, Text) and shape.y > last] == []
