"""Signing a test client in as somebody who has just typed the password."""

import time

from django.test import Client

from cmlguide.web.frame.idle import NEWS
from cmlguide.web.frame.signed_in_browsers import SEEN, SINCE

FAR_AWAY = 4_102_444_800  # the year 2100


def sign_in(user):
    """A client that was signed in a moment ago: what asks for a fresh proof does not ask."""
    client = Client()
    client.force_login(user)
    prove_now(client)
    return client


def sign_in_and_look(user):
    """The same, after a first page: that one notes the browser, which tests of queries do not mean. No clock
    a test moves signs this client out for being idle; tests/web/frame/test_idle.py has clients of its own."""
    client = sign_in(user)
    session = client.session
    session[NEWS] = False
    session[SEEN] = session[SINCE] = FAR_AWAY
    session.save()
    return client


def prove_now(client):
    """Note in the client's session what allauth notes after a right password."""
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()
