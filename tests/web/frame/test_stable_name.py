"""A name in an exported file stays the same for as long as the site keeps its secret key."""

import hashlib
import hmac

from cmlguide.records.models import Person
from cmlguide.web.frame.stable_name import stable_name


def keyed_hash(secret, text):
    key = hashlib.sha1(b"cmlguide.stable-name" + secret).digest()  # noqa: S324 - the names of files that left
    return hmac.new(key, text, hashlib.sha1).hexdigest()[:32]


def test_name_is_the_same_under_every_django(settings):
    settings.SECRET_KEY = "a key of this test"

    assert stable_name(Person(pk=7), "visit", 3) == keyed_hash(b"a key of this test", b"7 visit 3")
    assert stable_name(Person(pk=7), "record") == keyed_hash(b"a key of this test", b"7 record ")


def test_name_tells_rows_people_and_sites_apart(settings):
    settings.SECRET_KEY = "one site"
    names = [stable_name(Person(pk=person), "visit", pk) for person in (1, 2) for pk in (1, 2)]
    settings.SECRET_KEY = "another site"
    names.append(stable_name(Person(pk=1), "visit", 1))

    assert len(set(names)) == 5
