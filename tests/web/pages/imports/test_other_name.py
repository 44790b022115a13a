"""Whose name stands in a pasted letter: found however it is written, and never in the middle of a word."""

import unicodedata
from types import SimpleNamespace

import pytest

from cmlguide.web.pages.imports.other_name import find_named

MUM = SimpleNamespace(name="Mum")


@pytest.mark.parametrize(
    ("name", "letter", "found"),
    [
        ("Max Müller", "Patient: MÜLLER, MAX", True),
        (
            "Max Müller",
            unicodedata.normalize("NFD", "Patient: Müller, Max"),
            True,
        ),  # as some programs write it
        ("otto", "Patient Otto, born 1950", True),
        ("Anna-Lena Weiß", "ANNA-LENA WEISS", True),
        ("José Núñez", "NUNEZ, JOSE", True),  # as programs write that know 26 letters
        ("Jose Nunez", "Paciente: José Núñez", True),
        ("Jürgen Groß", "GROSS JUERGEN", True),
        ("Juergen", "Herr Jürgen K.", True),
        ("Łukasz Øster", "Lukasz OESTER", True),
        ("Uenal", "Ünal, Ayşe", True),
        ("Æsa Þórsdóttir", "AESA THORSDOTTIR", True),
        ("Lefèvre Sœur", "Mme LEFEVRE, SOEUR", True),
        ("Sigríður Guðmundsdóttir", "Sigridur Gudmundsdottir", True),
        ("Иван Ёлкин", "ИВАН ЕЛКИН", True),
        ("René", "rene 3", False),  # no capital: no name
        ("O'Neill", "O’NEILL, Pat", True),
        ("Max", "max. 3 weeks", False),
        ("Max Müller", "Max Maier", False),
        ("Bo", "Bo Ek", False),  # initials and two letters stand in many a letter
    ],
)
def test_name_of_another_record_is_found(name, letter, found):
    other = SimpleNamespace(name=name)

    assert find_named(letter, MUM, [other]) is (other if found else None)


def test_letter_that_names_the_open_record_too_is_not_asked_about():
    assert find_named("Mum, mother of Max", MUM, [SimpleNamespace(name="Max")]) is None
