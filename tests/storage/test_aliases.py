"""Words that were added are kept, replaced and removed, and make the catalog that answers."""

from datetime import UTC, datetime

from domain.catalog import Alias
from storage import aliases, matrices
from storage.aliases import Added
from storage.database import Database
from tests.storage.conftest import OURS

NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)


async def test_a_phrase_means_what_was_said_last_until_it_is_removed(
    database: Database,
) -> None:
    first, then = (Added("warp core", target, "U1", NOW) for target in ("aks", "hypervisor"))
    async with database.write() as tx:
        await aliases.add(tx, OURS, first)
        await aliases.add(tx, OURS, then)
        assert await aliases.every(tx, OURS) == [then]
        catalog = await matrices.catalog_at(tx, OURS, NOW)
        assert catalog.aliases == (Alias("warp core", "hypervisor"),)
        assert await matrices.catalog_at(tx, OURS, NOW) is catalog
        assert await aliases.remove(tx, OURS, "warp core")
        assert not await aliases.remove(tx, OURS, "warp core")
        assert (await matrices.catalog_at(tx, OURS, NOW)).aliases == ()
