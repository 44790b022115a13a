"""Two of the faults, and what is called wrong after any of them."""

from contextlib import contextmanager

import pytest

from cmlguide.devtools.reliability import faults
from cmlguide.devtools.reliability.faults import FAULTS
from cmlguide.devtools.reliability.scene import Fault, LeftOut, Outcome, prove, write_rows
from cmlguide.devtools.reliability.sites import home_site
from cmlguide.devtools.reliability.visitor import Answer
from cmlguide.devtools.reliability.writers import Told
from tests.devtools.test_throwaway_postgresql import needs_postgresql


def fault(name, database):
    (found,) = [one for one in FAULTS if (one.name, one.make_site.__name__) == (name, f"{database}_site")]
    return found


def test_two_programs_on_one_folder_lose_nothing():
    outcome = prove(fault("two programs at once", "home"))

    assert (outcome.database, outcome.met) == ("SQLite", "both answered, one after the other wrote")
    assert outcome.acknowledged > 0


@needs_postgresql
def test_a_database_that_comes_back_is_used_again_without_a_new_start():
    outcome = prove(fault("the database goes away and comes back", "hosted"))

    assert outcome.met.endswith("saved once it was back, without a new start")


def test_a_result_that_is_lost_ends_the_proof_with_a_sentence():
    def lose_one(scene):
        scene.told.saved.append("w0-1")
        return "nothing"

    with pytest.raises(AssertionError, match="a made-up fault, SQLite: 1 acknowledged results are lost"):
        prove(Fault("a made-up fault", home_site, lose_one))


def test_a_fault_that_cannot_be_made_here_is_said_to_be_left_out():
    @contextmanager
    def nowhere():
        raise LeftOut("a small disk cannot be mounted here")
        yield

    outcome = prove(Fault("the disk is full", nowhere, faults.disk_full))

    assert outcome == Outcome("the disk is full", "", 0, "left out: a small disk cannot be mounted here")


@pytest.mark.parametrize(
    ("status", "leads_to", "told"),
    [
        (302, "/", "saved"),
        (302, "/accounts/login/", "refused"),
        (422, None, "refused"),
        (429, None, "refused"),
        (500, None, "unknown"),
        (503, None, "unknown"),
    ],
)
def test_only_a_form_that_leads_to_timeline_was_saved_and_nobody_knows_of_a_fault(status, leads_to, told):
    result = Told()

    result.note("a", Answer(status, b"", {"Location": leads_to} if leads_to else {}, 0.1))

    assert getattr(result, told) == ["a"]
    assert result.answers() == 1


def test_figures_have_a_row_for_each_fault():
    assert list(write_rows([Outcome("two programs at once", "SQLite", 12, "both answered")])) == [
        "| fault | database | acknowledged, all there | what people met |",
        "|---|---|---|---|",
        "| two programs at once | SQLite | 12 | both answered |",
    ]
