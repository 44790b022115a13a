"""Small files as portals, laboratories and people's own tables produce them:
read correctly, or asked about."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from cmlguide.exchange.files.limits import FileRefusedError
from cmlguide.exchange.preview.as_json import preview_json
from cmlguide.exchange.preview.values import Options
from cmlguide.exchange.reading import preview_file
from cmlguide.web.words.files import say
from tests.exchange.cases.judge import faults

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "files.toml").read_text(encoding="utf-8"))["file"]
NOTHING = {
    "results": [], "blood_counts": [], "medicines": [], "questions": [], "left_out": [], "problems": [],
}  # fmt: skip


def shown(name):
    """The preview of a file as JSON; for a refused file, the sentence that says why."""
    data = (HERE / "files" / name).read_bytes()
    try:
        return preview_json(preview_file(data, Options(date(2026, 11, 26), name=name)), say)
    except FileRefusedError as refused:
        return {**NOTHING, "problems": [say(refused.reason)]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}-{case['file']}")
def test_file_is_read_right_or_asked(case):
    assert faults(case, shown(case["file"])) == []


def test_every_file_has_a_case():
    assert {path.name for path in (HERE / "files").iterdir()} == {case["file"] for case in CASES}
