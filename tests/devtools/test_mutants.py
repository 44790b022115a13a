"""The engine's tests notice a seeded sample of its mutants; `manage.py prove` runs them all."""

from cmlguide.devtools.management.commands.prove import LEAST_PERCENT
from cmlguide.devtools.mutation import copy_engine, read_outcome, run_mutmut

# The 41st mutant of each function that has so many: about fifty, from every module with rules.
SEED = 41


def test_a_sample_of_mutants_is_noticed(tmp_path):
    copy_engine(tmp_path)

    run_mutmut(tmp_path, children=1, sample=SEED)

    outcome = read_outcome(tmp_path)
    assert outcome.total >= 40
    assert outcome.killed_percent >= LEAST_PERCENT, outcome.unnoticed
