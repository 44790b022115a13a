"""One part of a page inside another: each word is offered once, in the inner part if it is there."""

import re

from django.template import Context, Template

BUTTON = re.compile(r'<button type="button" class="word" popovertarget="word-([a-z0-9-]+)">')


def rendered(text):
    return Template("{% load glossary %}{% explained %}" + text + "{% endexplained %}").render(Context())


def test_an_inner_part_offers_its_words_and_the_outer_one_none_of_them():
    inner = "{% explained %}<p>The MMR is.</p>{% endexplained %}"

    html = rendered(f"<p>Before MMR.</p>{inner}<p>MMR again.</p>")

    assert BUTTON.findall(html) == ["mmr"]
    assert '<p>Before MMR.</p><p>The <button type="button" class="word" popovertarget="word-mmr">MMR' in html
    assert html.count('id="word-mmr"') == 1
    assert html.index('id="word-mmr"') < html.index("MMR again")


def test_two_inner_parts_stand_where_they_were_with_what_is_between():
    inner = "{% explained %}<p>Part {{ number }}.</p>{% endexplained %}"

    html = rendered(f"<i>a</i>{inner}<i>b</i>{inner}<i>c</i>")

    assert html == "<i>a</i><p>Part .</p><i>b</i><p>Part .</p><i>c</i>"
