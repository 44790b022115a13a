"""More files of the same kinds, made here in few words: what is read of each, what is asked, what is said."""

import base64
import json
import zlib
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256

from cmlguide.exchange.preview.as_json import preview_json
from cmlguide.exchange.preview.people import EVERYONE
from cmlguide.exchange.preview.values import Options
from cmlguide.exchange.reading import preview_file
from cmlguide.web.words.files import say
from tests.exchange.ccda.test_reader import document, panel
from tests.exchange.fhir.resources import ANNA, bundle, medication, observation
from tests.exchange.made_files import pdf

PERCENT = {"value": 0.024, "unit": "%"}


def read(data, name="", **options):
    raw = data.encode() if isinstance(data, str) else data
    return preview_json(preview_file(raw, Options(date(2026, 11, 26), name=name, **options)), say)


def named(text, quantity=None, **fields):
    """An observation that is named in words alone."""
    return observation(quantity=quantity, **fields) | {"code": {"text": text}}


def results_of(shown):
    return [(row["kind"], row["value"] or row["limit"], row["unit"]) for row in shown["results"]]


def counts_of(shown):
    return {(row["item"], row["value"], row["unit"]) for row in shown["blood_counts"]}


def codes_of(shown):
    return {row["code"] for row in shown["left_out"]} | {row["code"] for row in shown["problem_codes"]}


def asks_of(shown):
    return {
        ask for row in (*shown["results"], *shown["medicines"], *shown["blood_counts"]) for ask in row["asks"]
    }


# --- the code is not stronger than the unit


@pytest.mark.parametrize(
    ("quantity", "ask"),
    [
        ({"value": 0.0012, "unit": "ratio"}, "ask_ratio_or_percent"),
        ({"value": 0.0012, "code": "{Ratio}"}, "ask_ratio_or_percent"),
        ({"value": 3.2, "unit": "log10"}, "ask_log_from"),
        ({"value": 3.2, "unit": "log reduction", "code": "1"}, "ask_scale"),
        ({"value": 0.05}, "ask_scale"),
        ({"value": 0.05, "unit": "NCN"}, "ask_scale"),
        ({"value": 0.05, "unit": "%", "code": "1"}, "ask_scale"),
        ({"value": 0.0032, "comparator": "<"}, "ask_scale"),
    ],
)
def test_a_code_of_the_scale_with_another_unit_is_asked(quantity, ask):
    shown = read(bundle(ANNA, observation(quantity=quantity)))

    assert ask in asks_of(shown)


@pytest.mark.parametrize("unit", ["%", "% (IS)", "{%IS}", "percent", "% IS", "Prozent"])
def test_a_code_of_the_scale_with_a_percent_is_filed(unit):
    shown = read(bundle(ANNA, observation(quantity={"value": 0.024, "unit": unit})))

    assert (results_of(shown), asks_of(shown)) == ([("value", "0.024", "percent_is")], set())


@pytest.mark.parametrize("unit", ["copies", "{copies}", "copies/mL", "Kopien"])
def test_copies_are_never_a_percent(unit):
    shown = read(bundle(ANNA, observation(quantity={"value": 58, "unit": unit})))

    assert (shown["results"], codes_of(shown) >= {"test_copies"}) == ([], True)


# --- values inside


def test_a_panel_of_components_gives_its_percent_with_the_copies_behind_it():
    parts = [
        {"code": {"text": "Ratio (IS)"}, "valueQuantity": {"value": 0.031, "unit": "%"}},
        {"code": {"text": "ABL1 Kopien"}, "valueQuantity": {"value": 44200}},
        {"code": {"text": "BCR-ABL1 copies"}, "valueQuantity": {"value": 12}},
        {"code": {"text": "Cycle threshold BCR-ABL1"}, "valueQuantity": {"value": 31.2}},
    ]
    shown = read(bundle(ANNA, named("BCR-ABL1 p210", component=parts)))

    (row,) = shown["results"]
    assert (row["value"], row["unit"], row["copies"], row["control_gene"]) == (
        "0.031",
        "percent_is",
        44200,
        "ABL1",
    )


@pytest.mark.parametrize(
    ("code", "system", "kind"),
    [
        ("260415000", "http://snomed.info/sct", "not_detected"),
        ("LA11883-8", "http://loinc.org", "not_detected"),
        ("260385009", "http://snomed.info/sct", "not_detected"),
        ("LA15841-2", "http://loinc.org", "no_result"),
    ],
)
def test_a_coded_answer_alone_is_understood(code, system, kind):
    answer = {"coding": [{"system": system, "code": code}]}
    shown = read(bundle(ANNA, observation(valueCodeableConcept=answer)))

    assert [row["kind"] for row in shown["results"]] == [kind]


