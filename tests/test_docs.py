"""What the documents name exists, and what must not be in the repository is not there."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("cmlguide", "milestones", "static", "tests")
FILE_NAME = re.compile(r"(?<![\w./<*-])(?:\w+/)*\w+\.(?:py|toml|typ|css)\b")
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_links_lead_somewhere(document):
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))

    missing = [target for target in targets if "//" not in target and not (document.parent / target).exists()]

    assert missing == []


def test_architecture_names_every_module_of_the_engine_that_has_a_line_there():
    picture = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"^  ([a-z_]+\.py) {2,}", picture, flags=re.MULTILINE)

    missing = [name for name in named if not (ROOT / "milestones" / name).is_file()]

    assert missing == []


def test_files_named_in_the_documents_exist():
    named = {
        (document.name, name)
        for document in DOCUMENTS
        for name in FILE_NAME.findall(document.read_text(encoding="utf-8"))
    }
    places = [*ROOT.glob("*.*"), *(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.*"))]
    files = ["/" + file.relative_to(ROOT).as_posix() for file in places]

    missing = {(page, name) for page, name in named if not any(file.endswith("/" + name) for file in files)}

    assert missing == set()


def test_tests_named_in_the_documents_exist():
    named = {
        pair
        for document in DOCUMENTS
        for pair in re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)", document.read_text(encoding="utf-8"))
    }

    missing = {
        (file, name)
        for file, name in named
        if f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")
    }

    assert len(named) > 20
    assert missing == set()


def test_decisions_are_numbered_in_order():
    text = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
    numbers = [int(number) for number in re.findall(r"^## (\d+)\. ", text, flags=re.MULTILINE)]

    assert numbers == list(range(1, len(numbers) + 1))


def test_readme_shows_the_engine_s_command_with_a_record_that_it_judges():
    command = re.search(r"`python3 (-m milestones [^`]+)`", (ROOT / "README.md").read_text(encoding="utf-8"))[
        1
    ]

    done = subprocess.run(
        [sys.executable, *command.split(), "--today", "2025-12-01"], cwd=ROOT, capture_output=True, check=True
    )

    judged = json.loads(done.stdout)
    assert [row["category"] for row in judged["results"]] == [
        *(None, "optimal", "optimal", "warning"),
        *("optimal", "optimal", "optimal"),
    ]
    assert judged["now"] == {"severity": "on_track", "because": ["result"]}
    assert judged["left_out"] == []


def test_environment_variables_are_documented():
    sources = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "cmlguide").glob("*.py"))
    used = set(re.findall(r"CMLGUIDE_[A-Z_]+", sources))
    documented = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")

    assert {name for name in used if name not in documented} == set()


def test_every_model_has_its_row_in_the_data_map():
    """ASVS 14.1.1: nothing is kept of which nobody said where, how long and for whom."""
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    data_map = text.partition("## Data map")[2].partition("\n## ")[0]
    kept = {model.__name__ for model in apps.get_app_config("records").get_models()}

    assert {name for name in kept if f"`{name}`" not in data_map} == set()


def test_every_test_that_security_names_is_there():
    """A requirement that is met names its test: one that was renamed or taken out proves nothing."""
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(tests/[\w/]+\.py)(?:::(test_\w+))?`", text))

    missing = {
        (file, test)
        for file, test in named
        if not (ROOT / file).is_file() or (test and f"def {test}(" not in (ROOT / file).read_text("utf-8"))
    }

    assert missing == set()
