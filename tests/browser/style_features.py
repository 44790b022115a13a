"""What the style sheets require of a browser: each declaration, and each special selector."""

import re
from pathlib import Path

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DECLARATION = re.compile(r"(?<=[{;])\s*([a-z-]+)\s*:\s*([^;{}]+?)\s*(?=[;}])")
TOKEN = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+);")
PRELUDE = re.compile(r"(?<=[{};])([^{};]+)(?=\{)")
SPECIAL = re.compile(r"::?[a-z-]+(?:\((?:[^()]|\([^()]*\))*\))?")
IN_A_CONDITION = ("@media", "@container", "@supports", "@page")


def sheet(name: str = "*") -> str:
    """The sheets' text without comments."""
    return "{}" + "".join(
        COMMENT.sub("", file.read_text("utf-8")) for file in sorted(CSS.glob(f"{name}.css"))
    )


def declarations() -> set[tuple[str, str]]:
    """Each (property, value), with colours and sizes written out in place of their names: browsers claim to
    support any value that contains a custom property."""
    tokens = dict(reversed([*TOKEN.findall(sheet("tokens")), *TOKEN.findall(sheet())]))

    def spelled(value: str) -> str:
        while "var(" in value:
            value = re.sub(r"var\((--[\w-]+)\)", lambda name: tokens[name[1]], value)
        return value.removesuffix("!important").strip()

    return {(name, spelled(value)) for name, value in DECLARATION.findall(sheet())}


def selectors() -> set[str]:
    """Each pseudo-class and pseudo-element used in a rule."""
    preludes = (text.strip() for text in PRELUDE.findall(sheet()))
    return {
        special
        for text in preludes
        if not text.startswith(IN_A_CONDITION)
        for special in SPECIAL.findall(text)
    }
