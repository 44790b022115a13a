"""Learn: the topics in order, and every number in them, from the engine's files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cmlguide.web.pages.reading.help import GuidelineTable, LevelLine, help_page
from cmlguide.web.words import numbers
from milestones.scale import level_percent, levels
from milestones.sourced import load_numbers

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise


@dataclass(frozen=True)
class Topic:
    """One page of Learn, with its words in templates/reading/<slug>.html. `about`: one line for the list."""

    slug: str
    title: Promise
    about: Promise

    @property
    def template(self) -> str:
        """The template with the topic's words."""
        return f"reading/{self.slug}.html"


BEGINNING = (
    Topic(
        "first-weeks",
        gettext_lazy("Just told that you have CML?"),
        gettext_lazy("The first weeks, and what helps"),
    ),
)
NUMBER = (
    Topic("ladder", gettext_lazy("The ladder of levels"), gettext_lazy("What EMR, MMR and the rest mean")),
    Topic("scale", gettext_lazy("What 100% means"), gettext_lazy("And why your own start differs")),
    Topic("not-detected", gettext_lazy("Not detected"), gettext_lazy("How deep a test can see")),
    Topic("wobble", gettext_lazy("Is a change real?"), gettext_lazy("The test's wobble, and other labs")),
    Topic("checkpoints", gettext_lazy("Checkpoints"), gettext_lazy("Two guidelines side by side")),
)
TREATMENT = (
    Topic("resistance", gettext_lazy("What resistance means"), gettext_lazy("And what teams check first")),
    Topic("side-effects", gettext_lazy("Side effects"), gettext_lazy("Speaking up, and why it helps")),
    Topic("missed-doses", gettext_lazy("Missed doses"), gettext_lazy("Without blame")),
    Topic(
        "specialist",
        gettext_lazy("Seeing a CML specialist"),
        gettext_lazy("Even once, beside your own doctor"),
    ),
    Topic(
        "without-treatment",
        gettext_lazy("A time without treatment"),
        gettext_lazy("Questions, if it is your goal"),
    ),
    Topic("words", gettext_lazy("Words"), gettext_lazy("What the letters and names mean")),
)
TOPICS = (*BEGINNING, *NUMBER, *TREATMENT)
SLUGS = tuple(topic.slug for topic in TOPICS)


@dataclass(frozen=True)
class Card:
    """A page to read: its address, its title and one line about it."""

    url: str
    title: StrOrPromise | Promise
    about: StrOrPromise | Promise


@dataclass(frozen=True)
class Group:
    """Pages that belong together; `code` names the group in the page."""

    code: str
    title: str
    cards: tuple[Card, ...]


def learn_groups() -> tuple[Group, ...]:
    """Every topic, and the pages to read that have an address of their own, by what they are about."""
    signs = Card(reverse("warning-signs"), _("Warning signs"), _("When to call, and who to call"))
    rules = Card(
        reverse("help"), _("How results are judged"), _("The rules we use, and where they come from")
    )
    year = Card(reverse("first-year"), _("What happens next"), _("The first year of treatment, week by week"))
    return (
        Group("beginning", _("At the beginning"), (*map(_card, BEGINNING), year)),
        Group("number", _("My number"), (*map(_card, NUMBER), rules)),
        Group("treatment", _("Treatment, and how I feel"), (signs, *map(_card, TREATMENT))),
    )


def _card(topic: Topic) -> Card:
    return Card(reverse("learn-topic", args=[topic.slug]), topic.title, topic.about)


@dataclass(frozen=True)
class LearnNumbers:
    """Every number the topics show, as text; `levels` and `guidelines` come from the engine's files."""

    levels: tuple[LevelLine, ...]
    guidelines: tuple[GuidelineTable, ...]
    level: Mapping[str, str]
    wobble_border: str
    wobble_above: str
    wobble_below: str
    wobble_labs: str
    copies: tuple[LevelLine, ...]
    starts: Mapping[str, str]


def find_topic(slug: str) -> Topic | None:
    """The topic with that address; None if there is none."""
    return next((topic for topic in TOPICS if topic.slug == slug), None)


def next_topic(topic: Topic) -> Topic | None:
    """The topic to read after this one; None after the last."""
    place = TOPICS.index(topic) + 1
    return TOPICS[place] if place < len(TOPICS) else None


def learn_numbers() -> LearnNumbers:
    """The numbers in all topics, the same for everyone. Numbers not checked against a source are left out."""
    return _learn_numbers(get_language())


@cache
def _learn_numbers(_language: str | None) -> LearnNumbers:
    page = help_page()
    above, below = load_numbers("trend")["wobble"]
    return LearnNumbers(
        levels=page.levels,
        guidelines=page.guidelines,
        level={level.code.replace(".", "_"): numbers.percent(level.percent_is) for level in levels()},
        wobble_border=numbers.percent(Decimal(above["from_percent_is"])),
        wobble_above=numbers.from_file(above["fold"]),
        wobble_below=numbers.from_file(below["fold"]),
        wobble_labs=numbers.from_file(load_numbers("trend")["between_laboratories"]["fold"]),
        copies=tuple(_copies()),
        starts=_starts(),
    )


def _copies() -> list[LevelLine]:
    """How many copies of the control gene a test needs in order to look as deep as each level."""
    rows = [row for row in load_numbers("levels")["depth"] if row["status"] == "checked"]
    return [
        LevelLine(
            _("%(copies)s copies of %(gene)s or more")
            % {"copies": numbers.copies(row["copies"]), "gene": row["control_gene"]},
            _("can see down to %(percent)s") % {"percent": numbers.percent(level_percent(row["level"]))},
        )
        for row in rows
    ]


def _starts() -> dict[str, str]:
    """What is known about people's first numbers, and about the 100% mark."""
    row = load_numbers("levels")["starts"]
    percents = {name: numbers.percent(Decimal(row[name])) for name in ("lowest", "highest", "median")}
    return {**percents, "people": row["people"], "untreated_people": row["untreated_people"]}
