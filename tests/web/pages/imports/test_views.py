import base64
import re

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cmlguide.records.actions.persons import edit_person
from cmlguide.web.pages.imports.draft import _LOCKED, _store
from tests.exchange.made_files import pdf, zipped
from tests.factories import make_blood_count, make_medicine, make_person, make_result
from tests.signing_in import prove_now

CSV = b"Date,BCR-ABL1 % (IS),Lab\n2026-01-25,0.0030,City\n2026-04-17,<0.0032,City\n"
ODD = b"Date,BCR-ABL1 % (IS)\n2026-01-25,0.0030\n2026-04-17,0\n"
SHOW = "/data/import/"
COOKIE = settings.DRAFT_COOKIE_NAME


def read(client, content=CSV, name="a.csv"):
    return client.post(reverse("import-read"), {"file": SimpleUploadedFile(name, content)})


def page_of(client):
    return client.get(SHOW).context["page"]


def save(client, **answers):
    return client.post(SHOW, {"save": "1", **answers})


def kept(person):
    return [(str(row.collected_on), row.kind, str(row.value or row.limit)) for row in person.results.kept()]


def ask_name(client, number=0):
    return [ask.name for row in page_of(client).unsure for ask in row.asks][number]


def test_preview_shows_each_value_as_it_stood_as_understood_and_where(signed_in, person):
    assert read(signed_in).url == SHOW
    page = page_of(signed_in)

    assert [(row.day, row.raw, row.understood, row.where) for row in page.ready] == [
        ("25 Jan 2026", "0.0030", "0.0030% on the International Scale", "row 2, BCR-ABL1 % (IS)"),
        ("17 Apr 2026", "<0.0032", "Less than 0.0032% on the International Scale", "row 3, BCR-ABL1 % (IS)"),
    ]
    assert page.summary == ("New: 2 results.",)
    assert kept(person) == []


def test_save_keeps_all_and_offers_undo(signed_in, person):
    read(signed_in)

    response = save(signed_in)

    batch = person.import_batches.get()
    row = person.results.kept().first()
    assert response.url == reverse("data")
    assert kept(person) == [
        ("2026-01-25", "value", "0.0030"),
        ("2026-04-17", "less_than", "0.0032"),
    ]
    assert row.imported_from == "csv, row 2, BCR-ABL1 % (IS)"
    assert row.extra["source"]["sha256"] == batch.sha256
    assert reverse("import-undo", args=[batch.pk]) in signed_in.get(response.url).content.decode()


def test_undo_takes_the_whole_import_back_and_redo_brings_it_again(signed_in, person):
    own = make_result(person)
    read(signed_in)
    save(signed_in)
    batch = person.import_batches.get()

    signed_in.post(reverse("import-undo", args=[batch.pk]))
    after_undo = list(person.results.kept())
    signed_in.post(reverse("import-restore", args=[batch.pk]))

    assert after_undo == [own]
    assert person.results.kept().count() == 3


def test_same_file_twice_adds_nothing(signed_in, person):
    for _ in range(2):
        read(signed_in, ODD)
        if page_of(signed_in).unsure:
            save(signed_in, **{ask_name(signed_in): "not_detected"})
        else:
            save(signed_in)

    assert len(kept(person)) == 2
    assert person.import_batches.count() == 1


def test_question_is_asked_at_its_place_where_nothing_else_could_be_saved(signed_in, person):
    read(signed_in, b"Date,BCR-ABL1 % (IS)\n2026-04-17,0\n")

    response = save(signed_in)

    page = response.context["page"]
    assert response.status_code == 422
    assert page.errors == ((f"id_{ask_name(signed_in)}_0", "Choose one."),)
    assert kept(person) == []
    assert response.text.count("Save what I answer") == 2  # above the list, and below it
    assert response.text.partition("<main")[2].partition("</main>")[0].count("button--primary") == 1


