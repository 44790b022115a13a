"""Reads a file of SMART Health Cards or Links into a preview; the records inside are documents read later."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from cmlguide.exchange.codes import Reason
from cmlguide.exchange.files.limits import LARGEST_JSON, FileRefusedError
from cmlguide.exchange.health_card.card import CardBrokenError, cards_in, read_card
from cmlguide.exchange.health_card.link import LINK, Link, links_in, unlock
from cmlguide.exchange.preview.formats import Beginning, Format, from_text
from cmlguide.exchange.preview.values import Attachment, LeftOut, Options, Preview
from cmlguide.exchange.preview.whole_file import complete_preview

SOURCE = "health-card"
MOST_CARDS = 50
SHORTEST = 40
"""Signs; nothing signed or locked is shorter."""
_WORD = re.compile(r"[A-Za-z0-9_.-]+")
NAME = "SMART Health Card"


def _is_card(beginning: Beginning) -> bool:
    """Whether a text is a health card or link; a record that merely mentions a link is a record."""
    start = beginning.start
    if '"verifiableCredential"' in start or _signed(start.strip()[:LARGEST_JSON], 2) == [start.strip()]:
        return True
    return '"resourceType"' not in start[:2_000] and ("shc:/" in start[:2_000] or "shlink:/" in start[:2_000])


def read_health_card(text: str, options: Options) -> Preview:
    """The preview of the cards and links in a text, with their records as attachments. Raises
    FileRefusedError."""
    if len(text) > LARGEST_JSON:
        raise FileRefusedError(Reason("too_much"))
    links = links_in(text)
    keys = _keys(text)
    found: list[Attachment | LeftOut] = []
    for number, written in enumerate(_cards(text), 1):
        found += _read(written, f"health card {number}", keys)
    for number, written in enumerate(_signed(text, 4)[:MOST_CARDS], 1):
        found += _opened(written, f"health link {number}", links)
    if not found:
        raise _no_record(text, links)
    preview = Preview(
        SOURCE,
        left_out=tuple(one for one in found if isinstance(one, LeftOut)),
        attachments=tuple(one for one in found if isinstance(one, Attachment)),
    )
    return complete_preview(preview, options, SOURCE)


def _no_record(text: str, links: list[Link]) -> FileRefusedError:
    label = next((link.label for link in links if link.label), "")
    if LINK.search(text):
        return FileRefusedError(Reason("is_link_named", {"text": label}) if label else Reason("is_link"))
    return FileRefusedError(Reason("card_broken"))


def _cards(text: str) -> list[str]:
    return list(dict.fromkeys([*_signed(text, 2), *cards_in(text)]))[:MOST_CARDS]


def _signed(text: str, dots: int) -> list[str]:
    """The signed (two dots) or encrypted (four dots) texts among the words, each once."""
    return [word for word in _WORD.findall(text) if word.count(".") == dots and len(word) >= SHORTEST]


def _read(written: str, where: str, keys: Mapping[str, Mapping[str, Any]]) -> Iterator[Attachment | LeftOut]:
    try:
        card = read_card(written, keys)
    except (CardBrokenError, ValueError):
        yield LeftOut(where, Reason("part_unread", {"text": NAME, "why": Reason("card_broken")}))
        return
    if card.is_genuine is False:
        yield LeftOut(where, Reason("card_changed"))
        return
    if card.is_genuine is None:
        yield LeftOut(where, Reason("card_unchecked"))
    yield Attachment(where, NAME, json.dumps(card.bundle).encode("utf-8"))


def _opened(written: str, where: str, links: list[Link]) -> Iterator[Attachment | LeftOut]:
    content = unlock(written, links)
    if content is None:
        yield LeftOut(where, Reason("part_unread", {"text": "SMART Health Link", "why": Reason("is_locked")}))
    else:
        yield Attachment(where, "SMART Health Link", content)


def _keys(text: str) -> dict[str, Mapping[str, Any]]:
    """Key id to public key, for every key in the file itself (`"keys": [...]`)."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    found: dict[str, Mapping[str, Any]] = {}
    stack = [content]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            if node.get("kty") == "EC" and "x" in node and "y" in node:
                found[str(node.get("kid"))] = node
            stack += node.values()
        elif isinstance(node, list):
            stack += node
    return found


FORMATS = (Format("health-card", _is_card, from_text(read_health_card), inside=True),)
