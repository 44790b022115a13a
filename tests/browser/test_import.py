"""Importing in a real browser: one file of each kind, a question answered, and all of it undone."""

import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from cmlguide.exchange.backup import write_backup
from cmlguide.exchange.fhir.writer import write_fhir
from milestones.history import BloodCount, History, Marrow, Mutation, PersonFacts, Result, Treatment
from tests.browser.looking import DESK, PHONE, find_barriers, overflow, take_picture
from tests.exchange.ccda.test_reader import document, panel
from tests.exchange.fhir.resources import ANNA, BEN, bundle, observation
from tests.exchange.made_files import ods, pdf, xls, xlsx, zipped

QUANTITY = {"value": 0.0456, "unit": "%", "system": "http://unitsofmeasure.org", "code": "%"}
BOTH = bundle(
    ANNA,
    BEN,
    observation("55147-3", "", QUANTITY, id="o1", subject={"reference": "Patient/a"}),
    observation("55147-3", "", QUANTITY, id="o2", subject={"reference": "Patient/b"}),
)
CCDA = document(panel("55147-3", "BCR-ABL1", "<value xsi:type='PQ' value='0.0456' unit='%'/>"))
CSV = b"Date;BCR-ABL1 % (IS);Lab\n13.07.2026;0,0456;City\n25.10.2026;0,02;City\n"
ODD = b"Date,BCR-ABL1 % (IS),Lab\n2026-07-03,0.0456,City\n2026-10-05,0,City\n"
"""A table with a 0, which no test can report: was it not detected?"""
APPLE = zipped(
    {
        "apple_health_export/export.xml": "<HealthData/>",
        "apple_health_export/clinical-records/Observation-1.json": json.dumps(
            observation("55147-3", "", QUANTITY)
        ),
    }
)
FHIR = json.dumps(observation("55147-3", "", QUANTITY)).encode()
LETTER = "Sample collected: 12-Sep-2025\nBCR-ABL1: 0.0456 % (IS)\nPlatelets 210 10^9/L\nPhone 555-0199"
ROWS = (("Date", "BCR-ABL1 % (IS)"), ("2026-01-05", "0.0456"), ("2026-04-07", "0"))
BACKUP = write_backup(
    History(results=(Result(date(2026, 1, 5), value=Decimal("0.006"), unit="percent_is", copies=50_000),))
)
"""A record with a number that looks like 3 / copies, a way some labs write "not detected"."""
WRITTEN = datetime(2026, 11, 22, tzinfo=UTC)
WHOLE = History(
    person=PersonFacts(diagnosed_on=date(2025, 9, 7)),
    treatments=(Treatment("imatinib", date(2025, 9, 20), dose="400 mg"),),
    results=(Result(date(2026, 1, 5), value=Decimal("0.0030"), unit="percent_is", lab="City"),),
    blood_counts=(BloodCount(date(2026, 1, 5), wbc=Decimal("4.6"), spleen_felt=False),),
    marrow=(Marrow(date(2025, 9, 7), 20, 20, None, "46,XY,t(9;22)(q34;q11.2)[20]"),),
    mutations=(Mutation(date(2026, 1, 5), "E255K"),),
)
FILES = {
    "csv": ("numbers.csv", ODD, "It was not detected"),
    "xlsx": ("numbers.xlsx", xlsx(ROWS), "It was not detected"),
    "xls": ("numbers.xls", xls(ROWS), "It was not detected"),
    "ods": ("numbers.ods", ods(ROWS), "It was not detected"),
    "backup": ("record.json", BACKUP, "It was not detected"),
    "fhir": ("record.json", FHIR, "Yes, % on the International Scale"),
    "apple": ("export.zip", APPLE, "Yes, % on the International Scale"),
    "ccda": ("record.xml", CCDA, "Yes, % on the International Scale"),
    "pdf": ("letter.pdf", pdf(), "Yes"),
}  # fmt: skip


