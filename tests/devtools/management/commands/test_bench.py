"""`manage.py bench`: runs on a database of its own and prints one line for each thing measured."""

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date

from cmlguide.devtools.management.commands.bench import Measurement, make_history, write_table


def test_bench_prints_a_table_and_leaves_the_record_in_use_alone(tmp_path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CMLGUIDE_")}

    done = subprocess.run(
        [sys.executable, "manage.py", "bench", "--sizes", "2"],
        capture_output=True,
        text=True,
        check=True,
        env={**kept, "CMLGUIDE_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "cmlguide.settings"},
    )

    lines = done.stdout.splitlines()
    assert lines[0] == "| what | 2 results |"
    assert re.fullmatch(r"\| assess\(\) \| [\d.]+ ms \|", lines[2])
    assert re.fullmatch(r"\| assess_person\(\) \| [\d.]+ ms, 1 query \|", lines[3])
    assert re.fullmatch(r"\| timeline \| [\d.]+ ms, \d queries, \d+ kB \|", lines[4])
    with closing(sqlite3.connect(tmp_path / "cmlguide.sqlite3")) as in_use:
        assert in_use.execute("SELECT name FROM sqlite_master").fetchall() == []
    assert done.stderr == ""


def test_make_history_is_always_the_same_and_ends_before_today():
    today = date(2026, 11, 22)

    history = make_history(60, today)

    assert history == make_history(60, today)
    assert len(history.results) == 60
    assert history.results[-1].collected_on < today
    assert [result.kind for result in history.results].count("not_detected") == 8


def test_write_table_has_a_column_for_each_size():
    lines = [
        Measurement("assess()", 60, 8.34),
        Measurement("timeline", 60, 43.21, 4, 48.4),
        Measurement("assess()", 12, 2.91),
    ]

    assert list(write_table(lines)) == [
        "| what | 12 results | 60 results |",
        "|---|---|---|",
        "| assess() | 2.9 ms | 8.3 ms |",
        "| timeline |  | 43.2 ms, 4 queries, 48 kB |",
    ]
