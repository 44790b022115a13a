"""`python -m milestones`: a bare interpreter, exit codes, standard input, every option."""

import ast
import io
import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
import time_machine

from milestones.command import main
from milestones.record import LARGEST_BYTES
from tests.milestones.test_example import RECORD

ROOT = Path(__file__).parents[2]


def run(*arguments: str, **more) -> subprocess.CompletedProcess:
    """The command in an interpreter without site packages, user paths or environment."""
    command = (
        "import runpy, sys; sys.path.insert(0, '.'); runpy.run_module('milestones', run_name='__main__')"
    )
    started = [sys.executable, "-I", "-S", "-c", command, *arguments]
    return subprocess.run(started, cwd=ROOT, capture_output=True, text=True, check=False, **more)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "record.json"
    path.write_text(json.dumps(RECORD))
    return str(path)


def answer(capsys, *arguments: str):
    assert main(list(arguments)) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return json.loads(out)


def refusal(capsys, *arguments: str) -> list[str]:
    """The lines on standard error from a call that exits with 2 and prints nothing else."""
    assert main(list(arguments)) == 2
    out, err = capsys.readouterr()
    assert out == ""
    return err.splitlines()


def usage(capsys, *arguments: str) -> str:
    """The last line of a refused call."""
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    out, err = capsys.readouterr()
    assert (ended.value.code, out) == (2, "")
    return err.splitlines()[-1]


def test_it_runs_in_a_bare_interpreter(file):
    done = run(file, "--today", "2026-11-22")

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["now"] == {"severity": "discuss", "because": ["result", "mmr_lost"]}


def test_the_answer_is_indented_by_one(file, capsys):
    assert main([file, "--today", "2026-11-22"]) == 0

    assert capsys.readouterr().out.splitlines()[:3] == [
        "{",
        ' "guideline": "eln-2020",',
        ' "today": "2026-11-22",',
    ]


