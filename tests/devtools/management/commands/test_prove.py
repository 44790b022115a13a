"""The page with the figures from the long proofs."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cmlguide.devtools.hostile_posts import TESTS, write_figure
from cmlguide.devtools.management.commands import prove
from cmlguide.devtools.management.commands.prove import (
    BEGIN,
    BEGIN_POSTS,
    DOC,
    END,
    END_POSTS,
    RELIABILITY,
    put_figures,
    write_figures,
)
from cmlguide.devtools.mutation import Outcome
from cmlguide.devtools.reliability.proofs import PROOFS, Proof

OUTCOME = Outcome(killed=1900, timed_out=60, unnoticed=("a", "b") * 20)


def test_figures_are_dated_and_say_what_was_run():
    figures = write_figures(OUTCOME, 2000, "2026-11-22").splitlines()

    assert figures[:6] == [
        "On 2026-11-22, by `python3 manage.py prove`:",
        "",
        "- every line and branch of the engine is covered by its tests;",
        "- every property held over 2,000 histories made by chance, and the fuzz over as many files;",
        "- 2,000 mutants of the engine: 98.0% noticed (1,900 by a failing test,",
        "  60 because they never end), 40 not.",
    ]
    assert [line.split(" |")[0] for line in figures[9:]] == ["| 60", "| 1,000", "| 10,000"]


def test_figures_go_between_their_marks():
    page = f"before\n{BEGIN}\nold\n{END}\nafter\n"

    assert put_figures(page, "new") == f"before\n{BEGIN}\nnew\n{END}\nafter\n"


def test_the_page_has_a_place_for_the_figures():
    page = DOC.read_text(encoding="utf-8")

    assert [page.count(mark) for mark in (BEGIN, END, BEGIN_POSTS, END_POSTS)] == [1, 1, 1, 1]


def test_a_page_without_the_marks_is_not_written_over():
    with pytest.raises(ValueError, match="unpack"):
        put_figures("no marks", "new")


def test_hostile_posts_have_a_figure_and_a_place_of_their_own():
    page = f"{BEGIN}\nkept\n{END}\n{BEGIN_POSTS}\nold\n{END_POSTS}\n"

    figure = write_figure(10_000, "2026-11-26")

    assert figure == (
        "On 2026-11-26, by `python3 manage.py prove --only posts`:"
        " 10,000 hostile posts, no fault of the site."
    )
    assert put_figures(page, figure, BEGIN_POSTS, END_POSTS) == (
        f"{BEGIN}\nkept\n{END}\n{BEGIN_POSTS}\n{figure}\n{END_POSTS}\n"
    )


def test_the_tests_of_the_hostile_posts_are_there():
    assert (DOC.parents[1] / TESTS).exists()


def test_every_proof_of_reliability_has_a_place_for_its_figures():
    page = RELIABILITY.read_text(encoding="utf-8")

    assert [page.count(mark) for proof in PROOFS.values() for mark in proof.marks] == [1] * 2 * len(PROOFS)


def test_figures_of_a_whole_proof_are_dated_and_a_smaller_one_writes_nothing(monkeypatch, tmp_path):
    page = tmp_path / "reliability.md"
    proof = Proof("made-up", 7, lambda size, seed, say: f"{size} of {seed}")
    page.write_text("\n".join(proof.marks), encoding="utf-8")
    monkeypatch.setattr(prove, "RELIABILITY", page)
    monkeypatch.setattr(prove, "PROOFS", {"made-up": proof})
    monkeypatch.setitem(PROOFS, "made-up", proof)
    whole, smaller = StringIO(), StringIO()

    call_command(prove.Command(), only="made-up", size=2, stdout=smaller)
    before = page.read_text(encoding="utf-8")
    call_command(prove.Command(), only="made-up", seed=3, stdout=whole)

    day = timezone.localdate().isoformat()
    begin, end = proof.marks
    assert (smaller.getvalue(), before) == ("2 of 13\n", f"{begin}\n{end}")
    assert whole.getvalue() == "7 of 3\n"
    assert page.read_text(encoding="utf-8") == (
        f"{begin}\nOn {day}, by `python3 manage.py prove --only made-up`:\n\n7 of 3\n{end}"
    )


def test_what_is_wrong_ends_the_command_with_its_sentence(monkeypatch):
    def fail(size, seed, say):
        raise AssertionError("1 acknowledged results are lost")

    monkeypatch.setitem(PROOFS, "kills", Proof("kills", 1, fail))

    with pytest.raises(CommandError, match="kills: 1 acknowledged results are lost"):
        call_command("prove", only="kills")
