"""What the tests of several rooms share: both databases that Onus runs on, migrated and fresh."""

import shutil
from collections.abc import Iterator

import hypothesis
import pytest

from tests.databases import Databases, PostgreSQL, SQLite, folder

hypothesis.settings.register_profile("onus", deadline=None)  # a busy machine is no fault
hypothesis.settings.load_profile("onus")


_LONG = ("tests/kill/", "tests/bot/test_tour.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no worker waits for it in the end."""
    items.sort(key=lambda item: not item.nodeid.startswith(_LONG))


@pytest.fixture(scope="session")
def sqlite() -> Iterator[SQLite]:
    place = folder()
    yield SQLite(place)
    shutil.rmtree(place)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    with PostgreSQL.running() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest) -> Databases:
    """Each kind of database in turn: whatever uses it is tested on both."""
    made: Databases = request.getfixturevalue(request.param)
    return made


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """The URL of a fresh database with all tables."""
    with databases.migrated() as url:
        yield url
