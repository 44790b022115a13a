import pytest

from cmlguide.exchange.terms.names import cml_medicine, item_in_text, mentions_marrow, role_in_text


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("BCR-ABL1", "unsure"),
        ("BCR::ABL1/ABL1 quantitative", "unsure"),
        ("BCRABL Xpert", "unsure"),
        ("BCR-ABL1 % (IS)", "percent_is"),
        (
            "t(9;22)(q34.1;q11) b2a2+b3a2 fusion transcript (International Scale)",
            "percent_is",
        ),
        ("BCR-ABL1 raw ratio", "raw"),
        ("BCR-ABL1 p190 (IS)", "other_transcript"),
        ("BCR-ABL FISH", "fish"),
        ("BCR-ABL1 kinase domain mutation", "mutation"),
        ("BCR-ABL1 [Log Number Ratio]", "log"),
        ("BCR-ABL1 fusion [Presence]", "presence"),
        ("Hemoglobin", None),
        ("JAK2 V617F", None),
    ],
)
def test_role_in_text_reads_what_a_test_measures(name, role):
    assert role_in_text(name) == role


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("Leukocytes [#/volume] in Blood", "wbc"),
        ("WBC", "wbc"),
        ("Leukozyten", "wbc"),
        ("Haemoglobin", "hemoglobin"),
        ("HGB", "hemoglobin"),
        ("Platelet count", "platelets"),
        ("Thrombozyten", "platelets"),
        ("Neutrophils (absolute)", "neutrophils"),
        ("Basophils", "basophils"),
        ("Blasts", "blasts"),
        ("Hemoglobin A1c", None),
        ("MCHC", None),
        ("MPV", None),
        ("Plateletcrit", None),
        ("Glucose", None),
    ],
)
def test_item_in_text_knows_blood_counts_from_their_neighbours(name, item):
    assert item_in_text(name) == item


@pytest.mark.parametrize(
    ("name", "codes", "medicine"),
    [
        ("imatinib mesylate 400 MG Oral Tablet", (), "imatinib"),
        ("GLIVEC", (), "imatinib"),
        ("Dasatinibum", (), "dasatinib"),
        ("Tasigna 150 mg", (), "nilotinib"),
        ("tablet", ("L01EA06",), "asciminib"),
        ("hydroxyurea", (), None),
        ("aspirin", (), None),
        ("", (), None),
    ],
)
def test_cml_medicine_knows_tkis_by_generic_brand_or_code(name, codes, medicine):
    assert cml_medicine(name, codes) == medicine


def test_mentions_marrow_in_several_languages():
    assert [mentions_marrow(text) for text in ("Bone marrow", "Knochenmark", "BM", "Blood")] == [
        True,
        True,
        True,
        False,
    ]
