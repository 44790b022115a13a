"""A form or fragment of one record never reaches another, whichever record is open by now."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cmlguide.records.models import Result
from cmlguide.web.frame.access import SESSION_KEY
from tests.factories import make_person, make_result, make_user, make_visit
from tests.routes import address, kept_rows, routes, rows_of
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

NEW_RESULT = {
    "number": "0.05",
    "collected_on_day": "3",
    "collected_on_month": "5",
    "collected_on_year": "2026",
    "note": "two\nlines",
}
OF_NO_RECORD = {
    *("start", "example-show"),  # they open a record; what is open stays as it is
    *("person-add", "person-open", "person-edit", "person-erase"),  # they name the record by its number
    *(
        "passphrase-set",
        "passphrase-not-now",
        "privacy-agree",
        "language",
        "language-choose",
    ),  # they are the user's own
    *("backup-put-back", "backup-delete"),  # of all records at once
    *("account-kept", "account-leave", "account-seen", "account-stay", "session-end", "session-end-all"),
    *("helper-invite", "helper-end", "helper-leave", "link-add", "link-end"),  # not found at home
    *("invitation", "shared-pin"),
}


@pytest.fixture
def mum():
    return make_person(name="Mum")


@pytest.fixture
def dad(mum):
    return make_person(owner=mum.owner, name="Dad")


@pytest.fixture
def client(mum, dad):
    """A client that is signed in, with Dad's record open."""
    client = sign_in(mum.owner)
    open_record(client, dad)
    return client


def open_record(client, person):
    session = client.session
    session[SESSION_KEY] = person.pk
    session.save()


def hidden(page, name):
    return re.findall(rf'<input type="hidden" name="{name}" value="([^"]*)">', page)


def test_form_of_one_record_writes_nothing_while_another_is_open(client, mum, dad):
    response = client.post(reverse("result-add"), {**NEW_RESULT, "record": mum.pk})

    page = response.content.decode()
    assert response.status_code == 409
    assert Result.objects.count() == 0
    assert "You filled this in for Mum." in page
    assert "you opened the record of Dad" in page
    assert client.session[SESSION_KEY] == dad.pk


def test_what_was_typed_is_kept_and_goes_where_it_was_meant_to(client, mum, dad):
    asked = client.post(reverse("result-add"), {**NEW_RESULT, "record": mum.pk}).content.decode()
    kept = {name: hidden(asked, name)[0] for name in NEW_RESULT}

    assert hidden(asked, "record") == [str(dad.pk), str(mum.pk)]  # the header's own form, then the asking one
    assert kept == NEW_RESULT
    client.post(reverse("result-add"), {**kept, "record": mum.pk, "open_record": "yes"})

    assert [(row.person, row.value, row.collected_on) for row in Result.objects.all()] == [
        (mum, Decimal("0.05"), date(2026, 5, 3))
    ]
    assert client.session[SESSION_KEY] == mum.pk


def test_what_a_form_carries_beside_is_kept_and_not_shown(client, mum):
    form = {**NEW_RESULT, "record": mum.pk, "form_key": "k" * 20, "seen": "digest"}

    page = client.post(reverse("result-add"), form).content.decode()

    shown = page.split("<summary>What you typed")[1].split("</details>")[0]
    assert "k" * 20 not in page  # the page that asks has a key of its own
    assert hidden(page, "seen") == ["digest"]
    assert ("0.05" in shown, "digest" in shown) == (True, False)


def test_typed_words_cannot_become_a_part_of_the_page(client, mum):
    form = {"note": '"><script>', "record": mum.pk}

    page = client.post(reverse("result-add"), form).content.decode()

    assert '<input type="hidden" name="note" value="&quot;&gt;&lt;script&gt;">' in page
    assert '"><script>' not in page


def test_row_of_the_other_record_is_asked_about_too(client, mum):
    visit = make_visit(mum)

    response = client.post(reverse("visit-delete", args=[visit.pk]), {"record": mum.pk})

    assert response.status_code == 409
    assert list(mum.visits.kept()) == [visit]


def test_form_that_does_not_say_is_refused_where_it_could_be_anothers(client):
    response = client.post(reverse("result-add"), NEW_RESULT)

    assert response.status_code == 409
    assert Result.objects.count() == 0


def test_form_that_does_not_say_is_taken_where_there_is_one_record(signed_in, person):
    response = signed_in.post(reverse("result-add"), NEW_RESULT)

    assert (response.status_code, person.results.count()) == (302, 1)


@pytest.mark.parametrize("said", ["0", "", "x", "-1", "1e9", "٣"])
def test_record_that_is_not_open_to_the_user_is_never_opened(client, dad, said):
    response = client.post(reverse("result-add"), {**NEW_RESULT, "record": said, "open_record": "yes"})

    assert response.status_code == 409
    assert Result.objects.count() == 0
    assert "is not open to you any more" in response.content.decode()
    assert client.session[SESSION_KEY] == dad.pk


