"""Two clicks, or a retry while the first try is still running: one row, and the same answer to all.

On SQLite, and once more on PostgreSQL by the same command (cmlguide/devtools/suite.py).
"""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.factories import make_person
from tests.tabs import open_form

ADDS = {
    "result-add": {
        "number": "0.5",
        "collected_on_day": "12",
        "collected_on_month": "10",
        "collected_on_year": "2025",
    },
    "allergy-add": {"name": "Latex"},
}
LEADS_TO = {"result-add": "timeline", "allergy-add": "other-list"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ADDS)
def test_forms_sent_at_the_same_moment_make_one_row_and_get_one_answer(name):
    person, together = make_person(), Barrier(4, timeout=60)
    first = Client()
    first.force_login(person.owner)
    first.get("/")
    form = open_form(first, reverse(name)).fill(**ADDS[name])
    cookie = first.cookies[settings.SESSION_COOKIE_NAME].value

    def send(_number):
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = cookie
        together.wait()
        try:
            answer = client.post(form.action, form.fields)
            return answer.status_code, answer.headers.get("Location")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as clicks:
        answers = set(clicks.map(send, range(4)))

    made = person.results.count() + person.allergies.count()
    assert (made, answers) == (1, {(302, reverse(LEADS_TO[name]))})
