"""Catalogues: every sentence of the source is in them, and what is written twice is written alike."""

import gettext
import io
from pathlib import Path

import pytest

from cmlguide.devtools import catalogues
from cmlguide.devtools.catalogues import (
    Catalogue,
    code_of,
    extract,
    languages_written,
    marked_in,
    merge,
    mo_bytes,
    po_bytes,
    po_path,
    read,
)

PYTHON = """
# Translators: a state, not a verb.
OPEN = pgettext_lazy("door", "Open")
text = _("One " "sentence.")
many = ngettext("%(count)s test", "%(count)s tests", count)
"""
TEMPLATE = """{% load i18n %}
  <p aria-label="{% translate 'Your results' %}">{% blocktranslate trimmed with name=name %}
     Dear {{ name }},
     hello.
  {% endblocktranslate %}</p>
{# Translators: the number of tests #}
{% blocktranslate count n=n %}{{ n }} test{% plural %}{{ n }} tests{% endblocktranslate %}
"""


def marked(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return [(ids, comments, context) for _line, ids, comments, context in marked_in(path)]


def test_sentences_of_python_come_with_plural_context_and_comment(tmp_path):
    assert marked(tmp_path, "door.py", PYTHON) == [
        ("Open", ["a state, not a verb."], "door"),
        ("One sentence.", [], None),
        (("%(count)s test", "%(count)s tests"), [], None),
    ]


def test_sentences_of_a_template_come_with_plural_and_comment(tmp_path):
    assert marked(tmp_path, "page.html", TEMPLATE) == [
        ("Your results", [], None),
        ("Dear %(name)s, hello.", [], None),
        (("%(n)s test", "%(n)s tests"), ["the number of tests"], None),
    ]


@pytest.fixture
def locales(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogues, "LOCALES", tmp_path)
    (tmp_path / "es" / "LC_MESSAGES").mkdir(parents=True)
    return tmp_path


def source_of(*sentences):
    catalogue = Catalogue(charset="utf-8", fuzzy=False)
    for line, sentence in enumerate(sentences, 1):
        catalogue.add(sentence, locations=[("page.html", line)])
    return catalogue


def test_new_catalogue_says_who_has_not_read_it_and_changes_only_with_its_sentences(locales):
    text = po_bytes(merge("es", source_of("Yes"))).decode()
    assert text == (
        "# Spanish translation of CML Guide.\n"
        "# This file is distributed under the Apache License 2.0, as CML Guide is.\n"
        "#\n"
        "# No native-speaking clinician has reviewed this translation yet.\n"
        "# How to become that reviewer: docs/translating.md.\n"
        "#\n"
        'msgid ""\nmsgstr ""\n'
        '"Project-Id-Version: CML Guide 1\\n"\n'
        '"Language: es\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        "\n"
        '#: page.html\nmsgid "Yes"\nmsgstr ""\n\n'
    )


def test_merging_keeps_what_was_translated_and_guesses_nothing(locales):
    catalogue = merge("es", source_of("Your result", "Gone"))
    catalogue["Your result"].string = "Su resultado"
    catalogue["Gone"].string = "Ya no"
    po_path("es").write_bytes(po_bytes(catalogue))
    merged = merge("es", source_of("Your results", "Your result"))
    assert [(message.id, message.string or "", message.fuzzy) for message in merged if message.id] == [
        ("Your results", "", False),
        ("Your result", "Su resultado", False),
    ]


def test_merging_twice_writes_the_same_bytes(locales):
    po_path("es").write_bytes(po_bytes(merge("es", source_of("A long sentence. " * 20, ("one", "many")))))
    assert (
        po_bytes(merge("es", source_of("A long sentence. " * 20, ("one", "many"))))
        == po_path("es").read_bytes()
    )


def test_compiled_catalogue_is_read_by_gettext(locales):
    catalogue = merge("es", source_of(("%(n)s test", "%(n)s tests"), "Yes"))
    catalogue["%(n)s test"].string = ("%(n)s prueba", "%(n)s pruebas")
    catalogue["Yes"].string = "Sí"
    compiled = gettext.GNUTranslations(io.BytesIO(mo_bytes(catalogue)))
    assert compiled.gettext("Yes") == "Sí"
    assert [compiled.ngettext("%(n)s test", "%(n)s tests", n) for n in (0, 1, 2)] == [
        "%(n)s pruebas",
        "%(n)s prueba",
        "%(n)s pruebas",
    ]


def test_folder_becomes_the_code_that_browsers_send():
    assert [code_of(folder) for folder in ("de", "pt_BR")] == ["de", "pt-br"]


def test_every_committed_catalogue_is_in_step_with_the_source_and_compiled():
    """`manage.py messages` writes both; whoever changes a sentence runs it."""
    source = extract()
    for folder in languages_written():
        catalogue = read(folder)
        assert po_bytes(merge(folder, source)) == po_path(folder).read_bytes(), folder
        assert mo_bytes(catalogue) == Path(catalogues.mo_path(folder)).read_bytes(), folder
