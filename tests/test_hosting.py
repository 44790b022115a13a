import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from cmlguide.hosting import (
    DATABASE_OPTIONS,
    Hsts,
    Operator,
    read_contact,
    read_database_url,
    read_fallback_keys,
    read_hsts,
    read_mail_server,
    read_operator,
    read_pooling,
    read_proxies,
    refuse_unsafe_start,
)

KEY = "an invented key, long enough to be taken for a random one 0123456789"
SAFE = {
    "CMLGUIDE_DATABASE_URL": "postgresql://guide@db.example/cml",
    "CMLGUIDE_SECRET_KEY": KEY,
    "CMLGUIDE_SMTP_HOST": "mail.example",
    "CMLGUIDE_PROXIES": "1",
}


def test_database_url_names_every_part():
    settings = read_database_url("postgresql://guide:p%40ss@db.example:5433/cml")

    assert settings == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "cml",
        "USER": "guide",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": "5"},
    }


def test_database_url_may_name_a_socket():
    assert read_database_url("postgresql:///cml?host=%2Frun%2Fpg")["HOST"] == "/run/pg"


def test_database_url_passes_on_how_the_connection_is_kept_safe():
    url = (
        "postgresql://guide@db.example/cml?sslmode=verify-full&sslrootcert=%2Fetc%2Fca%20one.pem"
        "&connect_timeout=9&options=-c%20statement_timeout%3D5000&target_session_attrs=read-write"
    )

    assert read_database_url(url)["OPTIONS"] == {
        "sslmode": "verify-full",
        "sslrootcert": "/etc/ca one.pem",
        "connect_timeout": "9",
        "options": "-c statement_timeout=5000",
        "target_session_attrs": "read-write",
    }


def test_plus_sign_in_a_database_url_is_a_plus_sign():
    """libpq decodes percent signs only (PostgreSQL, Connection URIs)."""
    options = read_database_url("postgresql:///cml?application_name=a+b")["OPTIONS"]

    assert options == {"connect_timeout": "5", "application_name": "a+b"}


def test_libpq_knows_every_parameter_that_is_passed_on():
    from psycopg.pq import Conninfo  # not above: a home installation has no driver for PostgreSQL

    known = {option.keyword.decode() for option in Conninfo.get_defaults()}

    assert set(DATABASE_OPTIONS) - known == set()


def refusal(call, *arguments):
    with pytest.raises(ImproperlyConfigured) as refused:
        call(*arguments)
    return str(refused.value)


def test_unknown_part_of_a_database_url_is_refused_by_name():
    said = refusal(read_database_url, "postgresql://db.example/cml?sslmod=require&pool=5")

    assert said == (
        "CMLGUIDE_DATABASE_URL has a part that is not known: pool, sslmod."
        f" It may have: host, {', '.join(DATABASE_OPTIONS)}."
    )


def test_unknown_sslmode_is_refused_with_those_there_are():
    assert refusal(read_database_url, "postgresql://db.example/cml?sslmode=yes") == (
        "sslmode in CMLGUIDE_DATABASE_URL must be one of:"
        " disable, allow, prefer, require, verify-ca, verify-full."
    )


@pytest.mark.parametrize(
    "url",
    [
        *("sqlite:///x", "postgresql://db.example", "cml", "postgresql://db.example:port/cml"),
        *("postgresql://[db/cml", "postgresql://db.example/cml?sslmode"),
    ],
)
def test_other_database_url_is_refused_with_an_example(url):
    with pytest.raises(ImproperlyConfigured) as refused:
        read_database_url(url)

    assert str(refused.value) == (
        "CMLGUIDE_DATABASE_URL must look like postgresql://user:password@host:5432/name"
    )


@pytest.mark.parametrize(("said", "count"), [(None, 0), ("", 0), ("0", 0), (" 1 ", 1), ("2", 2)])
def test_proxies_are_counted(said, count):
    assert read_proxies({} if said is None else {"CMLGUIDE_PROXIES": said}) == count


