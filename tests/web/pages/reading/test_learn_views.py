"""Learn: every topic opens, reads plainly, and takes its numbers from the engine's files."""

from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse

from cmlguide.web.pages.reading.learn import SLUGS
from tests.factories import make_person, make_user
from tests.web.test_plain_words import HIGHEST_GRADE, find_forbidden, grade, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    owner = make_user()
    make_person(owner)
    client = Client()
    client.force_login(owner)
    return client


def test_learn_lists_every_topic_in_order(reader):
    page = reader.get(reverse("learn")).content.decode()

    places = [page.index(reverse("learn-topic", args=[slug])) for slug in SLUGS]
    assert places == sorted(places)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_topic_is_plain_and_kind(reader, slug):
    """US grade 6 or lower without the terms of CML, and none of the words that frighten or mislead."""
    lines = read(reader.get(reverse("learn-topic", args=[slug])).content.decode())

    assert (find_forbidden(lines), grade(lines) <= HIGHEST_GRADE) == ([], True)


def test_every_topic_leads_to_the_next(reader):
    for slug, after in pairwise(SLUGS):
        page = reader.get(reverse("learn-topic", args=[slug])).content.decode()

        assert reverse("learn-topic", args=[after]) in page


def test_an_unknown_topic_is_not_found(reader):
    assert reader.get(reverse("learn-topic", args=["cures"])).status_code == 404


def test_the_ladder_names_every_level_with_its_percent(reader):
    page = " ".join(read(reader.get(reverse("learn-topic", args=["ladder"])).content.decode()))

    assert [
        text for text in ("10% or less", "1% or less", "0.1% or less", "0.0032% or less") if text not in page
    ] == []


def test_recalled_numbers_are_not_shown(reader):
    """The copies of GUSB are only recalled: they are used and never shown."""
    page = reader.get(reverse("learn-topic", args=["not-detected"])).content.decode()

    assert ("32,000 copies of ABL1" in page, "GUSB" in page) == (True, False)
