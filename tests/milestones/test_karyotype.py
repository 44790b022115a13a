"""Karyotypes as laboratories write them, and which changes are high risk.

Source: Hehlmann, Leukemia 2020;34:2074, abstract.
"""

import pytest

from milestones.karyotype import find_high_risk

HIGH_RISK = [
    ("47,XX,t(9;22)(q34;q11.2),+8[12]/46,XX,t(9;22)(q34;q11.2)[8]", ("+8",)),
    ("46, XX, t(9;22), additional + 8", ("+8",)),
    ("trisomy 8 in 3 of 20 cells", ("+8",)),
    ("47,XY,t(9;22)(q34;q11),+der(22)t(9;22)[5]", ("second Ph",)),
    ("47,XX,t(9;22),+Ph", ("second Ph",)),
    ("second Philadelphia chromosome", ("second Ph",)),
    ("46,XX,t(9;22),ider(22)(q10)t(9;22)", ("second Ph",)),
    ("46,XX,t(9;22),i(17)(q10)[10]", ("i(17q)",)),
    ("46,XY,t(9;22),i(17q)", ("i(17q)",)),
    ("isochromosome 17q", ("i(17q)",)),
    ("47,XX,t(9;22),+17", ("+17",)),
    ("47,XX,+19,t(9;22)", ("+19",)),
    ("47,XX,t(9;22),+21", ("+21",)),
    ("46,XX,t(9;22),inv(3)(q21q26.2)", ("3q26.2",)),
    ("46,XX,t(9;22),inv( 3 )( q21 q26.2 )", ("3q26.2",)),
    ("46,XX,t(3;3)(q21;q26.2),t(9;22)", ("3q26.2",)),
    ("46,XX,t(3;21)(q26.2;q22),t(9;22)", ("3q26.2",)),
    ("46,XX,t(9;11)(p22;q23),t(9;22)", ("11q23",)),
    ("46,XX,t(9;22),t(11;19)(q23;p13)", ("11q23",)),
    ("45,XY,−7,t(9;22)", ("-7/7q-",)),
    ("46,XX,t(9;22),del(7)(q22q34)", ("-7/7q-",)),
    ("7q-", ("-7/7q-",)),
    ("monosomy 7", ("-7/7q-",)),
    ("complex karyotype", ("complex",)),
    ("46,XX,t(9;22),del(5)(q13),-Y,add(1)(p36)", ("complex",)),
    ("49,XY,+8,t(9;22),+17,+19", ("+8", "+17", "+19", "complex")),
]


@pytest.mark.parametrize(("text", "names"), HIGH_RISK)
def test_high_risk_changes_are_named(text, names):
    assert find_high_risk(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "",
        "46,XX,t(9;22)(q34;q11.2)[20]",
        "46,XY[20]",
        "46,XX,der(9)t(9;22)(q34;q11),der(22)t(9;22)(q34;q11)",
        "46,XX,t(9;22;11)(q34;q11;p15)",
        "45,X,-Y,t(9;22)(q34;q11)",
        "47,XX,+18,t(9;22)",
        "46,XX,t(9;22),+8c",
        "47,XX,+21c,t(9;22)",
        "47,XX,t(9;22),del(5)(q13),-Y,+21c[20]",
        "46,XX,t(9;22),del(5)(q13),-Y",
        "no trisomy 8",
        "not complex",
        "no evidence of monosomy 7",
        "received on 2020-7-1",
        "46,XX,der(7)t(1;7)(q10;p10),t(9;22)",
        "Ph+ in 20 of 20 cells",
    ],
)
def test_other_changes_are_not(text):
    assert find_high_risk(text) == ()


@pytest.mark.parametrize(("changes", "is_complex"), [(2, False), (3, True)])
def test_complex_from_three_changes_beside_the_philadelphia_chromosome(changes, is_complex):
    beside = ["del(5)(q13)", "add(1)(p36)", "inv(16)(p13q22)"][:changes]

    assert ("complex" in find_high_risk(",".join(["46,XX,t(9;22)(q34;q11)", *beside]))) is is_complex


def test_a_change_in_several_clones_is_one():
    text = "47,XX,t(9;22),+13,del(5)(q13)[5]/46,XX,t(9;22),del(5)(q13)[9]/46,XX,idem,del(5)(q13)[2]"

    assert find_high_risk(text) == ()


def test_what_a_person_was_born_with_is_no_change_and_spaces_are_none_of_the_name():
    assert find_high_risk("47,XX,t(9;22)(q34;q11),+13c,del(5)(q13),add(1)(p36)") == ()
    assert find_high_risk("46, XX, t(9; 22)(q34; q11), inv(3)(q21 q26.2)") == ("3q26.2",)


def test_a_full_stop_or_a_space_is_no_part_of_a_change():
    """The same change with and without one is one change: two in all, so not complex."""
    text = "46,XX,t(9;22),del(5)(q13),add(1)(p36)/46,XX,t(9;22), del(5)(q13) .,add(1)(p36)."

    assert find_high_risk(text) == ()


def test_cells_between_brackets_are_no_part_of_a_change():
    text = "46,XX,t(9;22),del(5)(q13)[4],add(1)(p36)[2]/46,XX,t(9;22),del(5)(q13)[3],add(1)(p36)[9]"

    assert find_high_risk(text) == ()
