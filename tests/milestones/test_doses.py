"""A dose in words as mg a day, and what labels say."""

from datetime import date
from decimal import Decimal

import pytest

from milestones.doses import amount_words, mg_a_day, usual_dose
from milestones.history import Treatment


@pytest.mark.parametrize(
    ("dose", "amount"),
    [
        ("400 mg once a day", "400"),
        ("400mg", "400"),
        ("300 mg twice a day", "600"),
        ("300 mg 2x daily", "600"),
        ("40 mg b.i.d.", "80"),
        ("40 mg every 12 hours", "80"),
        ("50 mg three times a day", "150"),
        ("100 mg every other day", "50"),
        ("12,5 mg", "12.5"),
        ("2.5 Milligram", "2.5"),
    ],
)
def test_a_dose_is_read_as_mg_a_day(dose, amount):
    assert mg_a_day(dose) == Decimal(amount)


@pytest.mark.parametrize(
    ("dose", "amount"),
    [
        ("300 mg dos veces al día", "600"),
        ("300 mg, 2 veces", "600"),
        ("40 mg cada 12 horas", "80"),
        ("40 mg mañana y noche", "80"),
        ("50 mg tres veces al día", "150"),
        ("100 mg cada dos días", "50"),
        ("100 mg un día sí y otro no", "50"),
        ("400 mg una vez al día", "400"),
        ("300 mg zweimal am Tag", "600"),
        ("300 mg 2 mal täglich", "600"),
        ("40 mg alle 12 Stunden", "80"),
        ("40 mg morgens und abends", "80"),
        ("50 mg dreimal täglich", "150"),
        ("100 mg jeden zweiten Tag", "50"),
        ("400 mg einmal am Tag", "400"),
        ("300 mg deux fois par jour", "600"),
        ("40 mg toutes les 12 heures", "80"),
        ("40 mg matin et soir", "80"),
        ("50 mg trois fois par jour", "150"),
        ("100 mg un jour sur deux", "50"),
        ("100 mg tous les deux jours", "50"),
        ("400 mg une fois par jour", "400"),
        ("300 mg duas vezes ao dia", "600"),
        ("40 mg de 12 em 12 horas", "80"),
        ("40 mg de manhã e à noite", "80"),
        ("50 mg três vezes ao dia", "150"),
        ("100 mg em dias alternados", "50"),
        ("100 mg dia sim, dia não", "50"),
        ("400 mg uma vez ao dia", "400"),
        ("2 × 300 mg", "600"),
        ("300 mg 2× täglich", "600"),
        ("150 mg × 2", "300"),
        ("300 mg 1-0-1", "600"),
        ("300 mg 1 - 0 - 1 - 0", "600"),
        ("400 mg 1-0-0", "400"),
        ("50 mg 1-1-1", "150"),
        ("300 mg de 12/12h", "600"),
        ("300 mg cada doce horas", "600"),
        ("50 mg de 8/8 h", "150"),
    ],
)
def test_a_dose_is_read_in_the_words_of_every_language_of_the_site(dose, amount):
    assert mg_a_day(dose) == Decimal(amount)


@pytest.mark.parametrize("dose", ["", "one tablet", "400", "400 mg and 100 mg", "5 g"])
def test_words_that_name_no_one_amount_are_not_guessed(dose):
    assert mg_a_day(dose) is None


def test_the_amount_alone_is_as_it_was_written():
    assert [amount_words(dose) for dose in ("300 mg twice a day", "12,5mg", "one tablet")] == [
        "300 mg",
        "12,5mg",
        "",
    ]


def test_a_brand_has_the_doses_of_its_medicine_and_free_text_none():
    day = date(2026, 1, 1)

    assert usual_dose(Treatment("Glivec 400", day)) == usual_dose(Treatment("imatinib", day))
    assert usual_dose(Treatment("my trial tablet", day)) is None


@pytest.mark.parametrize(
    ("medicine", "least", "most"),
    [
        ("imatinib", "100", "800"),
        ("dasatinib", "20", "140"),
        ("nilotinib", "140", "800"),
        ("bosutinib", "100", "600"),
        ("ponatinib", "10", "45"),
        ("asciminib", "20", "400"),
    ],
)
def test_both_ends_of_what_labels_name_are_usual(medicine, least, most):
    usual = usual_dose(Treatment(medicine, date(2026, 1, 1)))
    step = Decimal("0.1")

    assert [usual.holds(Decimal(amount)) for amount in (least, most)] == [True, True]
    assert [usual.holds(amount) for amount in (Decimal(least) - step, Decimal(most) + step)] == [False, False]
