"""What the migrations that change values or names do to existing rows."""

from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.django_db(transaction=True)
APP = "records"


def migrate(name):
    """The models as they were after that migration, with the database in that state."""
    executor = MigrationExecutor(connection)
    executor.migrate([(APP, name)])
    return executor.loader.project_state([(APP, name)]).apps


@pytest.fixture(autouse=True)
def _back_to_today():
    yield
    executor = MigrationExecutor(connection)
    executor.migrate([node for node in executor.loader.graph.leaf_nodes() if node[0] == APP])


def person_of(apps):
    owner = apps.get_model(APP, "User").objects.create(username="robin")
    return apps.get_model(APP, "Person").objects.create(owner=owner, name="Robin")


def test_keep_clock_false_was_a_default_and_becomes_not_said():
    before = migrate("0004_what_imports_keep")
    person = person_of(before)
    for said in (False, True):
        before.get_model(APP, "Treatment").objects.create(
            person=person, medicine="imatinib", started_on=date(2025, 9, 8), keep_clock=said
        )

    after = migrate("0005_what_tests_and_people_say")

    kept = after.get_model(APP, "Treatment").objects.order_by("pk")
    assert list(kept.values_list("keep_clock", flat=True)) == [None, True]


def test_a_visit_and_a_medicine_keep_their_rows_answers_and_history_under_the_new_name():
    before = migrate("0005_what_tests_and_people_say")
    person = person_of(before)
    visit = before.get_model(APP, "Appointment").objects.create(person=person, visit_on=date(2026, 8, 20))
    answer = {"person": person, "appointment": visit, "question_text": "May I fly?", "answer": "Yes"}
    before.get_model(APP, "Answer").objects.create(**answer)
    tablet = before.get_model(APP, "Treatment").objects.create(
        person=person, medicine="imatinib", started_on=date(2025, 9, 8)
    )
    for noun, row in (("appointment", visit), ("treatment", tablet), ("person", person)):
        before.get_model(APP, "Change").objects.create(
            person=person, noun=noun, row_id=row.pk, action="added"
        )

    after = migrate("0006_one_name_for_each_noun")

    robin = after.get_model(APP, "Person").objects.get(name="Robin")
    assert [(row.pk, row.visit_on) for row in robin.visits.all()] == [(visit.pk, date(2026, 8, 20))]
    assert [row.answer for row in robin.visits.get().answers.all()] == ["Yes"]
    assert [(row.pk, row.medicine) for row in robin.medicines.all()] == [(tablet.pk, "imatinib")]
    assert [(row.noun, row.row_id) for row in robin.changes.order_by("pk")] == [
        ("visit", visit.pk),
        ("medicine", tablet.pk),
        ("person", robin.pk),
    ]


def test_the_old_names_come_back_when_the_migration_is_taken_back():
    after = migrate("0006_one_name_for_each_noun")
    person = person_of(after)
    visit = after.get_model(APP, "Visit").objects.create(person=person, visit_on=date(2026, 8, 20))
    after.get_model(APP, "Change").objects.create(
        person=person, noun="visit", row_id=visit.pk, action="added"
    )

    before = migrate("0005_what_tests_and_people_say")

    assert before.get_model(APP, "Appointment").objects.get().pk == visit.pk
    assert before.get_model(APP, "Change").objects.get().noun == "appointment"


def test_time_zone_utc_was_a_default_and_becomes_not_said():
    before = migrate("0006_one_name_for_each_noun")
    owner = before.get_model(APP, "User").objects.create(username="robin")
    for zone in ("UTC", "Pacific/Auckland"):
        before.get_model(APP, "Person").objects.create(owner=owner, name=zone, time_zone=zone)

    after = migrate("0007_time_zone_not_said")

    people = after.get_model(APP, "Person").objects.order_by("pk")
    assert list(people.values_list("time_zone", flat=True)) == ["", "Pacific/Auckland"]
