"""Figures of the engine: what is timed, and that judging grows no faster than it may."""

from cmlguide.records.management.engine_figures import LONG_TESTS, ROOT, make_history, speed_rows, time_assess


def test_the_history_that_is_timed_has_so_many_results_on_different_days():
    history = make_history(1_000)

    assert len({row.collected_on for row in history.results}) == 1_000


def test_sixty_results_are_judged_in_under_ten_milliseconds():
    """Processor time of the quickest of five: other programs on the machine do not count."""
    assert time_assess(60, runs=5) < 0.010


def test_a_thousand_results_are_judged_in_under_150_milliseconds():
    assert time_assess(1_000) < 0.150


def test_the_table_has_a_row_for_each_size():
    assert [row.split(" |")[0] for row in speed_rows((10, 20))] == ["| 10", "| 20"]


def test_the_long_tests_are_there():
    assert [name for name in LONG_TESTS if not (ROOT / name).exists()] == []
