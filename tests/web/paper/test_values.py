from __future__ import annotations

from cmlguide.exchange.paper.sizes import POINTS_A_MM, load_sizes
from cmlguide.web.paper.summary import Options
from cmlguide.web.paper.values import summary_values
from tests.factories import make_result


def test_the_charts_words_have_9_points_on_a4_and_12_in_large_print(person):
    make_result(person)
    sizes = load_sizes()
    side = (sizes["a4"]["width_mm"] - 2 * sizes["side"]["margin_across_mm"]) * POINTS_A_MM

    figures = [summary_values(person, Options(large=large)).figure for large in (False, True)]

    assert [int(figure.font_size * side / figure.width) for figure in figures] == [9, 12]
    assert [figure.name for figure in figures] == ["paper-log", "paper-large-log"]
