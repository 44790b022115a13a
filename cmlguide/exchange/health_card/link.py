"""A SMART Health Link: an address and a key. Encrypted content is opened only if it is in the file itself."""

import binascii
import json
import re
import zlib
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from cmlguide.exchange.health_card.card import LARGEST_CARD

LINK = re.compile(r"shlink:/([A-Za-z0-9_-]+)")


@dataclass(frozen=True)
class Link:
    """A link's label, and the key that opens its content (b"" without one)."""

    label: str
    key: bytes


def links_in(text: str) -> list[Link]:
    """The links in a text, decoded; anything that cannot be decoded is not a link."""
    found = (_link(written) for written in LINK.findall(text))
    return [link for link in found if link is not None]


def _link(written: str) -> Link | None:
    try:
        content = json.loads(_bytes(written))
        return Link(str(content.get("label", ""))[:80], _bytes(str(content.get("key", ""))))
    except (ValueError, AttributeError, RecursionError):
        return None


def unlock(written: str, links: list[Link]) -> bytes | None:
    """The contents of an encrypted text (JWE, A256GCM with the link's key); None when no key here fits."""
    head, _, nonce, locked, tag = written.split(".")
    for link in links:
        try:
            content = AESGCM(link.key).decrypt(
                _bytes(nonce), _bytes(locked) + _bytes(tag), head.encode("ascii")
            )
            return _unpacked(content, json.loads(_bytes(head)))
        except (InvalidTag, ValueError, OverflowError, zlib.error):
            continue
    return None


def _unpacked(content: bytes, header: Any) -> bytes:
    if not isinstance(header, dict) or header.get("zip") != "DEF":
        return content
    unpacker = zlib.decompressobj(wbits=-15)
    opened = unpacker.decompress(content, LARGEST_CARD)
    if unpacker.unconsumed_tail:
        raise ValueError("more than a record can hold")
    return opened


def _bytes(written: str) -> bytes:
    try:
        return urlsafe_b64decode(written + "=" * (-len(written) % 4))
    except binascii.Error:
        raise ValueError(written) from None
