import re
from types import SimpleNamespace

from django.template import Context, Template

FORM = Template("{% csrf_token %}")


def names(**context):
    return re.findall(r'name="(\w+)" value="', FORM.render(Context(context)))


def test_form_says_the_record_its_page_shows():
    request = SimpleNamespace(shown_person=SimpleNamespace(pk=12))
    page = FORM.render(Context({"csrf_token": "t", "request": request}))

    assert '<input type="hidden" name="record" value="12">' in page
    assert names(csrf_token="t", request=request) == ["csrfmiddlewaretoken", "record", "form_key"]


def test_form_on_a_page_of_no_record_says_none():
    assert names(csrf_token="t", request=SimpleNamespace()) == ["csrfmiddlewaretoken", "form_key"]


def test_without_a_token_there_is_nothing():
    assert names(request=SimpleNamespace(shown_person=SimpleNamespace(pk=12))) == []
