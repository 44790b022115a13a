"""The owner shares, sees with whom and who looked, and ends the access."""

import logging
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cmlguide.records.actions.acting import acting_as
from cmlguide.records.models import GuestLink, Helper
from cmlguide.web.frame.private_log import WithoutData
from tests.factories import make_guest_link, make_helper, make_person, make_result, make_user

pytestmark = pytest.mark.django_db
LINK = {
    "name": "Dr Weber",
    "sections": ["results", "medicines"],
    "lasts": "7",
    "pin": "",
}


@pytest.fixture(autouse=True)
def hosted(settings, today):
    settings.HOME_MODE, settings.HOSTED, settings.DEMO_TODAY = False, True, today


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def address_on(answer):
    """The path of the link shown in the response."""
    return re.search(r'value="http://testserver(/[^"]+)"', answer.text)[1]


@pytest.mark.parametrize("address", ["/sharing/helpers/invite/", "/sharing/links/add/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_sharing_asks_who_signed_in_long_ago_for_a_proof(person, address, method):
    long_ago = client_of(person.owner)

    answer = getattr(long_ago, method)(address, {**LINK, "role": "view"})

    assert answer.headers["Location"].startswith("/account/reauthenticate/?next=")
    assert (GuestLink.objects.count(), Helper.objects.count()) == (0, 0)


def test_invited_helper_signs_in_and_is_in(signed_in, person):
    made = signed_in.post("/sharing/helpers/invite/", {"name": "Ana", "role": "view", "lasts": "none"})
    ana = client_of(make_user(username="ana"))
    make_person(owner=person.owner)  # another record of the owner's stays closed

    opened = ana.get(address_on(made))
    asked = ana.get(opened.headers["Location"])
    taken = ana.post("/invitation/")

    assert (opened.headers["Location"], opened.headers["Referrer-Policy"]) == ("/invitation/", "no-referrer")
    assert "You are signed in as ana." in asked.text
    assert taken.headers["Location"] == "/"
    assert list(Helper.objects.values_list("person", "user__username", "role", "expires_at")) == [
        (person.pk, "ana", "view", None)
    ]
    assert "signs in as ana" in signed_in.get("/sharing/").text


def test_invitation_is_kept_through_the_sign_in(signed_in):
    made = signed_in.post("/sharing/helpers/invite/", {"name": "Ana", "role": "edit", "lasts": "30"})
    make_user(username="ana", password="four small green words")
    visitor = Client()

    visitor.get(address_on(made))
    to_sign_in = visitor.get("/invitation/").headers["Location"]
    visitor.post("/account/login/", {"login": "ana", "password": "four small green words"})

    assert to_sign_in == "/account/login/?next=/invitation/"
    assert "You may read this record, and enter and change" in visitor.get("/invitation/").text


def test_a_look_ahead_at_an_invitation_does_not_use_it_up(signed_in):
    made = signed_in.post("/sharing/helpers/invite/", {"name": "Ana", "role": "view", "lasts": "7"})

    for _ in range(3):
        Client().get(address_on(made))

    assert Helper.objects.get().user is None


def test_used_unknown_and_ended_invitations_get_one_answer(signed_in, person):
    made = signed_in.post("/sharing/helpers/invite/", {"name": "Ana", "role": "view", "lasts": "7"})
    late = client_of(make_user())
    late.get(address_on(made))
    first = client_of(make_user())
    first.get(address_on(made))
    first.post("/invitation/")

    used = late.get("/invitation/")
    late.get("/invitation/nobody-made-this/")
    unknown = late.get("/invitation/")

    assert (used.status_code, unknown.status_code) == (404, 404)
    assert main_of(used) == main_of(unknown)


def main_of(answer):
    return answer.text.split("<main")[1].split("</main>")[0]


def test_own_invitation_is_not_taken_up(signed_in, person):
    made = signed_in.post("/sharing/helpers/invite/", {"name": "Ana", "role": "view", "lasts": "7"})
    signed_in.get(address_on(made))

    assert "This is an invitation to your own record" in signed_in.post("/invitation/").text
    assert Helper.objects.get().user is None


def test_ended_helper_is_out_at_once(signed_in, person):
    helper = make_helper(person)
    ana = client_of(helper.user)
    assert ana.get("/").status_code == 200

    signed_in.post(f"/sharing/helpers/{helper.pk}/end/")

    assert ana.get("/").status_code == 404


def test_helper_leaves_by_themselves(person):
    helper = make_helper(person)
    ana = client_of(helper.user)
    ana.get("/")

    answer = ana.post(f"/sharing/helpers/{helper.pk}/leave/")

    assert answer.headers["Location"] == "/start/"
    assert ana.get("/").headers["Location"] == "/start/"


def test_helper_opens_a_shared_record_from_start(person):
    helper = make_helper(person, role="edit")
    own = make_person(owner=helper.user)
    ana = client_of(helper.user)
    assert ana.get("/").wsgi_request.session["person_id"] == own.pk

    ana.post("/start/", {"person": person.pk})

    page = ana.get("/").text
    assert "record, not your own" in page
    assert "What you enter is marked with your name." in page


@pytest.mark.parametrize("address", ["/allergies/add/", "/allergies/add/?record={own}"])
def test_record_a_form_names_is_as_closed_as_the_open_one(person, address):
    """Their own record is open, and the form was drawn for one they may only read."""
    helper = make_helper(person, role="view")
    own = make_person(owner=helper.user)
    ana = client_of(helper.user)
    ana.get("/")

    answer = ana.post(
        address.format(own=own.pk), {"name": "penicillin", "record": person.pk, "open_record": "1"}
    )

    assert answer.status_code == 403
    assert (person.allergies.count(), own.allergies.count()) == (0, 0)


@pytest.mark.parametrize("address", ["/sharing/helpers/invite/", "/sharing/links/add/"])
def test_form_of_another_record_shares_nothing(signed_in, person, address):
    other = make_person(owner=person.owner)
    signed_in.get("/")

    answer = signed_in.post(address, {**LINK, "role": "view", "record": other.pk})

    assert answer.status_code == 409
    assert (GuestLink.objects.count(), Helper.objects.count()) == (0, 0)


def test_link_is_made_with_what_was_chosen(signed_in, person):
    made = signed_in.post(
        "/sharing/links/add/",
        {
            **LINK,
            "pin": "4711",
            "first_on_day": "1",
            "first_on_month": "2",
            "first_on_year": "2026",
        },
    )

    link = GuestLink.objects.get()
    assert (link.person, link.name, link.sections) == (person, "Dr Weber", ["results", "medicines"])
    assert (str(link.first_on), link.last_on) == ("2026-02-01", None)
    assert link.expires_at - link.created_at == timedelta(days=7)
    assert link.pin.startswith("md5$")  # the tests' own quick hash
    assert address_on(made).startswith("/shared/open/")
    assert "from 1 Feb 2026 on" in signed_in.get("/sharing/").text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "Write a name"),
        ({"sections": []}, "Choose at least one part"),
        ({"lasts": ""}, "Choose for how long"),
        ({"pin": "12"}, "A PIN has 4 to 12 digits"),
        ({"pin": "1234567890123"}, "A PIN has 4 to 12 digits"),
        ({"pin": "12a4"}, "A PIN has 4 to 12 digits"),
        ({"pin": "1a"}, "A PIN has 4 to 12 digits"),
        ({"sections": ["summary"]}, "The page for the visit contains all of these"),
        (
            {"first_on_day": "2", "first_on_month": "1", "first_on_year": "2026"}
            | {"last_on_day": "1", "last_on_month": "1", "last_on_year": "2026"},
            "This day is before the first one",
        ),
    ],
)
def test_unclear_link_is_asked_about_and_not_made(signed_in, change, said):
    answer = signed_in.post("/sharing/links/add/", {**LINK, **change})

    assert answer.status_code == 422
    assert said in answer.text
    assert [len(errors) for errors in answer.context["form"].errors.values()] == [1]
    assert GuestLink.objects.count() == 0


