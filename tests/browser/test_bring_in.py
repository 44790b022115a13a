"""Importing a file or a letter as new users would: what they have, what they are asked, what they answer."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from cmlguide.records.models import Person
from tests.browser.looking import DESK, PHONE, find_barriers, overflow, take_picture
from tests.exchange.fhir.resources import ANNA, bundle, medication, observation
from tests.exchange.made_files import xlsx
from tests.factories import make_user

TWELVE_YEARS = (
    ("My CML numbers", "", "", ""),
    ("", "", "", ""),
    ("Date", "BCR-ABL1 IS", "Lab", "Comments"),
    ("14.11.2014", "87 %", "City", "the day I was told"),
    ("2015-02-16", "12,4", "City", "400 mg a day"),
    ("3 Jun 2015", "1,9 %", "City", ""),
    ("", "", "", ""),
    ("21.11.2015", "0,31", "City", ""),
    ("2016-05-19", "0,0080", "Lakeview", "moved house"),
    ("12 Dec 2016", "neg", "Lakeview", ""),
    ("20.06.2017", "undetect.", "Lakeview", ""),
    ("2018-01-15", "MR4.5", "Lakeview", ""),
    ("7 Aug 2018", "<0,0032 %", "Lakeview", ""),
    ("25.03.2019", "not detected (32000 copies)", "Lakeview", ""),
    ("2019-10-02", "cancelled", "Lakeview", "the tube broke"),
    ("2020-04-14", "0,004", "City", ""),
    ("Autumn 22", "0,002", "City", ""),
    ("", "", "", ""),
    ("30.05.2023", "0", "City", ""),
    ("2024-02-20", "0.0051%", "City", ""),
    ("18 Sep 2025", "0,012", "City", "missed two weeks"),
    ("22.10.2026", "0,0065", "City", ""),
)
"""Three ways to write a date, two of a decimal, five of "not detected", blank rows, a test that never was."""
SURE = {
    "2014-11-14": ("value", "87"),
    "2015-02-16": ("value", "12.4"),
    "2015-06-03": ("value", "1.9"),
    "2015-11-21": ("value", "0.31"),
    "2016-05-19": ("value", "0.0080"),
    "2016-12-12": ("not_detected", "None"),
    "2017-06-20": ("not_detected", "None"),
    "2018-01-15": ("level", "None"),
    "2018-08-07": ("less_than", "0.0032"),
    "2019-03-25": ("not_detected", "None"),
    "2020-04-14": ("value", "0.004"),
    "2023-05-30": ("not_detected", "None"),
    "2024-02-20": ("value", "0.0051"),
    "2025-09-18": ("value", "0.012"),
    "2026-10-22": ("value", "0.0065"),
}
"""The sheet as its writer means it, without the one row whose day they must look up."""
CARTA = """Hospital General San Lucas
Laboratorio de Biología Molecular
Paciente: Carmen Ejemplo
Fecha de extracción: 12 de marzo de 2026
Fecha del informe: 20 de marzo de 2026
Estudio: cuantificación de BCR::ABL1 (p210) por RT-PCR en sangre periférica
Resultado: BCR::ABL1/ABL1 0,0456 % (IS)
Copias de ABL1: 51.300
Límite de detección: 0,0032 %
Valor de referencia: no detectado
"""
MOTHER, NEIGHBOUR = {"reference": "Patient/a"}, {"reference": "Patient/b"}


def portal_row(code, display, value, unit, day, subject=MOTHER):
    """One laboratory row of the download, named and counted as portals do."""
    return observation(
        code,
        display,
        {"system": "http://unitsofmeasure.org", "value": value, "unit": unit, "code": unit},
        id=f"{code}-{day}",
        effectiveDateTime=f"{day}T08:30:00+01:00",
        subject=subject,
    )


PORTAL = bundle(
    ANNA,
    {"resourceType": "Patient", "id": "b", "name": [{"text": "Ben Birch"}], "birthDate": "1980-01-01"},
    portal_row("69380-4", "BCR-ABL1 (IS)", 1.2, "%", "2025-06-10"),
    portal_row("69380-4", "BCR-ABL1 (IS)", 0.21, "%", "2025-12-09"),
    portal_row("69380-4", "BCR-ABL1 (IS)", 0.05, "%", "2026-06-08"),
    portal_row("69380-4", "BCR-ABL1 (IS)", 55, "%", "2026-06-09", NEIGHBOUR),
    portal_row("6690-2", "Leukocytes", 5.4, "10*3/uL", "2026-06-08"),
    portal_row("718-7", "Hemoglobin", 13.1, "g/dL", "2026-06-08"),
    portal_row("777-3", "Platelets", 231, "10*3/uL", "2026-06-08"),
    portal_row("4548-4", "Hemoglobin A1c", 5.6, "%", "2026-06-08"),
    portal_row("2345-7", "Glucose", 98, "mg/dL", "2026-06-08"),
    portal_row("3016-3", "TSH", 2.1, "m[IU]/L", "2026-06-08"),
    portal_row("2093-3", "Cholesterol", 190, "mg/dL", "2026-06-09", NEIGHBOUR),
    medication(
        "MedicationStatement",
        "imatinib 400 mg",
        subject=MOTHER,
        effectivePeriod={"start": "2025-03-01"},
    ),
    medication("MedicationStatement", "metformin 500 mg", id="m2", subject=MOTHER),
    kind="searchset",
)  # fmt: skip
"""What a portal gives a helper who may see two people: tests of both, most of them about something else."""


@pytest.fixture
def newcomer(transactional_db):
    return make_user(username="newcomer")


def start_with_a_file(window: Page) -> None:
    window.goto("/start/")
    window.get_by_role("button", name="Import a file or paste a letter").click()
    expect(window.get_by_role("heading", name="Your data")).to_be_visible()


def choose(window: Page, name: str, content: bytes) -> None:
    window.get_by_label("A file", exact=True).set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    window.get_by_role("button", name="Show what is in it").click()
    expect(window.get_by_role("heading", name="What is in your file")).to_be_visible()
    window.wait_for_load_state()  # all of it: what follows counts


def save(window: Page) -> None:
    window.get_by_role("button", name=re.compile("^Save ")).last.click()


def row_asking(window: Page, said: str):
    """The rows that ask about this cell of the file; none if it was read without a question."""
    cell = window.locator(".unsure-head q", has_text=re.compile(f"^{re.escape(said)}$"))
    return window.locator(".unsure").filter(has=cell).all()


def kept(person: Person) -> dict[str, tuple[str, str]]:
    rows = person.results.kept().order_by("collected_on")
    return {str(row.collected_on): (row.kind, str(row.value or row.limit)) for row in rows}


def test_twelve_years_in_a_messy_spreadsheet(open_window, newcomer):
    """Its writer answers what they know. For one day they must look up a letter: that question waits."""
    window = open_window(DESK, owner=newcomer)
    start_with_a_file(window)
    choose(window, "cml.xlsx", xlsx(TWELVE_YEARS))
    take_picture(window, "bring-in-twelve-years")
    barriers, wide = find_barriers(window), overflow(window)
    asked = window.locator(".unsure").count()
    shown = window.locator(".save-bar").first.inner_text()

    for row in row_asking(window, "not detected (32000 copies)"):
        row.get_by_label("Like 0.05").fill("not detected")
    for row in row_asking(window, "cancelled"):
        row.get_by_label("Leave this one out").check()
    for row in row_asking(window, "0"):
        row.get_by_label("It was not detected").check()
    save(window)

    expect(window.locator("#notices")).to_contain_text("1 question about your file waits here.")
    take_picture(window, "bring-in-twelve-years-saved")
    person = newcomer.people.get()
    first = kept(person)
    window.goto("/")
    take_picture(window, "bring-in-twelve-years-timeline")
    window.get_by_role("link", name="1 question about your file").click()
    take_picture(window, "bring-in-twelve-years-question")
    expect(window.locator("legend", has_text="“Autumn 22”")).to_be_visible()
    window.get_by_label("Like 3 Jul 2026").fill("4 Oct 2022")
    save(window)
    expect(window.locator("#notices")).to_contain_text("Saved: 1 result.")

    assert (barriers, wide) == ([], 0)
    assert 2 <= asked <= 4
    assert re.search(r"^Save 1[34] results$", shown, re.MULTILINE)
    assert first == SURE
    assert kept(person) == SURE | {"2022-10-04": ("value", "0.002")}
    assert {row.unit for row in person.results.kept() if row.value is not None} == {"percent_is"}


def test_letter_typed_in_spanish(open_window, newcomer):
    """Without JavaScript, on a phone. The limit, the copies and the normal value are not the result."""
    window = open_window(PHONE, owner=newcomer, javascript=False)
    start_with_a_file(window)
    window.get_by_label("Or text you paste").fill(CARTA)
    window.get_by_role("button", name="Show what is in it").click()
    window.wait_for_url("**/data/import/")
    take_picture(window, "bring-in-spanish")
    marked = " ".join(window.locator("mark").all_inner_texts())
    rows, wide = window.locator(".unsure").count(), overflow(window)

    window.get_by_label("Yes", exact=True).check()
    save(window)
    expect(window.locator("#notices")).to_contain_text("Saved: 1 result.")

    person = newcomer.people.get()
    (result,) = person.results.kept()
    assert (rows, wide) == (1, 0)
    assert "0,0456 % (IS)" in marked
    assert "no detectado" not in marked
    assert (str(result.collected_on), str(result.value), result.unit) == (
        "2026-03-12",
        "0.0456",
        "percent_is",
    )
    assert (result.copies, result.control_gene) == (51_300, "ABL1")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_download_of_a_parents_portal_brought_in_by_a_helper(open_window, newcomer, size):
    """The helper opens it where a record file is asked for, says whose it is, and brings in only hers."""
    window = open_window(size, owner=newcomer)
    window.goto("/start/")
    window.get_by_role("link", name="Open a record file").click()
    window.get_by_label("File", exact=True).set_input_files(
        {"name": "download.json", "mimeType": "application/json", "buffer": PORTAL.encode()}
    )
    window.get_by_role("button", name="Open").click()
    expect(window.get_by_role("heading", name="What is in your file")).to_be_visible()
    take_picture(window, "bring-in-portal-people")
    before = window.locator(".save-bar").first.inner_text()
    window.get_by_role("radio", name=re.compile("Anna Ash")).check()
    window.get_by_role("button", name="Read it like this").click()
    expect(window.get_by_role("heading", name="New")).to_be_visible()
    window.wait_for_load_state()
    take_picture(window, "bring-in-portal")
    barriers, wide, said = find_barriers(window), overflow(window), window.locator("main").inner_text()

    for box in window.get_by_label("On 1 Mar 2025").all():
        box.check()
    save(window)
    expect(window.locator("#notices")).to_contain_text("Saved: 3 results, 1 blood count, 1 medicine")

    person = newcomer.people.get()
    (count,) = person.blood_counts.kept()
    (treatment,) = person.medicines.kept()
    assert (barriers, wide) == ([], 0)
    assert before.startswith("Nothing can be saved yet: 1 question comes first.")
    assert "Ben" not in said
    assert kept(person) == {
        "2025-06-10": ("value", "1.2"),
        "2025-12-09": ("value", "0.21"),
        "2026-06-08": ("value", "0.05"),
    }
    assert (str(count.wbc), str(count.hemoglobin), str(count.platelets)) == ("5.4", "13.1", "231")
    assert (treatment.medicine, str(treatment.started_on)) == ("imatinib", "2025-03-01")
