"""The look of a timeline on paper: black and grey, every tint also hatched, readable when photocopied."""

from __future__ import annotations

_NONE = {"fill": "none"}
_INK = {"fill": "#000"}


def _stroke(width: str, colour: str = "#000", dash: str = "") -> dict[str, str]:
    attributes = {"stroke": colour, "stroke-width": width}
    return {**attributes, "stroke-dasharray": dash} if dash else attributes


# Attributes by kind of shape. The deeper the level, the lighter its band and the wider its hatch.
PAPER: dict[str, dict[str, str]] = {
    **{f"band-{index}": {"fill": f"url(#hatch-{index})"} for index in range(7)},
    "own-panel": {"fill": "#fff", **_stroke("0.5", "#777")},
    "grid": _stroke("0.6", "#777"),
    "level-edge": _stroke("0.4", "#999"),
    "own-grid": _stroke("0.5", "#aaa"),
    "wobble": {"fill": "url(#hatch-wobble)", **_stroke("0.6", "#555", "3 2")},
    "goal": _stroke("3"),
    "my-goal": _stroke("1.8", "#000", "9 3 2 3"),
    "agreed": _stroke("1.2", "#000", "2 3"),
    "stem": _stroke("0.6", "#777"),
    **dict.fromkeys(("line-start", "begins"), _stroke("0.8", "#000", "5 3")),
    "today": _stroke("0.8", "#000", "1.5 2.5"),
    "tick-mark": _stroke("0.8"),
    "limit": _stroke("0.9", "#333"),
    "limit-own": _stroke("0.9", "#333"),
    "line": {**_NONE, **_stroke("1.6")},
    "line-limit": {**_NONE, **_stroke("1.2", "#000", "4 3")},
    "line-own": {**_NONE, **_stroke("1.4")},
    "line-limit-own": {**_NONE, **_stroke("1.2", "#000", "4 3")},
    "point": {"fill": "#fff", **_stroke("1.5")},
    "point-own": {"fill": "#ddd", **_stroke("1.3")},
    "marrow": {"fill": "#fff", **_stroke("1.5")},
    "marrow-own": {"fill": "#ddd", **_stroke("1.3")},
    "newest": {**_NONE, **_stroke("1.2")},
    "lab": _stroke("1.6"),
    "next-test": _INK,
    "ahead": {"fill": "#fff", "fill-opacity": "0.65"},
    "no-depth": {"fill": "#fff", **_stroke("1.2")},
    "no-number": {**_NONE, **_stroke("1.4")},
    "diary-wedge": _INK,
    "diary-vee": {**_NONE, **_stroke("1.6")},
    "diary-pause": _stroke("1.8"),
    "diary-dot": {"fill": "#777", **_stroke("1")},
    "diary-span": _stroke("1.2", "#777"),
    "medicine": {"fill": "#e4e4e4", **_stroke("0.6", "#777")},
    "medicine-pause": _stroke("1.2", "#000", "2 3"),
    "medicine-alt": {"fill": "#fff", **_stroke("0.6", "#777", "3 2")},
    **dict.fromkeys(
        ("tick", "today-name", "level-goal", "goal-words", "next-name", "row-name", "names-below", "lowest"),
        _INK,
    ),
    **{
        kind: {**_INK, "font-weight": "700"}
        for kind in (
            "value",
            "goal-when",
            "my-goal-name",
            "level-name",
            "medicine-name",
            "medicine-name-alt",
            "medicine-name-out",
        )
    },
}
for _kind, _fine in (("line", "1"), ("line-limit", "0.8"), ("point", "1"), ("marrow", "1"), ("limit", "0.6")):
    PAPER[f"{_kind}-dense"] = {**PAPER[_kind], "stroke-width": _fine}
for _kind in ("value", "goal-when", "my-goal-name", "next-name", "row-name", "lowest"):
    PAPER[_kind] = {
        **PAPER[_kind],
        "stroke": "#fff",
        "stroke-width": "3",
        "stroke-linejoin": "round",
        "paint-order": "stroke",
    }

_HATCHES = (  # tint, spacing, line: (grey, distance of the lines, slope)
    ("#ececec", 4, "down"),
    ("#f0f0f0", 6, "down"),
    ("#f4f4f4", 9, "down"),
    ("#f8f8f8", 14, "down"),
    ("#fbfbfb", 12, "up"),
    ("#fdfdfd", 18, "up"),
    ("#ffffff", 24, "up"),
)


def paper_patterns() -> str:
    """The hatches, as SVG definitions."""
    bands = "".join(_hatch(f"hatch-{index}", *row) for index, row in enumerate(_HATCHES))
    return f"<defs>{bands}{_hatch('hatch-wobble', '#e0e0e0', 5, 'up')}</defs>"


def _hatch(name: str, tint: str, spacing: int, slope: str) -> str:
    angle = 45 if slope == "down" else -45
    return (
        f'<pattern id="{name}" width="{spacing}" height="{spacing}" patternUnits="userSpaceOnUse"'
        f' patternTransform="rotate({angle})"><rect width="{spacing}" height="{spacing}" fill="{tint}"/>'
        f'<path d="M0 0V{spacing}" stroke="#bbb" stroke-width="0.7"/></pattern>'
    )
