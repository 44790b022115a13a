"""The bars of the page's frame: which entry is current, and what shows without a record."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import resolve
from django.utils.translation import override

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
    bar = top_bar({"request": request_at("/results/add/")})

    assert bar.count("aria-current") == 1
    assert '<a href="/results/" aria-current="page">Results</a>' in bar


def test_none_is_current_without_a_request():
    assert bottom_bar({}).count("<a ") == 5
    assert "aria-current" not in bottom_bar({})


def test_a_bar_is_written_in_each_language(request_at):
    with override("de"):
        german = bottom_bar({"request": request_at("/prepare/")})

    assert "Vor\u00adbereiten" in german
    assert "Prepare" in bottom_bar({"request": request_at("/prepare/")})


@pytest.mark.parametrize("bar", ["_top_bar.html", "_bottom_bar.html"])
def test_places_show_only_once_there_is_a_record(request_at, bar):
    without = render_to_string(bar, {"request": request_at("/help/")})
    with_one = render_to_string(bar, {"request": request_at("/help/", person=1)})

    assert "/diary/" not in without
    assert "/diary/" in with_one
    assert with_one.count('aria-current="page"') == 1


def test_warning_signs_show_always(request_at):
    assert "/warning-signs/" in render_to_string("_top_bar.html", {"request": request_at("/help/")})
