"""A sign before words is drawn in their colour, is not read aloud, and is never another sign."""

import re

import pytest
from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext, override

from cmlguide.web.pages.blood_counts import page as blood_counts
from cmlguide.web.pages.results import explained
from cmlguide.web.pages.without_treatment import page as without_treatment
from cmlguide.web.templatetags.signs import DRAWN, drawn
from cmlguide.web.words import engine
from cmlguide.web.words.diary import names
from cmlguide.web.words.without_treatment import SHAPES as MONTHS

LADDER_KEY = "● reached · ◐ reached before, above it now · ○ ahead. Not everyone reaches every milestone."
HEAD = '<svg class="sign" viewBox="-5 -5 10 10" aria-hidden="true">'
NOT_DRAWN = {"–"}  # every font has a dash


@pytest.mark.parametrize(
    ("sign", "shape"),
    [
        ("●", '<circle r="4"/>'),
        ("○", '<circle r="4" fill="none"/>'),
        ("◐", '<circle r="4" fill="none"/><path d="M0-4a4 4 0 0 0 0 8z"/>'),
        ("◆", '<path d="M0-4 4 0 0 4-4 0z"/>'),
        ("◇", '<path d="M0-4 4 0 0 4-4 0z" fill="none"/>'),
        ("▲", '<path d="M0-3 4 4H-4z"/>'),
    ],
)
def test_sign_is_drawn_as_its_shape(sign, shape):
    assert drawn(sign) == f"{HEAD}{shape}</svg>"
    assert isinstance(drawn(sign), SafeString)


def test_text_stays_and_is_escaped():
    assert drawn("– <b> △") == "– &lt;b&gt; △"


def test_each_of_several_signs_is_drawn():
    assert drawn("●▲") == DRAWN["●"] + DRAWN["▲"]


def test_no_two_signs_are_drawn_alike():
    assert len(set(DRAWN.values())) == len(DRAWN)


def test_every_sign_of_the_site_is_drawn():
    chips = {chip.shape for chip in vars(engine).values() if isinstance(chip, engine.Chip)}
    pairs = (
        *blood_counts.STATUSES.values(),
        *explained.ANSWERS.values(),
        *without_treatment.ANSWERS.values(),
    )

    used = chips | {*names.SIGNS.values(), *MONTHS.values()} | {sign for sign, _words in pairs}

    assert used - NOT_DRAWN <= set(DRAWN)
    assert chips == {"●", "◐", "○", "◆", "▲"}


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_the_key_of_the_ladder_keeps_its_signs_in_every_language(language):
    with override(language):
        key = gettext(LADDER_KEY)

    assert re.findall("[●◐○]", key) == ["●", "◐", "○"]
    assert drawn(key).count("<svg") == 3
