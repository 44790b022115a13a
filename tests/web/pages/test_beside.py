"""The row of links to the other tests: each page has it, and none links to itself."""

import re

import pytest
from django.urls import reverse

PAGES = ("result-list", "count-list", "marrow-list", "mutation-list")


@pytest.mark.parametrize("name", PAGES)
def test_row_links_to_the_others_only(signed_in, person, name):
    page = signed_in.get(reverse(name)).content.decode()
    row = re.search(r'<ul class="beside">(.*?)</ul>', page, re.DOTALL)[1]

    linked = set(re.findall(r'href="([^"]+)"', row))

    assert linked == {reverse(other) for other in (*PAGES, "medicine-list") if other != name}
