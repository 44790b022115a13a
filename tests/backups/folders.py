"""A data folder of a test's own, with a record in it, and the site's connection led to it."""

from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection

from cmlguide.backups.aside import in_place_of_default
from cmlguide.data_folder import DATABASE, say_what_folder_this_is
from tests.factories import make_person, make_result

ENGINE = "django.db.backends.sqlite3"
OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
}


@contextmanager
def site_in(folder):
    """Whatever asks for the database in this block finds the one of that folder."""
    with in_place_of_default(ENGINE=ENGINE, NAME=folder / DATABASE, OPTIONS=dict(OPTIONS)):
        yield folder


def begin_record(folder):
    """Make the record of somebody with one number, 0.074%."""
    folder.mkdir(mode=0o700)
    with site_in(folder):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        make_result(make_person(name="Robin"), "0.074")
        assert connection.settings_dict["NAME"] == folder / DATABASE
    say_what_folder_this_is(folder)


def numbers():
    """The values of all results, as text."""
    from cmlguide.records.models import Result

    return sorted(str(value) for value in Result.objects.values_list("value", flat=True))