def test_it_imports_nothing_but_the_standard_library(file):
    code = (
        "import sys; sys.path.insert(0, '.'); from milestones.command import main; main(sys.argv[1:]);"
        "names = {name.split('.')[0] for name in sys.modules} - set(sys.stdlib_module_names);"
        "print(sorted(names - {'__main__', 'milestones'}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, file], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.stderr == "[]\n"


def typed(monkeypatch, text: str) -> None:
    """Put a text on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_a_minus_reads_standard_input(capsys, monkeypatch):
    typed(monkeypatch, json.dumps(RECORD))

    assert answer(capsys, "-", "--today", "2026-11-22")["today"] == "2026-11-22"


def test_every_problem_is_a_line_on_standard_error(capsys, monkeypatch):
    typed(
        monkeypatch,
        json.dumps(
            {**RECORD, "results": [{"collected_on": "2026-09-07", "kind": "value", "value": "0,5"}, {}]}
        ),
    )

    assert refusal(capsys, "-") == [
        'results[0].value: "0,5" is not a number: write 0.5',
        "results[1].collected_on: missing",
    ]


def test_the_guideline_in_the_file_is_used_unless_another_is_named(capsys, tmp_path):
    file = tmp_path / "nccn.json"
    file.write_text(json.dumps({**RECORD, "person": {**RECORD["person"], "guideline": "nccn-2024"}}))

    assert answer(capsys, str(file))["guideline"] == "nccn-2024"
    assert answer(capsys, str(file), "--guideline", "eln-2020")["guideline"] == "eln-2020"


def test_not_sure_means_eln_2020(capsys, tmp_path):
    file = tmp_path / "unsure.json"
    file.write_text(json.dumps({**RECORD, "person": {}}))

    assert answer(capsys, str(file))["guideline"] == "eln-2020"


@time_machine.travel("2026-12-24 12:00", tick=False)
def test_today_is_the_clocks_unless_named(capsys, file):
    assert answer(capsys, file)["today"] == "2026-12-24"
    assert answer(capsys, file, "--today", "2026-06-30")["today"] == "2026-06-30"


def test_results_after_today_are_left_out(capsys, file):
    left_out = answer(capsys, file, "--today", "2026-09-06")["left_out"]

    assert left_out == [
        {"collected_on": "2026-09-07", "why": "after_today"},
        {"collected_on": "2026-11-12", "why": "after_today"},
    ]


def test_each_gives_one_assessment_a_date(capsys, file):
    each = answer(capsys, file, "--each")

    assert [row["today"] for row in each] == [row["collected_on"] for row in RECORD["results"]]
    assert [len(row["results"]) for row in each] == [1, 2, 3, 4, 5, 6]
    assert [row["left_out"] for row in each] == [[]] * 6
    assert each[-1]["now"] == {"severity": "discuss", "because": ["result", "mmr_lost"]}


def test_each_of_nothing_is_an_empty_list(capsys, tmp_path):
    file = tmp_path / "empty.json"
    file.write_text('{"format": "cmlguide-record", "version": 1}')

    assert answer(capsys, str(file), "--each") == []


def test_list_guidelines(capsys):
    assert answer(capsys, "--list-guidelines") == [
        {
            "id": "eln-2020",
            "title": "ELN 2020",
            "source": "Hochhaus et al., European LeukemiaNet 2020 recommendations, Leukemia 2020;34:966-984",
            "status": "checked",
        },
        {
            "id": "nccn-2024",
            "title": "NCCN, as restated in open papers 2020-2024",
            "source": "NCCN thresholds as restated in ASH view-large/10060165 and PMC11246988 Table 3",
            "status": "checked",
        },
    ]


def test_a_file_that_is_not_there(capsys, tmp_path):
    missing = str(tmp_path / "none.json")

    assert refusal(capsys, missing) == [f"{missing}: No such file or directory"]
    assert refusal(capsys, str(tmp_path)) == [f"{tmp_path}: Is a directory"]


def test_a_call_that_cannot_be_understood(capsys, file):
    name = "python -m milestones: error: "

    assert usage(capsys) == f"{name}name a record file, or - for standard input"
    assert usage(capsys, file, "--today", "22.11.2026") == (
        f'{name}argument --today: "22.11.2026" is not a date: write it like 2026-09-07'
    )
    assert usage(capsys, file, "--guideline", "eln-2013").startswith(
        f"{name}argument --guideline: invalid choice: 'eln-2013'"
    )


def test_a_large_file_is_read_no_further_than_the_largest_record(capsys, tmp_path):
    file = tmp_path / "large.json"
    with file.open("wb") as sparse:
        sparse.truncate(200_000_000)

    assert refusal(capsys, str(file)) == ["the file is larger than 8 MB: this is not a record file"]


def test_standard_input_is_read_no_further_than_the_largest_record(capsys, monkeypatch):
    stdin = io.TextIOWrapper(io.BytesIO(b"[" * (LARGEST_BYTES + 500)))
    monkeypatch.setattr(sys, "stdin", stdin)

    assert refusal(capsys, "-") == ["the file is larger than 8 MB: this is not a record file"]
    assert stdin.buffer.tell() == LARGEST_BYTES + 1


def test_help_says_what_the_options_do(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--help"])

    out = " ".join([*capsys.readouterr().out.split(), ""])
    assert "[--explain DATE]" in out
    assert ended.value.code == 0
    assert out.startswith("usage: python -m milestones ")
    assert (
        "The engine's command: a record file in, an assessment as JSON out. Bare Python, no install." in out
    )
    for line in (
        "a record file, or - for standard input",
        "instead of the one in the file",
        "YYYY-MM-DD, instead of the clock",
        "one assessment as of each result's date",
        "which guidelines there are",
        "how the results of that date were judged, and by which numbers",
    ):
        assert f" {line} " in out


def test_the_module_is_the_command(file, capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["milestones", file, "--today", "2026-11-22"])

    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(ROOT / "milestones" / "__main__.py"), run_name="__main__")

    assert ended.value.code == 0
    assert json.loads(capsys.readouterr().out)["today"] == "2026-11-22"


def test_bare_call_without_an_argument_says_how_it_is_used():
    done = run()

    assert done.returncode == 2
    assert done.stderr.splitlines()[0].startswith("usage: python -m milestones ")
    assert (
        done.stderr.splitlines()[-1]
        == "python -m milestones: error: name a record file, or - for standard input"
    )


def test_bare_command_whose_reader_stops_is_no_error(file):
    command = [sys.executable, "-m", "milestones", file, "--each"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()

    assert (process.wait(), process.stderr.read()) == (0, b"")
    process.stderr.close()


def test_a_pipe_nobody_reads_ends_the_command_quietly(file, monkeypatch):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as nobody:
        monkeypatch.setattr(sys, "stdout", nobody)

        assert main([file]) == 0


def test_an_old_python_gets_one_line(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))

    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(ROOT / "milestones" / "__main__.py"), run_name="__main__")

    assert ended.value.code == "The engine needs Python 3.11 or newer; this is Python 3.10."


@pytest.mark.parametrize("name", ["__init__.py", "__main__.py"])
def test_an_old_python_can_read_what_it_reads_before_that_line(name):
    """Only words that Python 2.7 and 3.4 know: no annotation, no f-string, no future."""
    source = (ROOT / "milestones" / name).read_text(encoding="ascii")

    tree = ast.parse(source, feature_version=(3, 4))

    new = (ast.JoinedStr, ast.AnnAssign, ast.Match, ast.NamedExpr, ast.AsyncFunctionDef)
    assert [node for node in ast.walk(tree) if isinstance(node, new)] == []
    assert [node for node in ast.walk(tree) if getattr(node, "module", None) == "__future__"] == []