def test_a_member_takes_its_day_from_the_panel_of_the_panel():
    member = observation(quantity=PERCENT, id="m")
    del member["effectiveDateTime"]
    inner = named("Ratio", id="i", hasMember=[{"reference": "Observation/m"}])
    del inner["effectiveDateTime"]
    outer = named("Panel", id="p", hasMember=[{"reference": "Observation/i"}], effectiveDateTime="2026-05-19")

    assert read(bundle(ANNA, outer, inner, member))["results"][0]["collected_on"] == "2026-05-19"


@pytest.mark.parametrize(
    ("written", "item", "code", "kept"),
    [
        ("4.9 x10^9/L", "wbc", "6690-2", ("wbc", "4.9", "10^9/L")),
        ("128 g/L", "hemoglobin", "718-7", ("hemoglobin", "12.8", "g/dL")),
        ("214", "platelets", "777-3", ("platelets", "214", None)),
        ("5,400 /uL", "wbc", "6690-2", ("wbc", "5.4", "10^9/L")),
    ],
)
def test_a_count_written_as_text_is_read_with_its_unit(written, item, code, kept):
    shown = read(bundle(ANNA, observation(code, item, valueString=written)))

    assert counts_of(shown) == {kept}


def test_a_count_that_is_only_a_limit_is_left_out_by_name():
    shown = read(bundle(ANNA, observation("30180-4", "Basophils", valueString="<0.1 %")))

    assert (counts_of(shown), "count_limited" in codes_of(shown)) == (set(), True)


# --- one sample


def test_of_raw_percent_and_mr_of_a_day_the_mr_is_the_result():
    raw = observation("55147-3", "BCR-ABL1/ABL1", PERCENT, id="o1")
    mr = named("BCR-ABL1 MR", {"value": 3.4}, id="o2")
    shown = read(bundle(ANNA, raw, mr))

    assert results_of(shown) == [("value", "3.4", "mr")]
    assert "same_sample" in codes_of(shown)


def test_two_laboratories_of_a_day_are_two_samples():
    one = observation(quantity=PERCENT, id="o1", performer=[{"display": "City"}])
    two = observation("55147-3", "", PERCENT, id="o2", performer=[{"display": "Hill"}])

    assert len(read(bundle(ANNA, one, two))["results"]) == 2


def test_copies_of_another_day_stay_by_themselves():
    copies = named("ABL1 copies", {"value": 50000}, id="o2", effectiveDateTime="2026-02-05")
    shown = read(bundle(ANNA, observation(quantity=PERCENT, id="o1"), copies))

    assert (shown["results"][0]["copies"], "test_copies" in codes_of(shown)) == (None, True)


# --- not taken, and the history of medicines


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"kind": "MedicationRequest", "intent": "order", "doNotPerform": True}, "not_taken"),
        ({"kind": "MedicationRequest", "intent": "option"}, "planned"),
        ({"kind": "MedicationRequest", "intent": "order", "status": "draft"}, "planned"),
        ({"kind": "MedicationRequest", "intent": "order", "status": "cancelled"}, "not_taken_status"),
        ({"kind": "MedicationDispense", "status": "declined"}, "not_taken_status"),
        ({"kind": "MedicationAdministration", "status": "not-done"}, "not_taken_status"),
        ({"status": "intended"}, "planned"),
    ],
)
def test_a_medicine_that_was_not_taken_is_left_out_with_the_reason(fields, code):
    shown = read(bundle(ANNA, medication(**fields)))

    assert (shown["medicines"], code in codes_of(shown)) == ([], True)


def test_prescriptions_of_one_medicine_within_its_stated_time_are_part_of_it():
    stated = medication(effectivePeriod={"start": "2020-01-13", "end": "2021-06-01"}, status="completed")
    within = medication("MedicationRequest", intent="order", authoredOn="2020-07-01", id="m2")
    again = medication("MedicationRequest", intent="order", authoredOn="2024-05-06", id="m3")

    medicines = read(bundle(ANNA, stated, within, again))["medicines"]

    assert [(row["started_on"], row["stopped_on"]) for row in medicines] == [
        ("2020-01-13", "2021-06-01"),
        ("2024-05-06", None),
    ]


