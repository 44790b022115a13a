"""The page of components: for developers, and none of a running site."""

from django.urls import reverse

from cmlguide.web.pages.design.views import CHIPS
from cmlguide.web.words.engine import SEVERITY_CHIPS


def test_the_page_has_every_chip_and_both_states_of_a_form(signed_in):
    response = signed_in.get(reverse("design"))

    page = response.content.decode()
    assert set(SEVERITY_CHIPS.values()) <= set(CHIPS)
    assert [str(chip.words) for chip in CHIPS if str(chip.words) not in page] == []
    assert sorted(response.context["failed"].errors) == ["choice", "chosen", "day", "number"]
    assert response.context["form"].errors == {}


def test_a_running_site_has_no_such_page(signed_in, settings):
    settings.DESIGN_PAGE = False

    assert signed_in.get(reverse("design")).status_code == 404
    assert reverse("design") not in signed_in.get(reverse("more")).content.decode()
