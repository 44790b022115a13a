"""What `manage.py bench --chromium` writes of its measurements."""

from cmlguide.devtools import performance
from cmlguide.devtools.chromium import Visit, middle_of
from cmlguide.devtools.performance import Measured, Timed, write_performance

QUICK = Visit(200.4, 210, 230, 0, 0.0, 6, {"HTML": 14.26, "JS": 22})
SLOW = Visit(900, 910, 1200, 50, 0.25, 5, {"HTML": 14.3, "JS": 22})
FOUND = Measured(
    "156.0",
    {(40, "desk"): QUICK, (40, "phone"): SLOW},
    {"Timeline": SLOW},
    [Timed("the engine", 40, 2.25), Timed("the engine", 400, 40.04), Timed("a PDF", 40, 180)],
)


def lines_about(text, what):
    return [line for line in text.splitlines() if line.startswith(f"| {what} ")]


def test_each_size_and_device_has_a_line():
    text = write_performance(FOUND, keep=False)

    assert lines_about(text, "40") == [
        "| 40 | desk | 200 ms | 210 ms | 230 ms | 0 ms | 0.00 | 6 | 36.3 (HTML 14.3, JS 22.0) |",
        "| 40 | phone | 900 ms | 910 ms | 1200 ms | 50 ms | 0.25 | 5 | 36.3 (HTML 14.3, JS 22.0) |",
    ]
    assert lines_about(text, "Timeline") == ["| Timeline | 900 ms | 0.25 | 5 | 36.3 (HTML 14.3, JS 22.0) |"]


def test_what_was_not_timed_with_so_many_results_is_left_empty():
    text = write_performance(FOUND, keep=False)

    assert lines_about(text, "the engine") == ["| the engine | 2.2 ms | 40.0 ms |"]
    assert lines_about(text, "a PDF") == ["| a PDF | 180.0 ms |  |"]


def test_the_page_is_written_only_when_asked(monkeypatch, tmp_path):
    monkeypatch.setattr(performance, "WRITTEN_TO", tmp_path / "performance.md")

    write_performance(FOUND, keep=False)
    assert not (tmp_path / "performance.md").exists()
    text = write_performance(FOUND, keep=True)
    assert (tmp_path / "performance.md").read_text(encoding="utf-8") == text
    assert "Chromium 156.0" in text


def test_of_several_visits_the_middle_counts_but_the_worst_shift():
    assert middle_of([SLOW, QUICK, QUICK]) == Visit(200.4, 210, 230, 0, 0.25, 6, {"HTML": 14.26, "JS": 22})
