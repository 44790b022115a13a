"""Ask your lab: one page to print, for one of the person's own laboratories."""

import re

import pytest
from django.urls import reverse

from tests.factories import make_result

pytestmark = pytest.mark.django_db
URL = reverse("ask-lab")


def test_the_page_asks_for_scale_limit_copies_and_transcript(signed_in, person):
    text = re.sub(r"<[^>]+>", "", signed_in.get(URL).text)

    for asked in ("International Scale", "how far down", "copies of the control gene", "which transcript"):
        assert asked in text
    assert "To the laboratory" in text


def test_only_a_laboratory_of_ones_own_is_named(signed_in, person):
    make_result(person, lab="City")

    own, *others = (
        signed_in.get(URL, {"lab": lab}).text for lab in ("1", "2", "0", "", "City", "<b>Else</b>")
    )

    assert "To City" in own
    assert ['href="?lab=1"' in page for page in (own, *others)] == [True] * 6
    assert [("To City" in page, "To the laboratory" in page) for page in others] == [(False, True)] * 5


def test_the_page_is_linked_from_results(signed_in, person):
    make_result(person)

    assert f'href="{URL}"' in signed_in.get(reverse("result-list")).text
