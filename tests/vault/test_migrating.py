"""Every database has the tables that lie in it and no other, and knows of every migration."""

import pytest
from django.apps import apps
from django.db import connections, router
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db


def lying_in(database):
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return {model._meta.db_table for model in models if router.allow_migrate_model(database, model)}


@pytest.mark.parametrize("database", list(connections))
def test_a_database_has_the_tables_that_lie_in_it(database):
    tables = set(connections[database].introspection.table_names())
    assert tables - {"django_migrations"} == lying_in(database)


def test_every_database_knows_of_every_migration():
    noted = [set(MigrationRecorder(connections[name]).applied_migrations()) for name in connections]
    assert all(one == noted[0] for one in noted)
    assert len(noted) == 4
