"""One SMART Health Card: a signed, compressed FHIR bundle, decoded, and verified when its key is known."""

import binascii
import json
import re
import zlib
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicNumbers,
)
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

LARGEST_CARD = 5_000_000
_NUMERIC = re.compile(r"shc:/((?:\d+/\d+/)?\d+)")


class CardBrokenError(Exception):
    """A text that looks like a card but cannot be decoded."""


@dataclass(frozen=True)
class Card:
    """A decoded card: the FHIR bundle inside, and whether its signature is valid (None:
    the key is unknown)."""

    bundle: dict[str, Any]
    is_genuine: bool | None


def read_card(written: str, keys: Mapping[str, Mapping[str, Any]]) -> Card:
    """The card in a JWS text. `keys` maps key id to public key (JWK). Raises CardBrokenError.

    Source: SMART Health Cards Framework 1.4 (ES256, payload packed with raw DEFLATE).
    """
    head, payload, signature = written.split(".")
    header = _json(_bytes(head))
    packed = _bytes(payload)
    content = _json(_unpack(packed) if header.get("zip") == "DEF" else packed)
    bundle = _bundle(content)
    key = keys.get(str(header.get("kid")))
    genuine = None if key is None else _fits(f"{head}.{payload}".encode("ascii"), _bytes(signature), key)
    return Card(bundle, genuine)


def _bundle(content: dict[str, Any]) -> dict[str, Any]:
    subject = content.get("vc", {})
    subject = subject.get("credentialSubject", {}) if isinstance(subject, dict) else {}
    bundle = subject.get("fhirBundle") if isinstance(subject, dict) else None
    if not isinstance(bundle, dict):
        raise CardBrokenError
    return bundle


def _bytes(written: str) -> bytes:
    try:
        return urlsafe_b64decode(written + "=" * (-len(written) % 4))
    except (binascii.Error, ValueError):
        raise CardBrokenError from None


def _unpack(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj(wbits=-15)
    try:
        content = unpacker.decompress(packed, LARGEST_CARD)
    except zlib.error:
        raise CardBrokenError from None
    if unpacker.unconsumed_tail:
        raise CardBrokenError
    return content


def _json(data: bytes) -> dict[str, Any]:
    """Parsed with numbers as written, because the bundle is read again from its text."""
    try:
        value = json.loads(data, parse_float=_Written, parse_int=_Written)
    except (ValueError, RecursionError):
        raise CardBrokenError from None
    if not isinstance(value, dict):
        raise CardBrokenError
    return value


class _Written(float):
    """A number that prints as it was written, so that 0.0030 keeps its zero."""

    def __new__(cls, written: str) -> "_Written":
        number = super().__new__(cls, written)
        number.written = written
        return number

    written: str

    def __repr__(self) -> str:
        return self.written


def _fits(signed: bytes, signature: bytes, key: Mapping[str, Any]) -> bool:
    if len(signature) != 64:
        return False
    try:
        numbers = [int.from_bytes(_bytes(str(key[name])), "big") for name in ("x", "y")]
        public = EllipticCurvePublicNumbers(numbers[0], numbers[1], SECP256R1()).public_key()
        halves = (int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big"))
        public.verify(encode_dss_signature(*halves), signed, ECDSA(SHA256()))
    except (CardBrokenError, InvalidSignature, KeyError, ValueError):
        return False
    return True


def cards_in(text: str) -> list[str]:
    """The cards written as digits for a QR code (`shc:/5676...`), with multi-part cards joined."""
    whole: list[str] = []
    parts: dict[int, str] = {}
    for written in _NUMERIC.findall(text):
        *place, digits = written.split("/")
        told = "".join(chr(int(digits[at : at + 2]) + 45) for at in range(0, len(digits) - 1, 2))
        if place:
            parts[int(place[0])] = told
        else:
            whole.append(told)
    return [*whole, "".join(parts[number] for number in sorted(parts))] if parts else whole
