"""What is wrong with a translation is said, and what is right is let through."""

import pytest
from babel.messages.catalog import Catalog

from cmlguide.devtools.catalogue_faults import Fault, faults_of
from cmlguide.devtools.catalogues import languages_written, read


def faults(folder, said, translated, **kept):
    catalogue = Catalog(locale=folder, fuzzy=False)
    catalogue.add(said, translated, **kept)
    return [fault.what for fault in faults_of(catalogue)]


@pytest.mark.parametrize(
    ("folder", "said", "translated"),
    [
        ("es", "%(n)s is %(p)s.", "%(p)s es %(n)s."),
        ("de", "Like 0.05 or <0.0032", "Wie 0,05 oder <0,0032"),
        ("de", "Under 10,000 letters.", "Unter 10.000 Zeichen."),
        ("fr", "Under 10,000 letters.", "Moins de 10\u202f000 lettres."),
        ("fr", "10% or less", "10\u00a0% ou moins"),
        ("pt_BR", "MR4.5 in 2 tests", "MR4.5 em 2 exames"),
        ("de", "Write 1234.5, not 1.234,5.", "Schreiben Sie 1234,5, nicht 1.234,5."),
        ("de", "0.05, 0,05 or MR4", "0,05, 0.05 oder MR4"),
        ("es", "Is it <em>real</em>?", "¿Es <em>real</em>?"),
        ("es", ("One test.", "%(n)s tests."), ("Una prueba.", "%(n)s pruebas.")),
        ("fr", ("One test.", "%(n)s tests."), ("%(n)s test.", "%(n)s tests.")),
        ("fr", "Dose", "Dose"),
    ],
)
def test_right_translation_has_no_fault(folder, said, translated):
    plurals = {"es": 2, "fr": 2}.get(folder)
    catalogue = Catalog(locale=folder, fuzzy=False)
    if plurals:
        catalogue.mime_headers = [("Plural-Forms", "nplurals=2; plural=(n != 1);")]
    catalogue.add(said, translated)
    assert faults_of(catalogue) == []


@pytest.mark.parametrize(
    ("said", "translated", "fault"),
    [
        ("Yes", "", "not translated"),
        (("a test", "%(n)s tests"), ("ein Test", ""), "not translated"),
        (("a test", "%(n)s tests"), ("ein Test", "Tests"), "placeholders or tags differ"),
        ("%(n)s tests", "Tests", "placeholders or tags differ"),
        ("%(n)s tests", "%(m)s Tests", "placeholders or tags differ"),
        ("a <em>b</em>", "a <em>b", "placeholders or tags differ"),
        ("within 3 months", "innerhalb von 6 Monaten", "numbers differ"),
        ("like 0.05", "wie 0.05", "numbers differ"),
        ("like 0.05", "wie 0,5", "numbers differ"),
        ("10,000 letters", "10,000 Zeichen", "numbers differ"),
        ("MR4.5 met", "MR4,5 erreicht", "numbers differ"),
        ("Is it real?", "Es ist echt.", "begins or ends differently (space, line or closing sign)"),
        ("Name: ", "Name:", "begins or ends differently (space, line or closing sign)"),
        ("We could not read this here", "We could not read this here", "still in English"),
    ],
)
def test_fault_is_said(said, translated, fault):
    assert faults("de", said, translated) == [fault]


def test_fuzzy_mark_is_a_fault():
    assert faults("de", "Yes", "Ja", flags=["fuzzy"]) == [
        "marked fuzzy: look at it again and take the mark away"
    ]


def test_fault_is_one_line_with_the_sentence_and_its_translation():
    assert str(Fault("x" * 80, "numbers differ", "drei")) == f"{'x' * 70 + '...'!r}: numbers differ in 'drei'"


def test_every_committed_catalogue_is_whole():
    assert {folder: faults_of(read(folder)) for folder in languages_written()} == {
        folder: [] for folder in languages_written()
    }
