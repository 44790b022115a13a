"""Clinical data without a source, with an overlap or an unmarked gap is refused (style rule 10)."""

import copy
import shutil
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.checks.registry import registry

from milestones.assess import assess
from milestones.checks import check_clinical_data, find_data_problems
from milestones.explain import explain
from milestones.guideline import (
    Band,
    Category,
    Checkpoint,
    Confirmation,
    Guideline,
    GuidelineRefused,
    Source,
    find_problems,
    guideline_ids,
    list_guidelines,
    load_guideline,
    read_guideline_file,
)
from milestones.sourced import (
    FOLDER,
    STATUSES,
    SourceMissing,
    find_unsourced,
    load_decimal,
    load_numbers,
    number_files,
)
from tests.milestones.builders import at_month, history, other, percent

ELN = tomllib.loads((FOLDER / "guidelines" / "eln-2020.toml").read_text())


def changed(change) -> list[str]:
    """The problems in ELN 2020's tables after a change made in place."""
    tables = copy.deepcopy(ELN)
    change(tables)
    return list(find_problems(tables))


def bands(*spans: tuple[str, str | None, str | None]) -> list[str]:
    """The problems of a first row with these (category, above, at_most)."""
    keys = ("category", "above", "at_most")
    made = [
        {key: value for key, value in zip(keys, span, strict=True) if value is not None} for span in spans
    ]
    return changed(lambda tables: tables["row"][0].update(bands=made))


def test_the_data_of_the_engine_has_no_problem():
    assert list(find_data_problems(FOLDER)) == []
    assert check_clinical_data() == []


def test_both_guidelines_are_listed_by_id():
    assert guideline_ids() == ("eln-2020", "nccn-2024")
    assert [row.id for row in list_guidelines()] == ["eln-2020", "nccn-2024"]


def test_a_guideline_is_loaded_by_its_id_only():
    assert load_guideline("nccn-2024").title == "NCCN, as restated in open papers 2020-2024"
    with pytest.raises(KeyError, match="eln-2013"):
        load_guideline("eln-2013")
    with pytest.raises(KeyError):
        load_guideline("../trend")


@pytest.mark.parametrize("key", ["status", "source", "checked_in"])
@pytest.mark.parametrize("left", [None, "", "  "])
def test_a_guideline_or_a_row_that_does_not_say_where_it_comes_from_is_refused(key, left):
    def drop(table):
        table.pop(key) if left is None else table.update({key: left})

    also = ["status must be one of checked, recalled, own_choice"] * (key == "status" and left is not None)

    assert changed(drop) == [f"say {key}"]
    assert changed(lambda tables: drop(tables["row"][1])) == [
        f"row 6 months: {problem}" for problem in [f"say {key}", *also]
    ]


@pytest.mark.parametrize("key", ["id", "title"])
def test_a_guideline_has_a_name(key):
    assert changed(lambda tables: tables.pop(key)) == [f"say {key}"]


def test_a_row_has_a_name():
    assert changed(lambda tables: tables["row"][0].pop("name")) == ["row ?: say name"]


def test_an_unknown_status_is_refused():
    assert STATUSES == ("checked", "recalled", "own_choice")
    assert changed(lambda tables: tables["row"][0].update(status="guessed")) == [
        "row 3 months: status must be one of checked, recalled, own_choice"
    ]


# Bands: an overlap is refused, a gap must be an explicit silent band.
def test_bands_that_touch_are_fine():
    assert bands(("optimal", None, "10"), ("warning", "10", None)) == []
    assert bands(("warning", "10", None), ("optimal", None, "10")) == []
    assert bands(("optimal", None, "1"), ("silent", "1", "10"), ("failure", "10", None)) == []


def test_an_overlap_is_refused():
    assert bands(("optimal", None, "10"), ("warning", "9", None)) == ["row 3 months: bands overlap above 9"]
    assert bands(("optimal", None, None), ("warning", "9", None)) == ["row 3 months: bands overlap above 9"]


def test_an_unmarked_gap_is_refused():
    assert bands(("optimal", None, "9"), ("warning", "10", None)) == [
        "row 3 months: gap from 9 to 10: mark it as a silent band"
    ]


@pytest.mark.parametrize(
    "spans",
    [
        [],
        [("optimal", None, "10")],
        [("optimal", "1", None)],
        [("optimal", "1", "10"), ("warning", "10", None)],
        [("optimal", None, "1"), ("warning", "1", "10")],
    ],
)
def test_bands_run_from_0_upwards_without_an_end(spans):
    assert bands(*spans) == ["row 3 months: bands must run from 0 upwards without an end"]


@pytest.mark.parametrize("border", ["ten", "", 10, 0.1, []])
def test_a_border_that_is_no_number_in_quotes_is_refused(border):
    """A number without quotes would come rounded out of the file."""
    problems = ["row 3 months: a border is not a number in quotes"]

    assert bands(("optimal", None, border), ("warning", "10", None)) == problems
    assert bands(("optimal", None, "10"), ("warning", border, None)) == problems


