import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from cmlguide.hosting import read_database_url, read_mail_server


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
    }


def test_database_url_may_name_a_socket():
    assert read_database_url("postgresql:///cml?host=%2Frun%2Fpg")["HOST"] == "/run/pg"


@pytest.mark.parametrize("url", ["sqlite:///x", "postgresql://db.example", "cml"])
def test_other_database_url_is_refused_with_an_example(url):
    with pytest.raises(ImproperlyConfigured) as refused:
        read_database_url(url)

    assert str(refused.value) == (
        "CMLGUIDE_DATABASE_URL must look like postgresql://user:password@host:5432/name"
    )


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
    }


def run_hosted(data, *command, **environment):
    """Run Python in a hosted site's settings, and in nothing else of this process's environment."""
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
        CMLGUIDE_DATABASE_URL="postgresql://guide@db.example/cml",
        CMLGUIDE_SMTP_HOST="mail.example",
    )

    assert (done.returncode, done.stderr) == (0, "")


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
