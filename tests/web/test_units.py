"""Units of blood counts: in whatever unit a person chose, no place of theirs has a number in another one. Low
neutrophils of 0.37 in one place and 370 in another could be read as two different counts."""

import io
import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone, translation
from pypdf import PdfReader

from cmlguide.records.actions.accounts import choose_for_user
from cmlguide.records.actions.rows import add_row, edit_row
from cmlguide.records.models import BloodCount
from tests.factories import make_guest_link, make_medicine, make_result
from tests.routes import address, routes
from tests.signing_in import sign_in
from tests.web.pages.carried_file.test_views import inside_of, made
from tests.web.test_every_word import read

pytestmark = pytest.mark.django_db
ITEMS = ("wbc", "neutrophils", "hemoglobin", "platelets")
# Each count as the record keeps it; the newest is of concern in three of its numbers.
COUNTS = {
    date(2026, 6, 1): ("4.19", "2.43", "12.71", "157.3"),
    date(2026, 10, 5): ("2.87", "0.83", "9.17", "61.7"),
    date(2026, 11, 16): ("1.93", "0.37", "7.13", "17.3"),
}
BEFORE_CHANGE = "18.9"
KEPT_CELLS = ("4.19", "2.43", "157.3", "2.87", "0.83", "61.7", "1.93", "0.37", "17.3", "18.9")
SINGLE_CELLS = ("4,190", "2,430", "157,300", "2,870", "830", "61,700", "1,930", "370", "17,300", "18,900")
DECILITER, LITER = ("12.71", "9.17", "7.13"), ("127.1", "91.7", "71.3")
# cells, hemoglobin; the numbers of that choice and of all others; the names of units of all others
CHOICES = {
    ("", ""): (KEPT_CELLS + DECILITER, SINGLE_CELLS + LITER, ("10³", "per µL", "g/L")),
    ("10^3/uL", "g/L"): (KEPT_CELLS + LITER, SINGLE_CELLS + DECILITER, ("10⁹", "per µL", "g/dL")),
    ("/uL", "g/dL"): (SINGLE_CELLS + DECILITER, KEPT_CELLS + LITER, ("10⁹", "10³", "g/L")),
    ("/uL", "g/L"): (SINGLE_CELLS + LITER, KEPT_CELLS + DECILITER, ("10⁹", "10³", "g/dL")),
}
# Where each number of the newest count is written, and the border it is compared with.
WITH_COUNTS = ("/", "/blood-counts/", "/prepare/", "/results/", "/summary/", "/data/page.txt")
TO_CHOOSE = {"/blood-counts/add/", "/language/"}  # they name every unit


@pytest.fixture
def record(person, settings, today):
    settings.DEMO_TODAY = today
    make_medicine(person)
    make_result(person)
    person.summary_second_page = True
    person.save()
    for day, values in COUNTS.items():
        numbers = dict(zip(ITEMS, map(Decimal, values), strict=True))
        count = add_row(BloodCount, person=person, collected_on=day, **numbers)
    edit_row(count, platelets=Decimal(BEFORE_CHANGE))
    edit_row(count, platelets=Decimal("17.3"), blasts_percent=Decimal(3))
    return person


def choose(person, cells, hemoglobin):
    choose_for_user(user=person.owner, cell_unit=cells, hemoglobin_unit=hemoglobin)
    return sign_in(person.owner)


def words_of(answer):
    """All a page says, with what stands in boxes and drawings; or the text of a file."""
    kind = answer.headers["Content-Type"]
    if kind.startswith("text/html"):
        boxes = re.findall(r'<input type="text"[^>]* value="([^"]*)"', answer.text)
        return "\n".join([*read(answer.text).texts, *boxes])
    if kind == "application/pdf":
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    return answer.text if kind.startswith("text/plain") else ""


def newest_of(right):
    """The numbers of the newest count that are of concern: neutrophils, platelets, hemoglobin."""
    return {*right[7:9], right[-1]}


def found(numbers, text):
    return {
        number for number in numbers if re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d]|[.,]\d)", text)
    }


def named(units, text):
    return {unit for unit in units if re.search(rf"(?<!\w){re.escape(unit)}(?!\w)", text)}


@pytest.mark.parametrize("choice", CHOICES, ids="+".join)
def test_each_page_with_counts_has_them_in_the_unit_chosen(record, choice):
    right, wrong, others = CHOICES[choice]
    client, newest = choose(record, *choice), newest_of(right)
    for page in WITH_COUNTS:
        text = words_of(client.get(page))
        assert found(newest, text) == newest, page
        assert (found(wrong, text), named(others, text)) == (set(), set()), page


def test_no_page_at_all_has_a_number_in_another_unit(record):
    """Every address that a person can open by a link, and every file that is read as text."""
    choice = ("/uL", "g/L")
    _right, wrong, others = CHOICES[choice]
    client = choose(record, *choice)
    rows = {"count": record.blood_counts.last().pk, "result": record.results.get().pk}
    read_pages = 0
    for route in routes():
        where = address(route, {**rows, "person": record.pk})
        answer = client.get(where) if "delete" not in where else None
        if answer is None or answer.status_code != 200:
            continue
        text = words_of(answer)
        read_pages += bool(text)
        may_name = where in TO_CHOOSE or where.endswith("/edit/")
        assert found(wrong, text) == set(), where
        assert may_name or named(others, text) == set(), where
    assert read_pages > 50


def test_page_in_a_doctors_hand_and_file_in_a_pocket_have_the_owners_units(record, settings):
    """A guest has chosen nothing: the units are those of the record's owner."""
    settings.HOME_MODE, settings.HOSTED = False, True
    right, wrong, others = CHOICES["/uL", "g/L"]
    client = choose(record, "/uL", "g/L")
    link, guest = make_guest_link(record), Client()
    session = guest.session
    session["guest_links"] = {str(link.pk): {"at": timezone.now().isoformat(), "pin": True}}
    session.save()
    newest = newest_of(right)

    texts = [words_of(guest.get(f"/shared/{link.pk}/{page}")) for page in ("", "blood-counts/", "page/")]
    texts.append("\n".join(read(inside_of(made(client))).texts))

    for text in texts:
        assert (found(newest, text), found(wrong, text), named(others, text)) == (newest, set(), set())


def test_files_for_other_programs_keep_the_units_of_the_record(record, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    files = ("/record.json", "/data/results.csv", "/data/fhir.json")
    kept = [choose(record, "", "").get(file).content for file in files]

    assert [choose(record, "/uL", "g/L").get(file).content for file in files] == kept
    assert all(b"0.37" in file for file in kept)


def test_help_names_the_borders_in_the_unit_chosen(record):
    text = words_of(choose(record, "/uL", "g/L").get("/help/"))

    assert "Call today: neutrophils below 500, or platelets below 25,000." in text
    assert "neutrophils below 1,000, platelets below 50,000, or hemoglobin below 80 g/L." in text
    assert "The unit for cells is: per µL." in text


def test_letters_of_brazil_have_single_cells_and_a_choice_wins_over_it(record):
    with translation.override(None):
        client = choose(record, "", "")
        choose_for_user(user=record.owner, language="pt-br")
        single = {"370", "17.300", "7,13"}
        assert found(single, words_of(client.get("/blood-counts/"))) == single

        choose_for_user(user=record.owner, cell_unit="10^9/L")
        text = words_of(client.get("/blood-counts/"))
        assert (found({"0,37", "17,3"}, text), found({"370", "17.300"}, text)) == ({"0,37", "17,3"}, set())
