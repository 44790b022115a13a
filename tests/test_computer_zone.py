"""Where this computer says it stands. No machine's own files are read: each test makes its own."""

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
