from cmlguide.exchange.csv_file.columns import MEANINGS
from cmlguide.exchange.terms.units import ITEM_UNITS
from cmlguide.web.pages.imports import words as import_words


def test_every_meaning_of_a_column_has_words():
    assert set(import_words.MEANINGS) == set(MEANINGS)


def test_every_item_of_a_blood_count_has_words():
    assert set(import_words.ITEMS) == set(ITEM_UNITS)
