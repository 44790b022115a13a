"""A request's name is the proxy's where it is ours and well formed; else one made here."""

import re

import pytest

from cmlguide.web.frame import request_id

NGINX = "2f1a0b7c9d8e4f5a6b7c8d9e0f1a2b3c"


@pytest.mark.parametrize("said", [NGINX, "a" * 8, "a" * 64, "0b7c9d8e-4f5a_X"])
def test_name_of_the_own_proxy_is_taken(said):
    assert request_id.choose(said, from_proxy=True) == said


@pytest.mark.parametrize(
    "said", ["", "short12", "a" * 65, "two words", 'quote"quote', "line\nline", "0,05 % IS"]
)
def test_anything_else_is_replaced(said):
    chosen = request_id.choose(said, from_proxy=True)

    assert re.fullmatch("[0-9a-f]{32}", chosen)


def test_visitor_names_nothing_where_no_proxy_stands():
    assert request_id.choose(NGINX, from_proxy=False) != NGINX


def test_name_holds_inside_and_no_longer():
    with request_id.named("outer-one"), request_id.named("inner-one"):
        inside = request_id.present()

    assert (inside, request_id.present()) == ("inner-one", "")