def bring_in(page, name, content):
    page.goto("/data/")
    page.get_by_label("A file", exact=True).set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_role("button", name="Show what is in it").click()
    expect(page.get_by_role("heading", name="What is in your file")).to_be_visible()
    page.wait_for_load_state()  # all of it: what follows counts


def save_buttons(page):
    return page.get_by_role("button", name=re.compile("^Save "))


def save(page):
    """Press Save, at the bottom of the preview."""
    save_buttons(page).last.click()


@pytest.mark.parametrize("kind", FILES)
def test_file_of_each_kind_is_asked_about_saved_and_taken_back(page, person, kind):
    name, content, choice = FILES[kind]

    bring_in(page, name, content)
    take_picture(page, f"import-{kind}")
    barriers, wide, before = find_barriers(page), overflow(page), person.results.kept().count()
    for radio in page.get_by_label(choice, exact=True).all():
        radio.check()
    save(page)
    expect(page.locator("#notices")).to_contain_text("Saved: ")
    saved = person.results.kept().count()
    page.locator("#notices").get_by_role("button", name="Undo").click()
    expect(page.locator("#notices")).to_contain_text("undone")

    assert (barriers, wide, before) == ([], 0, 0)
    assert saved >= 1
    assert person.results.kept().count() == 0


def test_pasted_letter_is_marked_and_saved_without_javascript(open_window, person):
    window = open_window(PHONE, owner=person.owner, javascript=False)
    window.goto("/data/")
    window.get_by_label("Or text you paste").fill(LETTER)
    window.get_by_role("button", name="Show what is in it").click()
    window.wait_for_url("**/data/import/")
    take_picture(window, "import-text")
    marked = window.locator("mark").all_inner_texts()
    wide = overflow(window)

    save(window)
    asked = window.locator(".error-summary").inner_text()
    window.get_by_label("Yes", exact=True).check()
    window.get_by_label("Also keep this letter").check()
    save(window)

    expect(window.locator("#notices")).to_contain_text("Saved: 1 result, the letter.")
    take_picture(window, "import-letter-kept")
    saved = [str(row.value) for row in person.results.kept()]
    with window.expect_download() as download:
        window.get_by_role("link", name="Open the letter").click()
    window.locator("#notices").get_by_role("button", name="Undo").click()
    expect(window.locator("#notices")).to_contain_text("undone")

    assert any("0.0456" in piece for piece in marked)
    assert all("Phone" not in piece for piece in marked)
    assert wide == 0
    assert "Nothing was saved." in asked
    assert (saved, person.results.kept().count()) == (["0.0456"], 0)
    assert download.value.path().read_text().splitlines() == LETTER.splitlines()
    assert window.get_by_role("link", name="Open the letter").count() == 0


def test_two_people_in_one_file_are_told_apart(page, person):
    bring_in(page, "two.json", BOTH.encode())
    take_picture(page, "import-two-people")

    page.locator("fieldset.ask input[type=radio]").first.check()
    page.get_by_role("button", name="Read it like this").click()

    expect(page.get_by_role("heading", name="Needs a choice from you")).to_be_visible()


def test_day_and_month_are_asked_for_the_whole_column(page, person):
    bring_in(page, "n.csv", b"Date,BCR-ABL1 % (IS)\n03/07/2026,0.0456\n05/10/2026,0.02\n")
    take_picture(page, "import-order")

    page.get_by_label("3 Jul 2026").check()
    page.get_by_role("button", name="Read it like this").click()
    expect(page.get_by_role("rowheader", name="3 Jul 2026")).to_be_visible()
    save(page)
    expect(page.locator("#notices")).to_contain_text("Saved: 2 results")

    assert [str(row.collected_on) for row in person.results.kept()] == ["2026-07-03", "2026-10-05"]


