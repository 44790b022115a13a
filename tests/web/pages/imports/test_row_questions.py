"""Questions about single rows in the preview: when a medicine ended, and a count that looks wrong."""

import json

import pytest
from django.urls import reverse

from tests.exchange.fhir.resources import ANNA, bundle, medication, observation
from tests.web.pages.imports.test_views import page_of, read, save

ENDED = bundle(ANNA, medication(effectivePeriod={"start": "2021-02-15"}, status="stopped")).encode()
SLIP = b"Date,WBC (10^9/L)\n2026-03-17,5400\n2026-04-17,5.2\n"


def asked(client):
    (line,) = page_of(client).unsure
    (ask,) = line.asks
    return ask


def medicines_of(person):
    return [(row.medicine, str(row.started_on), str(row.stopped_on or "")) for row in person.medicines.kept()]


def test_a_medicine_that_ended_without_its_day_asks_for_it(signed_in, person):
    read(signed_in, ENDED, "a.json")

    ask = asked(signed_in)

    assert ask.words == "When did you stop this medicine?"
    assert [choice.value for choice in ask.choices] == ["still_taking", "typed", "leave_out"]
    assert save(signed_in).status_code == 422
    assert medicines_of(person) == []


@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        ({"": "still_taking"}, [("imatinib", "2021-02-15", "")]),
        ({"": "typed", "-typed": "3 Jul 2023"}, [("imatinib", "2021-02-15", "2023-07-03")]),
        ({"": "leave_out"}, []),
    ],
)
def test_the_end_of_a_medicine_is_kept_as_answered(signed_in, person, answers, kept):
    read(signed_in, ENDED, "a.json")
    name = asked(signed_in).name

    save(signed_in, **{f"{name}{end}": answer for end, answer in answers.items()})

    assert medicines_of(person) == kept


@pytest.mark.parametrize("day", ["3 Jul 2019", "soon"])
def test_an_end_before_the_start_or_in_words_is_asked_again(signed_in, person, day):
    read(signed_in, ENDED, "a.json")
    name = asked(signed_in).name

    response = save(signed_in, **{name: "typed", f"{name}-typed": day})

    assert (response.status_code, medicines_of(person)) == (422, [])


@pytest.mark.parametrize(("answer", "kept"), [("yes", ["5.2", "5400"]), ("leave_out", ["5.2"])])
def test_a_count_that_looks_like_a_slip_is_kept_only_after_a_yes(signed_in, person, answer, kept):
    read(signed_in, SLIP)
    ask = asked(signed_in)

    assert ask.words == "This is far from what blood counts usually show. Is it what your report says?"
    save(signed_in)
    assert [str(row.wbc) for row in person.blood_counts.kept()] == ["5.2"]
    waiting = reverse("file-answer", args=[person.waiting_files.get().pk])
    signed_in.post(waiting, {"save": "1", ask.name: answer})

    assert sorted(str(row.wbc) for row in person.blood_counts.kept()) == kept


def test_two_spellings_of_one_name_may_both_be_the_reader(signed_in, person):
    people = [
        ANNA | {"id": key, "name": [{"text": name}]}
        for key, name in (("a", "Ann Hill"), ("b", "Ann M. Hill"))
    ]
    rows = [
        observation(quantity={"value": 0.05, "unit": "%"}, subject={"reference": f"Patient/{key}"}, id=key,
                    effectiveDateTime=day)
        for key, day in (("a", "2026-01-05"), ("b", "2026-04-05"))
    ]  # fmt: skip
    read(signed_in, bundle(*people, *rows).encode(), "a.json")
    (ask,) = page_of(signed_in).asks

    assert [choice.label for choice in ask.choices][-1] == "They are all the same person"
    signed_in.post("/data/import/", {ask.name: "everyone"})
    save(signed_in)

    assert person.results.kept().count() == 2


def test_a_part_that_was_not_read_is_named_on_the_page(signed_in):
    held = {"contentType": "application/pdf", "title": "Lab letter", "url": "https://portal.test/letter"}
    document = {"resourceType": "DocumentReference", "status": "current", "content": [{"attachment": held}]}
    read(signed_in, json.dumps(document).encode(), "a.json")

    page = page_of(signed_in)

    assert page.problems == (
        (
            "We found nothing about BCR::ABL1 in the parts of this file that we could read. "
            "What we could not read is listed below with the reason."
        ),
    )
    assert [why for _, why in page.left_out] == [
        (
            "A document is named here but is not in this file: Lab letter application/pdf. "
            "Download it and import it too."
        )
    ]
