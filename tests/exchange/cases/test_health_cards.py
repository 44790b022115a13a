"""SMART Health Cards and Links: short files made here."""

import base64
import json
import zlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256

from tests.exchange.cases.short_files import PERCENT, codes_of, read, results_of
from tests.exchange.fhir.resources import ANNA, bundle, observation


def packed(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def card(key, kid="k1", number=0.024):
    record = json.loads(bundle(ANNA, observation(quantity={"value": number, "unit": "%"})))
    content = {"iss": "https://lab.test", "vc": {"credentialSubject": {"fhirBundle": record}}}
    packer = zlib.compressobj(wbits=-15)
    payload = packer.compress(json.dumps(content).encode()) + packer.flush()
    signed = f"{packed(json.dumps({'zip': 'DEF', 'alg': 'ES256', 'kid': kid}).encode())}.{packed(payload)}"
    first, second = decode_dss_signature(key.sign(signed.encode(), ECDSA(SHA256())))
    return f"{signed}.{packed(first.to_bytes(32, 'big') + second.to_bytes(32, 'big'))}"


def public(key, kid="k1"):
    numbers = key.public_key().public_numbers()
    x, y = (packed(number.to_bytes(32, "big")) for number in (numbers.x, numbers.y))
    return {"kty": "EC", "kid": kid, "crv": "P-256", "x": x, "y": y}


@pytest.mark.parametrize(
    ("own_key", "code", "found"),
    [(True, None, 1), (False, "card_changed", 0), (None, "card_unchecked", 1)],
)
def test_a_health_card_is_decoded_and_checked_where_its_key_is_there(own_key, code, found):
    key = generate_private_key(SECP256R1())
    file = {"verifiableCredential": [card(key)]}
    if own_key is not None:
        file["keys"] = [public(key if own_key else generate_private_key(SECP256R1()))]
    shown = read(json.dumps(file), "my.smart-health-card")

    assert len(shown["results"]) == found
    assert codes_of(shown) & {"card_changed", "card_unchecked"} == ({code} if code else set())


def test_a_health_card_may_be_the_whole_text_of_a_file():
    shown = read(card(generate_private_key(SECP256R1())) + "\n")

    assert results_of(shown) == [("value", "0.024", "percent_is")]


def test_a_record_that_mentions_a_health_link_is_a_record():
    note = observation(quantity=PERCENT, note=[{"text": "see shlink:/eyJhIjoxfQ"}])

    assert read(bundle(ANNA, note))["source"] == "fhir-r4"


def test_a_health_card_as_digits_of_a_qr_code_is_decoded():
    written = card(generate_private_key(SECP256R1()), number=0.0030)
    digits = "".join(f"{ord(letter) - 45:02}" for letter in written)

    assert results_of(read(f"shc:/{digits}")) == [("value", "0.003", "percent_is")]


def test_a_health_link_opens_what_is_locked_in_the_same_file():
    key, nonce = b"k" * 32, b"n" * 12
    head = packed(b'{"alg":"dir","enc":"A256GCM"}')
    sealed = AESGCM(key).encrypt(nonce, bundle(ANNA, observation(quantity=PERCENT)).encode(), head.encode())
    locked = ".".join((head, "", packed(nonce), packed(sealed[:-16]), packed(sealed[-16:])))
    link = packed(json.dumps({"url": "https://x.test/1", "key": packed(key), "label": "Mine"}).encode())

    assert results_of(read(f"shlink:/{link}\n{locked}")) == [("value", "0.024", "percent_is")]
