"""Words that were added mean what they meant at each instant, and make the catalog that answers."""

from datetime import UTC, datetime, timedelta

from domain.catalog import Alias
from storage import aliases, matrices
from storage.aliases import Added
from storage.database import Database
from tests.storage.conftest import OURS

NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)


async def test_a_phrase_means_what_was_said_last_until_it_is_ended(database: Database) -> None:
    first, then = (Added("warp core", target, "U1", NOW) for target in ("aks", "hypervisor"))
    async with database.write() as tx:
        await aliases.add(tx, OURS, first)
        await aliases.add(tx, OURS, then)
        assert await aliases.every(tx, OURS) == [then]
        catalog = await matrices.catalog_at(tx, OURS, NOW)
        assert catalog.aliases == (Alias("warp core", "hypervisor"),)
        assert await matrices.catalog_at(tx, OURS, NOW) is catalog
        assert await aliases.end(tx, OURS, "warp core", by="U1", now=NOW)
        assert not await aliases.end(tx, OURS, "warp core", by="U1", now=NOW)
        assert (await matrices.catalog_at(tx, OURS, NOW)).aliases == ()


async def test_as_of_an_instant_a_phrase_means_what_it_meant_then(database: Database) -> None:
    days = [NOW + timedelta(days=day) for day in range(5)]
    async with database.write() as tx:
        await aliases.add(tx, OURS, Added("warp core", "aks", "U1", days[1]))
        await aliases.add(tx, OURS, Added("warp core", "hypervisor", "U2", days[2]))
        await aliases.end(tx, OURS, "warp core", by="U1", now=days[4])
        meant = [(await matrices.catalog_at(tx, OURS, day)).aliases for day in days]
    assert [[alias.target for alias in held] for held in meant] == [
        *([], ["aks"], ["hypervisor"]),
        *(["hypervisor"], []),
    ]
