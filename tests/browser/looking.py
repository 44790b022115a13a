"""What a browser test checks on any page."""

import os
from collections.abc import Callable
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.drawn_signs import sign_of

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
PICTURES = Path(__file__).resolve().parents[2] / "test-results"
LAYOUT = (Path(__file__).parent / "layout.js").read_text(encoding="utf-8")
PLAIN = (Path(__file__).parent / "plain.js").read_text(encoding="utf-8")
MOVED = (Path(__file__).parent / "moved.js").read_text(encoding="utf-8")
SIGNS = (Path(__file__).parent / "signs.js").read_text(encoding="utf-8")
WEAR = """family => {
  document.documentElement.style.setProperty("--font", `"${family}"`);
  const all = [...document.querySelectorAll("body :not(.paper-chart, .paper-chart *)")];
  const families = all.map((one) => getComputedStyle(one).fontFamily);
  return [...new Set(families)].filter((one) => !one.includes(family) && one !== "monospace");
}"""
SHIFTED = """() => {
  const observer = new PerformanceObserver(() => {});
  observer.observe({ type: "layout-shift", buffered: true });
  return observer.takeRecords().filter((one) => !one.hadRecentInput).reduce((sum, one) => sum + one.value, 0);
}"""
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # reporting every element that passed takes longer than checking it
}
AXE = Axe().axe_script
BARRIERS = """async (rules) => {
  const { violations } = await axe.run(document, rules);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}"""


def find_barriers(page: Page) -> list[str]:
    """Each accessibility rule the page breaks, with the element that breaks it; empty if there is none."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(BARRIERS, RULES)
    return found


def take_picture(page: Page, name: str) -> Path:
    """Save the whole page as test-results/NAME-WIDTH.png and return the path;
    not in CI, where nobody looks."""
    width = page.viewport_size["width"]  # type: ignore[index]
    PICTURES.mkdir(exist_ok=True)
    file = PICTURES / f"{name}-{width}.png"
    if "CI" not in os.environ:
        page.screenshot(path=file, full_page=True)
    return file


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window; 0 when it fits."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def find_layout_faults(page: Page, *, with_selects: bool = True) -> list[str]:
    """What on the page is cut off, hidden, out of reach, over something else, or too small to hit (44 px)."""
    return page.evaluate(LAYOUT, {"least": 44, "withSelects": with_selects})


def find_moved(page: Page) -> list[str]:
    """Each control of a form that would move away under the press that is meant for it."""
    return page.evaluate(MOVED)


def find_shift(page: Page) -> list[str]:
    """That the page moved after it was first painted, without anybody's doing (CLS above 0.00)."""
    shift = page.evaluate(SHIFTED)
    return [f"the page moved by {shift:.4f}"] if shift >= 0.005 else []


def wear(page: Page, family: str) -> list[str]:
    """Show the page in another family; elements with a font of their own keep it (except the drawing for
    paper)."""
    return [f"in a font of its own: {one}" for one in page.evaluate(WEAR, family)]


def find_signs(page: Page) -> tuple[list[str], dict[str, list[str]]]:
    """What the page says by colour alone; and the shapes in each kind of chip."""
    found = page.evaluate(SIGNS)
    shapes = {kind: [sign_of(outline) for outline in outlines] for kind, outlines in found["shapes"].items()}
    return found["faults"], shapes


def letters_of(page: Page) -> Callable[[int], None]:
    """A function that sets the reader's own text size (16 px at first): text grows, windows do not."""
    session = page.context.new_cdp_session(page)  # the setting lasts as long as the session

    def set_to(size: int) -> None:
        session.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size - 3}})

    return set_to
