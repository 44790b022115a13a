from datetime import date

import pytest

from cmlguide.records.models import Person
from cmlguide.web.pages.mutations.page import gene_facts, mutation_lines
from milestones.history import Mutation


@pytest.mark.parametrize(
    ("resistance", "meaning"),
    [
        (True, "It matters for the choice of medicine, the letter says. Talk about it with your team."),
        (False, "It does not change the choice of medicine, the letter says."),
        (None, "The letter does not say what it means. Ask your team."),
    ],
)
def test_line_says_what_the_letter_said(resistance, meaning):
    (line,) = mutation_lines((Mutation(date(2026, 1, 10), "T315I", resistance),))

    assert (line.name, line.day, line.meaning) == ("T315I", "found 10 Jan 2026", meaning)


def test_mutation_without_a_name_from_a_file_is_shown():
    assert mutation_lines((Mutation(date(2026, 1, 10)),))[0].name == "no name"


def test_gene_facts_say_what_is_not_recorded():
    assert [fact.value for fact in gene_facts(Person())] == ["not recorded", "not recorded"]
    assert [fact.value for fact in gene_facts(Person(transcript="typical", risk_score="ELTS low"))] == [
        "the usual type (e13a2 or e14a2)",
        "ELTS low",
    ]