def test_answer_is_kept_while_the_page_is_looked_at_again(signed_in):
    read(signed_in, ODD)
    name = ask_name(signed_in)

    response = signed_in.post(SHOW, {"again": "1", name: "not_detected"})

    (row,) = page_of(signed_in).unsure
    assert response.url == SHOW
    assert [choice.chosen for choice in row.asks[0].choices] == [True, False]
    assert row.line.understood == "Not detected; the letter does not say how far down the test could see"


def test_row_can_be_left_out(signed_in, person):
    read(signed_in)
    first = page_of(signed_in).ready[0].key

    save(signed_in, leave=first, shown=first)

    assert kept(person) == [("2026-04-17", "less_than", "0.0032")]


def test_number_without_scale_is_asked_for_the_whole_file(signed_in, person):
    read(signed_in, b"Date,BCR-ABL1\n2026-01-25,0.5\n2026-04-17,0.2\n")
    (ask,) = page_of(signed_in).asks
    signed_in.post(SHOW, {"again": "1", ask.name: "percent_is"})

    save(signed_in)

    assert [row.unit for row in person.results.kept()] == ["percent_is", "percent_is"]


def test_answer_that_changes_the_reading_is_shown_before_it_is_saved(signed_in, person):
    read(signed_in, b"Date,BCR-ABL1 % (IS)\n03/07/2026,0.5\n05/10/2026,0.2\n")
    page = page_of(signed_in)

    response = save(signed_in, **{page.asks[0].name: "dmy"})

    assert (page.save.button, page.save.why) == ("", "Nothing can be saved yet: 1 question comes first.")
    assert page_of(signed_in).save.button == "Save 2 results"
    assert [row.day for row in page_of(signed_in).ready] == ["3 Jul 2026", "5 Oct 2026"]
    assert response.url == SHOW
    assert kept(person) == []


def test_question_about_the_whole_file_left_open_saves_nothing(signed_in, person):
    read(signed_in, b"Date,BCR-ABL1 % (IS)\n03/07/2026,0.5\n05/10/2026,0.2\n")

    response = save(signed_in)

    assert response.status_code == 422
    assert [error for _, error in response.context["page"].errors] == ["Choose one."]
    assert kept(person) == []


def test_scale_can_be_asked_row_by_row(signed_in, person):
    read(signed_in, b"Date,BCR-ABL1\n2026-01-25,0.5\n2026-04-17,4.2\n")
    (ask,) = page_of(signed_in).asks
    signed_in.post(SHOW, {"again": "1", ask.name: "each"})

    save(signed_in, **{ask_name(signed_in, 0): "percent_is", ask_name(signed_in, 1): "mr"})

    assert [row.unit for row in person.results.kept()] == ["percent_is", "mr"]


def test_unreadable_number_can_be_typed_anew_and_may_raise_another_question(signed_in, person):
    read(signed_in, b'Date,BCR-ABL1 % (IS)\n2026-01-25,0.5\n2026-04-17,"1.234,5"\n')
    name = ask_name(signed_in)

    first = save(signed_in, **{name: "typed", f"{name}-typed": "0.2"})
    save(signed_in, **{ask_name(signed_in, 1): "percent_is"})

    assert [error for _, error in first.context["page"].errors] == ["Choose one."]
    assert [str(row.value) for row in person.results.kept()] == ["0.5", "0.2"]


def test_pasted_letter_with_a_line_of_blood_counts_is_no_table(signed_in, person):
    letter = (
        "Your BCR-ABL1 on blood taken 14 May 2026 was 3.9 % (IS).\n"
        "White cells 5.4 x10^9/L, Hb 12.1 g/dL, platelets 180\nPlease continue imatinib.\n"
    )
    signed_in.post(reverse("import-read"), {"text": letter})

    save(signed_in, **{ask_name(signed_in): "yes"})

    assert kept(person) == [("2026-05-14", "value", "3.9")]


def test_pasted_table_without_dates_still_says_so(signed_in, person):
    signed_in.post(reverse("import-read"), {"text": "White cells, Hb, platelets\n5.4, 12.1, 180\n"})

    assert "We found no column of dates" in signed_in.get(SHOW).content.decode()


