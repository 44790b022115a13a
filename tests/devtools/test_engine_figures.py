"""Figures about the engine: what is timed, and that judging takes no longer than it may as records grow."""

from cmlguide.devtools.engine_figures import LONG_TESTS, ROOT, make_history, speed_rows, time_assess


def test_the_history_that_is_timed_has_so_many_results_on_different_days():
    history = make_history(1_000)

    assert len({row.collected_on for row in history.results}) == 1_000


def test_judging_grows_no_faster_than_the_results():
    """Ten times the results take no more than twenty times as long; a busy machine is given that much room.

    The times themselves stand in docs/testing.md.
    """
    assert time_assess(2_000) < 20 * time_assess(200)


def test_the_table_has_a_row_for_each_size():
    assert [row.split(" |")[0] for row in speed_rows((10, 20))] == ["| 10", "| 20"]


def test_the_long_tests_are_there():
    assert [name for name in LONG_TESTS if not (ROOT / name).exists()] == []
