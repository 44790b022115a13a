import re
from datetime import timedelta

import pytest
from django.utils import timezone

from cmlguide.records.actions.accounts import (
    erase_account,
    invent_user_name,
    make_recovery_key,
    mark_events_seen,
    note_account_event,
    opens,
    purge_account_events,
    recover,
)
from cmlguide.records.models import AccountEvent, Person, User
from tests.factories import make_person, make_user

pytestmark = pytest.mark.django_db


def test_key_has_no_letter_that_looks_like_another():
    keys = "".join(make_recovery_key(user=make_user()) for _ in range(5))

    assert set(keys) & set("ILO01") == set()


def test_key_opens_its_own_account_only():
    maria, erik = make_user(), make_user()
    key = make_recovery_key(user=maria)
    make_recovery_key(user=erik)

    assert [opens(user=user, key=key) for user in (maria, erik, make_user(), None)] == [
        True,
        False,
        False,
        False,
    ]


def test_empty_key_opens_nothing():
    assert opens(user=make_user(), key="") is False


def test_recovering_sets_the_password_and_spends_the_key():
    user = make_user()
    key = make_recovery_key(user=user)

    recover(user=user, password="six tall blue ladders")

    user = User.objects.get(pk=user.pk)
    assert user.check_password("six tall blue ladders")
    assert (opens(user=user, key=key), user.recovery_key_made_at) == (False, None)


def test_given_name_can_be_said_aloud():
    assert re.fullmatch(r"(?:(?:[bdfghjklmnprstvz][aeiou]){2}-?){3}", invent_user_name())


def test_events_are_seen_by_their_owner_only():
    maria, erik = make_user(), make_user()
    for user in (maria, erik):
        note_account_event(user=user, code="new_browser", browser="x" * 500)

    mark_events_seen(user=maria)

    assert list(AccountEvent.objects.order_by("pk").values_list("seen", flat=True)) == [True, False]
    assert len(maria.account_events.get().browser) == 200


@pytest.mark.parametrize(("days", "left"), [(364, 1), (366, 0)])
def test_events_go_after_a_year(days, left):
    now = timezone.now()
    event = note_account_event(user=make_user(), code="new_browser")
    AccountEvent.objects.filter(pk=event.pk).update(at=now - timedelta(days=days))

    purge_account_events(now=now)

    assert AccountEvent.objects.count() == left


def test_erasing_an_account_takes_its_records_and_no_other():
    user, other = make_user(), make_user()
    make_person(owner=user)
    kept = make_person(owner=other)

    erase_account(user=user)

    assert list(Person.objects.all()) == [kept]
    assert list(User.objects.all()) == [other]