def test_a_row_without_bands_is_refused():
    assert changed(lambda tables: tables["row"][0].pop("bands")) == [
        "row 3 months: bands must run from 0 upwards without an end"
    ]


def test_two_bands_from_one_border_overlap():
    assert (
        bands(("optimal", None, None), ("warning", None, "10"))[-1] == "row 3 months: bands overlap above 0"
    )


def test_a_band_of_an_unknown_category_is_refused():
    assert bands(("good", None, "10"), ("warning", "10", None)) == [
        "row 3 months: band of an unknown category 'good'"
    ]


def test_categories_have_a_severity():
    assert changed(lambda tables: tables["category"][0].pop("severity")) == [
        "category optimal: severity must be one of on_track, discuss, soon"
    ]
    assert changed(lambda tables: tables["category"][0].update(severity_for_goal={"unset": "bad"})) == [
        "category optimal: severity must be one of on_track, discuss, soon"
    ]
    assert "name the categories" in changed(lambda tables: tables.pop("category"))
    assert changed(lambda tables: tables["category"].append({"severity": "x"})) == [
        "category ?: severity must be one of on_track, discuss, soon"
    ]


def test_a_row_stands_for_a_month_or_any_time():
    assert changed(lambda tables: tables["row"][0].pop("month")) == ["row 3 months: say month, or any_time"]
    assert changed(lambda tables: tables["row"][0].update(month=18)) == [
        "row 3 months: windows.toml has no checkpoint for month 18"
    ]


def test_exactly_one_row_is_any_time():
    assert changed(lambda tables: tables["row"].pop()) == ["exactly one row must be any_time"]
    assert changed(lambda tables: tables["row"][0].update(any_time=True)) == [
        "exactly one row must be any_time"
    ]
    assert changed(lambda tables: tables.pop("row")) == ["exactly one row must be any_time"]


def test_a_file_with_problems_is_not_loaded(tmp_path):
    text = (FOLDER / "guidelines" / "eln-2020.toml").read_text()
    file = tmp_path / "mine.toml"
    file.write_text(
        text.replace('at_most = "10" }, { category = "warning", above = "10" }', 'at_most = "10" }')
    )

    with pytest.raises(GuidelineRefused) as refused:
        read_guideline_file(file)

    assert refused.value.problems == ["mine.toml: row 3 months: bands must run from 0 upwards without an end"]
    assert str(refused.value) == refused.value.problems[0]


def test_a_silent_band_gives_no_verdict(tmp_path):
    """A gap in a publication is a silent row: cannot tell."""
    text = (FOLDER / "guidelines" / "eln-2020.toml").read_text()
    file = tmp_path / "mine.toml"
    file.write_text(
        text.replace(
            '{ category = "warning", above = "1", at_most = "10" }',
            '{ category = "silent", above = "1", at_most = "5" },'
            '{ category = "warning", above = "5", at_most = "10" }',
        )
    )
    mine = read_guideline_file(file)
    results = [
        percent("1", 6),
        percent("1.1", 6.1),
        percent("5", 6.2),
        percent("5.1", 6.3),
        other("less_than", 6.4, "2"),
    ]

    judged = assess(history(*results), mine, at_month(7)).results

    assert [row.category for row in judged] == ["optimal", None, None, "warning", None]
    assert [row.reason for row in judged] == [None, "cannot_tell", "cannot_tell", None, "cannot_tell"]
    assert {row.row for row in judged} == {"6 months"}
    (said,) = explain(history(*results), mine, at_month(6.2)).results
    assert [(row.category, row.severity, row.answer) for row in said.comparisons][1] == (None, None, "yes")


# The numbers outside the guidelines.
@pytest.mark.parametrize("name", [path.stem for path in number_files(FOLDER)])
def test_every_number_of_the_engine_says_where_it_comes_from(name):
    assert find_unsourced(load_numbers(name), name) == []


def test_every_file_of_numbers_is_in_the_one_folder():
    """The check walks it: a file laid elsewhere would be read unchecked."""
    folders = {path.parent.name for path in FOLDER.rglob("*.toml")}

    assert folders == {"guidelines", "numbers"}
    assert list(FOLDER.glob("*.toml")) == []


