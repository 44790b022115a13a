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


def test_hosted_settings_pass_djangos_deployment_checks(tmp_path):
    environment = {
        **os.environ,
        "CMLGUIDE_DATA": str(tmp_path),
        "CMLGUIDE_HOSTS": "guide.example",
        "CMLGUIDE_DATABASE_URL": "postgresql://guide@db.example/cml",
        "CMLGUIDE_SMTP_HOST": "mail.example",
        "DJANGO_SETTINGS_MODULE": "cmlguide.settings",
    }

    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
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
"""


def test_hosted_site_insists_on_tls(tmp_path):
    environment = {
        **os.environ,
        "CMLGUIDE_DATA": str(tmp_path),
        "CMLGUIDE_HOSTS": "guide.example",
        "CMLGUIDE_TODAY": "2020-01-02",
        "DJANGO_SETTINGS_MODULE": "cmlguide.settings",
    }
    (tmp_path / "static").mkdir()

    done = subprocess.run(
        [sys.executable, "-c", VISIT], env=environment, capture_output=True, text=True, check=False
    )

    assert done.stdout.splitlines() == [
        "301 https://guide.example/",
        "302 /account/login/?next=/",
        "max-age=31536000; includeSubDomains; preload",
    ]
