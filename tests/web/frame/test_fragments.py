import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from cmlguide.web.frame.fragments import tell_record_changed, wants_fragment


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, False),
        ({"HX-Request": "true"}, True),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, False),
    ],
)
def test_wants_fragment(headers, expected):
    request = RequestFactory().get("/", headers=headers)
    request.htmx = HtmxDetails(request)

    assert wants_fragment(request) is expected


def test_tell_record_changed_keeps_the_answer():
    answer = tell_record_changed(HttpResponse("kept"))

    assert (answer.content, answer.headers["HX-Trigger"]) == (b"kept", '{"record-changed": {}}')
