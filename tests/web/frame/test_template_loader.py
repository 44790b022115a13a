"""A template's constant parts are written once, and a page is what Django's own loader would make of it."""

from functools import partial

import pytest
from django.template import Context, Engine
from django.template.base import TextNode
from django.urls import NoReverseMatch
from django.utils.translation import override

OURS = "cmlguide.web.frame.template_loader.Loader"
DJANGOS = "django.template.loaders.cached.Loader"
PAGES = {
    "base.html": "{% load i18n %}<title>{% block title %}{% translate 'One' %}{% endblock %}</title>"
    "{% block content %}{% endblock %}<a href='{% url 'help' %}'>{% translate '5%% & <b>' %}</a>",
    "page.html": "{% extends 'base.html' %}{% load i18n %}"
    "{% block title %}{% translate title %}{% endblock %}"
    "{% block content %}{% if yes %}{% translate 'Yes' %} {{ yes }}{% elif no %}{% url 'help' %}{% else %}"
    "{% translate 'Neither' as said %}{{ said }}{% endif %}{% comment %}No{% endcomment %}"
    "{% for row in rows %}{% translate 'Row' %}{{ row }}{% empty %}{% url 'learn' %}{% endfor %}"
    "{% include 'part.html' %}{% endblock %}",
    "part.html": "{% load i18n %}{% url 'learn-topic' slug as way %}{{ way }}{% url 'learn-topic' slug %}"
    "{% translate 'upper'|upper %}",
    "fixed.html": "{% load i18n %}<a href='{% url 'help' %}'>{% translate 'Help' %}</a>",
    "no_page.html": "{% if yes %}{% url 'no-such-page' %}{% endif %}",
}


def engine_of(loader):
    loaders = [(loader, [("django.template.loaders.locmem.Loader", PAGES)])]
    return Engine(loaders=loaders, libraries={"i18n": "django.templatetags.i18n"})


def read(name, loader=OURS):
    return engine_of(loader).get_template(name)


@pytest.mark.parametrize("choice", [{"yes": "<yes>"}, {"no": 1}, {"rows": [1, "<2>"]}])
def test_a_page_is_what_it_was(choice):
    made = [partial(read("page.html", one).render) for one in (DJANGOS, OURS)]
    context = {"title": "<Title>", "slug": "ladder", **choice}
    theirs, ours = (render(Context(context)) for render in made)
    assert ours == theirs
    assert "&amp;" not in ours
    assert "/learn/ladder/" in ours


def test_what_is_fixed_is_one_text():
    (node,) = read("fixed.html").nodelist
    assert isinstance(node, TextNode)
    assert node.s == "<a href='/help/'>Help</a>"


def test_each_language_has_its_own_copy():
    engine = engine_of(OURS)
    said = {}
    for language in ("en", "de", "es", "en"):
        with override(language):
            (node,) = engine.get_template("fixed.html").nodelist
            said[language] = node.s.partition(">")[2]
    assert said == {"en": "Help</a>", "de": "Hilfe</a>", "es": "Ayuda</a>"}


def test_an_address_that_is_not_there_fails_only_where_it_is_asked_for():
    template = read("no_page.html")
    assert template.render(Context({"yes": False})) == ""
    with pytest.raises(NoReverseMatch):
        template.render(Context({"yes": True}))
