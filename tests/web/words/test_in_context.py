"""Words explained in place: what becomes a button and what is left alone;
then every page as people get it."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from cmlguide.web.words.glossary import code_of, find_words
from cmlguide.web.words.in_context import LEFT_ALONE, PROSE, VOID, WHOLE, Explained, everywhere, offer_words
from tests.factories import make_medicine, make_result
from tests.web.test_plain_words import PEOPLE, text_pages


def button(code, text):
    return f'<button type="button" class="word" popovertarget="word-{code}">{text}</button>'


MMR = button("mmr", "MMR")


@pytest.mark.parametrize(
    ("html", "expected", "codes"),
    [
        ("<p>In MMR it is</p>", f"<p>In {MMR} it is</p>", ("mmr",)),
        (
            "<ul><li><b>MMR</b> it is</li></ul>",
            f"<ul><li><b>{MMR}</b> it is</li></ul>",
            ("mmr",),
        ),
        # A word keeps the bracket before it and the marks after it on its line.
        ("<p>Major (MMR).</p>", f'<p>Major <span class="word-kept">({MMR}).</span></p>', ("mmr",)),
        ("<p>(an MMR), at last</p>", f'<p>(an <span class="word-kept">{MMR}),</span> at last</p>', ("mmr",)),
        ("<p>(MMR or less)</p>", f'<p><span class="word-kept">({MMR}</span> or less)</p>', ("mmr",)),
        (
            "<p>the control gene. More</p>",
            f'<p>the <span class="word-kept">{button("copies", "control gene")}.</span> More</p>',
            ("copies",),
        ),
        (
            "<p>On the International Scale, so</p>",
            f'<p>On the <span class="word-kept">{button("is", "International Scale")},</span> so</p>',
            ("is",),
        ),
        # Once only, in the order of the page.
        (
            "<p>IS or MMR and MMR</p><p>MMR</p>",
            f"<p>{button('is', 'IS')} or {MMR} and MMR</p><p>MMR</p>",
            ("is", "mmr"),
        ),
        # Inside a fold it is offered, and once more where it is visible.
        (
            "<details><summary>MMR</summary><p>MMR MMR</p></details><p>MMR</p>",
            f"<details><summary>MMR</summary><p>{MMR} MMR</p></details><p>{MMR}</p>",
            ("mmr",),
        ),
        # A line break or an icon ends nothing; a picture's words stay in the picture.
        ("<p>a<br>MMR<img src=x></p>", f"<p>a<br>{MMR}<img src=x></p>", ("mmr",)),
        (
            "<p><svg><text>MMR</text></svg> MMR</p>",
            f"<p><svg><text>MMR</text></svg> {MMR}</p>",
            ("mmr",),
        ),
    ],
)
def test_first_mention_in_prose_is_offered(html, expected, codes):
    explained = offer_words(html)

    assert (explained.html, explained.codes) == (expected, codes)


@pytest.mark.parametrize(
    "html",
    [
        "MMR",
        "<h2>MMR</h2>",
        "<div>MMR</div>",
        "<p><a href='/'>MMR</a></p>",
        "<li><form><button>MMR</button></form></li>",
        "<li><label>MMR</label></li>",
        "<p><textarea><b>MMR</b></textarea></p>",
        "<script>MMR</script>",
        "<p><!-- MMR --></p>",
        "<p title='MMR'>x</p>",
        "<li><table><tr><td>MMR</td></tr></table></li>",
        '<p class="muted pre-line">my own MMR</p>',
        "<dl data-no-words><dd>MMR</dd></dl>",
        "<p>summary</p>MMR",
    ],
)
def test_what_is_no_prose_or_not_ours_is_left_as_it_is(html):
    assert offer_words(html) == Explained(html, (), frozenset())


def test_word_offered_by_an_inner_part_is_not_offered_again():
    inner = offer_words("<p>MMR</p>").html

    outer = offer_words(f"<p>MMR and IS</p>{inner}")

    assert (outer.html, outer.codes) == (f"<p>MMR and {button('is', 'IS')}</p>{inner}", ("is",))


def test_word_offered_before_only_where_it_was_folded_is_offered_once_more_outside():
    folded = offer_words("<details><p>MMR</p></details>")

    after = offer_words("<p>MMR</p><details><p>MMR</p></details>", folded.mentions)

    assert after.html == f"<p>{button('mmr', 'MMR')}</p><details><p>MMR</p></details>"
    assert after.mentions == everywhere(["mmr"])


class Prose(HTMLParser):
    """The page's own sentences, its buttons and its notes, read independently of `offer_words`."""

    def __init__(self):
        super().__init__()
        self.stack, self.named, self.offers, self.ids = [], set(), [], []

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        if facts.get("class") == "word":
            self.offers.append(facts["popovertarget"])
        if facts.get("class") == "word-note":
            self.ids.append(facts["id"])
        own = "pre-line" in (facts.get("class") or "") or "data-no-words" in facts
        if tag not in VOID:
            self.stack.append((tag, own or (facts.get("class") or "").startswith("word-note")))

    def handle_endtag(self, tag):
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tags = {tag for tag, _ in self.stack}
        left = LEFT_ALONE | {*WHOLE, "option", "header", "footer"}
        if "main" in tags and tags & PROSE and not tags & left and not any(own for _, own in self.stack):
            self.named |= {code_of(found) for found in find_words().findall(data)}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", PEOPLE)
def test_every_page_that_names_a_word_offers_it(kind):
    """No page but the paper says a word in a sentence without its pop-over; each offer has one note."""
    missing, broken = {}, {}

    for name, html in text_pages(kind).items():
        page = Prose()
        page.feed(html)
        offers, notes = set(page.offers), sorted(page.ids)
        if without := {f"word-{code}" for code in page.named} - offers:
            missing[name] = without
        if sorted(offers) != notes:
            broken[name] = offers ^ set(notes)

    missing.pop("summary", None)
    assert (missing, broken) == ({}, {})


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["timeline", "prepare"])
def test_part_that_htmx_asks_for_brings_its_own_notes(signed_in, person, name):
    make_medicine(person)
    for day, value in ((date(2026, 9, 7), "0.074"), (date(2026, 11, 12), "0.11")):
        make_result(person, value, collected_on=day)

    page = signed_in.get(reverse(name), headers={"HX-Request": "true"}).content.decode()

    offers, notes = (
        set(re.findall(r'popovertarget="(word-\w+)"', page)),
        set(re.findall(r'id="(word-\w+)" popover', page)),
    )
    assert offers == notes
    assert "word-mmr" in offers


@pytest.mark.django_db
def test_note_says_the_word_its_meaning_and_where_all_words_are(signed_in):
    page = " ".join(signed_in.get(reverse("learn-topic", args=["wobble"])).content.decode().split())

    assert 'id="word-wobble" popover role="note" aria-labelledby="word-wobble-name"' in page
    assert "How far a number moves from the test alone." in page
    assert 'popovertarget="word-wobble" popovertargetaction="hide"' in page
    assert f'href="{reverse("learn-topic", args=["words"])}#wobble"' in page
