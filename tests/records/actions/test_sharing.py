"""Invitations work once, links are kept as digests, and guessing a PIN takes longer and longer."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.core.exceptions import ValidationError

from cmlguide.records.actions.sharing import (
    accept_invitation,
    digest_of,
    end_share,
    find_invitation,
    invite_helper,
    make_guest_link,
    note_look,
    try_pin,
    wait_before_pin,
)
from cmlguide.records.models import GuestLink, Helper, Look
from tests.factories import make_guest_link as make_link
from tests.factories import make_helper, make_person, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
DAY = timedelta(days=1)


def invite(person, *, lasts=None, now=NOW):
    return invite_helper(person=person, name="Ana", role="edit", lasts=lasts, now=now)


def test_invitation_makes_whoever_has_it_a_helper_once(person):
    _asked, token = invite(person)
    ana = make_user()

    helper = accept_invitation(digest=digest_of(token), user=ana, now=NOW)
    again = accept_invitation(digest=digest_of(token), user=make_user(), now=NOW)

    assert (helper.user, helper.accepted_at, again) == (ana, NOW, None)
    assert list(Helper.objects.values_list("user", "role", "token_digest")) == [(ana.pk, "edit", "")]


def test_token_of_an_invitation_is_not_kept(person):
    asked, token = invite(person)

    assert token not in str(Helper.objects.values().get())
    assert asked.token_digest == digest_of(token)


@pytest.mark.parametrize(
    ("after", "found"), [(7 * DAY - timedelta(seconds=1), True), (7 * DAY, False), (8 * DAY, False)]
)
def test_invitation_ends_after_seven_days(person, after, found):
    _asked, token = invite(person)

    assert (find_invitation(digest=digest_of(token), now=NOW + after) is not None) is found


def test_taken_back_invitation_is_gone(person):
    asked, token = invite(person)

    end_share(asked, now=NOW)

    assert accept_invitation(digest=digest_of(token), user=make_user(), now=NOW) is None


def test_no_digest_finds_no_helper_whose_invitation_is_used(person):
    make_helper(person)

    assert find_invitation(digest="", now=NOW) is None


def test_nobody_helps_with_their_own_record(person):
    _asked, token = invite(person)

    assert accept_invitation(digest=digest_of(token), user=person.owner, now=NOW) is None
    assert find_invitation(digest=digest_of(token), now=NOW) is not None


def test_a_later_invitation_says_what_holds(person):
    first = make_helper(person, role="edit")
    _asked, token = invite_helper(person=person, name="Ana", role="view", lasts=None, now=NOW)

    second = accept_invitation(digest=digest_of(token), user=first.user, now=NOW)

    assert list(Helper.objects.open_at(NOW).filter(user=first.user)) == [second]


@pytest.mark.parametrize(
    ("at", "is_open"), [(NOW + DAY - timedelta(seconds=1), True), (NOW + DAY, False), (NOW + 2 * DAY, False)]
)
def test_share_is_open_until_it_runs_out(person, at, is_open):
    link = make_link(person, lasts=DAY, now=NOW)

    assert GuestLink.objects.open_at(at).filter(pk=link.pk).exists() is is_open


def test_ending_twice_keeps_the_first_time(person):
    link = make_link(person, now=NOW)
    end_share(link, now=NOW)

    end_share(link, now=NOW + DAY)

    link.refresh_from_db()
    assert link.ended_at == NOW


def test_neither_token_nor_pin_of_a_link_is_kept(person):
    link, token = make_guest_link(
        person=person, name="Dr Weber", sections=["results"], lasts=DAY, now=NOW, pin="4711"
    )

    kept = str(GuestLink.objects.values().get())
    assert token not in kept
    assert "4711" not in kept.replace(link.token_digest, "").replace(link.pin, "")  # their digits are chance
    assert identify_hasher(link.pin).verify("4711", link.pin)
    assert link.token_digest == digest_of(token)


def test_link_without_a_name_is_refused(person):
    with pytest.raises(ValidationError) as refused:
        make_guest_link(person=person, name="", sections=["results"], lasts=DAY, now=NOW)

    assert list(refused.value.message_dict) == ["name"]
    assert GuestLink.objects.count() == 0


def test_right_pin_opens_and_forgets_the_wrong_ones(person):
    link = make_link(person, pin="4711", now=NOW)

    tries = [try_pin(link=link, pin=pin, now=NOW) for pin in ("0000", "4711")]

    assert tries == [False, True]
    assert (link.wrong_pins, link.wrong_at) == (0, None)


@pytest.mark.parametrize(
    ("wrong", "minutes"), [(0, 0), (2, 0), (3, 1), (4, 2), (5, 4), (8, 32), (9, 60), (10, 60), (5000, 60)]
)
def test_wrong_pins_make_the_wait_longer_up_to_an_hour(person, wrong, minutes):
    link = make_link(person, pin="4711", now=NOW)
    link.wrong_pins, link.wrong_at = wrong, NOW

    assert wait_before_pin(link, NOW) == timedelta(minutes=minutes)
    assert wait_before_pin(link, NOW + timedelta(minutes=minutes)) == timedelta(0)


def test_while_the_wait_runs_not_even_the_right_pin_opens(person):
    link = make_link(person, pin="4711", now=NOW)
    for _ in range(3):
        try_pin(link=link, pin="0000", now=NOW)

    early = try_pin(link=link, pin="4711", now=NOW + timedelta(seconds=59))
    later = try_pin(link=link, pin="4711", now=NOW + timedelta(seconds=60))

    assert (early, later) == (False, True)


def test_a_look_is_noted_once_an_hour_for_each_page_and_visitor(person):
    helper, link = make_helper(person), make_link(person)
    for minutes, page in ((0, "timeline"), (54, "timeline"), (55, "timeline"), (59, "data")):
        note_look(by=helper, page=page, now=NOW + timedelta(minutes=minutes))
    note_look(by=link, page="shared-record", now=NOW)
    note_look(by=link, page="shared-record", now=NOW)

    looks = Look.objects.order_by("at", "page").values_list("who", "page", "at")

    assert list(looks) == [
        ("Dr Weber", "shared-record", NOW),
        ("Ana", "timeline", NOW),
        ("Ana", "timeline", NOW + timedelta(minutes=55)),
        ("Ana", "data", NOW + timedelta(minutes=59)),
    ]


def test_a_look_of_another_record_is_not_in_this_ones_log(person):
    other = make_person()

    note_look(by=make_link(other), page="shared-record", now=NOW)

    assert (person.looks.count(), other.looks.count()) == (0, 1)
