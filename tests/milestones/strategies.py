"""Histories of every shape for property tests: near every border, several on one day, all kinds of results.

CMLGUIDE_EXAMPLES sets how many are tried (the same few hundred each time without it).
"""

from __future__ import annotations

import os
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from milestones.history import (
    GOALS,
    LEVELS,
    PHASES,
    STOP_REASONS,
    TRANSCRIPTS,
    BloodCount,
    History,
    Marrow,
    Mutation,
    PersonFacts,
    Result,
    Treatment,
)
from tests.milestones.builders import START

EXAMPLES = int(os.environ.get("CMLGUIDE_EXAMPLES", "60"))
TRIED = settings(
    max_examples=EXAMPLES,
    derandomize="CMLGUIDE_EXAMPLES" not in os.environ,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

BORDERS = ("0.001", "0.0032", "0.01", "0.05", "0.1", "0.2", "0.5", "1", "2", "5", "10", "20", "62", "130")
NEAR = ("0.99", "0.999999", "1", "1.000001", "1.01")
percents = st.builds(
    lambda border, near: Decimal(border) * Decimal(near), st.sampled_from(BORDERS), st.sampled_from(NEAR)
) | st.decimals("0.0001", "400", allow_nan=False, places=4)
days = st.builds(lambda days: START + timedelta(days=days), st.integers(-200, 2600))
# Only a few different days, so that several entries fall on one.
shared_days = (
    st.builds(lambda months: START + timedelta(days=round(months * 30.4375)), st.integers(-3, 60)) | days
)
labs = st.sampled_from(("", "A", "B"))
copies = st.none() | st.sampled_from((0, 500, 9_999, 10_000, 32_000, 100_000, 250_000))
genes = st.sampled_from((None, "ABL1", "GUSB", "BCR"))


def results(days: st.SearchStrategy[date] = shared_days) -> st.SearchStrategy[Result]:
    """Any result a record can hold."""
    common = {
        "collected_on": days,
        "lab": labs,
        "copies": copies,
        "control_gene": genes,
        "baseline": st.just(False),
    }
    sample = {**common, "specimen": st.sampled_from(("blood", "blood", "blood", "marrow"))}
    limits = {**sample, "limit": percents, "unit": st.just("percent_is")}
    return st.one_of(
        st.builds(Result, kind=st.just("value"), value=percents, unit=st.just("percent_is"), **sample),
        st.builds(Result, kind=st.just("value"), value=percents, unit=st.just("percent_is"), **sample),
        st.builds(
            Result,
            kind=st.just("value"),
            value=percents,
            unit=st.just("ratio_percent"),
            conversion_factor=st.none() | st.just(Decimal("0.82")),
            **sample,
        ),
        st.builds(
            Result,
            kind=st.just("value"),
            value=st.decimals("-1", "6", places=2),
            unit=st.sampled_from(("mr", "log_reduction")),
            **sample,
        ),
        st.builds(
            Result,
            kind=st.sampled_from(("not_detected", "below_quantification", "less_than", "above_limit")),
            **limits,
        ),
        st.builds(Result, kind=st.sampled_from(("not_detected", "below_quantification")), **sample),
        st.builds(Result, kind=st.just("level"), level=st.sampled_from(LEVELS), **sample),
        st.builds(Result, kind=st.just("no_result"), **sample),
    )


MEDICINES = ("imatinib", "Glivec", "dasatinib", "nilotinib", "hydroxyurea", "trial drug")


@st.composite
def treatments(draw: st.DrawFn) -> tuple[Treatment, ...]:
    """Up to five rows of medicines, one after another or overlapping."""
    rows = []
    for _ in range(draw(st.integers(0, 5))):
        started = draw(shared_days)
        stopped = draw(st.none() | st.integers(0, 900))
        rows.append(
            Treatment(
                draw(st.sampled_from(MEDICINES)),
                started,
                None if stopped is None else started + timedelta(days=stopped),
                stop_reason=None if stopped is None else draw(st.none() | st.sampled_from(STOP_REASONS)),
                keep_clock=draw(st.none() | st.booleans()),
                tki=draw(st.none() | st.booleans()),
            )
        )
    return tuple(rows)


def usual_treatments() -> st.SearchStrategy[tuple[Treatment, ...]]:
    """Mostly imatinib from the start, sometimes anything."""
    return st.just((Treatment("imatinib", START),)) | treatments()


people = st.builds(
    PersonFacts,
    transcript=st.sampled_from(("typical", "typical", *TRANSCRIPTS)),
    goal=st.sampled_from(GOALS),
    guideline=st.sampled_from((None, "eln-2020", "nccn-2024")),
    phase=st.sampled_from(("chronic", "chronic", "chronic", *PHASES)),
    diagnosed_on=st.none() | days,
    born_year=st.none() | st.integers(1930, 2020),
    transplant_on=st.none() | st.none() | st.none() | days,
    planned_test_on=st.none() | days,
)
amounts = st.none() | st.decimals("0", "900", places=1)
low_amounts = st.none() | st.sampled_from(
    [Decimal(text) for text in ("0", "0.4", "0.5", "0.9", "1", "8", "20", "49")]
)
blood_counts = st.builds(
    BloodCount,
    collected_on=days,
    wbc=amounts,
    platelets=amounts | low_amounts,
    neutrophils=low_amounts,
    hemoglobin=low_amounts,
    blasts_percent=low_amounts,
    basophils_percent=low_amounts,
    spleen_felt=st.none() | st.booleans(),
)
KARYOTYPES = ("", "46,XX,t(9;22)", "47,XX,t(9;22),+8", "46,XY,t(9;22),i(17q)", "complex")
marrows = st.builds(
    Marrow,
    collected_on=days,
    ph_positive=st.none() | st.integers(0, 20),
    metaphases=st.just(20),
    karyotype=st.sampled_from(KARYOTYPES),
)
mutations = st.builds(
    Mutation,
    found_on=days,
    name=st.text(max_size=6) | st.sampled_from(("T315I", "F317L")),
    resistance=st.none() | st.booleans(),
)
histories = st.builds(
    History,
    person=people,
    treatments=usual_treatments(),
    results=st.lists(results(), max_size=9).map(tuple),
    blood_counts=st.lists(blood_counts, max_size=2).map(tuple),
    marrow=st.lists(marrows, max_size=2).map(tuple),
    mutations=st.lists(mutations, max_size=2).map(tuple),
)
guidelines = st.sampled_from(("eln-2020", "nccn-2024"))