def test_of_several_errors_each_names_its_box(signed_in):
    several = signed_in.post("/sharing/links/add/", {**LINK, "lasts": "", "pin": "1"}).text
    one = signed_in.post("/sharing/links/add/", {**LINK, "lasts": ""}).text

    assert "Choose for how long. (For how long?)</a>" in several
    assert "Choose for how long.</a>" in one


@pytest.mark.parametrize("lasts", ["none", "0", "36500"])
def test_no_link_is_without_an_end_of_the_list(signed_in, lasts):
    assert signed_in.post("/sharing/links/add/", {**LINK, "lasts": lasts}).status_code == 422


def test_page_for_the_visit_is_shared_with_all_it_rests_on(signed_in):
    whole = [*LINK["sections"], "counts", "tests", "summary"]

    assert signed_in.post("/sharing/links/add/", {**LINK, "sections": whole}).status_code == 200


def test_log_says_who_when_and_which_page_and_no_value(signed_in, person):
    make_result(person, "0.4242")
    ana = client_of(make_helper(person, name="My daughter").user)
    ana.get("/")
    ana.get("/results/")

    log = signed_in.get("/sharing/log/").text

    assert log.count("My daughter") == log.count('<th scope="row" class="nowrap">') == 2  # no date breaks
    assert "Timeline</td>" in log
    assert "Results</td>" in log
    assert "0.4242" not in log


