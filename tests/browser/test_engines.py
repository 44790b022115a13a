"""WebKit and Firefox: every page fits, and what a person does there works as in chromium."""

import os
from pathlib import Path

import pytest

from tests.browser.conftest import session_cookie
from tests.browser.drawings import MEASURE, faults
from tests.browser.engines import ENGINES, MissingError
from tests.browser.looking import DESK, LAYOUT, PHONE
from tests.browser.walking import FOR_EVERYBODY, OPEN_ALL, make_full_record, pages_of
from tests.factories import make_person, make_result, make_treatment, make_user
from tests.fonts import USUAL, need_fonts

OPEN_NOTES = "document.querySelectorAll('.word-note:popover-open').length"
LOOKS_OF = """word => {
  const style = getComputedStyle(document.querySelector(word));
  return [style.textDecorationLine, style.textDecorationStyle, style.cursor];
}"""


@pytest.fixture(scope="module", params=ENGINES)
def engine(request):
    """A window of each browser, with the fonts the tests usually see."""
    environment = os.environ | {"FONTCONFIG_FILE": str(need_fonts(*USUAL))}
    try:
        window = ENGINES[request.param](environment)
    except MissingError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))
    yield window
    window.close()


@pytest.fixture
def owner(engine, live_server, transactional_db):
    """Someone with a medicine and a result, signed in."""
    person = make_person(make_user())
    make_treatment(person)
    make_result(person, "0.05")
    engine.sign_in(session_cookie(person.owner, live_server.url))
    return person.owner


def test_every_page_fits_and_nothing_on_it_is_cut(engine, live_server, transactional_db):
    owner = make_user()
    _, rows = make_full_record(owner)
    engine.sign_in(session_cookie(owner, live_server.url))
    found = {}

    for name, where in (pages_of(owner, rows) | FOR_EVERYBODY).items():
        engine.goto(live_server.url + where)
        engine.evaluate(OPEN_ALL)
        for size in (PHONE, DESK):
            engine.resize(size)
            if problems := engine.evaluate(LAYOUT, {"least": 44, "withSelects": size is DESK}):
                found[name, size["width"]] = problems

    assert found == {}
