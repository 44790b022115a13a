"""Hostile record files: no input raises anything but RecordProblems, and none takes much memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milestones.assess import assess, assess_each
from milestones.explain import explain
from milestones.guideline import load_guideline
from milestones.history import GOALS, KINDS, LEVELS, PHASES, STOP_REASONS, TRANSCRIPTS, UNITS, History
from milestones.record import RecordProblems, read_record, write_record
from milestones.report import write_assessment
from tests.milestones.builders import at_month
from tests.milestones.strategies import TRIED
from tests.milestones.test_example import RECORD

ROOT = Path(__file__).parents[2]
ELN = load_guideline("eln-2020")

# Values found in a record, and similar ones: the wrong type, the wrong size, the wrong word.
WORDS = (
    *KINDS,
    *UNITS,
    *LEVELS,
    *GOALS,
    *PHASES,
    *TRANSCRIPTS,
    *STOP_REASONS,
    "ABL1",
    "imatinib",
    "marrow",
    "",
)
NUMBERS = ("0.05", "62", "1e-400", "9e9999", "0", "-1", "0,5", "NaN", "9" * 60, "." + "9" * 60, "1e99999")
DATES = (
    "2024-01-01",
    "2024-02-30",
    "1900-01-01",
    "2300-12-31",
    "9999-12-31",
    "2025-06-01",
    "2025-06-01T00:00",
)
leaves = (
    st.sampled_from((*WORDS, *NUMBERS, *DATES))
    | st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
)
values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)
KEYS = {
    "person": (
        "transcript",
        "goal",
        "guideline",
        "phase",
        "diagnosed_on",
        "born_year",
        "transplant_on",
        "planned_test_on",
    ),
    "treatments": ("medicine", "dose", "started_on", "stopped_on", "stop_reason", "keep_clock", "tki"),
    "results": (
        "collected_on",
        "kind",
        "value",
        "unit",
        "limit",
        "level",
        "copies",
        "control_gene",
        "conversion_factor",
        "specimen",
        "lab",
        "baseline",
    ),
    "blood_counts": ("collected_on", "wbc", "spleen_felt"),
    "marrow": ("collected_on", "ph_positive", "metaphases", "fish_percent"),
    "mutations": ("found_on", "name", "resistance"),
}


def tables(strategy: st.SearchStrategy) -> st.SearchStrategy:
    """A record in which every value may be anything."""
    lists = {
        name: st.lists(st.dictionaries(st.sampled_from(keys), strategy), max_size=3) | strategy
        for name, keys in KEYS.items()
    }
    heading = {"format": st.just("cmlguide-record"), "version": st.just(1) | strategy}
    return st.fixed_dictionaries(heading, optional={**lists, "extra": strategy})


@st.composite
def spoiled(draw: st.DrawFn) -> dict:
    """The example record with up to three values changed to anything."""
    record = json.loads(json.dumps(RECORD))
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(("person", "treatments", "results")))
        entry = record["person"] if name == "person" else draw(st.sampled_from(record[name]))
        entry[draw(st.sampled_from(KEYS[name]))] = draw(values)
    return record


def use_up(text: str | bytes) -> None:
    """Do everything that can be done with a file; only RecordProblems may be raised."""
    try:
        history = read_record(text)
    except RecordProblems as refused:
        problems = refused.problems
    else:
        problems = []
        use_history(history)
    assert all(problem and "\n" not in problem for problem in problems)


def use_history(history: History) -> None:
    """Judge it on every day, explain every result, and write it back whole."""
    json.dumps(
        [
            write_assessment(assess(history, ELN, at_month(24))),
            *map(write_assessment, assess_each(history, ELN)),
        ]
    )
    for row in history.results:
        explain(history, ELN, row.collected_on)
    assert read_record(write_record(history).encode()) == history


@TRIED
@given(spoiled())
def test_a_record_with_a_few_wrong_values_is_read_or_refused(record):
    use_up(json.dumps(record))


@TRIED
@given(tables(values))
def test_a_record_of_anything_is_read_or_refused(record):
    use_up(json.dumps(record))


@TRIED
@given(st.binary(max_size=60) | st.text(max_size=60))
def test_bytes_and_text_of_any_kind_are_refused_in_words(text):
    use_up(text)


@TRIED
@given(st.data())
def test_a_record_cut_short_or_with_a_wrong_letter_is_read_or_refused(data):
    text = json.dumps(RECORD)
    place = data.draw(st.integers(0, len(text) - 1))

    use_up(text[:place])
    use_up(text[:place] + data.draw(st.characters()) + text[place + 1 :])


STATUS = Path("/proc/self/status")


def refused_by_the_command(file: Path) -> tuple[list[str], float]:
    """The lines on standard error, and the most memory the command itself used, in MB.

    It reads the command's own high-water mark, because `getrusage` starts at the size of the testing process.
    """
    code = (
        "import sys; sys.path.insert(0, '.'); from milestones.command import main;"
        "status = main(sys.argv[1:]);"
        "print([line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')][0]);"
        "sys.exit(status)"
    )
    started = [sys.executable, "-I", "-S", "-c", code, str(file)]
    done = subprocess.run(started, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    return done.stderr.splitlines(), int(done.stdout) / 1024


HOSTILE = [
    (
        "100 MB of nothing",
        lambda: b" " * 100_000_000,
        "the file is larger than 8 MB: this is not a record file",
    ),
    (
        "100 MB of results",
        lambda: b'{"format": "cmlguide-record", "version": 1, "results": [' + b"{}," * 33_000_000 + b"{}]}",
        "the file is larger than 8 MB: this is not a record file",
    ),
    (
        "10,000 lists deep",
        lambda: b"[" * 10_000 + b"]" * 10_000,
        "the file is nested too deeply: this is not a record file",
    ),
    (
        "10,000 never closed",
        lambda: b"[" * 10_000,
        "the file is nested too deeply: this is not a record file",
    ),
    (
        "10,000 entries deep in a result",
        lambda: (
            b'{"format": "cmlguide-record", "version": 1, "results": ['
            + b'{"a":' * 10_000
            + b"1"
            + b"}" * 10_000
            + b"]}"
        ),
        "the file is nested too deeply: this is not a record file",
    ),
    (
        "as many entries as fit",
        lambda: b'{"format": "cmlguide-record", "version": 1, "results": [' + b"{}," * 2_600_000 + b"{}]}",
        "results: more than 50000 entries: this is not a record file",
    ),
]


@pytest.mark.skipif(not STATUS.exists(), reason="this system does not tell a process's own memory")
@pytest.mark.parametrize(("content", "line"), [row[1:] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_a_hostile_file_is_refused_with_one_line_and_little_memory(tmp_path, content, line):
    file = tmp_path / "record.json"
    file.write_bytes(content())

    lines, megabytes = refused_by_the_command(file)

    assert lines == [line]
    assert megabytes < 300