@pytest.mark.parametrize("status", ["stopped", "completed", "on-hold"])
def test_a_statement_that_ended_without_its_day_has_it_asked(status):
    shown = read(bundle(ANNA, medication(effectivePeriod={"start": "2021-02-15"}, status=status)))

    assert asks_of(shown) == {"ask_stopped"}
    assert "imatinib has ended, but not when" in shown["questions"][0]


def test_a_medicine_named_by_a_code_or_a_link_alone_is_said():
    coded = {"coding": [{"system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "99999999"}]}
    by_code = medication(id="m1", medicationCodeableConcept=coded)
    by_link = medication(id="m2", medicationReference={"reference": "Medication/9"})
    del by_link["medicationCodeableConcept"]

    assert {"medicine_code_only", "medicine_elsewhere"} <= codes_of(read(bundle(ANNA, by_code, by_link)))


def test_a_medicine_by_reference_is_read_where_it_is_in_the_file():
    tablet = {"resourceType": "Medication", "id": "t", "code": {"text": "Dasatinib 100 mg"}}
    taken = medication(
        effectivePeriod={"start": "2024-02-19"}, medicationReference={"reference": "Medication/t"}
    )
    del taken["medicationCodeableConcept"]

    assert [row["medicine"] for row in read(bundle(ANNA, tablet, taken))["medicines"]] == ["dasatinib"]


def administration(inside="", mood="EVN", extra=""):
    return (
        f"<entry><substanceAdministration classCode='SBADM' moodCode='{mood}' {extra}>{inside}"
        "<effectiveTime xsi:type='IVL_TS'><low value='20240115'/></effectiveTime><consumable>"
        "<manufacturedProduct><manufacturedMaterial><code><originalText>imatinib 400 mg</originalText></code>"
        "</manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration></entry>"
    )


@pytest.mark.parametrize(
    ("entry", "found", "asks", "left_out"),
    [
        (administration(), 1, set(), set()),
        (administration(mood="INT"), 1, {"ask_started"}, set()),
        (administration(mood="RQO"), 0, set(), {"planned"}),
        (administration(mood="PRP"), 0, set(), {"planned"}),
        (administration(extra="negationInd='true'"), 0, set(), {"not_taken"}),
        (administration("<statusCode code='cancelled'/>"), 0, set(), {"not_taken_status"}),
        (administration("<statusCode code='suspended'/>"), 1, {"ask_stopped"}, set()),
    ],
)
def test_a_document_s_medicine_is_taken_as_its_mood_and_status_say(entry, found, asks, left_out):
    shown = read(document(entry, title="Medications"))

    assert (len(shown["medicines"]), asks_of(shown)) == (found, asks)
    assert left_out <= codes_of(shown)


@pytest.mark.parametrize("attribute", ["negationInd='true'", "moodCode='RQO'", "moodCode='GOL'"])
def test_a_document_s_result_that_did_not_happen_is_left_out(attribute):
    happened = panel("69380-4", "BCR-ABL1", "<value xsi:type='PQ' value='0.45' unit='%'/>")
    entry = happened.replace("moodCode='EVN'", attribute)
    shown = read(document(entry))

    assert (shown["results"], bool(codes_of(shown) & {"result_negated", "result_planned"})) == ([], True)


# --- documents inside, and what was not read


def attached(data, kind="application/pdf"):
    content = {"contentType": kind, "data": base64.b64encode(data).decode()}
    return {
        "resourceType": "DocumentReference",
        "id": "d",
        "status": "current",
        "content": [{"attachment": content}],
    }


def test_a_pdf_in_a_document_reference_is_read_like_a_dropped_pdf():
    shown = read(bundle(ANNA, attached(pdf())))

    (row,) = shown["results"]
    assert (row["value"], row["unit"], row["collected_on"], row["asks"]) == (
        "0.0456",
        "percent_is",
        "2025-09-12",
        ["ask_confirm"],
    )


def test_a_document_in_a_document_reference_is_read_too():
    inside = document(panel("69380-4", "BCR-ABL1", "<value xsi:type='PQ' value='0.45' unit='%'/>"))

    assert results_of(read(bundle(ANNA, attached(inside, "text/xml")))) == [("value", "0.45", "percent_is")]


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (attached(pdf(lines=())), "picture of a letter"),
        (attached(b"\x89PNG\r\n\x1a\n", "image/png"), "picture"),
        (attached(b"%PDF-1.4 broken"), "damaged"),
        (
            {
                **attached(b""),
                "content": [{"attachment": {"title": "Lab letter", "url": "https://x.test/1"}}],
            },
            "Lab letter",
        ),
    ],
)
def test_a_document_that_cannot_be_read_is_named_and_nothing_is_not_said(held, words):
    shown = read(bundle(ANNA, held))

    said = " ".join(row["why"] for row in shown["left_out"])
    assert (words in said, [row["code"] for row in shown["problem_codes"]]) == (
        True,
        ["nothing_in_read_parts"],
    )


def test_a_report_in_words_only_is_read_like_a_letter():
    report = {
        "resourceType": "DiagnosticReport", "id": "r", "status": "final",
        "code": {"text": "Molecular report"},
        "effectiveDateTime": "2026-02-17", "conclusion": "BCR-ABL1 0.12 % (IS).",
    }  # fmt: skip
    shown = read(bundle(ANNA, report))

    assert results_of(shown) == [("value", "0.12", "percent_is")]
    assert shown["results"][0]["collected_on"] == "2026-02-17"
    assert "part_in_words" in codes_of(shown)


def test_words_beside_other_entries_are_read_where_no_entry_tells_of_the_gene():
    count = panel("6690-2", "WBC", "<value xsi:type='PQ' value='5.4' unit='10*3/uL'/>")
    text = "<text><table><tr><td>BCR-ABL1</td><td>0.2 % (IS)</td><td>5 Mar 2026</td></tr></table></text>"
    shown = read(document(count).decode().replace("<title>", f"{text}<title>"))

    assert results_of(shown) == [("value", "0.2", "percent_is")]
    assert counts_of(shown) == {("wbc", "5.4", "10^9/L")}


def test_words_that_repeat_a_result_are_not_read_again():
    report = {
        "resourceType": "DiagnosticReport", "id": "r", "status": "final", "code": {"text": "Report"},
        "conclusion": "BCR-ABL1 0.9 % (IS) last year.", "result": [{"reference": "Observation/o1"}],
    }  # fmt: skip
    shown = read(bundle(ANNA, observation(quantity=PERCENT), report))

    assert results_of(shown) == [("value", "0.024", "percent_is")]


def test_a_web_page_inside_is_read_as_its_text():
    page = b"<html><body><p>BCR-ABL1 0.3 % (IS)</p><p>Collected 12-Sep-2025</p></body></html>"

    assert results_of(read(bundle(ANNA, attached(page, "text/html")))) == [("value", "0.3", "percent_is")]


def test_a_unit_that_was_answered_reads_marks_for_thousands():
    shown = read("Datum;Leukozyten\n17.03.2026;5.400\n", "a.csv", units={"wbc": "/uL"})

    assert counts_of(shown) == {("wbc", "5.4", "10^9/L")}


def test_the_body_of_a_document_may_be_a_pdf():
    body = base64.b64encode(pdf()).decode()
    text = (
        "<ClinicalDocument xmlns='urn:hl7-org:v3'><component><nonXMLBody>"
        f"<text mediaType='application/pdf' representation='B64'>{body}</text>"
        "</nonXMLBody></component></ClinicalDocument>"
    )

    assert results_of(read(text)) == [("value", "0.0456", "percent_is")]


def test_a_value_of_a_document_may_point_at_its_words():
    pointing = panel("69380-4", "BCR-ABL1", "<value xsi:type='ST'><reference value='#a'/></value>")
    text = document(pointing).decode().replace("<title>", "<text><td ID='a'>&lt; 0.01 %</td></text><title>")

    assert results_of(read(text)) == [("less_than", "0.01", "percent_is")]


# --- SMART Health Cards and Links


def packed(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def card(key, kid="k1", number=0.024):
    record = json.loads(bundle(ANNA, observation(quantity={"value": number, "unit": "%"})))
    content = {"iss": "https://lab.test", "vc": {"credentialSubject": {"fhirBundle": record}}}
    packer = zlib.compressobj(wbits=-15)
    payload = packer.compress(json.dumps(content).encode()) + packer.flush()
    signed = f"{packed(json.dumps({'zip': 'DEF', 'alg': 'ES256', 'kid': kid}).encode())}.{packed(payload)}"
    first, second = decode_dss_signature(key.sign(signed.encode(), ECDSA(SHA256())))
    return f"{signed}.{packed(first.to_bytes(32, 'big') + second.to_bytes(32, 'big'))}"


def public(key, kid="k1"):
    numbers = key.public_key().public_numbers()
    x, y = (packed(number.to_bytes(32, "big")) for number in (numbers.x, numbers.y))
    return {"kty": "EC", "kid": kid, "crv": "P-256", "x": x, "y": y}


@pytest.mark.parametrize(
    ("own_key", "code", "found"),
    [(True, None, 1), (False, "card_changed", 0), (None, "card_unchecked", 1)],
)
def test_a_health_card_is_decoded_and_checked_where_its_key_is_there(own_key, code, found):
    key = generate_private_key(SECP256R1())
    file = {"verifiableCredential": [card(key)]}
    if own_key is not None:
        file["keys"] = [public(key if own_key else generate_private_key(SECP256R1()))]
    shown = read(json.dumps(file), "my.smart-health-card")

    assert len(shown["results"]) == found
    assert codes_of(shown) & {"card_changed", "card_unchecked"} == ({code} if code else set())


def test_a_health_card_may_be_the_whole_text_of_a_file():
    shown = read(card(generate_private_key(SECP256R1())) + "\n")

    assert results_of(shown) == [("value", "0.024", "percent_is")]


def test_a_record_that_mentions_a_health_link_is_a_record():
    note = observation(quantity=PERCENT, note=[{"text": "see shlink:/eyJhIjoxfQ"}])

    assert read(bundle(ANNA, note))["source"] == "fhir-r4"


def test_a_health_card_as_digits_of_a_qr_code_is_decoded():
    written = card(generate_private_key(SECP256R1()), number=0.0030)
    digits = "".join(f"{ord(letter) - 45:02}" for letter in written)

    assert results_of(read(f"shc:/{digits}")) == [("value", "0.003", "percent_is")]


def test_a_health_link_opens_what_is_locked_in_the_same_file():
    key, nonce = b"k" * 32, b"n" * 12
    head = packed(b'{"alg":"dir","enc":"A256GCM"}')
    sealed = AESGCM(key).encrypt(nonce, bundle(ANNA, observation(quantity=PERCENT)).encode(), head.encode())
    locked = ".".join((head, "", packed(nonce), packed(sealed[:-16]), packed(sealed[-16:])))
    link = packed(json.dumps({"url": "https://x.test/1", "key": packed(key), "label": "Mine"}).encode())

    assert results_of(read(f"shlink:/{link}\n{locked}")) == [("value", "0.024", "percent_is")]


# --- people


def patient(key, given, family, born="1961-02-02", **fields):
    name = [{"given": [given], "family": family}]
    return {"resourceType": "Patient", "id": key, "name": name, "birthDate": born} | fields


@pytest.mark.parametrize(
    ("one", "other", "settled"),
    [
        (patient("a", "José", "Núñez"), patient("b", "JOSE", "NUNEZ"), True),
        (patient("a", "Ann", "Hill"), patient("b", "Hill", "Ann"), True),
        (patient("a", "Ann", "Hill"), patient("b", "Ann M.", "Hill"), False),
        (patient("a", "Ann", "Hill"), patient("b", "Ann", "Hill", born="1991-02-02"), False),
    ],
)
def test_one_person_in_two_spellings_is_one_or_asked_about(one, other, settled):
    rows = [
        observation(quantity=PERCENT, id="o1", subject={"reference": "Patient/a"}),
        observation(
            quantity=PERCENT, id="o2", subject={"reference": "Patient/b"}, effectiveDateTime="2026-02-05"
        ),
    ]
    shown = read(bundle(one, other, *rows))

    assert (len(shown["results"]), bool(shown["questions"])) == ((2, False) if settled else (0, True))


def test_all_of_two_spellings_may_be_the_reader():
    people = (patient("a", "Ann", "Hill"), patient("b", "Ann M.", "Hill"))
    rows = [
        observation(quantity=PERCENT, id="o1", subject={"reference": "Patient/a"}),
        observation(
            quantity=PERCENT, id="o2", subject={"reference": "Patient/b"}, effectiveDateTime="2026-02-05"
        ),
    ]

    assert len(read(bundle(*people, *rows), patient=EVERYONE)["results"]) == 2


def test_a_table_that_writes_one_name_two_ways_asks_nothing():
    rows = ("Ann Hill,2026-01-05,0.05", '"HILL, Ann",2026-04-05,0.04', "Ann Hill,2026-07-05,0.03")
    table = "\n".join(("patient,date,BCR-ABL1 IS %", *rows, ""))

    assert len(read(table, "a.csv")["results"]) == 3


# --- blood counts


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        ("Thrombozyten;231.000;/µl", {("platelets", "231", "10^9/L")}),
        ("Leukozyten;4,9;Tsd/µl", {("wbc", "4.9", "10^9/L")}),
        ("Platelets;2.48;lakhs/cumm", {("platelets", "248", "10^9/L")}),
        ("Hämoglobin;8,2;mmol/l", {("hemoglobin", "13.2", "g/dL")}),
        ("Hemoglobina;13,2;gm%", {("hemoglobin", "13.2", "g/dL")}),
        ("Plaquettes;231;giga/L", {("platelets", "231", "10^9/L")}),
        ("Leukozyten im Urin;5;/µl", set()),
        ("Stabkernige Neutrophile;0,1;10^9/L", set()),
        ("Mittleres Thrombozytenvolumen;9,8;fl", set()),
        ("HbA1c;5,4;%", set()),
        ("Blasten (Knochenmark);3;%", set()),
        ("Anti-neutrophil cytoplasmic antibody;1;10^9/L", set()),
        ("Hemoglobin F;1,1;g/dL", set()),
    ],
)
def test_a_row_of_a_blood_count_is_what_its_name_and_unit_say(row, kept):
    table = f"Datum;Test;Ergebnis;Einheit\n17.03.2026;{row}\n17.03.2026;Glucose;5,1;mmol/l\n"
    shown = read(table, "a.csv")

    assert counts_of(shown) == kept


