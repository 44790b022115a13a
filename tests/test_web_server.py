"""What an operator chooses of the web server, and the line that says why it does not start."""

import os

import pytest
from django.core.exceptions import ImproperlyConfigured

from cmlguide.web_server import ServerChoices, read_choices, refuse_to_start
from tests.test_hosting import KEY, SAFE

NO_PLACE = "must be an address and a port of this computer, such as 127.0.0.1:9108, or off."


def test_nothing_chosen_is_this_computer_only():
    assert read_choices({}) == ServerChoices("127.0.0.1:8000", os.cpu_count() or 1, 16, ("127.0.0.1", 9108))


def test_each_choice_is_taken():
    said = {
        "CMLGUIDE_BIND": "unix:/run/cmlguide/web.sock",
        "CMLGUIDE_PROCESSES": "4",
        "CMLGUIDE_THREADS": " 2 ",
        "CMLGUIDE_METRICS": "[::1]:9200",
    }

    assert read_choices(said) == ServerChoices("unix:/run/cmlguide/web.sock", 4, 2, ("::1", 9200))
    assert read_choices({"CMLGUIDE_METRICS": "off"}).metrics is None


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("CMLGUIDE_PROCESSES", "0", "CMLGUIDE_PROCESSES must be a number from 1 to 256."),
        ("CMLGUIDE_PROCESSES", "257", "CMLGUIDE_PROCESSES must be a number from 1 to 256."),
        ("CMLGUIDE_THREADS", "many", "CMLGUIDE_THREADS must be a number from 1 to 256."),
        *(
            (
                "CMLGUIDE_METRICS",
                value,
                f"CMLGUIDE_METRICS {NO_PLACE}",
            )
            for value in ("9108", ":9108", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536")
        ),
    ],
)
def test_other_choice_is_refused_in_a_sentence(name, value, sentence):
    with pytest.raises(ImproperlyConfigured) as refused:
        read_choices({name: value})

    assert str(refused.value) == sentence
    assert refuse_to_start({name: value}) == sentence


def test_home_installation_is_not_served_to_others():
    """The tests' own settings are those of a home."""
    assert refuse_to_start(SAFE) == (
        "CMLGUIDE_HOSTS is not set: gunicorn serves a hosted site. At home use manage.py serve."
    )


@pytest.fixture
def site(settings, tmp_path):
    """A hosted site whose files were collected."""
    settings.HOSTED, settings.STATIC_ROOT = True, tmp_path
    (tmp_path / "staticfiles.json").write_text("{}")
    return tmp_path


def test_safe_site_is_served(site):
    assert refuse_to_start(SAFE) == ""


@pytest.mark.parametrize("name", SAFE)
def test_site_that_lacks_something_is_not_served(site, name):
    said = refuse_to_start({**SAFE, name: ""})

    assert said.startswith(f"A hosted site does not start like this. {name} is not set")


def test_site_with_a_weak_key_is_not_served(site):
    said = refuse_to_start({**SAFE, "CMLGUIDE_SECRET_KEY": KEY[:49]})

    assert said.endswith("CMLGUIDE_SECRET_KEY is too easy to guess: it needs 50 random signs or more.")


def test_site_without_its_files_is_not_served(site):
    (site / "staticfiles.json").unlink()

    assert refuse_to_start(SAFE) == f"{site} holds no files to serve. Run manage.py collectstatic."
