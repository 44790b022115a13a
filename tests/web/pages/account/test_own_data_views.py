import json

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from cmlguide.records.actions.accounts import make_recovery_key
from cmlguide.records.models import AccountEvent, Person, Result, User
from tests.factories import make_person, make_result, make_user
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hosted")]


@pytest.fixture
def maria():
    user = make_user(username="maria", password="four small green words")
    make_result(make_person(owner=user), "0.5")
    return user


def test_account_file_holds_what_is_kept_and_no_secret(maria):
    key = make_recovery_key(user=maria)
    client = sign_in(maria)
    client.get("/more/")

    answer = client.get("/account/export/")
    facts = json.loads(answer.content)

    assert answer["Content-Disposition"] == 'attachment; filename="account.json"'
    assert (facts["user_name"], facts["records_kept"]) == ("maria", 1)
    assert len(facts["signed_in_browsers"]) == 1
    assert [secret in answer.content.decode() for secret in (maria.password, key, "md5$")] == [False] * 3


def test_account_goes_with_all_it_kept(maria):
    make_result(make_person(owner=make_user(username="erik")), "0.7")
    client = sign_in(maria)
    client.get("/more/")

    answer = client.post("/account/erase/", {"word": "delete"}, follow=True)

    assert "Your account and its records are deleted." in answer.content.decode()
    assert list(User.objects.values_list("username", flat=True)) == ["erik"]
    assert (Person.objects.count(), Result.objects.count()) == (1, 1)
    assert (AccountEvent.objects.count(), UserSession.objects.count()) == (0, 0)
    assert [row for row in Session.objects.all() if "_auth_user_id" in row.get_decoded()] == []


@pytest.mark.parametrize(
    ("records", "said"),
    [(0, "your account. It"), (1, "your account and 1 record. It"), (2, "your account and 2 records. It")],
)
def test_what_goes_with_the_account_is_said_before(records, said):
    user = make_user(username="erik")
    for _number in range(records):
        make_person(owner=user)

    assert f"This permanently deletes {said} cannot be undone." in (
        sign_in(user).get("/account/erase/").content.decode()
    )


def test_another_word_deletes_nothing(maria):
    assert sign_in(maria).post("/account/erase/", {"word": "yes"}).status_code == 422
    assert User.objects.count() == 1
