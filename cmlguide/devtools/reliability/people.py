"""People with a record and a browser that is signed in, made inside a site's own settings and database.

    python -m cmlguide.devtools.reliability.people 4

prepares the database and prints the cookies of four, as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from importlib import import_module

import django


def main(count: int) -> None:
    """Make so many people after those that are there."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    sys.stdout.write(json.dumps([_make_one() for _ in range(count)]))


def _make_one() -> dict[str, str]:
    from cmlguide.records.actions.consent import note_consent  # these want a site that is set up
    from cmlguide.records.actions.persons import create_person
    from cmlguide.records.actions.rows import add_row
    from cmlguide.records.models import Medicine, User
    from cmlguide.web.frame.consent import VERSION

    user = User.objects.create_user(f"person-{User.objects.count() + 1}")
    note_consent(user=user, version=VERSION, day=date(2026, 1, 1))
    person = create_person(owner=user, phase="chronic", transcript="typical", diagnosed_on=date(1999, 12, 1))
    add_row(Medicine, person=person, medicine="imatinib", started_on=date(2000, 1, 1))
    return cookies_of(user.pk, user.get_session_auth_hash())


def cookies_of(user_id: int, auth_hash: str) -> dict[str, str]:
    """The cookies of a browser that this user signed in a moment ago."""
    from django.conf import settings

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session["_auth_user_id"] = str(user_id)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    session["_auth_user_hash"] = auth_hash
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user_id)
    session.save()
    return {settings.SESSION_COOKIE_NAME: session.session_key}


if __name__ == "__main__":
    main(int(sys.argv[1]))
