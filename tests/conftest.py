"""Fixtures every test may use. Rows come from tests.factories."""

import pytest
from django.db import connection


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Ask the database once whether it knows JSON, so that no test counts Django's own questions."""
    with django_db_blocker.unblock():
        assert connection.features.supports_json_field is True
