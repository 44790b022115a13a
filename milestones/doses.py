"""A dose in the person's own words as mg a day, and the usual doses on a medicine's label."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from milestones.history import Treatment
from milestones.lines import medicine_name
from milestones.scale import EXACT
from milestones.sourced import load_numbers

AMOUNT = re.compile(r"(\d{1,5}(?:[.,]\d{1,3})?)\s*(?:mg|milligrams?)\b", re.IGNORECASE)
# The first pattern that matches says how many times a day; without a match it is once.
TIMES: tuple[tuple[str, Decimal], ...] = (
    (
        (
            r"every (?:other|second|2nd) day|alternate days|every 2 days"
            r"|jeden (?:zweiten|2\.) tag|alle (?:zwei|2) tage|(?:un jour sur|tous les) (?:deux|2)\b"
            r"|cada (?:dos|dois|2) d[ií]as|d[ií]as altern|d[ií]a s[ií] y|dia sim"
        ),
        Decimal("0.5"),
    ),
    (
        (
            r"thrice|\b3\s*[x×]|(?:\b3|three|drei|trois|tres|três)\s*(?:times|mal|fois|ve[cz]es)\b"
            r"|\bt\.?i\.?d\b|(?:every|alle|toutes les|cada) (?:8 ?(?:h|st)|ocho h|acht st|eight h|huit h)"
            r"|cada oito h|8/8 ?h|\b1 ?- ?1 ?- ?1\b"
        ),
        Decimal(3),
    ),
    (
        (
            r"twice|\b2\s*[x×]|(?:\b2|two|zwei|deux|dos|duas)\s*(?:times|mal|fois|ve[cz]es)\b"
            r"|(?:\bx|×)\s*2\b|\bb\.?i\.?d\b"
            r"|(?:every|alle|toutes les|cada) (?:12 ?(?:h|st)|doce h|zwölf st|twelve h|douze h|doze h)"
            r"|12/12 ?h|de 12 em 12|\b1 ?- ?0 ?- ?1\b|morning and evening|morgens und abends"
            r"|matin et soir|mañana y (?:por la )?noche|manhã e (?:à )?noite"
        ),
        Decimal(2),
    ),
)


@dataclass(frozen=True)
class UsualDose:
    """From `least` to `most` mg a day."""

    least: Decimal
    most: Decimal

    def holds(self, amount: Decimal) -> bool:
        """Whether the amount is usual; both ends are included."""
        return self.least <= amount <= self.most


def mg_a_day(dose: str) -> Decimal | None:
    """`300 mg twice a day` as 600; None if the words name no amount, several, or a list of days."""
    amounts = AMOUNT.findall(dose)
    if len(amounts) != 1:
        return None
    words = dose.casefold()
    times = next((times for pattern, times in TIMES if re.search(pattern, words)), Decimal(1))
    return EXACT.multiply(Decimal(amounts[0].replace(",", ".")), times)


def amount_words(dose: str) -> str:
    """`300 mg` from `300 mg twice a day`: the amount as it was written; "" if there is none."""
    found = AMOUNT.search(dose)
    return found.group() if found else ""


def usual_dose(treatment: Treatment) -> UsualDose | None:
    """The usual dose of this medicine; None if no label is on file."""
    row = load_numbers("doses").get(medicine_name(treatment))
    return None if row is None else UsualDose(Decimal(row["least"]), Decimal(row["most"]))
