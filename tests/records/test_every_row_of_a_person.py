"""Every row carries its person, so that rows could be spread over computers by person (docs/scaling.md)."""

from django.apps import apps
from django.db import models

from cmlguide.records.models import Person

WITHOUT = {
    "User": "an account; it may own several people",
    "AccountEvent": "of an account, before and after there is a person",
    "PurgeClock": "one row for the whole site: what its clock showed",
    "Letter": "one to one with its import, which carries the person",
}
"""Why each of these has no column of its own for the person."""
MAY_BE_EMPTY = {"UsedKey": "a form sent before there was a person"}


def person_columns(model):
    """The columns that say whose row it is: exactly the ones that lead to Person by themselves."""
    if model is Person:
        return [Person._meta.pk]
    fields = [one for one in model._meta.concrete_fields if isinstance(one, models.ForeignKey)]
    return [one for one in fields if one.related_model is Person]


def test_every_model_has_one_column_for_its_person_or_a_reason_why_not():
    found = {
        model.__name__: len(person_columns(model)) for model in apps.get_app_config("records").get_models()
    }

    assert {name: count for name, count in found.items() if count != 1} == dict.fromkeys(WITHOUT, 0)


def test_that_column_is_never_empty():
    empty = {
        model.__name__
        for model in apps.get_app_config("records").get_models()
        for column in person_columns(model)
        if column.null
    }

    assert empty == set(MAY_BE_EMPTY)


def test_no_row_points_at_another_persons_except_by_way_of_its_own():
    """What a row points at inside the record carries the person too, so both lie on the same computer."""
    pointed_at = {
        one.related_model.__name__
        for model in apps.get_app_config("records").get_models()
        for one in model._meta.concrete_fields
        if isinstance(one, models.ForeignKey) and one.related_model is not Person
    }

    assert {name for name in pointed_at if name in WITHOUT} == {"User"}
