"""The way back to the steps of Start: on Timeline, About me and More, until they are done or hidden."""

import pytest
from django.urls import reverse

from tests.factories import make_helper, make_person, make_result
from tests.signing_in import sign_in

PAGES = ("timeline", "about-me", "more")
LINE = "0 of 5 steps done"


@pytest.fixture
def person(person):
    """Someone who pressed Start and did nothing else."""
    person.diagnosed_on = None
    person.save()
    return person


def shows(client, name, line=LINE):
    return line in client.get(reverse(name)).content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_steps_that_were_left_can_be_found_again(signed_in, person, name):
    page = signed_in.get(reverse(name)).content.decode()

    assert LINE in page
    assert f'href="{reverse("start-step", args=["diagnosis"])}"' in page


def test_line_stands_below_a_result(signed_in, person):
    make_result(person, "0.5")

    page = signed_in.get(reverse("timeline")).content.decode()

    assert page.index('<span class="number">0.5%</span>') < page.index(LINE)


def test_line_can_be_put_away_and_more_keeps_the_way(signed_in, person):
    answer = signed_in.post(reverse("setup-not-now"))

    assert answer.url == reverse("timeline")
    assert [shows(signed_in, name) for name in PAGES] == [False, False, True]


def test_line_is_put_away_for_this_record_only(signed_in, person):
    signed_in.post(reverse("setup-not-now"))
    session = signed_in.session
    session["setup_hidden"] = [person.pk + 1]
    session.save()

    assert shows(signed_in, "timeline") is True


def test_line_follows_what_was_done(signed_in, person):
    signed_in.post(reverse("start-step", args=["about-me"]), {"country": "DE", "date_order": "dmy"})

    assert [shows(signed_in, name, "3 of 5 steps done") for name in PAGES] == [True, True, True]


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "offered"), [("view", False), ("edit", True)])
def test_a_helper_who_can_only_read_is_not_asked_to_set_up(role, offered):
    helper = make_helper(make_person(), role=role)

    page = sign_in(helper.user).get(reverse("timeline"))

    assert ('id="setup"' in page.text) == offered
