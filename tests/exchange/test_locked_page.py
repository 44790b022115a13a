"""What is encrypted can be decrypted by the named standards with the passphrase, and only with it."""

import hashlib
from base64 import b64decode

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from cmlguide.exchange.locked_page import lock_page

WORDS = "four small green words"


def open_again(locked, passphrase):
    """Decrypt with the standard library's own PBKDF2, as a browser does."""
    key = hashlib.pbkdf2_hmac("sha256", passphrase.encode(), b64decode(locked.salt), locked.rounds)
    return AESGCM(key).decrypt(b64decode(locked.nonce), b64decode(locked.content), None).decode()


def test_the_passphrase_opens_it():
    assert open_again(lock_page("0.02 % · 日本 · é", WORDS), WORDS) == "0.02 % · 日本 · é"


def test_another_passphrase_does_not():
    with pytest.raises(InvalidTag):
        open_again(lock_page("0.02 %", WORDS), "four small green Words")


def test_content_that_was_changed_does_not_open():
    locked = lock_page("0.02 %", WORDS)
    key = hashlib.pbkdf2_hmac("sha256", WORDS.encode(), b64decode(locked.salt), locked.rounds)
    changed = bytearray(b64decode(locked.content))
    changed[0] ^= 1

    with pytest.raises(InvalidTag):
        AESGCM(key).decrypt(b64decode(locked.nonce), bytes(changed), None)


@pytest.mark.parametrize("typed", [f" {WORDS}", f"{WORDS}\n", "cafe\u0301 am Morgen"])
def test_spaces_around_it_and_the_way_of_an_accent_do_not_matter(typed):
    plain = {"cafe\u0301 am Morgen": "caf\u00e9 am Morgen"}.get(typed, WORDS)

    assert open_again(lock_page("text", typed), plain) == "text"


def test_nothing_is_used_twice():
    first, second = lock_page("same", WORDS), lock_page("same", WORDS)

    assert first.salt != second.salt
    assert first.nonce != second.nonce
    assert first.content != second.content


def test_guessing_is_slow():
    """OWASP Password Storage Cheat Sheet: PBKDF2 with HMAC-SHA-256, 600,000 rounds."""
    assert (lock_page("x", WORDS).rounds, lock_page("x", WORDS).key_bits) == (600_000, 256)
