"""Learn: the headings of every topic go down step by step, so that a screen reader can navigate them."""

import re
from itertools import pairwise

import pytest
from django.urls import reverse

from cmlguide.web.pages.reading.learn import SLUGS


@pytest.mark.parametrize("slug", SLUGS)
def test_no_heading_skips_a_step(signed_in, slug):
    page = signed_in.get(reverse("learn-topic", args=[slug])).content.decode()

    steps = [int(step) for step in re.findall(r"<h([1-6])\b", page)]
    assert steps[0] == 1
    assert [pair for pair in pairwise(steps) if pair[1] > pair[0] + 1] == []