def test_pasted_letter_is_confirmed_and_marked(signed_in, person):
    signed_in.post(
        reverse("import-read"), {"text": "Collected 12 Sep 2025\nBCR-ABL1: 0.0456 % (IS)\nTel 5550"}
    )
    page = page_of(signed_in)

    save(signed_in, **{ask_name(signed_in): "yes"})

    assert [piece for used, piece in page.text if used] == ["BCR-ABL1: 0.0456 % (IS)"]
    assert kept(person) == [("2025-09-12", "value", "0.0456")]


def test_backup_file_brings_every_noun_it_may(signed_in, person, stranger):
    other = make_person()
    make_result(other)
    make_medicine(other)
    make_blood_count(other)
    signed_in.force_login(other.owner)
    prove_now(signed_in)
    backup = signed_in.get(reverse("record-export")).content
    signed_in.force_login(person.owner)

    read(signed_in, backup, "record.json")
    save(signed_in)

    nouns = (person.results, person.medicines, person.blood_counts)
    assert [rows.kept().count() for rows in nouns] == [1, 1, 1]
    assert person.blood_counts.get().imported_from == "record"


def test_file_is_not_on_the_disk_in_words(signed_in, django_assert_max_num_queries):
    from django.contrib.sessions.models import Session

    read(signed_in, CSV.replace(b"City", b"Lakeview"))
    stored = [Session.objects.get(pk=row.pk).get_decoded() for row in Session.objects.all()]

    assert [list(row) for row in stored if "locked" in row] == [["locked", "person", "_session_expiry"]]
    assert "Lakeview" not in str(stored)
    with django_assert_max_num_queries(8):
        signed_in.get(SHOW)


def test_file_is_gone_once_saved_or_let_go(signed_in):
    from django.contrib.sessions.models import Session

    before = Session.objects.count()
    read(signed_in)
    during = Session.objects.count()
    signed_in.post(reverse("import-cancel"))

    assert during == before + 1
    assert Session.objects.count() == before
    assert signed_in.get(SHOW).url == reverse("data")


def test_cookie_with_the_key_is_for_no_script_and_at_home_for_your_data_only(signed_in):
    """ASVS 3.3.2, 3.3.4: it opens a file that waits, so it is kept as a session's own cookie is."""
    read(signed_in)

    cookie = signed_in.cookies[settings.DRAFT_COOKIE_NAME]

    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/data/")


def test_hosted_cookie_with_the_key_is_bound_to_its_host(signed_in, settings):
    """ASVS 3.3.1, 3.3.3: browsers take a name that begins so only with `Secure` and for every path."""
    settings.DRAFT_COOKIE_NAME, settings.SESSION_COOKIE_SECURE = "__Host-cmlguide_draft", True
    read(signed_in)

    kept, dropped = signed_in.cookies["__Host-cmlguide_draft"], signed_in.post(reverse("import-cancel"))

    assert (kept["secure"], kept["path"], kept["httponly"], kept["domain"]) == (True, "/", True, "")
    gone = dropped.cookies["__Host-cmlguide_draft"]
    assert (gone.value, gone["secure"], gone["path"], gone["max-age"]) == ("", True, "/", 0)


def test_changed_cookie_opens_nothing(signed_in):
    read(signed_in)
    signed_in.cookies[COOKIE] = signed_in.cookies[COOKIE].value[:-5] + "AAAA="

    assert signed_in.get(SHOW).url == reverse("data")


def test_key_that_unlocks_nonsense_opens_nothing(signed_in):
    read(signed_in)
    name, _, key = signed_in.cookies[COOKIE].value.partition(".")
    locked, raw = _store()(name)[_LOCKED], base64.urlsafe_b64decode(key)
    near = (base64.urlsafe_b64encode(raw[:-2] + number.to_bytes(2, "big")) for number in range(65536))
    signed_in.cookies[COOKIE] = f"{name}.{next(one for one in near if unlocks(one, locked, raw)).decode()}"

    assert signed_in.get(SHOW).url == reverse("data")


def unlocks(key, locked, right):
    """Whether a wrong key is accepted as the right one: the second half is only padded, not signed."""
    try:
        Fernet(key).decrypt(locked)
    except InvalidToken:
        return False
    return base64.urlsafe_b64decode(key) != right