def test_own_visits_and_refused_pages_are_not_in_the_log(signed_in, person):
    ana = client_of(make_helper(person).user)
    signed_in.get("/")
    ana.get("/results/add/")
    ana.get("/results/999/")

    assert person.looks.count() == 0


def test_row_of_a_helper_is_marked_for_the_owner(signed_in, person):
    helper = make_helper(person, name="My daughter", role="edit")
    with acting_as(helper.user_id):
        result = make_result(person)

    assert "Entered by My daughter on" in signed_in.get(f"/results/{result.pk}/").text
    assert "Entered by My daughter on" in signed_in.get("/results/").text


def test_log_line_of_a_dead_link_does_not_hold_its_token(caplog):
    with caplog.at_level(logging.WARNING):
        Client().get("/shared/open/secret-token-of-a-link/")

    lines = [WithoutData().format(record) for record in caplog.records]
    assert lines != []
    assert [line for line in lines if "secret-token" in line] == []


def test_page_says_when_a_share_was_last_used_and_how_it_ended(signed_in, person):
    link = make_guest_link(person)
    make_guest_link(person, name="Old", now=timezone.now() - timedelta(days=9))
    signed_in.post(f"/sharing/links/{link.pk}/end/")

    page = signed_in.get("/sharing/").text

    assert "ended on" in page
    assert "expired on" in page
    assert "not used yet" in page


def test_at_home_the_page_says_why_there_are_no_links(settings, signed_in):
    settings.HOME_MODE, settings.HOSTED = True, False

    page = signed_in.get("/sharing/").text

    assert "No link can lead to it from outside" in page
    assert "/sharing/helpers/invite/" not in page


def test_sharing_is_reached_from_your_data_and_more(signed_in):
    assert 'href="/sharing/"' in signed_in.get("/data/").text
    assert 'href="/sharing/"' in signed_in.get("/more/").text


def test_new_link_can_be_copied_with_a_button_or_by_hand(signed_in, hosted):
    made = signed_in.post("/sharing/helpers/invite/", {"name": "Ana", "role": "view", "lasts": "7"}).text

    box, button = (re.search(f"<{tag}[^>]*share-address[^>]*>", made)[0] for tag in ("input", "button"))

    assert " readonly" in box
    assert 'value="http://testserver/invitation/' in box
    assert " hidden" in button  # until the script that copies shows it
    assert 'data-copies="share-address"' in button
