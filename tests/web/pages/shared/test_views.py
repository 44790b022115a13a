"""What a guest reads through a link: only what it shows, judged only as far as that allows."""

import re
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from cmlguide.records.actions.sharing import end_share
from cmlguide.records.actions.sharing import make_guest_link as make_link
from cmlguide.records.models import GuestLink
from tests.factories import make_blood_count, make_medicine, make_result, make_series

pytestmark = pytest.mark.django_db
TESTS = ("results", "medicines", "counts", "tests")


@pytest.fixture(autouse=True)
def hosted(settings, today):
    settings.HOME_MODE, settings.HOSTED, settings.DEMO_TODAY = False, True, today


@pytest.fixture
def record(person):
    make_medicine(person)
    make_series(person, ("62", "7.1", "0.84", "0.074", "3.6"))
    make_blood_count(person)
    return person


def share(person, sections=TESTS, **fields):
    """A browser in which a new link was opened, and the address it led to."""
    asked = {"name": "Dr Weber", "lasts": timedelta(days=7), "now": timezone.now(), **fields}
    _link, token = make_link(person=person, sections=sections, **asked)
    guest = Client()
    return guest, guest.get(f"/shared/open/{token}/")


def read(guest, opened, page=""):
    return guest.get(opened.headers["Location"] + page)


def test_link_leads_to_an_address_without_its_token(record):
    guest, opened = share(record)
    page = read(guest, opened)

    assert opened.headers["Location"] == f"/shared/{GuestLink.objects.get().pk}/"
    for answer in (opened, page):
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in answer.headers["Cache-Control"]
    assert '<meta name="referrer" content="no-referrer">' in page.text


def test_whole_link_has_the_words_of_the_owners_own_timeline(record, signed_in):
    guest, opened = share(record)

    page, own = read(guest, opened).text, signed_in.get("/").text

    for said in ("Talk to your team soon", "3.6%", "First, what a clinic checks"):
        assert (said in page, said in own) == (True, True)


def test_what_a_rise_may_mean_stays_on_the_owners_page(person, signed_in):
    """Doses not taken, of which only the diary knows, would have to be named before it."""
    make_medicine(person, started_on=date(2025, 3, 2))
    make_series(person, ("62", "7.1", "0.84", "0.074", "0.06", "3.6", "7.2"), first_on=date(2025, 3, 1))
    guest, opened = share(person)

    assert "the medicine is working less well" in signed_in.get("/").text
    assert "the medicine is working less well" not in read(guest, opened).text


def test_part_gives_the_number_and_no_verdict(record):
    guest, opened = share(record, ["results"])

    page = read(guest, opened).text

    assert "3.6%" in page
    assert "do not say how things stand" in page
    for said in ("Talk to your team soon", "On track", "imatinib", "month 12", "usual goal"):
        assert said not in page


def test_cut_days_are_in_no_page_and_the_page_says_which_are_shown(record):
    first_on = date(2026, 1, 1)
    guest, opened = share(record, first_on=first_on)

    pages = [read(guest, opened, page).text for page in ("", "results/", "medicines/", "blood-counts/")]

    assert all("from 1 Jan 2026 on" in page for page in pages)
    words = [re.sub("<[^>]*>", " ", main_of(page)) for page in pages]  # an address may number the link 62
    assert [said for said in ("62", "7.1%", "2025") for page in words if said in page] == []
    assert "already taken on 1 Jan 2026" in pages[2]


def test_results_stand_by_year_with_the_change_from_the_test_before(person):
    make_medicine(person)
    make_series(person, ("62", "7.1", "0.84"))
    guest, opened = share(person, ["results"])

    page = main_of(read(guest, opened, "results/").text)

    assert re.findall(r'<th scope="rowgroup"[^>]*>(\d+)</th>', page) == ["2026", "2025"]
    assert re.findall(r'<span aria-hidden="true">(.*?)</span>', page) == ["÷ 8.5", "÷ 8.7"]
    assert "By itself" not in page  # a part of the record gives no verdict


def main_of(page):
    """What a reader sees on the page, without its drawings' coordinates."""
    main = page.split("<main")[1].split("</main>")[0]
    parts = main.split("<svg")
    return parts[0] + "".join(part.split("</svg>")[1] for part in parts[1:])


