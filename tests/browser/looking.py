"""What a browser test looks for on any page."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
PICTURES = Path(__file__).resolve().parents[2] / "test-results"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def find_barriers(page: Page) -> list[str]:
    """Each accessibility rule the page breaks, with the element that breaks it; empty when there is none."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def take_picture(page: Page, name: str) -> Path:
    """Save the whole page as test-results/NAME-WIDTH.png and return where."""
    width = page.viewport_size["width"]  # type: ignore[index]
    PICTURES.mkdir(exist_ok=True)
    file = PICTURES / f"{name}-{width}.png"
    page.screenshot(path=file, full_page=True)
    return file


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window; 0 when it fits."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