@pytest.mark.parametrize(
    ("number", "unit", "ask"),
    [("5400", "10*9/L", {"ask_unusual"}), ("54", "10*9/L", set()), ("0.05", "K/uL", {"ask_unusual"})],
)
def test_a_count_that_looks_like_a_slip_is_asked_as_in_the_form(number, unit, ask):
    shown = read(bundle(ANNA, observation("6690-2", "WBC", {"value": float(number), "unit": unit})))

    assert asks_of(shown) == ask


def test_a_second_number_of_a_day_is_shown_with_its_reason():
    table = "Date,WBC (10^9/L)\n2026-03-17 08:00,52\n2026-03-17 20:00,31\n"
    shown = read(table, "a.csv")

    assert counts_of(shown) == {("wbc", "52", "10^9/L")}
    assert "The same day has another number for this: 31." in shown["left_out"][0]["why"]


# --- tables


@pytest.mark.parametrize(
    "heading",
    [
        "Fecha de la muestra;BCR-ABL1 (EI) %", "Date de prélèvement;BCR-ABL1 (IS) %",
        "Data pobrania;BCR-ABL1 IS %", "Numune tarihi;BCR-ABL1 (IS) %", "Дата забора;BCR-ABL1 (IS) %",
        "採取日;BCR-ABL1 IS %", "采样日期;BCR-ABL1 IS %", "채취일;BCR-ABL1 IS %",
        "collectionDate;BCR-ABL1 % IS",
        "Afnamedatum;BCR-ABL1 (IS) %", "Data da coleta;BCR-ABL1 % (IS)",
    ],
)  # fmt: skip
def test_headings_are_known_in_many_languages(heading):
    shown = read(f"{heading}\n2026-03-17;0,45\n2026-06-16;0,22\n", "a.csv")

    assert results_of(shown) == [("value", "0.45", "percent_is"), ("value", "0.22", "percent_is")]


def test_columns_of_how_the_test_was_done_are_no_results():
    table = (
        "Date;BCR-ABL1 Ct;BCR-ABL1 copies;ABL1 copies;conversion factor;sensitivity;BCR-ABL1 % IS\n"
        "2026-03-17;31,2;12;52000;0,82;4,5;0,045\n2026-06-16;;0;48000;0,82;4,5;not detected\n"
    )
    shown = read(table, "a.csv")

    assert [(row["kind"], row["value"], row["limit"], row["copies"]) for row in shown["results"]] == [
        ("value", "0.045", None, 52000),
        ("not_detected", None, None, 48000),
    ]


def test_a_sentence_above_a_table_is_no_heading():
    table = "My BCR-ABL1 results with their date, from the portal\nDate;BCR-ABL1 % IS\n2026-03-17;0,45\n"

    assert results_of(read(table, "a.csv")) == [("value", "0.45", "percent_is")]