def test_column_can_be_given_another_meaning(page, person):
    bring_in(page, "n.csv", b"Date;PCR IS %;Lab\n13.07.2026;0,0456;City\n25.10.2026;0,02;City\n")

    page.get_by_label("PCR IS %").select_option("result_is")
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_text("New: 2 results.")).to_be_visible()
    save(page)
    expect(page.locator("#notices")).to_contain_text("Saved: 2 results")

    assert [str(row.value) for row in person.results.kept()] == ["0.0456", "0.02"]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_marrow_mutation_medicine_and_date_of_diagnosis_come_in_together(open_window, person, size):
    window = open_window(size, owner=person.owner)
    bring_in(window, "record.json", write_fhir(WHOLE, "one", WRITTEN))
    take_picture(window, "import-whole")
    barriers, wide = find_barriers(window), overflow(window)

    window.get_by_label("Also set my date of diagnosis to 7 Sep 2025").check()
    save(window)
    expect(window.locator("#notices")).to_contain_text(
        "1 marrow test, 1 mutation, date of diagnosis 7 Sep 2025"
    )
    take_picture(window, "import-whole-saved")
    person.refresh_from_db()
    saved = (str(person.diagnosed_on), person.marrow_tests.kept().count(), person.mutations.kept().count())
    window.locator("#notices").get_by_role("button", name="Undo").click()
    expect(window.locator("#notices")).to_contain_text("undone")
    person.refresh_from_db()

    assert (barriers, wide, saved) == ([], 0, ("2025-09-07", 1, 1))
    assert str(person.diagnosed_on) != "2025-09-07"
    assert person.marrow_tests.kept().count() + person.medicines.kept().count() == 0


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_same_file_again_adds_nothing(open_window, person, size):
    window = open_window(size, owner=person.owner)
    for _ in range(2):
        bring_in(window, "numbers.csv", CSV)
        if save_buttons(window).count():
            save(window)
            expect(window.locator("#notices")).to_contain_text("Saved: ")
    take_picture(window, "import-again")

    expect(window.get_by_text("2 entries are already in your record.")).to_be_visible()
    assert find_barriers(window) == []
    assert overflow(window) == 0


def test_file_that_is_too_large_is_not_even_sent(page, person, tmp_path):
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(60_000_000)
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.goto("/data/")

    page.get_by_label("A file", exact=True).set_input_files(large)
    page.get_by_role("button", name="Show what is in it").click()

    expect(page.get_by_role("alert")).to_have_text("This file is larger than 50 MB. Choose a smaller file.")
    assert sent == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_question_waits_while_the_rest_is_saved(open_window, person, size):
    window = open_window(size, owner=person.owner)
    bring_in(window, "numbers.csv", ODD)
    take_picture(window, "import-open-question")
    barriers, wide = find_barriers(window), overflow(window)

    window.get_by_role("button", name="Save 1 result").first.click()
    expect(window.locator("#notices")).to_contain_text("1 question about your file waits here.")
    take_picture(window, "data-waiting")
    barriers += find_barriers(window)
    window.goto("/")
    take_picture(window, "timeline-waiting")
    window.get_by_role("link", name="1 question about your file").click()
    expect(window.get_by_text("What was clear is saved")).to_be_visible()
    window.get_by_label("It was not detected").check()
    save(window)
    expect(window.locator("#notices")).to_contain_text("Saved: 1 result.")

    assert (barriers, wide) == ([], 0)
    assert [row.kind for row in person.results.kept()] == ["value", "not_detected"]
    assert window.get_by_text("about your file").count() == 0


def test_reading_is_found_again_from_your_data(page):
    bring_in(page, "numbers.csv", CSV)
    page.goto("/")
    page.goto("/data/")

    page.get_by_role("link", name="A file you imported").click()

    expect(page.get_by_role("heading", name="What is in your file")).to_be_visible()


def test_enter_in_a_box_looks_again(page, person):
    bring_in(page, "numbers.csv", b'Date,BCR-ABL1 % (IS)\n2026-01-25,0.5\n2026-04-17,"1.234,5"\n')

    page.get_by_label("Like 0.05").fill("0.2% IS")
    page.get_by_label("Like 0.05").press("Enter")

    expect(page.get_by_role("button", name="Save 2 results").first).to_be_visible()
    assert person.results.kept().count() == 0
