"""A text encrypted with a passphrase, in a form that any browser can decrypt by itself.

AES-256 in GCM (NIST SP 800-38D), with a key derived from the passphrase by PBKDF2 (RFC 8018), which is slow
on purpose, so that guessing is slow too. Every browser's Web Cryptography API has both, but not scrypt or
Argon2.
"""

from __future__ import annotations

import secrets
import unicodedata
from base64 import b64encode
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

# The OWASP Password Storage Cheat Sheet asks for this many iterations of PBKDF2 with HMAC-SHA-256.
ROUNDS = 600_000
KEY_BITS = 256
SALT_BYTES = 16
NONCE_BYTES = 12  # what SP 800-38D recommends for GCM


@dataclass(frozen=True)
class LockedPage:
    """All that a browser needs to decrypt it, apart from the passphrase. Binary values are in Base64."""

    salt: str
    nonce: str
    rounds: int
    key_bits: int
    content: str


def lock_page(text: str, passphrase: str) -> LockedPage:
    """`text`, encrypted with the passphrase. Salt and nonce are new each time."""
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    key = _key(passphrase, salt)
    content = AESGCM(key).encrypt(nonce, text.encode(), None)
    return LockedPage(_base64(salt), _base64(nonce), ROUNDS, KEY_BITS, _base64(content))


def _key(passphrase: str, salt: bytes) -> bytes:
    """The key. Spaces around the passphrase, which phones add,
    and the encoding of accents make no difference."""
    typed = unicodedata.normalize("NFC", passphrase.strip())
    slow = PBKDF2HMAC(algorithm=SHA256(), length=KEY_BITS // 8, salt=salt, iterations=ROUNDS)
    return slow.derive(typed.encode())


def _base64(raw: bytes) -> str:
    return b64encode(raw).decode("ascii")
