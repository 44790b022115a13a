import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from cmlguide.web.frame.known_browser import STRANGERS, name_of, remember


def asking(**cookies):
    request = RequestFactory().get("/account/login/")
    request.COOKIES.update(cookies)
    return request


def given_by(request, settings):
    response = HttpResponse()
    remember(request, response)
    return response.cookies[settings.KNOWN_COOKIE_NAME]


def test_browser_keeps_its_name(settings):
    first = given_by(asking(), settings)
    again = asking(**{settings.KNOWN_COOKIE_NAME: first.value})

    name = name_of(again)

    assert name != STRANGERS
    assert name_of(asking(**{settings.KNOWN_COOKIE_NAME: given_by(again, settings).value})) == name


def test_two_browsers_have_two_names(settings):
    names = {
        name_of(asking(**{settings.KNOWN_COOKIE_NAME: given_by(asking(), settings).value})) for _ in range(2)
    }

    assert len(names) == 2


@pytest.mark.parametrize("forged", ["", "mine", "Im1pbmUi:1vJ:abc", "\ud800"])
def test_forged_name_is_a_strangers(settings, forged):
    assert name_of(asking(**{settings.KNOWN_COOKIE_NAME: forged})) == STRANGERS


def test_cookie_is_for_the_sign_in_pages_and_for_no_script(settings):
    cookie = given_by(asking(), settings)

    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/account/", True, "Strict")
