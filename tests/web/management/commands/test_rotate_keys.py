"""`manage.py rotate_keys`: with a new secret key nobody is signed out and nothing is lost."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.tokens import default_token_generator
from django.core.management import CommandError, call_command

from cmlguide.records.models import WaitingFile
from cmlguide.web.frame.accounts import MfaAdapter
from cmlguide.web.pages.imports.waiting import open_waiting_file
from tests.factories import make_waiting_file

OLD, NEW = "the key that was in use so far " * 2, "the key that is in use from now on " * 2
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def old_key(settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = OLD, []


@pytest.fixture
def locked(old_key, person):
    """What the old key encrypted for one person: an app's secret, recovery codes, a file with a question."""
    TOTP.activate(person.owner, SECRET)
    codes = RecoveryCodes.activate(person.owner).generate_codes()
    return codes, make_waiting_file(person)


def use_new_key(settings, *, keeping=()):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, list(keeping)


def rotate():
    said = StringIO()
    call_command("rotate_keys", stdout=said)
    return said.getvalue()


def secrets_of(user):
    rows = {row.type: row for row in Authenticator.objects.filter(user=user)}
    return MfaAdapter().decrypt(rows["totp"].data["secret"]), RecoveryCodes(
        rows["recovery_codes"]
    ).generate_codes()


def test_everything_opens_with_the_new_key_alone(settings, person, locked):
    codes, waiting = locked
    use_new_key(settings, keeping=[OLD])

    said = rotate()
    use_new_key(settings)

    assert said == "Locked with the newest key: 2 secrets of two-step sign-in, 1 waiting files.\n"
    assert secrets_of(person.owner) == (SECRET, codes)
    draft = open_waiting_file(WaitingFile.objects.get(pk=waiting.pk))
    assert draft.data == b"Date,BCR-ABL1 % (IS)\n2026-04-17,0\n"


def test_everything_opens_before_the_command_too(settings, person, locked):
    codes, waiting = locked

    use_new_key(settings, keeping=["one between", OLD])

    assert secrets_of(person.owner) == (SECRET, codes)
    assert open_waiting_file(waiting).name == "a.csv"


def test_without_the_old_key_the_command_says_so_and_changes_nothing(settings, person, locked):
    _codes, waiting = locked
    before = list(Authenticator.objects.order_by("pk").values_list("data", flat=True))
    use_new_key(settings)

    with pytest.raises(CommandError) as stopped:
        rotate()

    assert str(stopped.value) == (
        "3 could not be opened. Add the key that locked them to CMLGUIDE_SECRET_KEY_FALLBACKS."
    )
    assert list(Authenticator.objects.order_by("pk").values_list("data", flat=True)) == before
    assert WaitingFile.objects.get(pk=waiting.pk).content == waiting.content
    assert open_waiting_file(waiting) is None


def test_nobody_is_signed_out_while_the_old_key_is_kept(settings, old_key, signed_in):
    signed_in.get("/")
    use_new_key(settings, keeping=[OLD])

    assert signed_in.get("/").status_code == 200
    use_new_key(settings)  # that visit was signed anew
    assert signed_in.get("/").status_code == 200


def test_without_the_old_key_everybody_is_signed_out(settings, old_key, signed_in):
    use_new_key(settings)

    assert signed_in.get("/").headers["Location"] == "/account/login/?next=/"


def test_a_mailed_link_still_opens_while_the_old_key_is_kept(settings, old_key, person):
    token = default_token_generator.make_token(person.owner)

    use_new_key(settings, keeping=[OLD])
    assert default_token_generator.check_token(person.owner, token) is True
    use_new_key(settings)
    assert default_token_generator.check_token(person.owner, token) is False
