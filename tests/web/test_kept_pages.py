"""After a row of any noun was added, deleted or brought back, pages show what a fresh reading gives."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from cmlguide.records.actions.rows import MODELS
from cmlguide.records.judged import forget_records
from tests.factories import make_result
from tests.records.every_noun import one_of_each

PAGES = ("timeline", "result-list", "prepare", "summary")
OF_ONE_REQUEST = re.compile(
    r'name="(?:csrfmiddlewaretoken|form_key)" value="[^"]*"|X-CSRFToken": "[^"]*"|data-seconds="[^"]*"'
)


def shown(client):
    """The pages without what belongs to one request alone."""
    return {name: OF_ONE_REQUEST.sub("", client.get(reverse(name)).text) for name in PAGES}


def shown_afresh(client):
    forget_records()
    return shown(client)


def test_no_page_is_older_than_any_row(signed_in, person):
    make_result(person, "0.5")
    shown(signed_in)
    rows = one_of_each(person)
    assert rows.keys() == MODELS.keys()
    assert shown(signed_in) == shown_afresh(signed_in)

    for row in rows.values():  # as another program would: no action of ours tells anybody
        for deleted_at in (timezone.now(), None):
            type(row).objects.filter(pk=row.pk).update(deleted_at=deleted_at)
            assert shown(signed_in) == shown_afresh(signed_in)


@pytest.mark.parametrize("fact", ["clinic_day_phone", "name", "time_zone", "read_first", "country"])
def test_no_page_is_older_than_the_person(signed_in, person, fact):
    make_result(person, "0.5")
    shown(signed_in)
    said = {"time_zone": "Pacific/Kiritimati", "read_first": "meaning", "country": "DE"}
    type(person).objects.filter(pk=person.pk).update(**{fact: said.get(fact, "Elm 22")})

    assert shown(signed_in) == shown_afresh(signed_in)
