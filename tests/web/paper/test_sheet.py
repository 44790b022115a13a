"""The PDF and the text show what the page shows: every fact on the page is looked up in both."""

import io
import re
from dataclasses import fields, is_dataclass
from datetime import date
from html import unescape

import pytest
from django.urls import reverse
from django.utils.functional import Promise
from pypdf import PdfReader

from cmlguide.records.actions.examples import show_example
from tests.drawn_signs import written
from tests.factories import make_user

NOT_PRINTED = ("tone", "results_title_fewer", "drawing")
"""Names of facts that stand for something else, or stand only on the other paper."""


def facts_of(value, name=""):
    """Every text among the values of the page."""
    if isinstance(value, str | Promise):
        return [str(value)] if str(value).strip() and name not in NOT_PRINTED else []
    if is_dataclass(value):
        return [one for field in fields(value) for one in facts_of(getattr(value, field.name), field.name)]
    if isinstance(value, tuple | list):
        return [one for item in value for one in facts_of(item, name)]
    return []


def squeezed(text):
    """The text without white space, because lines break elsewhere in each."""
    return re.sub(r"\s+", "", unescape(text))


@pytest.fixture(params=["doing_well", "just_above", "rising"])
def client(client, request, db):
    owner = make_user()
    show_example(owner=owner, kind=request.param, today=date(2026, 11, 22))
    client.force_login(owner)
    return client


def missing(facts, text):
    return [fact for fact in facts if squeezed(fact) not in squeezed(text)]


def test_pdf_and_text_hold_every_fact_of_the_page(client):
    response = client.get(reverse("summary"))
    facts = facts_of(response.context["page"])
    html = re.sub(r"<[^>]*>", " ", written(response.text))

    pdf = PdfReader(io.BytesIO(client.get(reverse("export-pdf")).content))
    text = client.get(reverse("export-text")).content.decode()

    assert len(facts) > 30
    assert missing(facts, html) == []
    assert missing(facts, "".join(page.extract_text() for page in pdf.pages)) == []
    assert missing(facts, text) == []


def test_pdf_names_what_the_page_heads(client):
    html = client.get(reverse("summary")).content.decode()
    headings = re.findall(r"<h2[^>]*>(.*?)(?:<span.*)?</h2>", html)

    pdf = PdfReader(io.BytesIO(client.get(reverse("export-pdf")).content))

    assert missing(headings, "".join(page.extract_text() for page in pdf.pages)) == []


def test_what_was_chosen_for_the_page_counts_for_the_files_too(client):
    client.post(reverse("summary"), {"hide_name": "on"})

    pdf = PdfReader(io.BytesIO(client.get(reverse("export-pdf")).content))
    text = client.get(reverse("export-text")).content.decode()

    assert "(example)" not in pdf.pages[0].extract_text() + text
