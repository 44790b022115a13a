"""What the migrations that change values make of the rows there are."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from cmlguide.records.models import Treatment

pytestmark = pytest.mark.django_db


def test_keep_clock_false_was_a_default_and_becomes_not_said(person):
    kept = {"person": person, "medicine": "imatinib", "started_on": date(2025, 9, 8)}
    for said in (False, True, None):
        Treatment.objects.create(**kept, keep_clock=said)
    migration = import_module("cmlguide.records.migrations.0005_what_tests_and_people_say")

    migration.forget_default(apps, None)

    assert list(Treatment.objects.values_list("keep_clock", flat=True)) == [None, True, None]
