"""The marks of each language, as its typographers have them: docs/translating/."""

import pytest
from django.utils.translation import override

from cmlguide.web.words.marks import after_colon, labelled, listed, quoted, unbroken, with_colon


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("“warning”", "Day: 112", "Day:", "a; b")),
        ("es", ("“warning”", "Day: 112", "Day:", "a; b")),
        ("de", ("„warning“", "Day: 112", "Day:", "a; b")),
        ("fr", ("«\u00a0warning\u00a0»", "Day\u00a0: 112", "Day\u00a0:", "a\u202f; b")),
        ("pt-br", ("“warning”", "Day: 112", "Day:", "a; b")),
    ],
)
def test_marks_are_those_of_the_language(language, said):
    with override(language):
        assert (quoted("warning"), labelled("Day", 112), with_colon("Day"), listed("ab")) == said
        assert f"Day{after_colon(112)}" == labelled("Day", 112)


def test_percent_sign_and_mark_up_in_the_text_stay_as_they_are():
    assert quoted("100%(x)s <b>") == "“100%(x)s <b>”"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Look for an e-mail from us", 'Look for an <span class="nowrap">e-mail</span> from us'),
        ("Ihre E-Mail-Adresse", 'Ihre <span class="nowrap">E-Mail</span>-Adresse'),
        ("C-CDA <b>", '<span class="nowrap">C-CDA</span> &lt;b&gt;'),
        ("day-to-day, 2-3, to a-", "day-to-day, 2-3, to a-"),
    ],
)
def test_no_line_ends_after_a_letter_and_its_hyphen(text, shown):
    """The hyphen stays the usual one: the word is found and copied as people type it."""
    assert unbroken(text) == shown
