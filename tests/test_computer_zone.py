"""The time zone this computer reports. No machine's own files are read: each test makes its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cmlguide.computer_zone import is_place, read_computer_zone


def etc_with(tmp_path, *, localtime="", timezone=""):
    etc = tmp_path / "etc"
    etc.mkdir()
    if localtime:
        (etc / "localtime").symlink_to(localtime)
    if timezone:
        (etc / "timezone").write_text(timezone)
    return etc


@pytest.mark.parametrize(
    ("environ", "files", "zone"),
    [
        ({}, {"localtime": "/usr/share/zoneinfo/Pacific/Auckland"}, "Pacific/Auckland"),
        ({}, {"localtime": "/var/db/timezone/zoneinfo/America/New_York"}, "America/New_York"),
        ({}, {"timezone": "Europe/Berlin\n"}, "Europe/Berlin"),
        ({"TZ": "Asia/Tokyo"}, {"timezone": "Europe/Berlin\n"}, "Asia/Tokyo"),
        ({"TZ": ":America/Lima"}, {}, "America/Lima"),
        ({"TZ": ":/usr/share/zoneinfo/America/Lima"}, {}, "America/Lima"),
        ({"TZ": "UTC"}, {"timezone": "Europe/Berlin"}, "Europe/Berlin"),
        ({"TZ": "CET-1CEST"}, {}, ""),
        ({}, {"localtime": "/usr/share/zoneinfo/Etc/UTC", "timezone": "Etc/UTC"}, ""),
        ({}, {"timezone": "../../etc/passwd"}, ""),
        ({}, {"timezone": "Mars/Olympus"}, ""),
        ({}, {}, ""),
    ],
)  # fmt: skip
def test_zone_is_that_of_a_place_or_none(tmp_path, environ, files, zone):
    assert read_computer_zone(environ, etc_with(tmp_path, **files)) == zone


def test_computer_without_these_files_names_no_zone():
    assert read_computer_zone({}, Path("/nowhere")) == ""


@pytest.mark.parametrize("name", ["", "Europe", "Etc/UTC", "GMT", "Europe/Atlantis", "a/" * 50])
def test_what_is_no_place_is_none(name):
    assert is_place(name) is False


@pytest.mark.parametrize(("hosts", "zone"), [("", "Pacific/Auckland"), ("cml.example", "")])
def test_site_knows_the_computers_zone_at_home_only_and_runs_in_utc_itself(tmp_path, hosts, zone):
    """Django sets the zone of its process, also for a process it starts: the name is read before."""
    says = "import os, django.conf as c; print([c.settings.COMPUTER_ZONE, os.environ['TZ']])"
    own = {
        "TZ": "Pacific/Auckland",
        "DJANGO_SETTINGS_MODULE": "cmlguide.settings",
        "CMLGUIDE_DATA": str(tmp_path),
        "CMLGUIDE_HOSTS": hosts,
        "CMLGUIDE_SECRET_KEY": "x" * 50,
    }
    environ = {**os.environ, **own}
    if hosts:
        environ["CMLGUIDE_DATABASE_URL"] = "postgresql://user:password@localhost/name"

    said = subprocess.run(
        [sys.executable, "-c", says], env=environ, capture_output=True, text=True, check=True
    )

    assert said.stdout.strip() == str([zone, "UTC"])
