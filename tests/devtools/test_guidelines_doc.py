"""docs/guidelines.md has every number in the data files, and is up to date."""

import re
import tomllib

import pytest
from django.core.management import call_command

from cmlguide.devtools.guidelines_doc import DOC, write_doc, write_to
from milestones.sourced import FOLDER, SAYS_WHERE, number_files

DATA = sorted([*number_files(FOLDER), *(FOLDER / "guidelines").glob("*.toml")])


def test_the_page_is_current():
    """Else run: python3 manage.py write_guidelines_doc"""
    assert DOC.read_text(encoding="utf-8") == write_doc()


def sourced(value) -> list[dict]:
    """Every table within the value that states its status."""
    if isinstance(value, list):
        return [table for inner in value for table in sourced(inner)]
    if not isinstance(value, dict):
        return []
    return ([value] if "status" in value else []) + [
        table for inner in value.values() for table in sourced(inner)
    ]


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.stem)
def test_every_source_and_number_of_a_file_stands_on_the_page(path):
    page = write_doc()

    for table in sourced(tomllib.loads(path.read_text())):
        assert table["source"] in page or table["status"] == "checked"
        assert table["checked_in"] in page
        for key, value in table.items():
            if key not in SAYS_WHERE and isinstance(value, str | int):
                assert str(value) in page or isinstance(value, bool)


def test_every_data_file_with_numbers_is_on_the_page():
    page = write_doc()

    for path in number_files(FOLDER):
        tables = tomllib.loads(path.read_text())
        heading = f"## {tables['title']} (`milestones/numbers/{path.name}`)\n"
        assert (heading in page) == bool(sourced(tables))


def test_borders_read_as_published():
    page = write_doc()

    assert "| 6 months | warning | > 1 and <= 10 | discuss | checked | PMC10133857 Table 1 |" in page
    assert "| 12 months and later | light green | > 0.1 and <= 1 | on_track; discuss with the goal" in page
    assert "| 3 months | failure | > 10, confirmed: the next test, 28 to 98 days later, is > 10 too |" in page
    assert "With the goal `treatment_free_remission`: at_most = 0.01. Status: recalled, never shown;" in page


def test_tables_have_the_same_number_of_cells_in_each_line():
    lines = write_doc().splitlines()
    tables: list[list[int]] = [[]]
    for line in lines:
        if line.startswith("|"):
            tables[-1].append(len(re.findall(r"\|", line)))
        elif tables[-1]:
            tables.append([])

    assert all(len(set(cells)) == 1 for cells in tables if cells)


def test_the_command_writes_the_page(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(
        "cmlguide.devtools.management.commands.write_guidelines_doc.DOC", tmp_path / "guidelines.md"
    )

    call_command("write_guidelines_doc")

    assert (tmp_path / "guidelines.md").read_text(encoding="utf-8") == write_doc()
    assert capsys.readouterr().out == "Wrote guidelines.md.\n"


def test_the_page_can_be_written_anywhere(tmp_path):
    write_to(tmp_path / "page.md")

    assert (
        (tmp_path / "page.md").read_text(encoding="utf-8").startswith("# Guidelines and every other number\n")
    )
