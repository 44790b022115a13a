"""The address of every page, with its arguments filled in, for the tests that walk them all."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.urls import URLPattern, reverse

from cmlguide import urls as root_urls
from cmlguide.data_folder import BACKUPS
from cmlguide.records.actions.goals import add_goal, delete_goal
from cmlguide.records.actions.imports import undo_import
from cmlguide.records.actions.questions import choose_question
from cmlguide.records.actions.rows import MODELS, delete_row
from cmlguide.records.models import Letter, Person
from cmlguide.web import urls
from cmlguide.web.frame.signed_in_browsers import NO_ADDRESS
from tests.factories import (
    make_allergy,
    make_blood_count,
    make_diary_entry,
    make_guest_link,
    make_helper,
    make_import,
    make_marrow_test,
    make_medicine,
    make_mutation,
    make_other_medicine,
    make_result,
    make_visit,
    make_waiting_file,
    make_waiting_sample,
)

TEXTS = {
    "noun": "result",
    "token": "guess",
    "file": "record-export",
    "step": "medicine",
    "kind": "rising",
    "slug": "ladder",
    "name": "2026-11-22T080000Z-day",
    "key": "guess",
    "uidb36": "1",
}


def kept_rows(person):
    """All a person has, value by value: {(noun, number): values}."""
    rows = {
        (noun, values["id"]): values
        for noun, model in MODELS.items()
        for values in model.objects.kept().filter(person=person).values()
    }
    return rows | {("person", person.pk): Person.objects.filter(pk=person.pk).values().get()}


def routes():
    """The pages' routes, in the order of the address list."""
    return [route for route in urls.urlpatterns if isinstance(route, URLPattern)]


def account_routes():
    """The routes for signing in: allauth's, and those that only a hosted site has."""
    found = [route for route in root_urls.urlpatterns if isinstance(route, URLPattern)]
    return [route for route in found if "account/" in str(route.pattern)]


def all_routes():
    """Every route of the site: the pages', those about signing in, and the file for researchers."""
    return [*routes(), *(route for route in root_urls.urlpatterns if isinstance(route, URLPattern))]


def account_address(route, key=1):
    """An address for the route; `key` is the number of a passkey."""
    return address(route, {route.name: key})


def routes_to_rows():
    """Those that name a row by its number."""
    return [route for route in routes() if "pk" in route.pattern.converters]


def address(route, rows=None):
    """An address for the route. `rows` gives a row's number by noun, as rows_of makes it; else 1."""
    noun = route.name.split("-")[0]
    parts = {**TEXTS, "pk": (rows or {}).get(noun, 1)}
    names = route.pattern.converters or route.pattern.regex.groupindex
    return reverse(route.name, kwargs={name: parts[name] for name in names})


def make_file_of_a_backup():
    """A file that the page of backups lists, under the name in TEXTS. No record: nothing can be put back."""
    file = settings.DATA_FOLDER / BACKUPS / f"{TEXTS['name']}.sqlite3"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"no record")


def rows_of(person, *, deleted=False):
    """A new row of every noun a route may name: its number, keyed by the first word of the route names."""
    result, treatment = make_result(person), make_medicine(person)
    question = choose_question(person=person, text="My own question")
    count, marrow, mutation = make_blood_count(person), make_marrow_test(person), make_mutation(person)
    batch = make_import(person, rows={}, letter=Letter(is_pdf=False, content=b"Collected 5 Jan 2026"))
    file = make_waiting_file(person)
    visit, sample = make_visit(person), make_waiting_sample(person)
    goal = add_goal(person=person, code="own", text="To travel")
    entry = make_diary_entry(person)
    other, allergy = make_other_medicine(person), make_allergy(person)
    helper, link = make_helper(person), make_guest_link(person)
    make_file_of_a_backup()
    if deleted:
        delete_row(entry)
        delete_row(other)
        delete_row(allergy)
        undo_import(batch=batch)
        delete_row(visit)
        delete_row(sample)
        delete_goal(goal=goal)
        delete_row(result)
        delete_row(treatment)
        delete_row(question)
        delete_row(count)
        delete_row(marrow)
        delete_row(mutation)
    session = UserSession.objects.create(user=person.owner, session_key=f"row-{entry.pk}", ip=NO_ADDRESS)
    return {
        "session": session.pk,
        "diary": entry.pk,
        "other": other.pk,
        "allergy": allergy.pk,
        "import": batch.pk,
        "file": file.pk,
        "visit": visit.pk,
        "waiting": sample.pk,
        "goal": goal.pk,
        "result": result.pk,
        "medicine": treatment.pk,
        "question": question.pk,
        "count": count.pk,
        "marrow": marrow.pk,
        "mutation": mutation.pk,
        "person": person.pk,
        "deleted": result.pk,
        "change": person.changes.filter(noun="result").last().pk,
        "helper": helper.pk,
        "link": link.pk,
        "shared": link.pk,
    }
