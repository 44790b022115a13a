"""The proofs of this package by name: how large each is, how it is run, where its figures stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cmlguide.devtools.reliability import faults, kills, load, restore, scene
from cmlguide.devtools.reliability.sites import SITES

WHOLE_CROWD = 100_000
Say = Callable[[str], None]


@dataclass(frozen=True)
class Proof:
    """`run` takes size, seed and who is told of progress; it gives Markdown, or raises AssertionError with a
    sentence. `size` is that of the whole proof."""

    name: str
    size: int
    run: Callable[[int, int, Say], str]

    @property
    def command(self) -> str:
        return f"python3 manage.py prove --only {self.name}"

    @property
    def marks(self) -> tuple[str, str]:
        """What its figures stand between in docs/reliability.md."""
        return f"<!-- {self.name}: written by manage.py prove -->", f"<!-- end of {self.name} -->"


def prove_kills(size: int, seed: int, say: Say) -> str:
    """So many kills on each database."""
    done = [kills.kill_at_random(database, size, seed, say) for database in SITES]
    return "\n".join(kills.write_rows(done))


def prove_faults(size: int, seed: int, say: Say) -> str:
    """The first so many faults, one after the other."""
    done = []
    for fault in faults.FAULTS[:size]:
        done.append(scene.prove(fault))
        say(f"{done[-1].name}, {done[-1].database}: {done[-1].met}")
    return "\n".join(scene.write_rows(done))


def prove_restore(size: int, seed: int, say: Say) -> str:
    """So many people, backed up and put back on both databases and across them."""
    return "\n".join(restore.write_rows(restore.restore_everywhere(size, seed, say)))


def prove_load(size: int, seed: int, say: Say) -> str:
    """So many people in one site. What was promised and not kept is said after the figures."""
    length = load.WHOLE if size == WHOLE_CROWD else load.SAMPLE
    measured = load.measure(size, length, say)
    figures = "\n".join(load.write_figures(measured))
    if wrong := list(load.find_faults(measured)):
        figures += f"\n\n**Not kept**: {'; '.join(wrong)}."
    return figures


PROOFS = {
    proof.name: proof
    for proof in (
        Proof("kills", 200, prove_kills),
        Proof("faults", len(faults.FAULTS), prove_faults),
        Proof("restore", 1000, prove_restore),
        Proof("load", WHOLE_CROWD, prove_load),
    )
}
