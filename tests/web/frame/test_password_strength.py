import pytest
from django.core.exceptions import ValidationError

from cmlguide.records.models import User
from cmlguide.web.frame.password_strength import HardToGuess


@pytest.mark.parametrize(
    "password",
    [
        "Password123!",
        "passwordpassword",
        "1234567890",
        "qwertyuiop1",
        "tuesdaymorning",
        "leukemia2024",
        "aaaaaaaaaaaa",
    ],
)
def test_password_that_guessing_tries_soon_is_refused(password):
    with pytest.raises(ValidationError, match="too easy to guess"):
        HardToGuess().validate(password)


@pytest.mark.parametrize(
    "password", ["four small green words", "Zaun-Regen-41-Kuchen", "vR7#mQ2x!k9Lp", "красный дом у реки"]
)
def test_password_that_is_hard_to_guess_is_taken(password):
    HardToGuess().validate(password)


def test_own_name_makes_a_password_easy():
    HardToGuess().validate("bodakiluremo")

    with pytest.raises(ValidationError, match="too easy to guess"):
        HardToGuess().validate("bodakiluremo", User(username="bodakiluremo"))


def test_very_long_password_is_judged_by_its_beginning():
    HardToGuess().validate("four small green words " * 100)

    with pytest.raises(ValidationError, match="too easy to guess"):
        HardToGuess().validate("a" * 5000)
