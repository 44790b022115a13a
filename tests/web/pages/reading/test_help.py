from cmlguide.web.pages.reading.help import help_page


def table(guideline_id):
    return next(table for table in help_page().guidelines if table.id == guideline_id)


def ranges(row):
    return [cell.range for cell in row.cells]


def test_eln_table_is_the_guideline_file():
    eln = table("eln-2020")

    assert eln.categories == ("optimal", "warning", "failure")
    assert ranges(eln.rows[0]) == ["10% or less", "more than 10%", "–"]
    assert ranges(eln.rows[1]) == ["1% or less", "more than 1%, up to 10%", "more than 10%"]
    assert eln.checked_in == "PMC10133857 Table 1"
    assert eln.newer.startswith("ELN 2025")


def test_second_high_test_in_a_row_is_told():
    assert table("eln-2020").again == (
        "3-month checkpoint: if the next test, 28 to 98 days later, is above 10% too, it is “failure”. "
        "The days are our own choice."
    )
    assert table("nccn-2024").again == ""


def test_nccn_table_says_where_its_last_row_goes_on():
    nccn = table("nccn-2024")

    assert nccn.rows[-1].name == "12-month checkpoint and any time later"
    assert ranges(nccn.rows[-1]) == [
        "0.1% or less",
        "more than 0.1%, up to 1%",
        "more than 1%, up to 10%",
        "more than 10%",
    ]


def test_own_choices_are_the_windows_file():
    windows = help_page().windows

    assert windows[0] == "Before month 2.5: too early to say."
    assert windows[2] == (
        "From month 5: the 6-month row. A test from month 5 to 7.5 is the test for that checkpoint. "
        "Until month 5.5 it is never more than worth asking about."
    )


def test_times_of_the_next_test_are_the_schedule_file():
    assert help_page().schedule == (
        "Until MMR: every 3 months.",
        "In MMR: every 3 to 6 months.",
        "After a change worth asking about: in 1 to 3 months.",
        "After treatment has ended: every month for 6 months, then every 2 months to month 12, then every 3.",
        "After treatment has ended and above MMR: within 28 days.",
    )


def test_ladder_begins_where_the_levels_file_says():
    assert [(line.name, line.at_most) for line in help_page().levels][2] == (
        "Major response (MMR)",
        "0.1% or less",
    )


def test_what_comes_before_the_number_is_the_counts_file():
    """Blood counts (counts.toml): today and soon, each at its border."""
    assert help_page().beside[:3] == (
        "Call today: neutrophils below 0.5, or platelets below 25.",
        "Call today: blasts of 10% or more, or basophils of 20% or more.",
        "In the next few days: neutrophils below 1.0, platelets below 50, or hemoglobin below 8 g/dL.",
    )


def test_changes_tell_two_labs_apart_and_what_is_asked_about_however_low():
    changes = help_page().changes

    assert changes[1] == "Between two labs it is one under 5 times, at every level."
    assert changes[2] == (
        "Where both numbers are 0.01% or less, small ups and downs tell us nothing while you take "
        "a tablet. Without treatment a rise of 10 times is worth asking about, however low."
    )
    assert changes[-2] == (
        "A level that has stayed within 2 times for 12 months is worth asking about, but no reason to hurry."
    )
    assert changes[-1] == (
        "In the first 3 months back on treatment the level needs time to fall. At most, it is "
        "worth asking about."
    )
