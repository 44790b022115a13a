"""Rows of tables written in one go: escaped, in order, and each cell in its place."""

from types import SimpleNamespace

import pytest
from django.template import Context

from cmlguide.web.paper.tables import Cell, PaperTable
from cmlguide.web.templatetags.tables import paper_rows, result_rows
from cmlguide.web.words.engine import AT_GOAL
from cmlguide.web.words.result.moves import Move

LINE = SimpleNamespace(
    key="7", day="6 Nov 2026", number="<0.0032%", change=Move("× 2", "2 times <as high>", "A & B"),
    level="MR4", lab="<City>", in_short="MR4 · <City>", chip=AT_GOAL,
)  # fmt: skip
TABLE = PaperTable(("Taken", "Lab"), tuple((Cell(day, ""), Cell("<b>", "Lab")) for day in ("1", "2", "3")))


def test_a_result_leads_to_its_page_and_shows_text_as_text():
    shown = result_rows(Context(), [LINE], True, True)

    assert '<th scope="row"><a class="action-link" href="/results/7/">6 Nov 2026</a></th>' in shown
    assert '<td class="result-number">&lt;0.0032%</td>' in shown
    assert (
        '<span class="visually-hidden">2 times &lt;as high&gt;</span> <span class="muted small">A &amp; B'
        in shown
    )
    assert '<td class="results-short">MR4 · &lt;City&gt;</td>' in shown
    assert "At its goal" in shown


def test_a_guest_sees_the_same_without_link_and_verdict():
    shown = result_rows(Context(), [LINE], False, False)

    assert '<th scope="row">6 Nov 2026</th>' in shown
    assert "href" not in shown
    assert "At its goal" not in shown


def test_who_else_entered_a_result_stands_beside_its_day():
    shown = result_rows(Context({"hands": {("result", "7"): "Entered by <Ana>"}}), [LINE], True, False)

    assert '</a><p class="muted small">Entered by &lt;Ana&gt;</p></th>' in shown


def test_a_row_on_paper_names_its_first_cell_and_those_that_do_not_say_what_they_are():
    shown = paper_rows(TABLE)

    assert shown.count('<th scope="row" role="rowheader">') == 3
    assert (
        '<td role="cell" class="nowrap"><span class="paper-name" aria-hidden="true">Lab </span>&lt;b&gt;</td>'
        in shown
    )
    assert "paper-tall" not in shown


@pytest.mark.parametrize(("fewer", "tall"), [(3, 0), (2, 1), (0, 3)])
def test_rows_that_fit_only_the_longer_paper_say_so(fewer, tall):
    assert paper_rows(TABLE, fewer).count('<tr role="row" class="paper-tall">') == tall
