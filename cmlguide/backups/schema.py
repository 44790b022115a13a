"""Which migrations a database has seen, and the models as they were then."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from cmlguide.backups.refusals import BackupRefusedError

Node = tuple[str, str]
LEFT_OUT = frozenset({"sessions.Session", "usersessions.UserSession"})
"""Who is signed in where: whoever got hold of a backup could go on as them. A restore signs all out."""


def applied_migrations(connection: BaseDatabaseWrapper) -> list[Node]:
    """The migrations this database has seen, in order of name; empty for one without any table."""
    return sorted(MigrationRecorder(connection).applied_migrations())


def is_newer(applied: Iterable[Node]) -> bool:
    """Whether one of these migrations is unknown to this program."""
    known = MigrationLoader(None).disk_migrations
    return any(node not in known for node in applied)


def last_of_each(connection: BaseDatabaseWrapper, applied: Iterable[Node]) -> list[Node]:
    """The newest of these migrations in each app: where to migrate to, to stand where they stood."""
    seen = set(applied)
    graph = MigrationExecutor(connection).loader.graph
    if seen - set(graph.nodes):
        raise BackupRefusedError("newer")
    return sorted(
        node
        for node in seen
        if not any(child.key in seen and child.key[0] == node[0] for child in graph.node_map[node].children)
    )


def models_at(connection: BaseDatabaseWrapper, applied: Iterable[Node]) -> list[type[Model]]:
    """Every model with a table of its own after these migrations, by table, but for what no backup holds."""
    nodes = last_of_each(connection, applied)
    state = MigrationExecutor(connection).loader.project_state(nodes).apps
    found: list[Any] = [
        model
        for model in state.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label not in LEFT_OUT
    ]
    return sorted(found, key=lambda model: model._meta.db_table)


def migrate_to(connection: BaseDatabaseWrapper, nodes: list[Node]) -> None:
    """Bring an empty or older database there, and nothing beyond."""
    MigrationExecutor(connection).migrate(nodes)
