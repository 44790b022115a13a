"""A data folder with a record, copied for each test that wants to break it."""

import shutil

import pytest

from tests.backups.folders import begin_record, site_in


@pytest.fixture(scope="session")
def _folder_as_it_was(tmp_path_factory, django_db_setup, django_db_blocker):
    folder = tmp_path_factory.mktemp("home") / "data"
    with django_db_blocker.unblock():
        begin_record(folder)
    return folder


@pytest.fixture
def folder(_folder_as_it_was, tmp_path):
    """A data folder with one record; nothing is connected to it."""
    shutil.copytree(_folder_as_it_was, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def site(folder, db):
    """The same, with the site's connection led to it."""
    with site_in(folder):
        yield folder
