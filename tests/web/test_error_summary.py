"""A form that comes back says at its top all that is wrong, in the order of the page, and takes the focus."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from cmlguide.web.frame import home
from tests.factories import make_user
from tests.signing_in import sign_in

SUMMARY = re.compile(r'<div class="error-summary" role="alert" tabindex="-1" autofocus>.*?</div>', re.DOTALL)
PROBLEM = re.compile(r'<li><a href="#(\w+)">(.*?)</a></li>')
FRAGMENT = {"HX-Request": "true"}


def summary(answer) -> list[tuple[str, str]]:
    """Of the one summary on the page each field and what is wrong with it, without the name of the field."""
    (found,) = SUMMARY.findall(answer.text)
    return [(field, unescape(strip_tags(said)).split(" (")[0]) for field, said in PROBLEM.findall(found)]


@pytest.mark.parametrize("headers", [{}, FRAGMENT])
def test_an_empty_question_of_ones_own_is_said_at_the_top_of_its_form(signed_in, headers):
    answer = signed_in.post(reverse("question-choose"), {"text": ""}, headers=headers)

    assert summary(answer) == [("id_text", "Write your question first.")]
    assert answer.text.index("error-summary") > answer.text.index('id="own-question"')


NEW = [("id_password1", "Enter a new password."), ("id_password2", "Enter the new password again.")]
NAME = ("id_login", "Enter your user name or e-mail address.")
CONSENT = ("id_consent", "Check the box if you agree. Without it this site may not keep your data.")
KEY = ("id_key", "Enter the key on your recovery sheet.")


@pytest.mark.parametrize(
    ("page", "problems"),
    [
        ("account_signup", [("id_email", "Enter your e-mail address."), *NEW, CONSENT]),
        ("account_reset_password", [("id_email", "Enter your e-mail address.")]),
        ("account-recover", [NAME, KEY, *NEW]),
    ],
)
def test_an_empty_form_of_a_visitor_says_what_to_enter(hosted_with_mail, db, page, problems):
    assert summary(Client().post(reverse(page), {})) == problems


@pytest.mark.parametrize(
    ("page", "problems"),
    [
        ("account_change_password", [("id_oldpassword", "Enter the password you use now."), *NEW]),
        ("account_reauthenticate", [("id_password", "Enter your password.")]),
    ],
)
def test_an_empty_password_says_what_to_enter(hosted_with_mail, db, page, problems):
    assert summary(sign_in(make_user()).post(reverse(page), {})) == problems


def test_an_empty_change_of_a_passphrase_says_what_to_enter(signed_in, person):
    user = home.home_user()
    user.set_password("four words to remember")
    user.save()

    assert summary(sign_in(user).post(reverse("account_change_password"), {})) == [
        ("id_oldpassword", "Enter the passphrase you use now."),
        ("id_password1", "Enter a passphrase."),
        ("id_password2", "Enter the same passphrase again."),
    ]


@pytest.mark.parametrize("kind", ["side-effect", "dose", "note", "new"])
def test_what_is_wrong_in_the_diary_is_listed_from_top_to_bottom(signed_in, kind):
    answer = signed_in.post(reverse(f"diary-add-{kind}"), {})

    fields = [field for field, _said in summary(answer)]
    places = [answer.text.index(f'id="{field}"') for field in fields]
    assert len(fields) == 2
    assert places == sorted(places)


@pytest.mark.parametrize("page", [reverse("medicine-add"), reverse("start-step", args=["medicine"])])
def test_a_medicine_not_chosen_is_asked_for_where_it_can_be_chosen(signed_in, page):
    """The box for a name is shown only once "Another medicine" is chosen."""
    assert summary(signed_in.post(page, {}))[0] == ("id_medicine", "Choose from the list.")