def test_a_number_without_a_source_is_named_with_its_place():
    tables = {
        "level": [
            {"code": "emr", "status": "checked", "source": "x", "checked_in": "y"},
            {"status": "hearsay"},
        ],
        "schedule": {"late": [{"months": 3, "status": "own_choice", "source": "x"}], "soon": {"months": 1}},
        "wobble": {"fold": "2", "status": "checked", "source": 5, "checked_in": " "},
    }

    assert find_unsourced(tables, "windows") == [
        "windows.level[1]: say source",
        "windows.level[1]: say checked_in",
        "windows.level[1]: status must be one of checked, recalled, own_choice",
        "windows.schedule.late[0]: say checked_in",
        "windows.schedule.soon: say status",
        "windows.schedule.soon: say source",
        "windows.schedule.soon: say checked_in",
        "windows.wobble: say source",
        "windows.wobble: say checked_in",
    ]


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A copy of the engine's data with a number that lost its source, and a guideline with a gap."""
    folder = tmp_path / "milestones"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    trend = folder / "numbers" / "trend.toml"
    trend.write_text(trend.read_text() + '\n[new_rule]\nfold = "7"\n')
    nccn = folder / "guidelines" / "nccn-2024.toml"
    nccn.write_text(
        nccn.read_text().replace('category = "yellow", above = "10"', 'category = "yellow", above = "11"')
    )
    return folder


def test_the_check_names_every_problem_of_the_folder(broken):
    assert list(find_data_problems(broken)) == [
        "trend.new_rule: say status",
        "trend.new_rule: say source",
        "trend.new_rule: say checked_in",
        "nccn-2024.toml: row 3 months: gap from 10 to 11: mark it as a silent band",
    ]


def test_django_refuses_to_start_with_such_data(broken, monkeypatch):
    monkeypatch.setattr("milestones.checks.FOLDER", broken)

    errors = check_clinical_data()

    assert [error.id for error in errors] == ["milestones.E001"] * 4
    assert errors[0].msg == "trend.new_rule: say status"
    assert errors[0].is_serious()


def test_the_engine_itself_refuses_such_data(broken, monkeypatch):
    monkeypatch.setattr("milestones.sourced.FOLDER", broken)
    load_numbers.cache_clear()

    with pytest.raises(SourceMissing) as refused:
        load_numbers("trend")

    assert refused.value.problems[0] == "trend.new_rule: say status"
    assert str(refused.value) == "; ".join(refused.value.problems)
    load_numbers.cache_clear()


def test_a_number_is_exact():
    assert str(load_decimal("trend", "slow_climb_in_mmr", "at_most_percent_is")) == "0.1"


def test_the_check_is_registered_with_django():
    assert check_clinical_data in registry.registered_checks


def test_a_guideline_file_is_read_whole():
    read = read_guideline_file(FOLDER / "guidelines" / "nccn-2024.toml")

    green = Category("green", "on_track")
    light = Category("light green", "on_track", severity_for_goal=(("treatment_free_remission", "discuss"),))
    yellow, red = Category("yellow", "discuss"), Category("red", "soon", failing=True)
    where = "ASH view-large/10060165; PMC11246988 Table 3"
    restated = "NCCN thresholds as restated in open papers 2020-2024"
    row = Source("checked", restated, where)
    last = Source("checked", f"{restated}; they end at 12 months, the same borders later are ours", where)
    whole = Source(
        "checked", "NCCN thresholds as restated in ASH view-large/10060165 and PMC11246988 Table 3", where
    )
    zero, tenth, one, ten = (Decimal(text) for text in ("0", "0.1", "1", "10"))
    assert read == Guideline(
        "nccn-2024",
        "NCCN, as restated in open papers 2020-2024",
        whole,
        "NCCN 1.2026",
        (green, light, yellow, red),
        (
            Checkpoint("3 months", 3, False, (Band(green, zero, ten), Band(yellow, ten, None)), row),
            Checkpoint("6 months", 6, False, (Band(green, zero, ten), Band(red, ten, None)), row),
            Checkpoint(
                "12 months",
                12,
                True,
                (
                    Band(green, zero, tenth),
                    Band(light, tenth, one),
                    Band(yellow, one, ten),
                    Band(red, ten, None),
                ),
                last,
            ),
        ),
    )


def test_a_confirmation_is_read_whole(tmp_path):
    """And a file that says nothing of a newer version, nor of failing or goals."""
    file = tmp_path / "mine.toml"
    text = (FOLDER / "guidelines" / "eln-2020.toml").read_text()
    file.write_text(
        "\n".join(line for line in text.splitlines() if not line.startswith(("newer", "failing")))
    )

    read = read_guideline_file(file)

    failure = Category("failure", "soon", False, ())
    assert read.newer == ""
    assert read.categories[2] == failure
    assert [row.confirmed for row in read.rows] == [
        Confirmation(Decimal(10), failure, 28, 98),
        None,
        None,
        None,
    ]
    assert [(row.name, row.month, row.any_time) for row in read.rows] == [
        ("3 months", 3, False),
        ("6 months", 6, False),
        ("12 months", 12, False),
        ("any time", None, True),
    ]


def test_all_problems_of_a_file_are_the_message():
    assert str(GuidelineRefused(["one", "two"])) == "one; two"
