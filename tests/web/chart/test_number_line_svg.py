import re

from django.utils.translation import override

from cmlguide.web.chart.number_line import number_lines
from cmlguide.web.chart.number_line_svg import write_number_lines
from tests.web.stories import judged, tell

HISTORY = tell("0.0745")


def drawn(language):
    with override(language):
        return str(write_number_lines(number_lines(HISTORY.results[-1], judged(HISTORY)), 'At "0.0745"'))


def test_a_drawing_has_its_numbers_with_a_point_in_every_language():
    places = re.compile(r'(?:\b[xy][12]?|width)="[^"]*"|translate\([^)]*\)')

    assert '<rect class="c-band-0" x="26.0" y="32"' in drawn("de")
    assert "," not in "".join(places.findall(drawn("de")))


def test_each_width_is_drawn_with_its_words():
    assert drawn("en").count('aria-label="At &quot;0.0745&quot;"') == 3
    assert re.findall(r'class="number-line-(wide|middle|phone)"', drawn("en")) == ["wide", "middle", "phone"]
    assert ">0.0745%</text>" in drawn("en")
    assert ">0,0745\u00a0%</text>" in drawn("de")
