"""The bars of the page's frame: which entry is current, and what shows without a record."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import resolve

from cmlguide.web.templatetags.look import bottom_bar, top_bar


@pytest.fixture
def request_at():
    def make(path, person=None):
        request = RequestFactory().get(path)
        request.resolver_match = resolve(path)
        request.session = {"person_id": person} if person else {}
        return request

    return make


def test_one_entry_is_current(request_at):
    entries = top_bar({"request": request_at("/results/add/")})

    assert [str(entry["label"]) for entry in entries if entry["current"]] == ["Results"]


def test_none_is_current_without_a_request():
    assert [entry for entry in bottom_bar({}) if entry["current"]] == []


@pytest.mark.parametrize("bar", ["_top_bar.html", "_bottom_bar.html"])
def test_places_show_only_once_there_is_a_record(request_at, bar):
    without = render_to_string(bar, {"request": request_at("/help/")})
    with_one = render_to_string(bar, {"request": request_at("/help/", person=1)})

    assert "/diary/" not in without
    assert "/diary/" in with_one
    assert with_one.count('aria-current="page"') == 1


def test_warning_signs_show_always(request_at):
    assert "/warning-signs/" in render_to_string("_top_bar.html", {"request": request_at("/help/")})
