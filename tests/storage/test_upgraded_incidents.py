"""Incidents of an earlier version are read as what they were."""

from alembic import command

from domain.people import ONUS
from storage import incidents, migrate
from storage.database import Database
from tests.databases import Databases
from tests.storage.test_migrations import run

WORKSPACE = (
    "INSERT INTO workspaces (id, name, bot_user_id, token_from) VALUES ('T1', 'N', 'U', 'X')"
)
INCIDENT = """
    INSERT INTO incidents (workspace_id, number, title, phase, severity, commander, opened_by,
        opened_at, moved_by, moved_at, channel_id, card_id, version, services, restricted,
        determination)
    VALUES ('T1', {number}, 'Old', 'detect', 1, 'U1', 'U1', '2026-03-02 14:00:00', 'U1',
        '2026-03-02 14:00:00', 'C1', 'card{number}', 1, '[]', {no}, {determination})
"""
DETERMINED = """
    '{"layer": "hypervisor", "model": "iaas", "party": "provider", "matrix": "azure-2026",
      "matrix_version": 1, "source": "S", "decided_by": "U1",
      "decided_at": "2026-03-02T14:00:00Z"}'
"""


async def test_the_one_determination_of_an_incident_becomes_the_first_of_several(
    databases: Databases,
) -> None:
    with databases.empty() as url:
        with migrate._connect(url) as connection:  # noqa: SLF001  # the connection of a migration
            config = migrate._config()  # noqa: SLF001  # the one place that knows the scripts
            config.attributes["connection"] = connection
            command.upgrade(config, "0006")
            connection.commit()
        no = "FALSE" if "postgres" in url else "0"
        bare, whole = (
            INCIDENT.format(number=number, no=no, determination=determination)
            for number, determination in ((1, "NULL"), (2, DETERMINED))
        )
        run(url, WORKSPACE, bare, whole)
        migrate.upgrade(url)
        database = Database(url)
        async with database.read() as tx:
            first, second = await incidents.open_ones(tx, "T1", viewer=ONUS)
        await database.close()
    assert (first.determinations, first.layers) == ((), ())
    assert second.layers == ("hypervisor",)
    assert [one.party for one in second.responsibility] == ["provider"]
