"""A site as an earlier version left it."""

from contextlib import contextmanager

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

OLDER = "0004_what_imports_keep"
"""Before rows were changed by a migration, nouns renamed, and half the tables of today made."""


@contextmanager
def older_site():
    """The test database as of that migration, with a person and a tablet taken; today's again afterwards."""
    MigrationExecutor(connection).migrate([("records", OLDER)])
    try:
        apps = MigrationExecutor(connection).loader.project_state([("records", OLDER)]).apps
        owner = apps.get_model("records", "User").objects.create(username="robin")
        person = apps.get_model("records", "Person").objects.create(owner=owner, name="Robin")
        tablet = {"medicine": "imatinib", "started_on": "2025-09-08", "keep_clock": False}
        apps.get_model("records", "Treatment").objects.create(person=person, **tablet)
        yield
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate([node for node in executor.loader.graph.leaf_nodes() if node[0] == "records"])
