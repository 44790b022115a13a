"""What an import may contain besides results: marrow, mutations, medicines, a diagnosis date, the letter."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cmlguide.exchange.csv_file.writer import write_csv
from cmlguide.exchange.fhir.writer import write_fhir
from cmlguide.records.actions.imports import undo_import
from cmlguide.records.actions.persons import delete_everything, edit_person
from cmlguide.records.actions.purge import purge_deleted
from cmlguide.records.actions.results import edit_result
from cmlguide.records.actions.rows import edit_row
from cmlguide.records.models import Letter
from milestones.history import BloodCount, History, Marrow, Mutation, Treatment
from tests.exchange.fhir.resources import ANNA, bundle, observation
from tests.exchange.made_files import pdf

DAY = date(2026, 1, 25)
WHOLE = History(
    treatments=(Treatment("imatinib", DAY, dose="400 mg", keep_clock=True, tki=True),),
    blood_counts=(BloodCount(DAY, wbc=Decimal("4.6"), spleen_felt=False),),
    marrow=(Marrow(DAY, 3, 20, Decimal("1.5"), "46,XX"),),
    mutations=(Mutation(DAY, "T315I", True),),
)
FILES = {
    "own.csv": write_csv(WHOLE),
    "own.json": write_fhir(WHOLE, "one", datetime(2026, 11, 22, tzinfo=UTC)),
}
CML = {
    "resourceType": "Condition",
    "subject": {"reference": "Patient/a"},
    "code": {"coding": [{"system": "http://snomed.info/sct", "code": "92818009"}]},
    "onsetDateTime": "2024-03-05",
}
PORTAL = bundle(
    ANNA,
    CML,
    observation(quantity={"value": 0.0456, "unit": "%"}, subject={"reference": "Patient/a"}),
).encode()
LETTER = "Collected 12 Sep 2025, BCR-ABL1: 0.0456 % (IS)"
SHOW = "/data/import/"


def read(client, content, name="a.json"):
    return client.post(reverse("import-read"), {"file": SimpleUploadedFile(name, content)})


def page_of(client):
    return client.get(SHOW).context["page"]


def save(client, **answers):
    return client.post(SHOW, {"save": "1", **answers})


@pytest.mark.parametrize("name", FILES)
def test_every_kind_of_entry_of_our_own_files_is_shown_and_saved(signed_in, person, name):
    read(signed_in, FILES[name], name)
    page = page_of(signed_in)
    save(signed_in)
    marrow, mutation = person.marrow_tests.get(), person.mutations.get()

    assert page.summary == ("New: 1 blood count, 1 medicine, 1 marrow test, 1 mutation.",)
    assert {row.understood for row in page.ready} >= {
        "Spleen not felt",
        "Marrow test: Ph+ in 3 of 20 cells, FISH 1.5%, 46,XX",
        "Mutation T315I",
    }
    assert (marrow.ph_positive, marrow.metaphases, str(marrow.fish_percent)) == (3, 20, "1.5")
    assert (mutation.name, mutation.resistance) == ("T315I", True)
    assert (person.medicines.get().keep_clock, person.medicines.get().tki) == (True, True)
    assert person.blood_counts.get().spleen_felt is False
    assert marrow.imported_from.startswith(("csv, row", "fhir-r4, entry"))


@pytest.mark.parametrize("name", FILES)
def test_marrow_and_mutations_are_taken_back_and_known_the_second_time(signed_in, person, name):
    read(signed_in, FILES[name], name)
    save(signed_in)
    read(signed_in, FILES[name], name)
    again = page_of(signed_in)
    signed_in.post(reverse("import-undo", args=[person.import_batches.get().pk]))
    undone = person.marrow_tests.kept().count() + person.mutations.kept().count()
    signed_in.post(reverse("import-restore", args=[person.import_batches.get().pk]))

    assert (again.ready, len(again.known), undone) == ((), 5, 0)
    assert person.marrow_tests.kept().count() + person.mutations.kept().count() == 2


def test_a_result_changed_since_is_known_when_the_same_file_comes_again(signed_in, person):
    content = b"Date,BCR-ABL1 % (IS),WBC (10^9/L)\n2026-01-25,0.03,4.6\n2026-04-17,0.02,5.1\n"
    read(signed_in, content, "a.csv")
    save(signed_in)
    first = person.results.order_by("collected_on").first()
    edit_result(result=first, value=Decimal("0.3"), collected_on=date(2026, 1, 26))
    count = person.blood_counts.order_by("collected_on").last()
    edit_row(count, wbc=Decimal("5.2"))

    read(signed_in, content, "a.csv")
    page = page_of(signed_in)

    assert (page.ready, page.save.button, page.save.why) == ((), "", "There is nothing new to save.")
    assert [(row.raw, row.note) for row in page.known] == [
        ("0.03", "changed by you since"),
        ("0.02", ""),
        ("4.6", ""),
        ("5.1", "changed by you since"),
    ]
    assert b"changed by you since" in signed_in.get(SHOW).content


def test_a_question_answered_once_is_not_asked_again(signed_in, person):
    content = b"Date,BCR-ABL1 % (IS)\n2026-01-25,0\n"
    read(signed_in, content, "a.csv")
    (row,) = page_of(signed_in).unsure
    save(signed_in, **{row.asks[0].name: "not_detected"})

    read(signed_in, content, "a.csv")

    page = page_of(signed_in)
    assert (page.unsure, [line.note for line in page.known]) == ((), [""])


def test_date_of_diagnosis_is_set_with_the_import_and_undone_with_it(signed_in, person):
    before = person.diagnosed_on
    read(signed_in, PORTAL)
    (tick,) = page_of(signed_in).ticks

    response = save(signed_in, **{"asked-diagnosed": "1", "diagnosed": "1"})
    person.refresh_from_db()
    with_import = person.diagnosed_on
    batch = person.import_batches.get()
    said = signed_in.get(response.url).content.decode()
    signed_in.post(reverse("import-undo", args=[batch.pk]))
    person.refresh_from_db()
    undone = person.diagnosed_on
    signed_in.post(reverse("import-restore", args=[batch.pk]))
    person.refresh_from_db()

    assert tick.words == "Also set my date of diagnosis to 5 Mar 2024"
    assert "date of diagnosis 5 Mar 2024" in said
    assert (with_import, undone, person.diagnosed_on) == (date(2024, 3, 5), before, date(2024, 3, 5))


def test_date_of_diagnosis_not_ticked_stays_as_it_is(signed_in, person):
    before = person.diagnosed_on
    read(signed_in, PORTAL)

    save(signed_in, **{"asked-diagnosed": "1"})

    person.refresh_from_db()
    assert (person.diagnosed_on, person.results.count()) == (before, 1)


def test_date_of_diagnosis_alone_can_be_taken(signed_in, person):
    read(signed_in, json.dumps(CML).encode())
    page = page_of(signed_in)

    save(signed_in, **{"asked-diagnosed": "1", "diagnosed": "1"})

    person.refresh_from_db()
    assert (page.save.button, person.diagnosed_on) == ("Save what I choose", date(2024, 3, 5))


def test_undo_leaves_a_date_of_diagnosis_that_was_changed_since(signed_in, person):
    read(signed_in, PORTAL)
    save(signed_in, **{"asked-diagnosed": "1", "diagnosed": "1"})
    person.refresh_from_db()
    edit_person(person=person, diagnosed_on=date(2024, 2, 1))

    signed_in.post(reverse("import-undo", args=[person.import_batches.get().pk]))

    person.refresh_from_db()
    assert person.diagnosed_on == date(2024, 2, 1)


def test_date_of_diagnosis_the_record_has_is_not_offered(signed_in, person):
    edit_person(person=person, diagnosed_on=date(2024, 3, 5))
    read(signed_in, PORTAL)

    assert page_of(signed_in).ticks == ()


def keep_letter(client, person, content=None):
    """The import of a letter, pasted or as a file, kept with the letter itself."""
    if content is None:
        client.post(reverse("import-read"), {"text": LETTER})
    else:
        read(client, content, "letter.pdf")
    asks = [ask.name for row in page_of(client).unsure for ask in row.asks]
    save(client, **{"asked-keep_letter": "1", "keep_letter": "1"}, **dict.fromkeys(asks, "yes"))
    return person.import_batches.get()


def test_letter_is_kept_when_asked_and_comes_back_as_a_file_to_save(signed_in, person):
    batch = keep_letter(signed_in, person, pdf())

    response = signed_in.get(reverse("import-letter", args=[batch.pk]))

    assert response.content == pdf()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith('attachment; filename="letter-')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert reverse("import-letter", args=[batch.pk]) in signed_in.get(reverse("data")).content.decode()


def test_pasted_letter_is_kept_as_text(signed_in, person):
    batch = keep_letter(signed_in, person)

    response = signed_in.get(reverse("import-letter", args=[batch.pk]))

    assert response.content.decode() == LETTER
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_letter_is_not_kept_unasked(signed_in, person):
    signed_in.post(reverse("import-read"), {"text": LETTER})
    asks = [ask.name for row in page_of(signed_in).unsure for ask in row.asks]
    save(signed_in, **{"asked-keep_letter": "1"}, **dict.fromkeys(asks, "yes"))

    batch = person.import_batches.get()
    assert Letter.objects.count() == 0
    assert signed_in.get(reverse("import-letter", args=[batch.pk])).status_code == 404


def test_letter_goes_with_undo_and_comes_back_with_it(signed_in, person):
    batch = keep_letter(signed_in, person)
    url = reverse("import-letter", args=[batch.pk])
    signed_in.post(reverse("import-undo", args=[batch.pk]))
    undone = signed_in.get(url).status_code
    shown = url in signed_in.get(reverse("data")).content.decode()
    signed_in.post(reverse("import-restore", args=[batch.pk]))

    assert (undone, shown, signed_in.get(url).status_code) == (404, False, 200)


def test_letter_is_deleted_with_everything(signed_in, person):
    keep_letter(signed_in, person)

    delete_everything(person=person)

    assert Letter.objects.count() == 0


def test_letter_is_purged_with_its_import(signed_in, person):
    batch = keep_letter(signed_in, person)
    undo_import(batch=batch)

    purge_deleted(before=datetime(2999, 1, 1, tzinfo=UTC))

    assert Letter.objects.count() == 0


def test_letter_is_offered_for_letters_of_a_sensible_size_only(signed_in):
    read(signed_in, PORTAL)
    other = [tick.name for tick in page_of(signed_in).ticks]
    read(signed_in, pdf() + b"%" * 5_000_000, "letter.pdf")

    assert (other, page_of(signed_in).ticks) == (["diagnosed"], ())


def test_letter_is_not_in_the_backup(signed_in, person):
    keep_letter(signed_in, person, pdf(("BCR-ABL1 0.0456 % (IS)", "Collected 12-Sep-2025", "Phone 555-0199")))

    backup = signed_in.get(reverse("record-export")).content
    assert (b"0.0456" in backup, b"555-0199" in backup) == (True, False)