def test_calm_number_of_a_cut_record_is_not_called_calm(record):
    """The rise to 3.6% is cut off; what is left was on track then."""
    guest, opened = share(record, last_on=date(2026, 6, 30))

    page = read(guest, opened).text

    assert "0.074%" in page
    for said in ("On track", "timetable", "At its goal"):
        assert said not in page + read(guest, opened, "results/").text


def test_alarm_of_the_blood_counts_stands_first_on_a_whole_link(person):
    make_medicine(person)
    make_result(person)
    make_blood_count(person, collected_on=date(2026, 11, 1), platelets="15")
    guest, opened = share(person)

    page = read(guest, opened).text

    assert page.index("count-alarm") < page.index("newest-title")


def test_link_without_results_has_an_overview_of_its_pages(record):
    guest, opened = share(record, ["counts"])

    page = read(guest, opened).text

    assert "These pages are open to you" in page
    assert page.count("/blood-counts/") == 2
    assert "/medicines/" not in page


def test_unknown_expired_and_ended_links_get_one_answer(record):
    guest, opened = share(record)
    link = GuestLink.objects.get()
    GuestLink.objects.filter(pk=link.pk).update(expires_at=timezone.now())
    expired = read(guest, opened)
    GuestLink.objects.filter(pk=link.pk).update(expires_at=None)
    end_share(link, now=timezone.now())
    ended, unknown = read(guest, opened), Client().get("/shared/open/nobody-made-this/")
    never_opened = Client().get(f"/shared/{link.pk}/")

    assert {answer.status_code for answer in (expired, ended, unknown, never_opened)} == {404}
    assert len({main_of(answer.text) for answer in (expired, ended, unknown, never_opened)}) == 1


def test_pin_is_asked_before_any_page_and_opens_all(record):
    guest, opened = share(record, pin="4711")
    pk = GuestLink.objects.get().pk

    before = guest.get(f"/shared/{pk}/results/")
    wrong = guest.post(f"/shared/{pk}/pin/", {"pin": "0000"})
    right = guest.post(f"/shared/{pk}/pin/", {"pin": "4711"})

    assert opened.headers["Location"] == before.headers["Location"] == f"/shared/{pk}/pin/"
    assert (wrong.status_code, "This is not the PIN" in wrong.text) == (422, True)
    assert right.headers["Location"] == f"/shared/{pk}/"
    assert guest.get(f"/shared/{pk}/results/").status_code == 200


def test_pin_form_is_taken_by_the_check_for_forged_forms(record):
    _guest, _opened = share(record, pin="4711")
    link = GuestLink.objects.get()
    strict = Client(enforce_csrf_checks=True)
    session = strict.session
    session["guest_links"] = {str(link.pk): {"at": timezone.now().isoformat(), "pin": False}}
    session.save()
    strict.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    page = strict.get(f"/shared/{link.pk}/pin/")
    token = page.text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]

    answer = strict.post(f"/shared/{link.pk}/pin/", {"pin": "4711", "csrfmiddlewaretoken": token})

    assert page.headers["Referrer-Policy"] == "same-origin"
    assert answer.status_code == 302


def test_several_wrong_pins_make_the_guest_wait(record):
    guest, _opened = share(record, pin="4711")
    pk = GuestLink.objects.get().pk
    for _ in range(3):
        guest.post(f"/shared/{pk}/pin/", {"pin": "0000"})

    answer = guest.post(f"/shared/{pk}/pin/", {"pin": "4711"})

    assert answer.status_code == 422
    assert "Wait 1 minute" in answer.text


def test_pages_that_were_read_are_noted_and_the_mere_opening_is_not(record):
    guest, opened = share(record)
    assert record.looks.count() == 0

    read(guest, opened)
    read(guest, opened, "results/")

    assert set(record.looks.values_list("who", "page")) == {
        ("Dr Weber", "shared-record"),
        ("Dr Weber", "shared-results"),
    }


def test_page_that_is_not_shown_leads_back(record):
    guest, opened = share(record, ["results"])

    answer = read(guest, opened, "medicines/")

    assert answer.status_code == 404
    assert f'href="{opened.headers["Location"]}"' in answer.text
    assert 'href="/"' not in answer.text


def test_owner_who_opens_their_own_link_stays_signed_in(record, signed_in):
    _link, token = make_link(
        person=record, name="x", sections=["results"], lasts=timedelta(days=1), now=timezone.now()
    )

    signed_in.get(f"/shared/open/{token}/", follow=True)

    assert signed_in.get("/").status_code == 200
