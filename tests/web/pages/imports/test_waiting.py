"""Questions about a file can wait: what is sure is saved, the rest asks until it is answered or dismissed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cmlguide.records.actions.persons import delete_everything
from cmlguide.records.models import WaitingFile
from tests.factories import make_waiting_file

SHOW = "/data/import/"
TWO_OPEN = b"Date,BCR-ABL1 % (IS),Lab\n2026-01-25,0.0030,City\n2026-04-17,0,City\n2026-07-20,0,Lakeview\n"
UNITS = b"Date,BCR-ABL1 % (IS),WBC,Hemoglobin (g/dL)\n2026-01-25,0.03,4.6,13.1\n"


def read(client, content=TWO_OPEN, name="a.csv"):
    return client.post(reverse("import-read"), {"file": SimpleUploadedFile(name, content)})


def page_of(client, url=SHOW):
    return client.get(url).context["page"]


def save(client, url=SHOW, **answers):
    return client.post(url, {"save": "1", **answers})


def asks(page):
    return [ask.name for row in page.unsure for ask in row.asks]


def kept(person):
    return [(str(row.collected_on), row.kind) for row in person.results.kept()]


def waiting_url(person):
    return reverse("file-answer", args=[person.waiting_files.get().pk])


def said(client, response):
    return client.get(response.url).content.decode()


def test_what_is_sure_is_saved_and_the_rest_waits(signed_in, person):
    read(signed_in)
    bar = page_of(signed_in).save

    response = save(signed_in)

    assert (bar.button, bar.why) == (
        "Save 1 result",
        "2 questions are open. What you answer is saved too. The rest waits on Your data.",
    )
    assert kept(person) == [("2026-01-25", "value")]
    assert "Saved: 1 result. 2 questions about your file wait here." in said(signed_in, response)


def test_questions_stand_on_your_data_and_timeline(signed_in, person):
    read(signed_in)
    save(signed_in)
    url = waiting_url(person)

    pages = [signed_in.get(reverse(name)).content.decode() for name in ("data", "timeline")]

    assert [f'href="{url}">2 questions about your file</a>' in page for page in pages] == [True, True]


def test_one_answered_is_saved_with_the_rest_and_one_waits(signed_in, person):
    read(signed_in)
    first, _second = asks(page_of(signed_in))

    save(signed_in, **{first: "not_detected"})

    assert kept(person) == [("2026-01-25", "value"), ("2026-04-17", "not_detected")]
    assert person.waiting_files.get().questions == 1


def test_answer_days_later_is_saved_once_and_ends_the_waiting(signed_in, person):
    read(signed_in)
    save(signed_in)
    url = waiting_url(person)
    page = page_of(signed_in, url)

    save(signed_in, url, **dict.fromkeys(asks(page), "not_detected"))

    assert [row.raw for row in page.known] == ["0.0030"]
    assert kept(person) == [
        ("2026-01-25", "value"),
        ("2026-04-17", "not_detected"),
        ("2026-07-20", "not_detected"),
    ]
    assert WaitingFile.objects.count() == 0
    assert signed_in.get(url).status_code == 404


def test_answers_so_far_are_kept_while_it_waits(signed_in, person):
    read(signed_in)
    save(signed_in)
    url = waiting_url(person)
    first, _second = asks(page_of(signed_in, url))

    response = signed_in.post(url, {"again": "1", first: "not_detected"})

    page = page_of(signed_in, url)
    assert response.url == url
    assert [choice.chosen for choice in page.unsure[0].asks[0].choices] == [True, False]
    assert page.save.button == "Save 1 result"


def test_dropped_questions_are_gone_and_what_was_saved_stays(signed_in, person):
    read(signed_in)
    save(signed_in)

    response = signed_in.post(reverse("file-drop", args=[person.waiting_files.get().pk]))

    assert "What was saved of it stays." in said(signed_in, response)
    assert (kept(person), WaitingFile.objects.count()) == ([("2026-01-25", "value")], 0)


def test_undo_takes_the_questions_along_and_redo_brings_them_back(signed_in, person):
    read(signed_in)
    save(signed_in)
    batch, url = person.import_batches.get(), waiting_url(person)

    signed_in.post(reverse("import-undo", args=[batch.pk]))
    undone = (kept(person), signed_in.get(url).status_code, "about your file" in said_on_data(signed_in))
    signed_in.post(reverse("import-restore", args=[batch.pk]))

    assert undone == ([], 404, False)
    assert (kept(person), signed_in.get(url).status_code) == ([("2026-01-25", "value")], 200)


def said_on_data(client):
    return client.get(reverse("data")).content.decode()


def test_undo_of_the_answer_leaves_the_first_import_and_the_other_question(signed_in, person):
    read(signed_in)
    save(signed_in)
    url = waiting_url(person)
    first, _second = asks(page_of(signed_in, url))
    save(signed_in, url, **{first: "not_detected"})

    signed_in.post(reverse("import-undo", args=[person.import_batches.last().pk]))

    assert kept(person) == [("2026-01-25", "value")]
    assert len(asks(page_of(signed_in, url))) == 2


def test_same_file_again_asks_once(signed_in, person):
    for _ in range(2):
        read(signed_in)
        save(signed_in, **{asks(page_of(signed_in))[0]: "leave_out"})

    assert person.waiting_files.count() == 1


def test_same_file_answered_elsewhere_ends_the_waiting(signed_in, person):
    read(signed_in)
    save(signed_in)
    read(signed_in)

    save(signed_in, **dict.fromkeys(asks(page_of(signed_in)), "not_detected"))

    assert (len(kept(person)), WaitingFile.objects.count()) == (3, 0)


def test_answer_that_does_not_suffice_is_asked_again_before_anything_is_saved(signed_in, person):
    read(signed_in, b'Date,BCR-ABL1 % (IS)\n2026-01-25,0.5\n2026-04-17,"1.234,5"\n2026-07-20,0\n')
    name = asks(page_of(signed_in))[0]

    response = save(signed_in, **{name: "typed", f"{name}-typed": "about a half"})

    assert response.status_code == 422
    assert [link for link, _error in response.context["page"].errors] == [f"id_{name}_0"]
    assert (kept(person), WaitingFile.objects.count()) == ([], 0)


def test_questions_alone_can_be_kept_for_later(signed_in, person):
    read(signed_in, b"Date,BCR-ABL1 % (IS)\n2026-04-17,0\n")
    bar = page_of(signed_in).save

    response = signed_in.post(SHOW, {"later": "1"})

    assert (bar.button, bar.why, bar.may_wait) == (
        "Save what I answer",
        "Nothing can be saved yet: 1 question comes first.",
        True,
    )
    assert "1 question about your file waits here." in said(signed_in, response)
    assert (kept(person), person.waiting_files.get().batch, signed_in.get(SHOW).status_code) == (
        [],
        None,
        302,
    )


def test_question_about_the_whole_file_waits_beside_what_is_sure(signed_in, person):
    read(signed_in, b"Date,BCR-ABL1 % (IS)\n2026-01-25,0.5\n03/07/2026,0.2\n05/10/2026,0.1\n")
    page = page_of(signed_in)

    save(signed_in)
    url = waiting_url(person)
    (ask,) = page_of(signed_in, url).asks
    signed_in.post(url, {"again": "1", ask.name: "dmy"})
    save(signed_in, url)

    assert (len(page.asks), page.save.button) == (1, "Save 1 result")
    assert [day for day, _kind in kept(person)] == ["2026-01-25", "2026-07-03", "2026-10-05"]
    assert WaitingFile.objects.count() == 0


def test_blood_count_without_one_unit_waits_whole(signed_in, person):
    read(signed_in, UNITS)
    page = page_of(signed_in)

    save(signed_in)
    held = person.blood_counts.kept().count()
    url = waiting_url(person)
    (ask,) = page_of(signed_in, url).asks
    signed_in.post(url, {"again": "1", ask.name: "10^9/L"})
    save(signed_in, url)

    (count,) = person.blood_counts.kept()
    assert (page.save.button, held) == ("Save 1 result", 0)
    assert (str(count.wbc), str(count.hemoglobin)) == ("4.6", "13.1")


def test_blood_count_with_one_number_asked_about_waits_whole(signed_in, person):
    read(signed_in, b"Date,WBC (10^9/L),Hemoglobin (g/dL)\n2026-01-25,5400,13.1\n2026-04-17,5.2,12.9\n")

    save(signed_in)
    first = [(str(row.wbc), str(row.hemoglobin)) for row in person.blood_counts.kept()]
    url = waiting_url(person)
    save(signed_in, url, **dict.fromkeys(asks(page_of(signed_in, url)), "leave_out"))

    assert first == [("5.2", "12.9")]
    assert [(str(row.wbc), str(row.hemoglobin)) for row in person.blood_counts.kept()] == [
        ("None", "13.1"),
        ("5.2", "12.9"),
    ]


def test_nothing_is_sure_while_it_is_not_said_whose_file_it_is(signed_in, person):
    read(signed_in, b"Pt,Date,BCR-ABL1 % (IS)\n1,2026-01-25,0.5\n2,2026-04-17,0.2\n2,2026-07-20,0.1\n")
    page = page_of(signed_in)

    response = save(signed_in)

    assert (len(page.asks), page.save.button) == (1, "")
    assert (response.status_code, kept(person)) == (422, [])


def test_file_that_waits_is_not_in_the_database_in_words(signed_in, person):
    read(signed_in)
    save(signed_in)

    content = bytes(WaitingFile.objects.get().content)

    assert b"Lakeview" not in content
    assert b"Date" not in content


def test_file_locked_with_another_key_is_let_go(signed_in, person, settings):
    waiting = make_waiting_file(person)
    url = reverse("file-answer", args=[waiting.pk])
    settings.SECRET_KEY = "another key of the site, after this one was lost"
    signed_in.force_login(person.owner)

    response = signed_in.get(url)

    notice = said(signed_in, response).partition('<div class="notice notice--warning">')[2]
    assert notice.split(">")[1].startswith("That file can no longer be opened.")
    assert WaitingFile.objects.count() == 0


def test_file_that_waits_goes_with_everything(signed_in, person):
    make_waiting_file(person)

    delete_everything(person=person)

    assert WaitingFile.objects.count() == 0


def test_reading_not_saved_is_linked_from_your_data_until_it_is_let_go(signed_in, stranger):
    read(signed_in)
    linked = f'href="{SHOW}"' in said_on_data(signed_in)

    signed_in.post(reverse("import-cancel"))

    assert (linked, f'href="{SHOW}"' in said_on_data(signed_in)) == (True, False)
    assert f'href="{SHOW}"' not in said_on_data(stranger)


def test_reading_of_another_record_of_ones_own_is_not_linked(signed_in, person):
    read(signed_in)
    signed_in.post(reverse("start"))

    assert f'href="{SHOW}"' not in said_on_data(signed_in)


@pytest.mark.parametrize("name", ["file-drop"])
def test_rejects_get(signed_in, person, name):
    assert signed_in.get(reverse(name, args=[make_waiting_file(person).pk])).status_code == 405


def test_save_stands_at_the_top_and_at_the_bottom(signed_in):
    read(signed_in)
    html = signed_in.get(SHOW).content.decode()

    first, last = html.index("Save 1 result"), html.rindex("Save 1 result")
    assert first < html.index("Needs a choice from you") < last


def test_box_stands_under_its_own_choice(signed_in):
    read(signed_in, b'Date,BCR-ABL1 % (IS)\n2026-04-17,"1.234,5"\n')
    html = signed_in.get(SHOW).content.decode()

    places = [html.index(words) for words in ("As I type it here:", 'class="typed"', "Leave this one out")]
    assert places == sorted(places)


def test_enter_in_a_box_looks_again_and_saves_nothing(signed_in):
    """A browser presses the first button of a form when Enter is pressed in a box."""
    read(signed_in)
    html = signed_in.get(SHOW).content.decode()
    form = html[html.index(f'action="{SHOW}"') :]

    assert form.index('name="again"') < form.index('name="save"')
