"""One file that contains the record of one day, and reveals nothing of it until opened."""

import json
import re
from datetime import date
from decimal import Decimal

import pytest

from cmlguide.exchange.locked_page import LockedPage
from cmlguide.records.actions.questions import choose_question
from cmlguide.web.frame.bundles import join
from cmlguide.web.pages.carried_file import whole_file
from tests.exchange.test_locked_page import WORDS, open_again
from tests.factories import make_blood_count, make_result, make_series

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(date(2026, 11, 22))


BOTH = {"passphrase": WORDS, "again": WORDS}


CHART = re.compile(r"<svg[^>]*chart--.*?</svg>", re.DOTALL)
HEADLINE = re.compile(r'<p class="headline">(.*?)</p>')
DETAIL = re.compile(r'<p class="newest-detail">(.*?)</p>')


def words_of(html):
    return re.sub(r"<[^>]*>", "", html)


def made(client):
    answer = client.post("/data/carry/", BOTH)
    assert answer.status_code == 200
    return answer


def inside_of(answer):
    """The contents of the file once it is opened."""
    found = re.search(r'<script id="locked" type="application/json">(.*?)</script>', answer.content.decode())
    return open_again(LockedPage(**json.loads(found[1])), WORDS)


def test_outside_says_the_day_and_nothing_of_the_record(signed_in, person):
    person.name = "Robin Marked"
    person.save()
    make_result(person, value="0.0456")

    answer = made(signed_in)
    text = answer.content.decode()

    assert 'filename="locked-page-2026-11-22.html"' in answer["Content-Disposition"]
    assert "Made on 22 November 2026" in text
    readable = re.sub(r'"(content|salt|nonce)": "[^"]*"', "", text)  # the letters in these are chance
    for word in ("Robin", "0.0456", "BCR", "CML", "leukemia"):
        assert word not in readable, word


def test_inside_stands_what_timeline_says(signed_in, person):
    person.clinic_day_phone = "+49 30 1234"
    person.save()
    make_series(person, ("62", "7.1", "0.84", "0.21"), first_on=date(2025, 8, 29))
    choose_question(person=person, text="May I travel in May?")

    inside, timeline = inside_of(made(signed_in)), signed_in.get("/").content.decode()

    for part in (HEADLINE, DETAIL):
        assert words_of(part.search(inside)[1]) == words_of(part.search(timeline)[1])
    for fact in re.findall(r"<dt>.*?</dd>", timeline):
        assert fact in inside
    assert CHART.findall(inside) == CHART.findall(timeline)
    assert len(CHART.findall(inside)) == 3
    assert [inside.count(value) > 0 for value in ("62%", "7.1%", "0.84%", "0.21%")] == [True] * 4
    assert "May I travel in May?" in inside
    assert "As it was on 22 November 2026" in inside
    assert "tel:+49301234" in inside


def test_counts_that_cannot_wait_stand_first(signed_in, person):
    make_result(person, value="0.004", collected_on=date(2026, 11, 1))
    make_blood_count(person, collected_on=date(2026, 11, 20), neutrophils=Decimal("0.3"))

    inside = inside_of(made(signed_in))

    assert inside.index("Your blood count from 20 November 2026") < inside.index("0.004")
    assert "On track" not in inside


def test_each_part_has_the_look_it_has_on_the_site(signed_in, person):
    """Every class with a rule on the site has one in the file, and the file prints by the rules of paper."""
    make_series(person, ("62", "7.1", "0.84", "0.21"), first_on=date(2025, 8, 29))
    make_blood_count(person, collected_on=date(2026, 11, 20), neutrophils=Decimal("0.3"))
    answer = made(signed_in)
    page = answer.content.decode() + inside_of(answer)

    named = {name for names in re.findall(r'class="([^"]*)"', page) for name in names.split()}
    site, own = (
        set(re.findall(r"\.([a-z][\w-]*)", style))
        for style in (join("built/screen.css"), whole_file._style())
    )

    assert {"call-card", "headline", "eyebrow", "chip--today"} - named == set()
    assert (named & site) - own == set()
    assert "@page" in whole_file._style()


def test_own_words_stay_words(signed_in, person):
    person.name = "<script>alert(1)</script>"
    person.save()

    assert "<script" not in inside_of(made(signed_in))


def test_record_without_a_result_can_be_carried(signed_in):
    assert "There is no result in this record yet." in inside_of(made(signed_in))


def test_the_policy_of_the_file_lets_only_its_own_script_run(signed_in):
    text = made(signed_in).content.decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1].replace("&#x27;", "'")
    script = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    style = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)

    assert (len(script), len(style)) == (1, 1)
    assert f"script-src 'sha256-{whole_file._digest(script[0])}'" in policy
    assert f"style-src 'sha256-{whole_file._digest(style[0])}'" in policy
    assert policy.startswith("default-src 'none';")
    assert re.findall(r"(?:src|href)=\"[^\"]*\"|url\(|@import", text) == []


@pytest.mark.parametrize(
    ("typed", "again", "sentence"),
    [
        ("", "", "Enter a passphrase."),
        ("tiny one", "tiny one", "Use at least 10 characters."),
        ("password1234", "password1234", "This one is easy to guess."),
        (WORDS, "four small green word", "The two are not the same."),
        (WORDS, "", "Enter the same passphrase again."),
    ],
)
def test_a_passphrase_that_would_not_hold_is_refused_at_its_place(signed_in, typed, again, sentence):
    answer = signed_in.post("/data/carry/", {"passphrase": typed, "again": again})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert typed == "" or typed not in answer.content.decode()


def test_your_data_leads_there(signed_in):
    assert 'href="/data/carry/"' in signed_in.get("/data/").content.decode()


def test_a_slip_in_our_own_files_does_not_end_the_element(monkeypatch, tmp_path):
    slip = tmp_path / "slip.css"
    slip.write_text("a::after { content: '</style>' }")
    monkeypatch.setattr(whole_file.finders, "find", lambda name: str(slip))

    with pytest.raises(ValueError, match="slip"):
        whole_file._own_file("slip")
