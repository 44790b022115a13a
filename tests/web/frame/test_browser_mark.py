from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory

from cmlguide.records.models import User
from cmlguide.web.frame.browser_mark import MOST_USERS, is_known_browser, remember_browser


def request_with(cookie=""):
    request = RequestFactory().get("/")
    request.COOKIES[settings.BROWSER_COOKIE_NAME] = cookie
    return request


def remembered(cookie, pk):
    response = HttpResponse()
    remember_browser(request_with(cookie), response, User(pk=pk))
    return response.cookies[settings.BROWSER_COOKIE_NAME]


def test_browser_is_known_to_whom_signed_in_with_it():
    cookie = remembered("", 1).value

    assert [is_known_browser(request_with(cookie), User(pk=pk)) for pk in (1, 2)] == [True, False]


def test_cookie_made_by_somebody_else_is_no_mark():
    assert [is_known_browser(request_with(cookie), User(pk=1)) for cookie in ("", "[1]", "WzFd:x:y")] == [
        False
    ] * 3


def test_shared_browser_knows_the_latest_ten():
    cookie = ""
    for pk in range(1, MOST_USERS + 2):
        cookie = remembered(cookie, pk).value

    assert [is_known_browser(request_with(cookie), User(pk=pk)) for pk in (1, 2, MOST_USERS + 1)] == [
        False,
        True,
        True,
    ]


def test_no_script_reads_the_mark():
    assert remembered("", 1)["httponly"] is True
