"""Documents about more than one person: the reader asks which one, and shows nothing before that."""

from datetime import date

import pytest

from cmlguide.exchange import codes
from cmlguide.exchange.codes import Reason
from cmlguide.exchange.files.limits import FileRefusedError
from cmlguide.exchange.preview.people import Person, name_person
from cmlguide.exchange.preview.values import Options
from cmlguide.exchange.reading import preview_file
from tests.exchange.ccda.test_reader import document, medicine, panel
from tests.exchange.made_files import zipped

TODAY = date(2026, 11, 22)
ANNA, BEN = ("Anna", "Ash", "19700101"), ("Ben", "Birch", "19800101")
ANNAS_KEY = "anna ash 1970-01-01"
RESULT = panel("69380-4", "BCR-ABL1", "<value xsi:type='PQ' value='0.0456' unit='%'/>")
COUNT = panel("6690-2", "WBC", "<value xsi:type='PQ' value='4.6' unit='10*9/L'/>")


def about(people, *entries):
    """A document with these people as its patients."""
    targets = "".join(
        f"<recordTarget><patientRole><id extension='{given}'/><patient><name><given>{given}</given>"
        f"<family>{family}</family></name><birthTime value='{born}'/></patient></patientRole></recordTarget>"
        for given, family, born in people
    )
    return document(*entries).replace(
        b"<component><structured", targets.encode() + b"<component><structured", 1
    )


def read(data, patient=None):
    return preview_file(data, Options(today=TODAY, patient=patient))


def zip_of(*documents):
    return zipped({f"IHE_XDM/SUBSET01/DOC000{number}.XML": one for number, one in enumerate(documents)})


def test_document_about_one_person_asks_nothing():
    preview = read(about([ANNA], RESULT, COUNT, medicine("imatinib", "20250101")))

    assert (len(preview.results), len(preview.blood_counts), len(preview.medicines)) == (1, 1, 1)
    assert (preview.questions, preview.results[0].asks) == ((), ())


def test_document_about_two_people_asks_which():
    preview = read(about([ANNA, BEN], RESULT))

    (question,) = preview.questions
    assert (question.code, preview.results) == (codes.ASK_PATIENT, ())
    people = (
        name_person(Person("", "Anna Ash", "1970-01-01")),
        name_person(Person("", "Ben Birch", "1980-01-01")),
    )
    assert question.words == Reason("which_person", {"count": 2, "names": people})


def test_document_about_two_people_does_not_say_whose_a_number_is():
    preview = read(about([ANNA, BEN], RESULT, COUNT, medicine("imatinib", "20250101")), ANNAS_KEY)

    (result,) = preview.results
    assert [ask.code for ask in result.asks] == [codes.ASK_CONFIRM]
    assert (preview.blood_counts, preview.medicines) == ((), ())
    assert {row.why.code for row in preview.left_out} == {"whose_unsaid"}


def test_zip_of_one_persons_documents_is_read_as_one():
    other = RESULT.replace("0.0456", "0.02").replace("20260105", "20260405")
    preview = read(zip_of(about([ANNA], RESULT), about([ANNA], other, COUNT)))

    assert [(str(row.value), row.where) for row in preview.results] == [
        ("0.0456", "DOC0000.XML, Results, result 1"),
        ("0.02", "DOC0001.XML, Results, result 1"),
    ]
    assert (preview.source, preview.questions, len(preview.blood_counts)) == ("ccda", (), 1)


def test_zip_of_two_peoples_documents_asks_which_and_takes_only_theirs():
    data = zip_of(about([ANNA], RESULT), about([BEN], RESULT.replace("0.0456", "2.5")))

    (question,) = read(data).questions
    chosen = read(data, ANNAS_KEY)

    assert [choice.value for choice in question.choices] == [ANNAS_KEY, "ben birch 1980-01-01"]
    assert [str(row.value) for row in chosen.results] == ["0.0456"]
    assert chosen.results[0].asks == ()


def test_document_without_a_patient_beside_others_is_confirmed_row_by_row():
    data = zip_of(about([ANNA], RESULT), about([BEN], RESULT), document(RESULT.replace("0.0456", "7.5")))
    chosen = read(data, ANNAS_KEY)

    assert {str(row.value): [ask.code for ask in row.asks] for row in chosen.results} == {
        "0.0456": [],
        "7.5": [codes.ASK_CONFIRM],
    }


def test_people_without_a_name_are_told_apart_by_their_number():
    nameless = about([("", "", ""), BEN], RESULT).replace(b"<id extension=''/>", b"<id root='1.2.3'/>")

    assert read(nameless).questions[0].choices[0].value == "1.2.3"


def test_zip_without_a_document_is_refused():
    with pytest.raises(FileRefusedError, match="zip_without_record"):
        read(zipped({"a.xml": "<a/>"}))
