"""Who may open which page: no page that is not declared."""

import pytest

from cmlguide.web.frame.access import Role
from cmlguide.web.frame.roles import NO_RECORD, READ, TAKEN_ALONG, WRITE, may


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_owner_may_all(method):
    assert may(Role.OWNER, "delete-everything", method)


@pytest.mark.parametrize("role", [Role.EDIT, Role.VIEW, Role.GUEST])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_page_that_is_not_declared_is_the_owners_alone(role, method):
    assert not may(role, "a-page-of-tomorrow", method)


@pytest.mark.parametrize(
    ("role", "method", "allowed"),
    [
        (Role.EDIT, "GET", True),
        (Role.EDIT, "POST", True),
        (Role.VIEW, "GET", True),
        (Role.VIEW, "HEAD", True),
        (Role.VIEW, "POST", False),
        (Role.VIEW, "DELETE", False),
        (Role.GUEST, "GET", False),
    ],
)
def test_page_to_read(role, method, allowed):
    assert may(role, "goal-list", method) is allowed


@pytest.mark.parametrize(("role", "allowed"), [(Role.EDIT, True), (Role.VIEW, False), (Role.GUEST, False)])
def test_form_that_changes_rows(role, allowed):
    assert may(role, "result-add", "GET") is may(role, "result-add", "POST") is allowed


@pytest.mark.parametrize(("role", "allowed"), [(Role.EDIT, True), (Role.VIEW, False), (Role.GUEST, False)])
@pytest.mark.parametrize("route", ["export-everything", "record-export", "export-csv", "import-letter"])
def test_whole_record_is_taken_along_by_who_may_change_it(route, role, allowed):
    """Who may read sees what the pages show; a file of all of it cannot be called back."""
    assert may(role, route, "GET") is allowed


@pytest.mark.parametrize("route", ["start", "account_login", "mfa_index"])
def test_page_about_no_record_asks_for_no_role(route):
    assert may(Role.VIEW, route, "POST")


def test_no_page_is_declared_twice():
    declared = [*READ, *TAKEN_ALONG, *WRITE, *NO_RECORD]

    assert len(declared) == len(set(declared))
