"""Code of two releases works with one database: the rule for migrations, over every one of them.

While a site is upgraded, processes of the release before go on answering. So a migration only adds: it takes
away or renames nothing the older code reads, and asks for nothing the older code does not write.
"""

import pytest
from django.apps import apps
from django.db import connection, migrations, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

APP = "records"
NO_VALUE, OTHER_TYPE = "AddField without a value in the database", "AlterField to another type"
RELEASED = {"v0.1": None}
"""The newest migration of each release that has a tag, by its name; None while it has none yet.

A release is added here with its tag. Nobody runs a release yet, so nothing before the first one is bound.
"""
BEFORE_THE_FIRST_RELEASE = "0013_account_events"
TWO_STEPS = {
    # (migration, what it does): why no running older code is harmed, and in which release the first step was
}
"""The reasoned exceptions: the second step of a change, one release after the code stopped using it."""


def node_names():
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return sorted(name for app, name in loader.graph.nodes if app == APP)


def bound_migrations():
    """Those that older code may meet, each as (name, migration)."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    first = node_names().index(BEFORE_THE_FIRST_RELEASE) + 1
    return [(name, loader.graph.nodes[APP, name]) for name in node_names()[first:]]


def harm_of(operation, state):
    """What the operation does to older code, in a few words; "" where it only adds."""
    name = type(operation).__name__
    if isinstance(
        operation,
        migrations.DeleteModel | migrations.RenameModel | migrations.RemoveField | migrations.RenameField
        | migrations.AlterModelTable | migrations.AlterUniqueTogether | migrations.AddConstraint,
    ):  # fmt: skip
        return name
    if isinstance(operation, migrations.AddField):
        return "" if older_code_may_leave_out(operation.field) else NO_VALUE
    if isinstance(operation, migrations.AlterField):
        before = state.models[APP, operation.model_name_lower].fields[operation.name]
        return harm_of_altering(before, operation.field)
    if isinstance(operation, migrations.RunSQL):
        return name
    return ""


def older_code_may_leave_out(field):
    """Whether a row can be written by code that does not know the column."""
    return field.null or field.has_db_default() or isinstance(field, models.ManyToManyField)


def harm_of_altering(before, after):
    if before.null and not after.null:
        return "AlterField to NOT NULL"
    if after.unique and not before.unique:
        return "AlterField to unique"
    if type(before) is not type(after):
        return OTHER_TYPE
    shorter = (after.max_length or 10**9) < (before.max_length or 10**9)
    return "AlterField to a shorter text" if shorter else ""


def harms(chosen):
    """{(migration, harm)} of these."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    found = set()
    for name, migration in chosen:
        state = loader.project_state([(APP, name)], at_end=False)
        for operation in migration.operations:
            if harm := harm_of(operation, state):
                found.add((name, harm))
            operation.state_forwards(APP, state)
    return found


def test_every_migration_after_the_first_release_only_adds():
    assert harms(bound_migrations()) - TWO_STEPS.keys() == set()
    assert TWO_STEPS.keys() - harms(bound_migrations()) == set()  # none that is there no more


def test_what_renames_and_takes_away_would_be_found():
    """Those of the time before the first release, which needed no such care."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    chosen = [(name, loader.graph.nodes[APP, name]) for name in node_names()[:7]]

    assert {(name[:4], harm) for name, harm in harms(chosen)} >= {
        ("0006", "RenameModel"),
        ("0006", "RenameField"),
    }


@pytest.mark.parametrize(
    ("operation", "harm"),
    [
        (
            migrations.AddField("Result", "seen", models.TextField()),
            "AddField without a value in the database",
        ),
        (
            migrations.AddField("Result", "seen", models.TextField(default="")),
            NO_VALUE,  # Django's default is not the database's
        ),
        (migrations.AddField("Result", "seen", models.TextField(null=True)), ""),
        (migrations.AddField("Result", "seen", models.TextField(db_default="")), ""),
        (migrations.RemoveField("Result", "note"), "RemoveField"),
        (migrations.RenameField("Result", "note", "words"), "RenameField"),
        (migrations.DeleteModel("Letter"), "DeleteModel"),
        (migrations.RenameModel("Letter", "Mail"), "RenameModel"),
        (migrations.AlterField("Person", "born_on", models.DateField()), "AlterField to NOT NULL"),
        (
            migrations.AlterField("Person", "born_on", models.TextField(null=True)),
            "AlterField to another type",
        ),
        (
            migrations.AlterField("Person", "guideline", models.CharField(max_length=9)),
            "AlterField to a shorter text",
        ),
        (migrations.AlterField("Person", "guideline", models.CharField(max_length=200)), ""),
        (migrations.AlterField("Person", "name", models.TextField(unique=True)), "AlterField to unique"),
        (migrations.RunSQL("select 1"), "RunSQL"),
        (migrations.RunPython(migrations.RunPython.noop), ""),
    ],
)
def test_each_kind_of_change_is_judged(operation, harm):
    state: ProjectState = MigrationLoader(None, ignore_no_migrations=True).project_state()

    assert harm_of(operation, state) == harm


def test_each_release_names_a_migration_that_is_there():
    assert {name for name in RELEASED.values() if name} - set(node_names()) == set()
    assert BEFORE_THE_FIRST_RELEASE in node_names()


def steps():
    """Every schema a database may stand at: each release's, and while there is none, every migration's."""
    return [name for name in RELEASED.values() if name] or node_names()[:-1]


@pytest.fixture
def _back_to_today():
    yield
    executor = MigrationExecutor(connection)
    executor.migrate([node for node in executor.loader.graph.leaf_nodes() if node[0] == APP])


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_back_to_today")
def test_a_record_of_every_schema_reaches_todays():
    """Back to each schema from the newest on, a person in it, and forward again: the person is there."""
    found = {}
    for name in reversed(steps()):
        executor = MigrationExecutor(connection)
        executor.migrate([(APP, name)])
        then = executor.loader.project_state([(APP, name)]).apps
        owner = then.get_model(APP, "User").objects.create(username=f"of {name}")
        then.get_model(APP, "Person").objects.create(owner=owner, name=name)

    executor = MigrationExecutor(connection)
    executor.migrate([node for node in executor.loader.graph.leaf_nodes() if node[0] == APP])
    found = set(apps.get_model(APP, "Person").objects.values_list("name", flat=True))

    assert found == set(steps())
