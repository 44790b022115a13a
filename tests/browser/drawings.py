"""A drawing in a browser without a server: where its words are, and what is wrong with their places."""

from pathlib import Path

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
# The narrowest room each drawing is shown in, in screen pixels: see chart.css and base.css.
NARROWEST = {"wide": 860, "medium": 560, "phone": 302, "paper": 680}
# The letters' own boxes, because Firefox counts the pale edge around them as well.
MEASURE = """svg => {
  const {width, height} = svg.viewBox.baseVal;
  const scale = svg.getBoundingClientRect().width / width;
  return [...svg.querySelectorAll('text')].map(text => {
    const box = text.getBBox();
    return {words: text.textContent, size: parseFloat(getComputedStyle(text).fontSize) * scale,
            left: box.x * scale, right: (box.x + box.width) * scale, top: box.y * scale,
            bottom: (box.y + box.height) * scale, width: width * scale, height: height * scale};
  });
}"""


def style() -> str:
    return "".join((CSS / f"{name}.css").read_text() for name in ("tokens", "base", "chart"))


def show(canvas, width: str, pictures: dict[str, str], pixels: int = 0, family: str = "") -> None:
    """Show the drawings one below the other; in the font `family` instead of the style sheets' font."""
    boxes = "".join(f'<div class="box" id="{name}">{svg}</div>' for name, svg in pictures.items())
    rules = f".box {{ width: {pixels or NARROWEST[width]}px }} .box svg {{ display: block; max-width: none }}"
    if family:
        rules += f'.box text {{ font-family: "{family}" !important }}'
    canvas.set_content(f"<!doctype html><style>{style()}{rules}</style>{boxes}")


MEASURE_NAMES = """svg => {
  const frame = svg.getBoundingClientRect();
  const box = one => { const b = one.getBoundingClientRect();
    return {left: b.left - frame.left, right: b.right - frame.left, top: b.top - frame.top,
            bottom: b.bottom - frame.top, words: one.textContent}; };
  const all = query => [...svg.querySelectorAll(query)].map(box);
  const leaves = kind => all(`circle[class^="${kind}"], path[class^="${kind}"], [class^="${kind}"] > *`);
  return {points: leaves("c-point").map(({words, ...rest}) => rest), levels: all(".c-level-name"),
          across: all(".c-value, .c-next-name, .c-my-goal-name"), strip: all(".c-goal-when, .c-goal-words"),
          axis: all(".c-tick, .c-today-name"), names: all(".c-today-name"), today: all(".c-today")[0]};
}"""
APART = 4  # screen pixels between "today" and the nearest number


def faults(texts: list[dict]) -> list[str]:
    """Every text that is too small, leaves the picture or touches another text."""
    found = [f"small: {text['words']} {text['size']:.1f}" for text in texts if text["size"] < 12.99]
    found += [f"outside: {text['words']}" for text in texts if not is_inside(text)]
    for index, one in enumerate(texts):
        found += [f"{one['words']} / {other['words']}" for other in texts[index + 1 :] if touch(one, other)]
    return found


def is_inside(text: dict) -> bool:
    return (
        text["left"] >= -0.5
        and text["top"] >= -0.5
        and text["right"] <= text["width"] + 0.5
        and text["bottom"] <= text["height"] + 0.5
    )


def touch(one: dict, other: dict) -> bool:
    return (
        min(one["right"], other["right"]) - max(one["left"], other["left"]) > 0.2
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 0.2
    )


def lying(parts: dict) -> list[str]:
    """Each level's name that covers a point of the curve."""
    return [
        f"{name['words']} on the curve"
        for name in parts["levels"]
        if any(touch(name, point) for point in parts["points"])
    ]


def crossing(parts: dict) -> list[str]:
    """Each label crossed by the line for today."""
    middle = (parts["today"]["left"] + parts["today"]["right"]) / 2
    return [
        f"{text['words']} across today" for text in parts["across"] if text["left"] < middle < text["right"]
    ]


def crowding(parts: dict) -> list[str]:
    """Each label of the time axis that is too close to "today"."""
    (today,) = parts["names"]
    return [
        f"{tick['words']} beside today"
        for tick in parts["axis"]
        if tick["words"] != today["words"]
        and tick["top"] < today["bottom"]
        and today["top"] < tick["bottom"]
        and tick["left"] - today["right"] < APART
        and today["left"] - tick["right"] < APART
    ]
