"""Invented histories for round trips: every kind of entry, and any text a person may type."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from milestones.history import (
    STOP_REASONS,
    BloodCount,
    History,
    Marrow,
    Mutation,
    PersonFacts,
    Result,
    Treatment,
)

DAYS = st.dates(min_value=date(1995, 1, 1), max_value=date(2035, 12, 31))
NUMBERS = st.decimals(min_value="0.0001", max_value="900", allow_nan=False, places=4)
MAYBE_NUMBERS = st.none() | NUMBERS
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
EXTRAS = st.dictionaries(st.sampled_from(["mood", "visit", "own"]), TEXTS | st.integers(0, 9), max_size=2)

COMMON = {
    "collected_on": DAYS,
    "copies": st.none() | st.integers(0, 900_000),
    "control_gene": st.sampled_from([None, "ABL1", "GUSB"]),
    "specimen": st.sampled_from(["blood", "marrow"]),
    "method": st.sampled_from([None, "qpcr", "digital"]),
    "quantifies_to": MAYBE_NUMBERS,
    "lab": TEXTS,
    "note": TEXTS,
    "as_reported": TEXTS,
    "checked_against_letter": st.booleans(),
    "baseline": st.booleans(),
}
RESULTS = st.one_of(
    st.builds(
        Result, kind=st.just("value"), value=NUMBERS, unit=st.sampled_from(["percent_is", "mr"]), **COMMON
    ),
    st.builds(
        Result,
        kind=st.just("value"),
        value=NUMBERS,
        unit=st.just("ratio_percent"),
        conversion_factor=st.none() | NUMBERS,
        **COMMON,
    ),
    st.builds(
        Result,
        kind=st.sampled_from(["not_detected", "below_quantification", "less_than", "above_limit"]),
        limit=NUMBERS,
        unit=st.just("percent_is"),
        **COMMON,
    ),
    st.builds(Result, kind=st.sampled_from(["not_detected", "below_quantification", "no_result"]), **COMMON),
    st.builds(Result, kind=st.just("level"), level=st.sampled_from(["mmr", "mr4", "mr4.5"]), **COMMON),
)
TREATMENTS = st.builds(
    Treatment,
    medicine=st.sampled_from(["imatinib", "Sprycel", "asciminib", "hydroxyurea"]),
    started_on=st.dates(min_value=date(1995, 1, 1), max_value=date(2014, 12, 31)),
    stopped_on=st.none() | st.dates(min_value=date(2015, 1, 1), max_value=date(2035, 12, 31)),
    dose=TEXTS,
    stop_reason=st.sampled_from([None, *STOP_REASONS]),
    keep_clock=st.sampled_from([None, True, False]),
    tki=st.sampled_from([None, True, False]),
    extra=EXTRAS,
)
BLOOD_COUNTS = st.builds(
    BloodCount,
    collected_on=DAYS,
    wbc=MAYBE_NUMBERS,
    neutrophils=MAYBE_NUMBERS,
    hemoglobin=MAYBE_NUMBERS,
    platelets=MAYBE_NUMBERS,
    basophils_percent=MAYBE_NUMBERS,
    eosinophils_percent=MAYBE_NUMBERS,
    blasts_percent=MAYBE_NUMBERS,
    immature_granulocytes=st.none() | st.booleans(),
    spleen_felt=st.none() | st.booleans(),
)
MARROW = st.builds(Marrow, collected_on=DAYS, ph_positive=st.just(3), metaphases=st.just(20), karyotype=TEXTS)
MUTATIONS = st.builds(Mutation, found_on=DAYS, name=TEXTS, resistance=st.none() | st.booleans())
PEOPLE = st.builds(
    PersonFacts,
    transcript=st.sampled_from(["typical", "atypical", "unknown"]),
    goal=st.sampled_from(["unset", "treatment_free_remission"]),
    guideline=st.sampled_from([None, "eln-2020", "nccn-2024"]),
    diagnosed_on=st.none() | DAYS,
    born_year=st.none() | st.integers(1920, 2010),
    agreed_percent_is=MAYBE_NUMBERS,
    agreed_on=st.none() | DAYS,
    extra=EXTRAS,
)


def lists_of(entries, most=4):
    return st.lists(entries, max_size=most).map(tuple)


HISTORIES = st.builds(
    History,
    person=PEOPLE,
    treatments=lists_of(TREATMENTS),
    results=lists_of(RESULTS),
    blood_counts=lists_of(BLOOD_COUNTS),
    marrow=lists_of(MARROW),
    mutations=lists_of(MUTATIONS),
    extra=st.fixed_dictionaries({}, optional={"diary": st.lists(TEXTS, max_size=3), "questions": TEXTS}),
)

SMALL = History(results=(Result(date(2026, 9, 7), value=Decimal("0.0030"), unit="percent_is"),))
