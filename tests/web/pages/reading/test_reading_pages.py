"""More, Help and Warning signs: pages to read."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cmlguide.records.actions.persons import edit_person
from cmlguide.records.actions.rows import edit_row
from milestones.guideline import list_guidelines
from tests.factories import make_helper, make_medicine
from tests.signing_in import sign_in


def test_more_leads_to_all_that_has_no_room_in_the_bar(signed_in):
    page = signed_in.get(reverse("more")).content.decode()

    for name in ("about-me", "summary", "record-export", "record-open", "start", "warning-signs", "help"):
        assert re.search(rf'href="{reverse(name)}(\?record=\d+)?"', page), name


def test_help_shows_every_border_of_every_guideline(signed_in):
    page = signed_in.get(reverse("help")).content.decode()

    for guideline in list_guidelines():
        assert guideline.source.checked_in in page
        assert guideline.newer in page
        for band in (band for row in guideline.rows for band in row.bands if band.at_most is not None):
            assert f"{band.at_most}%" in page


def test_warning_signs_are_for_everybody(db):
    page = Client().get(reverse("warning-signs")).content.decode()

    assert "38.0\N{NO-BREAK SPACE}°C (100.4\N{NO-BREAK SPACE}°F)" in page
    assert "Call the emergency number where you are.</p>" in page  # nothing about a record that is not there


def test_warning_signs_show_the_persons_own_numbers(signed_in, person):
    edit_person(person=person, country="US", clinic_day_phone="+1 555 0100")

    page = signed_in.get(reverse("warning-signs")).content.decode()

    assert page.count('href="tel:911"') == 1
    assert page.index('<span class="emergency-number">911</span>') < page.index("Chest pain or pressure")
    assert 'href="tel:+15550100"' in page


def test_warning_signs_lead_to_the_country_until_it_is_known(signed_in, person):
    assert "Add my country" in signed_in.get(reverse("warning-signs")).content.decode()

    edit_person(person=person, country="JP")

    assert "Add my country" not in signed_in.get(reverse("warning-signs")).content.decode()


def test_warning_signs_ask_to_say_which_tablet_is_taken(db):
    page = Client().get(reverse("warning-signs")).content.decode()

    assert "Say which CML tablet you take. Ask before your next tablet." in page
    assert "Do not stop or change anything" not in page


def test_learn_on_resistance_blames_nobody_and_names_both_reasons(signed_in):
    page = signed_in.get(reverse("learn-topic", args=["resistance"])).content.decode()

    assert (
        "It is not about trying hard. Sometimes the cells have changed. Sometimes too little of "
        "the medicine gets into the blood. Both can be looked for, and nobody is to blame."
    ) in page


def test_pages_to_read_do_not_tell_a_person_without_a_tablet_to_go_on_taking_it(signed_in, person):
    tablet = make_medicine(person, started_on=date(2016, 1, 4))
    signs, learn = reverse("warning-signs"), reverse("learn-topic", args=["without-treatment"])
    on = signed_in.get(signs).text + signed_in.get(learn).text
    edit_row(tablet, stopped_on=date(2026, 7, 20), stop_reason="treatment_free_remission")

    off = signed_in.get(signs).text + signed_in.get(learn).text

    for sentence in (
        "Ask before your next tablet.",
        "Do not stop or change anything",
        "Is this a goal for me?",
    ):
        assert (sentence in on, sentence in off) == (True, False)
    for sentence in (
        "since when you take no CML tablet.",
        "Do not start or change anything",
        "I have aches.",
    ):
        assert (sentence in on, sentence in off) == (False, True)
    assert f'href="{reverse("without-treatment")}"' in signed_in.get(reverse("first-year")).text


def test_more_names_of_your_data_what_its_reader_may_do(settings, person, signed_in):
    settings.HOME_MODE, settings.HOSTED = False, True
    clients = [signed_in, *(sign_in(make_helper(person, role=role).user) for role in ("edit", "view"))]
    start = f'<a href="{reverse("data")}"><b>Your data</b><span>'

    said = [
        client.get(reverse("more")).text.partition(start)[2].partition("</span>")[0] for client in clients
    ]

    assert said == [
        "Import a file or a letter, save everything, delete everything",
        "Import a file or paste a letter",
        "Take with you",
    ]


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("warning-signs", "Add your country under About me"),
        ("about-me", "What you fill in stays in your record."),
    ],
)
def test_who_may_only_read_is_not_asked_to_fill_in(settings, person, signed_in, name, asked):
    settings.HOME_MODE, settings.HOSTED = False, True
    clients = [signed_in, *(sign_in(make_helper(person, role=role).user) for role in ("edit", "view"))]

    assert [asked in client.get(reverse(name)).text for client in clients] == [True, True, False]
