"""Every code of the diary has words, and there are no words without a code."""

import pytest

from cmlguide.records.models import diary_entry as codes
from cmlguide.web.words.diary import names as words


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (codes.ENTRY_KINDS, words.KINDS),
        (codes.ENTRY_KINDS, words.SIGNS),
        (codes.SYMPTOMS, words.SYMPTOMS),
        (codes.SYMPTOMS, words.SYMPTOMS_WITHIN),
        (codes.SEVERITIES, words.SEVERITIES),
        (codes.HOW_OFTEN, words.HOW_OFTEN),
        (codes.DISTURBED, words.DISTURBED),
        (codes.DISTURBED, words.DISTURBED_WITHIN),
        (codes.DOSE_STATUSES, words.DOSE_STATUSES),
        (codes.DOSE_REASONS, words.DOSE_REASONS),
        (codes.DOSE_REASONS, words.DOSE_REASONS_WITHIN),
        (codes.INTAKES, words.INTAKES),
    ],
)
def test_every_code_has_its_words(known, said):
    assert list(said) == list(known)
