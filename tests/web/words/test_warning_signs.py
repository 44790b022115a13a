import pytest

from cmlguide.records.models import Person
from cmlguide.web.words.warning_signs import emergency_number, warning_page


@pytest.mark.parametrize(
    ("country", "number"), [("US", "911"), ("DE", "112"), ("GB", "999"), ("AU", "000"), ("", ""), ("KP", "")]
)
def test_emergency_number_is_the_countrys_or_none(country, number):
    assert emergency_number(country) == number


def test_signs_come_in_three_groups_by_how_soon_to_call():
    page = warning_page(None)

    assert [(group.code, len(group.signs)) for group in page.groups] == [
        ("now", 11),
        ("today", 9),
        ("soon", 5),
    ]
    assert (page.emergency, page.phones) == ("", ())


def test_own_clinic_is_beside_them():
    page = warning_page(Person(country="CA", clinic_out_of_hours_phone="+1 555 0199"))

    assert page.emergency == "911"
    assert [(phone.shown, phone.dial) for phone in page.phones] == [("+1 555 0199", "+15550199")]
    assert page.lacks_night_number is False


@pytest.mark.parametrize(("day", "lacks"), [("0161 496 0000", True), ("", False)])
def test_missing_number_for_the_night_is_said_where_there_is_one_for_the_day(day, lacks):
    assert warning_page(Person(clinic_day_phone=day)).lacks_night_number is lacks