@pytest.mark.parametrize("said", ["-1", "one", "1.5", "10", "²"])
def test_other_number_of_proxies_is_refused(said):
    assert refusal(read_proxies, {"CMLGUIDE_PROXIES": said}) == (
        "CMLGUIDE_PROXIES must be the number of proxies before the site: 1 for one, 0 for none."
    )


@pytest.mark.parametrize(
    ("days", "reach", "hsts"),
    [
        ("", "", Hsts(31_536_000, subdomains=True, preload=True)),
        ("", "subdomains", Hsts(31_536_000, subdomains=True, preload=False)),
        ("7", "host", Hsts(604_800, subdomains=False, preload=False)),
        ("0", " host ", Hsts(0, subdomains=False, preload=False)),
        ("3650", "preload", Hsts(315_360_000, subdomains=True, preload=True)),
    ],
)
def test_how_long_browsers_hold_to_https(days, reach, hsts):
    assert read_hsts({"CMLGUIDE_HSTS_DAYS": days, "CMLGUIDE_HSTS_REACH": reach}) == hsts


@pytest.mark.parametrize("days", ["3651", "-1", "a year", "²"])
def test_other_number_of_days_is_refused(days):
    assert refusal(read_hsts, {"CMLGUIDE_HSTS_DAYS": days}) == (
        "CMLGUIDE_HSTS_DAYS must be a number of days from 0 to 3650."
    )


def test_other_reach_is_refused_with_those_there_are():
    assert refusal(read_hsts, {"CMLGUIDE_HSTS_REACH": "all"}) == (
        "CMLGUIDE_HSTS_REACH must be one of: host, subdomains, preload."
    )


def test_pooler_is_said_by_how_it_works():
    assert read_pooling({}) is False
    assert read_pooling({"CMLGUIDE_DATABASE_POOL": "transaction"}) is True
    assert refusal(read_pooling, {"CMLGUIDE_DATABASE_POOL": "pgbouncer"}) == (
        "CMLGUIDE_DATABASE_POOL must be transaction, where a pooler such as PgBouncer works like that,"
        " or not be set."
    )


def test_earlier_keys_are_read_newest_first():
    assert read_fallback_keys({}) == []
    assert read_fallback_keys({"CMLGUIDE_SECRET_KEY_FALLBACKS": " second\nfirst "}) == ["second", "first"]


def test_operator_says_who_where_and_how_long():
    said = read_operator(
        {
            "CMLGUIDE_OPERATOR": "Leukemia Friends",
            "CMLGUIDE_STORED_IN": "Germany",
            "CMLGUIDE_PRIVACY_CONTACT": "privacy@example.org",
            "CMLGUIDE_BACKUP_DAYS": "14",
            "CMLGUIDE_LOG_DAYS": " 7 ",
        }
    )

    assert said == Operator("Leukemia Friends", "Germany", "privacy@example.org", 14, 7)
    assert read_operator({}) == Operator()
    assert refusal(read_operator, {"CMLGUIDE_LOG_DAYS": "a week"}) == (
        "CMLGUIDE_LOG_DAYS must be a number of days, such as 30."
    )


@pytest.mark.parametrize(
    ("said", "contact"),
    [
        ("", ""),
        ("security@example.org", "mailto:security@example.org"),
        ("mailto:security@example.org", "mailto:security@example.org"),
        ("https://example.org/report", "https://example.org/report"),
    ],
)
def test_security_contact_is_a_link(said, contact):
    assert read_contact({"CMLGUIDE_SECURITY_CONTACT": said}) == contact


@pytest.mark.parametrize("said", ["call us", "http://example.org", "a@b.example\nExpires: never"])
def test_other_security_contact_is_refused(said):
    assert refusal(read_contact, {"CMLGUIDE_SECURITY_CONTACT": said}) == (
        "CMLGUIDE_SECURITY_CONTACT must be an e-mail address or a link that begins with https://."
    )