def test_strangers_record_is_not_opened_by_agreeing(client, dad):
    theirs = make_person(owner=make_user(), name="Somebody")

    response = client.post(reverse("result-add"), {**NEW_RESULT, "record": theirs.pk, "open_record": "yes"})

    assert response.status_code == 409
    assert "Somebody" not in response.content.decode()
    assert (theirs.results.count(), dad.results.count()) == (0, 0)


def test_record_of_a_form_was_deleted_meanwhile(client, mum, dad):
    mum_key = mum.pk
    mum.delete()

    response = client.post(reverse("result-add"), {**NEW_RESULT, "record": mum_key})

    assert response.status_code == 409
    assert dad.results.count() == 0
    assert "0.05" in response.content.decode()


def test_htmx_form_gets_the_same_question_in_place_of_the_page(client, mum):
    response = client.post(
        reverse("result-add"), {**NEW_RESULT, "record": mum.pk}, headers={"HX-Request": "true"}
    )

    assert response.status_code == 422  # htmx puts it on the page
    assert response.headers["HX-Retarget"] == "body"  # with the header, which names the record that is open
    assert "You filled this in for Mum." in response.content.decode()


def test_htmx_request_says_it_once_on_the_body(client, mum, dad):
    page = client.get("/").content.decode()
    header = {"HX-Request": "true", "X-Record": str(mum.pk)}

    response = client.post(reverse("visit-delete", args=[make_visit(mum).pk]), headers=header)

    assert f'"X-Record": "{dad.pk}"' in page
    assert response.status_code == 422


def test_fragment_of_an_old_page_reloads_the_page_instead_of_showing_another_record(client, mum, dad):
    make_result(dad, "0.5")
    header = {"HX-Request": "true", "X-Record": str(mum.pk)}

    response = client.get("/", headers=header)

    assert (response.content, response.headers["HX-Refresh"]) == (b"", "true")


def test_file_has_to_be_chosen_again(client, mum):
    file = SimpleUploadedFile("a.csv", b"Date,IS\n2026-01-01,0.1\n")

    response = client.post(reverse("import-read"), {"file": file, "text": "0.1 %", "record": mum.pk})

    assert response.status_code == 409
    assert "Please choose it again" in response.content.decode()


def test_passphrase_is_never_shown_again(client, mum):
    typed = {"passphrase": "six words only I know", "again": "six words only I know", "record": mum.pk}

    response = client.post(reverse("carried-file"), typed)

    assert response.status_code == 409
    assert "six words" not in response.content.decode()
    assert "The passphrase is not kept: please type it again." in response.content.decode()


def test_reading_back_reads_for_the_record_of_the_form_and_opens_nothing(client, mum, dad):
    make_result(mum, "0.2", collected_on=date(2026, 5, 3))

    response = client.post(reverse("result-read-back"), {**NEW_RESULT, "record": mum.pk})

    assert response.status_code == 200
    assert client.session[SESSION_KEY] == dad.pk


def test_file_to_take_along_is_of_the_page_its_link_stood_on(client, mum, dad):
    page = client.get(reverse("data")).content.decode()
    link = f"{reverse('record-export')}?record={dad.pk}"
    open_record(client, mum)

    assert f'href="{link}"' in page
    file = client.get(link)
    assert file.json()["person"]["name"] == "Dad"
    assert file.headers["Content-Disposition"].startswith('attachment; filename="record-D-')
    assert client.session[SESSION_KEY] == mum.pk


def test_every_form_that_is_sent_says_its_record(client, dad):
    rows = rows_of(dad)
    forms = re.compile(r'<form[^>]*method="post".*?</form>', re.DOTALL)
    silent = {}

    for route in routes():
        open_record(client, dad)
        page = client.get(address(route, rows))
        if page.status_code == 200 and page.headers["Content-Type"].startswith("text/html"):
            said = [hidden(form, "record") for form in forms.findall(page.content.decode())]
            if [one for one in said if one != [str(dad.pk)]]:
                silent[route.name] = said

    assert silent == {}


def test_no_route_writes_into_the_open_record_for_a_form_of_another(client, mum, dad):
    rows = rows_of(dad)
    before, answers = kept_rows(dad), {}

    for route in routes():
        open_record(client, dad)
        answers[route.name] = client.post(address(route, rows), {"record": mum.pk}).status_code
        assert kept_rows(dad) == before, route.name

    asked = {name for name, status in answers.items() if status == 409}
    writes = {name for name, status in answers.items() if status != 405}
    assert writes - asked == OF_NO_RECORD | {"result-read-back", "count-read-back"}
