import pytest

from cmlguide.web.frame.sign_in_forms import AgainForm, ChangeForm, SignInForm
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def labels(form):
    return [str(field.label) for field in form.visible_fields()]


def test_home_asks_for_the_passphrase_only():
    form = SignInForm()

    assert labels(form) == ["Passphrase"]
    assert form["login"].value() == "home"


def test_hosted_asks_for_a_name_too(settings):
    settings.HOME_MODE = False

    assert len(labels(SignInForm())) == 2


def test_no_field_has_a_placeholder():
    fields = [*SignInForm(), *ChangeForm(user=make_user()), *AgainForm(user=make_user())]

    assert ["placeholder" in str(field) for field in fields] == [False] * len(fields)


def test_asking_again_speaks_of_a_passphrase_at_home(settings):
    assert labels(AgainForm(user=make_user())) == ["Passphrase"]

    settings.HOME_MODE = False
    assert labels(AgainForm(user=make_user())) == ["Password"]


def test_changing_speaks_of_a_passphrase_at_home():
    form = ChangeForm(user=make_user())

    assert labels(form) == ["Passphrase you use now", "New passphrase", "The new passphrase again"]


def test_changing_speaks_of_a_password_elsewhere(settings):
    settings.HOME_MODE = False

    assert labels(ChangeForm(user=make_user()))[0] == "Password you use now"
