"""The style sheets use only what Chromium, WebKit and Firefox all support, or do well without it."""

from tests.browser.style_features import declarations, selectors

UNKNOWN = """({pairs, selectors}) => [
  ...pairs.filter(([name, value]) => !CSS.supports(name, value)).map((pair) => pair.join(": ")),
  ...selectors.filter((one) => !CSS.supports(`selector(${one})`)),
]"""
# What not every browser supports, and its fallback: a declaration in the sheets that all support.
STANDS_IN = {
    "user-select: none": ("-webkit-user-select", "none"),
    "::-webkit-details-marker": ("list-style", "none"),
    # Only phone browsers enlarge text on their own, and each of them supports one of the two.
    "text-size-adjust: 100%": ("-webkit-text-size-adjust", "100%"),
    "-webkit-text-size-adjust: 100%": ("text-size-adjust", "100%"),
    # Only where colours are forced, which WebKit never does; it would draw the same border.
    "forced-color-adjust: none": ("border-color", "ButtonText"),
    # A shape in front of words: a browser that does not know what it is to say says the shape.
    'content: "▸" / ""': ("content", '"▸"'),
    'content: "▾" / ""': ("content", '"▾"'),
    # Without it the last line may be one short word, and nothing else changes.
    "text-wrap: pretty": ("text-wrap", "wrap"),
    # Without it a text box with a long text is three lines tall, and scrolls.
    "field-sizing: content": ("min-height", "6rem"),
}
SHORT_FORM = ("text-decoration", "underline dotted #0b6664 2px")


def unknown_to(window):
    asked = {"pairs": sorted(declarations()), "selectors": sorted(selectors())}
    return set(window.evaluate(UNKNOWN, asked))


def test_webkit_and_firefox_know_what_the_style_sheets_ask_for(engine, live_server):
    engine.goto(f"{live_server.url}/warning-signs/")

    assert unknown_to(engine) <= set(STANDS_IN)


def test_chromium_knows_what_the_style_sheets_ask_for(open_window):
    assert unknown_to(open_window()) <= set(STANDS_IN)


def test_what_stands_in_is_there():
    assert set(STANDS_IN.values()) <= declarations()


def test_the_sheets_are_read_with_their_tokens():
    assert {("text-decoration-color", "#0b6664"), ("font-size", "1.125rem")} <= declarations()
    assert {":popover-open", ":has(input:checked)", "::placeholder"} <= selectors()
    assert [value for _, value in declarations() if "var(" in value] == []
    assert SHORT_FORM not in declarations()
