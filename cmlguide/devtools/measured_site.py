"""The site with a made-up record, as `cmlguide` starts it: for a browser to measure or to draw."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from cmlguide import serving
from cmlguide.devtools.made_up import make_history


def main() -> None:
    """`python -m cmlguide.devtools.measured_site RECORD PORT`: a data folder is given by CMLGUIDE_DATA.

    RECORD is a number of results, or one of the kinds of example.
    """
    record, port = sys.argv[1:3]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cmlguide.settings")
    serving.prepare()
    _make_record(record)
    sys.exit(serving.main(["--no-browser", "--port", port]))


def _make_record(record: str) -> None:
    # Here, not above: models can be imported only once the site is prepared.
    from django.utils import timezone

    from cmlguide.records.actions.examples import show_example
    from cmlguide.records.actions.persons import edit_person
    from cmlguide.records.actions.records import open_record
    from cmlguide.web.frame.home import home_user

    today = timezone.now().date()
    if record.isdecimal():
        open_record(owner=home_user(), history=make_history(int(record), today))
    else:
        person = show_example(owner=home_user(), kind=record, today=today)
        edit_person(person=person, clinic_day_phone="0123 456 789")


@contextlib.contextmanager
def running_site(record: int | str, port: int) -> Iterator[str]:
    """The one-time link to a site of its own, which is stopped and thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="cmlguide-bench-") as data:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("CMLGUIDE_")}
        kept.pop("DJANGO_SETTINGS_MODULE", None)
        site = subprocess.Popen(  # noqa: S603 - this very Python and our own module
            [sys.executable, "-m", "cmlguide.devtools.measured_site", str(record), str(port)],
            stdout=subprocess.PIPE,
            text=True,
            env={**kept, "CMLGUIDE_DATA": data, "PYTHONUNBUFFERED": "1"},
        )
        try:
            yield _link_said_by(site)
        finally:
            site.kill()
            site.communicate()


def _link_said_by(site: subprocess.Popen[str]) -> str:
    said = ""
    for line in site.stdout or ():
        said += line
        if found := re.search(r"http://\S+/open/\S+", line):
            return found.group()
    raise RuntimeError(f"The site to measure did not start.\n{said}")


if __name__ == "__main__":
    main()
