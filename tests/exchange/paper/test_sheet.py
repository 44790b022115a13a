from cmlguide.exchange.paper.sheet import (
    Sheet,
    SheetPage,
    SheetPicture,
    SheetSection,
    SheetTable,
    text_sections,
)
from cmlguide.exchange.paper.text_file import write_text


def test_pages_behind_the_first_read_after_its_foot():
    table = SheetTable(("Taken", "Lab"), (("7 Sep", "A"),))
    sheet = Sheet(
        title="For my visit",
        notes=(),
        who=("Rob…",),
        sections=(SheetSection("Results", table=table, note="Lab A: City"),),
        foot="Not a diagnosis.",
        box_note="",
        pages=(SheetPage("In full", ("Robin",), (SheetSection("Talk", ("All of it",)),)),),
    )

    text = write_text(sheet.title, text_sections(sheet)).decode()

    assert [line for line in text.splitlines() if line and not set(line) <= set("=-")][2:] == [
        "Results",
        "7 Sep, Lab: A",
        "Lab A: City",
        "Not a diagnosis.",
        "In full",
        "Robin",
        "Talk",
        "- All of it",
    ]


def test_sheet_reads_as_text_from_top_to_bottom():
    sheet = Sheet(
        title="For my visit",
        notes=("Entered by the patient",),
        who=("Robin", "born 1971"),
        sections=(
            SheetSection("Talk", ("Why?",), numbered=True),
            SheetSection("Since", ("Higher.",), mark="Soon"),
            SheetSection("Chart", picture=SheetPicture("<svg/>", "A line that falls.")),
            SheetSection("Results", table=SheetTable(("Taken", "IS", "Lab"), (("7 Sep", "0.074%", ""),))),
            SheetSection("Decided", fill_in=("Next test",)),
        ),
        foot="Not a diagnosis.",
        box_note="",
    )

    text = write_text(sheet.title, text_sections(sheet)).decode()

    assert [line for line in text.splitlines() if line and not set(line) <= set("=-")] == [
        "For my visit",
        "Robin · born 1971",
        "Entered by the patient",
        "Talk",
        "1. Why?",
        "Since",
        "Soon",
        "- Higher.",
        "Chart",
        "A line that falls.",
        "Results",
        "7 Sep, IS: 0.074%",
        "Decided",
        "Next test: ______",
        "Not a diagnosis.",
    ]
