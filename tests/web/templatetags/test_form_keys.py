from types import SimpleNamespace

from django.template import Context, Template

FORM = Template("{% csrf_token %}")


def rendered(**context):
    return FORM.render(Context(context))


def test_form_says_the_record_its_page_shows():
    request = SimpleNamespace(shown_person=SimpleNamespace(pk=12))

    assert rendered(csrf_token="t", request=request).endswith(
        '<input type="hidden" name="record" value="12">'
    )


def test_form_on_a_page_of_no_record_says_none():
    assert rendered(csrf_token="t", request=SimpleNamespace()) == (
        '<input type="hidden" name="csrfmiddlewaretoken" value="t">'
    )