def test_safe_start_is_not_refused():
    assert refuse_unsafe_start(SAFE) is None
    assert refuse_unsafe_start({**SAFE, "CMLGUIDE_PROXIES": "0"}) is None


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        (
            "CMLGUIDE_DATABASE_URL",
            "",
            (
                "CMLGUIDE_DATABASE_URL is not set: many people's records need PostgreSQL,"
                " as in postgresql://user:password@host:5432/name."
            ),
        ),
        (
            "CMLGUIDE_SECRET_KEY",
            "",
            "CMLGUIDE_SECRET_KEY is not set: give it a random text of 50 signs or more.",
        ),
        (
            "CMLGUIDE_SECRET_KEY",
            KEY[:49],
            "CMLGUIDE_SECRET_KEY is too easy to guess: it needs 50 random signs or more.",
        ),
        (
            "CMLGUIDE_SECRET_KEY",
            "abcd" * 20,
            "CMLGUIDE_SECRET_KEY is too easy to guess: it needs 50 random signs or more.",
        ),
        (
            "CMLGUIDE_SMTP_HOST",
            "",
            "CMLGUIDE_SMTP_HOST is not set: without mail nobody can get back in who forgot a password.",
        ),
        (
            "CMLGUIDE_PROXIES",
            "",
            (
                "CMLGUIDE_PROXIES is not set: say how many proxies of yours stand before the site,"
                " 1 behind one, 0 where it is reached without any."
            ),
        ),
    ],
)
def test_unsafe_start_is_refused_in_a_sentence(name, value, sentence):
    said = refusal(refuse_unsafe_start, {**SAFE, name: value})

    assert said == f"A hosted site does not start like this. {sentence}"


def test_no_mail_is_sent_without_a_mail_server():
    assert read_mail_server({})["BACKEND"] == "django.core.mail.backends.dummy.EmailBackend"


def test_mail_server_is_reached_over_tls():
    server = read_mail_server({"CMLGUIDE_SMTP_HOST": "mail.example", "CMLGUIDE_SMTP_USER": "guide"})

    assert server["BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert server["OPTIONS"] == {
        "host": "mail.example",
        "port": 587,
        "username": "guide",
        "password": "",
        "use_tls": True,
        "timeout": 10,
    }


def run_hosted(data, *command, **environment):
    """Run Python with a hosted site's settings, and with nothing else from this process's environment."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("CMLGUIDE_", "DJANGO_"))
    }
    hosted = {"CMLGUIDE_HOSTS": "guide.example", "DJANGO_SETTINGS_MODULE": "cmlguide.settings"}
    return subprocess.run(
        [sys.executable, *command],
        env={**kept, **hosted, "CMLGUIDE_DATA": str(data), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_hosted_settings_pass_djangos_deployment_checks(tmp_path):
    done = run_hosted(
        tmp_path,
        *("-m", "django", "check", "--deploy", "--fail-level", "WARNING"),
        **SAFE,
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_hosted_site_is_served_only_when_it_is_safe(tmp_path):
    (tmp_path / "static").mkdir()

    safe, unsafe = (run_hosted(tmp_path, "-c", "import cmlguide.wsgi", **settings) for settings in (SAFE, {}))

    assert (safe.returncode, safe.stderr) == (0, "")
    assert unsafe.returncode == 1
    assert "A hosted site does not start like this." in unsafe.stderr


VISIT = """
import django
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
client = Client(headers={"host": "guide.example"})
plain, safe = client.get("/"), client.get("/", secure=True)
print(plain.status_code, plain.headers["Location"])
print(safe.status_code, safe.headers["Location"])
print(safe.headers["Strict-Transport-Security"])
from django.conf import settings
print(settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.CSRF_COOKIE_SECURE)
from allauth.account import app_settings
print(app_settings.RATE_LIMITS["login"], app_settings.RATE_LIMITS["login_failed"])
"""


def test_hosted_site_insists_on_tls_binds_its_cookies_and_limits_guesses(tmp_path):
    (tmp_path / "static").mkdir()

    done = run_hosted(tmp_path, "-c", VISIT, CMLGUIDE_TODAY="2020-01-02")

    assert done.stdout.splitlines() == [
        "301 https://guide.example/",
        "302 /account/login/?next=/",
        "max-age=31536000; includeSubDomains; preload",
        "__Host-cmlguide_session __Host-cmlguide_csrf True",
        "30/m/ip 10/m/ip,5/300s/key",
    ]
