import io
from dataclasses import replace

import pytest
from pdfua import validate
from pypdf import PdfReader

from cmlguide.exchange.paper.pdf import PAPERS, write_pdf
from cmlguide.exchange.paper.printable_text import fonts
from cmlguide.exchange.paper.sheet import Sheet, SheetPage, SheetPicture, SheetSection, SheetTable

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 68 20"><text x="1" y="9">{}</text></svg>'
UGLY = {
    "emoji": "so glad 😀 👩‍👩‍👧 🇩🇪 ❤️",
    "right to left": "עברית mixed مرحبا 123",
    "chinese": "中文字體測試",
    "typst": "#let x = [*_$`\\ ] // /* @foo <bar> #image(\"/etc/passwd\") ] {{",
    "control": "a\x00b\x07c\u200b\u202ed\ufeff\ud800\U0010ffff\u2028e",
    "combining": "e\u0301 Z\u0324\u0350\u0341\u0338 क्षि ไทย བོད",
    "blank": " \n\r\n\t ",
    "empty": "",
    "script": "<script>alert(1)</script> &amp;",
    "long": "word " * 1000,
    "unbroken": "x" * 5000,
}  # fmt: skip


def sheet(text="plain"):
    """A page with the text in every place where a person's own words may be."""
    picture = SheetPicture(
        DRAWING.format("".join(one for one in text if one.isalnum())[:50]), f"Drawn: {text}"
    )
    return Sheet(
        title=f"For my visit {text[:200]}",
        notes=(text,),
        who=(text, "born 1971"),
        sections=(
            SheetSection("Talk", (text, "Two"), numbered=True),
            SheetSection(f"Since {text[:100]}", (text,), mark=text[:20]),
            SheetSection("Chart", picture=picture),
            SheetSection(
                "Results", table=SheetTable(("Taken", "Lab"), ((text[:50], ""), ("7 Sep", text[:50])))
            ),
            SheetSection("Decided", fill_in=("", "Next test")),
        ),
        foot=text,
        box_note="marks a character that could not be printed here.",
    )


def read(pdf):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("text", UGLY.values(), ids=UGLY)
def test_any_text_makes_a_pdf_for_everybody(text, tmp_path):
    file = tmp_path / "page.pdf"

    file.write_bytes(write_pdf(sheet(text)))

    report = validate(file)
    assert [finding.message for finding in report.findings] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_words_come_out_as_they_went_in(paper):
    words = read(write_pdf(sheet("0.0030% #strong[no] *no*"), paper))

    assert "0.0030% #strong[no] *no*" in words
    assert "could not be printed" not in words


def test_sign_that_no_font_holds_is_a_box_with_one_footnote():
    words = read(write_pdf(sheet("\U000130b8 first \U000130b9 second")))

    assert "□ first □ second" in words
    assert words.count("could not be printed") == 1


def test_box_typed_by_the_person_needs_no_footnote():
    words = read(write_pdf(sheet("□ to do")))

    assert "could not be printed" not in words


def test_first_side_is_filled_whatever_stands_beside_the_lines():
    page = sheet()
    fill = replace(page.sections[-1], place="fill")
    results, told = replace(page.sections[3], place="beside"), SheetSection("Told", ("A",), place="under")

    for sections in ((fill,), (results, fill), (results, told, fill), (replace(told, place="beside"), fill)):
        words = read(write_pdf(replace(page, sections=(*page.sections[:2], *sections))))

        assert [section.heading for section in sections if section.heading not in words] == []
        assert len(PdfReader(io.BytesIO(write_pdf(replace(page, sections=sections)))).pages) == 1


def test_page_behind_begins_on_a_side_of_its_own():
    behind = SheetPage("In full", ("Robin",), (SheetSection("Talk", ("All of it",)),))

    pages = PdfReader(io.BytesIO(write_pdf(replace(sheet(), pages=(behind,))))).pages

    assert [("All of it" in page.extract_text()) for page in pages] == [False, True]


def test_drawing_is_own_entries_words():
    pdf = PdfReader(io.BytesIO(write_pdf(sheet("rising"))))

    assert "Drawn: rising" in str(list(_all_values(pdf.trailer["/Root"]["/StructTreeRoot"])))


def _all_values(node, seen=None, depth=0):
    seen = seen if seen is not None else set()
    node = node.get_object() if hasattr(node, "get_object") else node
    if id(node) in seen or depth > 30:
        return
    seen.add(id(node))
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
    for child in children:
        child = child.get_object() if hasattr(child, "get_object") else child
        if isinstance(child, dict | list):
            yield from _all_values(child, seen, depth + 1)
        else:
            yield child


def test_second_pdf_does_not_look_for_the_fonts_again():
    """Finding them takes some ten times as long as setting the page."""
    page = replace(sheet("again"), title="For my visit")
    write_pdf(page)
    before = fonts.cache_info()

    write_pdf(page)

    after = fonts.cache_info()
    assert (after.misses, after.hits > before.hits) == (before.misses, True)