def test_another_person_cannot_open_the_draft(signed_in, stranger):
    read(signed_in)
    stranger.cookies[COOKIE] = signed_in.cookies[COOKIE].value

    assert stranger.get(SHOW).url == reverse("data")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", b"", "This file is empty."),
        ("a.png", b"\x89PNG\r\n\x1a\n", "We do not read pictures"),
        ("a.docx", zipped({"word/document.xml": "<w/>"}), "Copy its text and paste it instead."),
        ("a.zip", b"PK\x03\x04broken", "This zip file is damaged or locked."),
        ("a.pdf", b"%PDF-1.4 broken", "PDF"),
        ("scan.pdf", pdf(lines=()), "no text"),
        ("a.json", b"[" * 20_000, "nested too deeply"),
        ("a.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><ClinicalDocument/>", "its own entities"),
        ("a.csv", b"a," * 10_000 + b"\n1\n", "column"),
    ],
)  # fmt: skip
def test_file_that_cannot_be_read_says_so_and_saves_nothing(signed_in, person, name, content, sentence):
    response = read(signed_in, content, name)
    if response.status_code == 302:
        response = signed_in.get(response.url)

    words = re.sub(r"\s+", " ", response.content.decode())
    assert sentence in words
    assert kept(person) == []


def test_too_large_file_is_refused(signed_in):
    response = read(signed_in, b"a,b\n" + b"1,2\n" * 12_600_000)

    assert response.status_code == 422
    assert "This file is larger than 50 MB." in response.content.decode()


def test_nothing_given_is_asked_for(signed_in):
    response = signed_in.post(reverse("import-read"))

    assert response.status_code == 422
    assert "Choose a file, or paste the text of your letter." in response.content.decode()


def test_long_preview_stays_short(signed_in):
    rows = b"".join(
        b"20%02d-%02d-%02d,0.%d\n" % (i % 20 + 5, i % 12 + 1, i % 28 + 1, i + 1) for i in range(600)
    )
    read(signed_in, b"Date,BCR-ABL1 % (IS)\n" + rows)

    page = page_of(signed_in)

    assert (len(page.ready), page.more_ready) == (200, 400)


def paste(client, person, text):
    client.post(reverse("import-read"), {"text": text, "record": person.pk})
    return client.get(SHOW)


def test_letter_that_names_another_record_is_read_there_at_one_press(signed_in, person):
    """A letter pasted into the wrong of two records said only whose record was open."""
    edit_person(person=person, name="Anna")
    other = make_person(owner=person.owner, name="Max Weber")
    letter = "Patient: WEBER, MAX\nCollected 2026-01-25\nBCR-ABL1 0.05 % (IS)"

    page = paste(signed_in, person, letter)

    assert page.context["other"] == (other, letter)
    assert "Is this letter about Max Weber?" in page.content.decode()
    moved = {"text": letter, "record": other.pk, "open_record": "yes"}
    assert signed_in.post(reverse("import-read"), moved).url == SHOW
    assert "It goes into the record of Max Weber." in signed_in.get(SHOW).content.decode()
    assert (kept(person), kept(other)) == ([], [])


@pytest.mark.parametrize(
    "patient",
    ["Anna Weber", "Anna Weber, c/o Max Weber", "Maxine Weber", "no name, max. 10 %", "M. Weber"],
)
def test_letter_that_may_be_of_the_open_record_asks_nothing(signed_in, person, patient):
    edit_person(person=person, name="Anna Weber")
    make_person(owner=person.owner, name="Max")
    make_person(owner=person.owner, name="M. W.")

    page = paste(signed_in, person, f"Patient: {patient}\nCollected 2026-01-25\nBCR-ABL1 0.05 % (IS)")

    assert page.context["other"] is None


def test_import_that_is_gone_warns_that_nothing_was_saved(signed_in):
    page = signed_in.get(SHOW, follow=True)

    (message,) = page.context["messages"]
    assert (message.level_tag, str(message).startswith("That file is no longer here.")) == ("warning", True)
