"""Signing a test client in as somebody who has just typed the password."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from cmlguide.web.frame.idle import NEWS
from cmlguide.web.frame.signed_in_browsers import SEEN, SINCE

FAR_AWAY = 4_102_444_800  # the year 2100


def sign_in(user):
    """A client that signed in a moment ago, so that no page asks for a new proof."""
    client = Client()
    client.force_login(user)
    prove_now(client)
    return client


def sign_in_and_look(user):
    """As `sign_in`, after a first page, which records the browser and would add to the queries a test counts.
    No clock that a test moves signs this client out for being idle; tests/web/frame/test_idle.py has clients
    of its own."""
    client = sign_in(user)
    session = client.session
    session[NEWS] = False
    session[SEEN] = session[SINCE] = FAR_AWAY
    session.save()
    return client


def app_code(secret, *, steps=0):
    """What an app with that secret shows now, or some steps of 30 seconds later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def prove_now(client):
    """Record in the client's session what allauth records after a correct password and a correct code."""
    session, now = client.session, time.time()
    session["account_authentication_methods"] = [
        {"method": "password", "at": now, "reauthenticated": True},
        {"method": "mfa", "at": now, "type": "totp", "reauthenticated": True},
    ]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()
