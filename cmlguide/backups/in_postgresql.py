"""Where a restore into PostgreSQL is built: in one transaction, so that others see all of it or none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.core.management.color import no_style
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from cmlguide.backups.aside import in_place_of_default


@contextmanager
def new_database() -> Iterator[BaseDatabaseWrapper]:
    """The database without any table of ours, to fill; kept when the block ends well."""
    with in_place_of_default() as connection, transaction.atomic(using=connection.alias):
        _drop_our_tables(connection)
        yield connection
        _count_on(connection)


def _drop_our_tables(connection: BaseDatabaseWrapper) -> None:
    """Every table an app of ours may have made, in this or another version; tables of others stay."""
    ours = tuple(f"{config.label}_" for config in apps.get_app_configs())
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            if name.startswith((*ours, "django_")):
                cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)} CASCADE")


def _count_on(connection: BaseDatabaseWrapper) -> None:
    """New rows get numbers after those that were put back."""
    models = apps.get_models(include_auto_created=True)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
