"""`manage.py pictures`: take the pictures of the README anew, in Chromium, of the example people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand

from cmlguide.devtools.chromium import DESK, PHONE, open_chromium, sign_in
from cmlguide.devtools.measured_site import running_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = Path(__file__).parents[4] / "docs" / "pictures"
PORT = 8797


class Command(BaseCommand):
    """Starts a site of its own on a data folder that is deleted afterwards."""

    requires_system_checks = ()  # some of them open the database in use, and so create it
    help = "Take the pictures in docs/pictures anew."

    def handle(self, *args: Any, **options: Any) -> None:
        """Take every picture and name its file."""
        with open_chromium() as browser:
            for kind, pictures in PICTURES.items():
                with running_site(kind, PORT) as link:
                    for name in take_pictures(browser, link, pictures):
                        self.stdout.write(name)


def take_pictures(browser: Browser, link: str, pictures: dict[str, tuple[str, dict[str, int]]]) -> list[str]:
    """Take the pictures (file name: path of the page and size of the window) of the site behind the link."""
    state = sign_in(browser, link)
    site = "{0.scheme}://{0.netloc}".format(urlsplit(link))
    for name, (where, size) in pictures.items():
        context = browser.new_context(viewport=size, storage_state=state)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(site + where)
        _take(page, FOLDER / name)
        context.close()
    return [str(FOLDER / name) for name in pictures]


def _take(page: Page, file: Path) -> None:
    """What fits the window; of the page for the visit the sheet of paper."""
    sheet = page.locator(".paper")
    if sheet.count():
        sheet.first.screenshot(path=file)
    else:
        page.screenshot(path=file)


WINDOWS = {device: {"width": device.width, "height": device.height} for device in (DESK, PHONE)}
PICTURES = {
    "just_above": {
        "timeline.png": ("/", WINDOWS[DESK]),
        "phone.png": ("/", WINDOWS[PHONE]),
        "paper.png": ("/summary/", WINDOWS[DESK]),
    },
    "rising": {"alarm.png": ("/", WINDOWS[DESK])},
}
