"""Only the word deletes."""

import pytest

from cmlguide.web.fields.typed_word import TypedWordForm

SAID = "Type the word DELETE, or choose Cancel."


@pytest.mark.parametrize("word", ["DELETE", "delete", " Delete "])
def test_the_word_is_taken_in_any_capitals(word):
    assert TypedWordForm({"word": word}, label="Type DELETE").is_valid()


@pytest.mark.parametrize("word", ["", " ", "DELET", "DELETE all", "yes", "D" * 51])
def test_anything_else_is_not(word):
    form = TypedWordForm({"word": word}, label="Type DELETE")

    assert not form.is_valid()
    assert len(form.errors["word"]) == 1


def test_page_says_what_goes_and_what_to_type():
    form = TypedWordForm({"word": "yes"}, label="Type DELETE to delete your account")

    assert form["word"].label == "Type DELETE to delete your account"
    assert form.errors["word"] == [SAID]
