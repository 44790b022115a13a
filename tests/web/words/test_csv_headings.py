"""Our own table in the reader's language."""

from cmlguide.exchange.csv_file.own import COLUMNS
from cmlguide.exchange.csv_file.writer import write_csv
from cmlguide.web.words.csv_headings import HEADINGS, table_of
from tests.pseudo_language import PSEUDO, accent, speaking
from tests.web.stories import tell


def test_every_column_has_words():
    assert tuple(HEADINGS) == COLUMNS


def test_in_english_the_table_keeps_the_columns_own_names():
    history = tell("62", "0.5")
    assert table_of(history) == write_csv(history)


def test_in_another_language_it_has_that_languages_words_and_marks():
    with speaking(PSEUDO):
        lines = table_of(tell("62", "0.5")).decode("utf-8-sig").split("\r\n")

    assert lines[0].startswith(f"{accent('Date')} [date];{accent('How exact the date is')} [date_precision];")
    assert ";0,5;% (IS);" in lines[2]
