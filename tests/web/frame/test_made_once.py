"""What is made of a record is kept apart by what was asked, by language and by units."""

from datetime import date

import pytest
from django.utils import translation

from cmlguide.records.judged import judge
from cmlguide.web.frame.made_once import made_once
from cmlguide.web.frame.units import in_units_of
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_each_language_each_unit_and_each_question_is_made_for_itself(person):
    judged, made = judge(person, date(2026, 11, 22)), []

    def make(asked):
        made.append((asked, translation.get_language()))
        return len(made)

    said = [made_once(judged, "page", make, "all"), made_once(judged, "page", make, "all")]
    said.append(made_once(judged, "page", make, "year"))
    said.append(made_once(judged, "other page", make, "all"))
    with translation.override("de"):
        said.append(made_once(judged, "page", make, "all"))
    with in_units_of(make_user(username="liter", hemoglobin_unit="g/L")):
        said.append(made_once(judged, "page", make, "all"))
    said.append(made_once(judged, "page", make, "all"))

    assert said == [1, 1, 2, 3, 4, 5, 1]
    assert [language for _asked, language in made] == ["en", "en", "en", "de", "en"]
